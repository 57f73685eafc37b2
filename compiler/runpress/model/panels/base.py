"""What all panels share: title, place in the grid, run set, text alternative, unknown keys."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import Field

from runpress.model.layout import Layout, Width
from runpress.model.node import Node, option
from runpress.model.values import Texts

COMMON_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "name": "title",
        "heading": "title",
        "caption": "title",
        "chart_title": "title",
        "chartTitle": "title",
        "run_set": "runset",
        "run_sets": "runset",
        "runsets": "runset",
        "w": "width",
        "h": "height",
        "position": "layout",
        "alt_text": "alt",
        "kind": "type",
        "fontsize": "font_size",
        "smooth": "smoothing",
    }
)
"""What authors may call options that all panels have."""


class Panel(Node):
    """A panel of a grid. Subclasses set `view_type` and declare their options."""

    view_type: ClassVar[str] = ""
    """What W&B calls the type."""
    hints: ClassVar[tuple[str, ...]] = ()
    """Keys that tell the type where `type:` is left out."""

    last: ClassVar[tuple[str, ...]] = ("width", "height", "layout", "runset", "alt", "auto", *Node.last)
    always: ClassVar[frozenset[str]] = frozenset({"type"})
    also_called: ClassVar[Mapping[str, str]] = COMMON_NAMES
    """What authors may call an option, and what it is called here: suggested, never accepted."""

    left_to_server: ClassVar[frozenset[str]] = frozenset()
    """Options that W&B's editor does not store where nobody chose: left out, they are null in documents of its dialect."""

    exclusive: ClassVar[tuple[tuple[str, str, str], ...]] = (("layout", "width", ""), ("layout", "height", ""))
    """Pairs of options that say different things about one, and the option that makes both possible."""

    type: str = option(..., doc="The type of the panel.")
    title: str | None = option(doc="The title above the panel.", wire="chartTitle")
    width: Width | None = option(doc="The share of the grid's width, `1/2`, or a number of its 24 columns.")
    height: Annotated[int, Field(ge=1, le=100)] | None = option(doc="The height in grid rows.")
    layout: Layout | None = option(doc="The exact place in the grid: `{x: 0, y: 0, w: 8, h: 6}`.")
    runset: Texts | None = option(doc="The run set to show, by name; several as a list.")
    alt: str | None = option(doc="A text alternative for readers who do not see the figure.")
    auto: bool | None = option(
        doc="Whether W&B made the panel by itself (`true`), or somebody changed it (`false`); only on the server."
    )
    id: str | None = option(doc="The panel's id on the server, where its content does not tell it apart.")
    extra: dict[str, Any] | None = option(
        doc="Keys of W&B's for the panel's configuration that runpress does not know, kept as they are."
    )
    beside: dict[str, Any] | None = option(
        doc="Keys that W&B keeps beside the panel's configuration, kept as they are: `beside: {key: loss}`."
    )
    omit: Texts = option((), doc="Keys that W&B's copy of the panel lacks, by path: `omit: [config/xAxis]`.")


def lacking(panel: Panel) -> tuple[tuple[str, ...], ...]:
    """The groups of options of which the panel has none, though it needs one of each."""
    return tuple(group for group in panel.needs if all(_is_empty(getattr(panel, field)) for field in group))


def _is_empty(value: object) -> bool:
    return value is None or value in ((), [], "", {})
