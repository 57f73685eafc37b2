"""Parallel coordinates: one line a run through its values of several keys."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from runpress.model.filters.terms import Term
from runpress.model.keys import Key
from runpress.model.node import Node, option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.choices import FontSize
from runpress.model.panels.gradient import Gradient
from runpress.model.shorts import Alias, ShortForm
from runpress.model.values import Listed, Read, SummaryKey, Texts


class ParallelColumn(Node):
    """One axis."""

    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias("name", "display_name", "The axis's title: `name: Learning rate`."),
    )

    metric: SummaryKey = option(..., doc="A summary or config key.", wire="accessor", encoding="colon-key")
    display_name: str | None = option(doc="The title of the axis.", wire="displayName")
    inverted: bool | None = option(doc="The greatest value at the bottom.", wire="inverted")
    log: bool | None = option(doc="A logarithmic axis.", wire="log")


def _read_column(value: Any) -> Any:
    return {"metric": value} if isinstance(value, str | Key | Term) else value


def _write_column(column: ParallelColumn) -> str | None:
    is_bare = all(getattr(column, name) is None for name in ParallelColumn.model_fields if name != "metric")
    return column.metric.text("summary") if is_bare else None


Columns: TypeAlias = Annotated[
    tuple[
        Annotated[ParallelColumn, Read(_read_column, {"type": "string", "x-key": "summary"}, write=_write_column)], ...
    ],
    Listed(),
]


class ParallelCoordinatesPanel(Panel):
    """One line a run through its values of several keys; the last axis gives the colour."""

    example: ClassVar[str] = """\
type: parallel-coordinates
columns:
  - {metric: config.lr, name: Learning rate, log: true}
  - config.batch_size
  - val_acc
"""
    view_type: ClassVar[str] = "Parallel Coordinates Plot"
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("columns",),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "dimensions": "columns",
        "axes": "columns",
        "metrics": "columns",
        "keys": "columns",
        "colors": "gradient",
    }

    type: Literal["parallel-coordinates"] = option("parallel-coordinates", doc="The type of the panel.")
    columns: Columns = option(
        (),
        doc="The axes: keys, or mappings with `metric`, `display_name`, `inverted`, `log`.",
        wire="columns",
        encoding="parallel-columns",
    )
    gradient: Gradient | None = option(
        doc="The colours of lines: `[navy, lime]`, or with their places `[[0, navy], [40, teal], [100, lime]]`.",
        wire="customGradient",
        encoding="gradient",
    )
    gradient_color: bool | None = option(
        doc="Colour lines by the last axis; `false` gives each run its own colour.", wire="gradientColor"
    )
    legend_fields: Texts | None = option(
        doc="Keys to name at a line: `[name, config.lr]`.", wire="legendFields", encoding="column-texts"
    )
    font_size: FontSize | None = option(doc="The size of its text; `auto` if left out.", wire="fontSize")
