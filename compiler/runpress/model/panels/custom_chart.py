"""Custom chart: a Vega chart by its name on the server, over the run sets or a table."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from runpress.frozen import frozen
from runpress.model.located import Entry, Located
from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.shorts import MAX_RUNS
from runpress.model.shorts import Alias, ShortForm
from runpress.model.values import Count


@frozen
class FromTable:
    """`table: name`: the query for a table that runs logged."""

    key: str = "table"
    doc: str = "A logged table in place of a query: `table: predictions`."

    @property
    def fields(self) -> tuple[str, ...]:
        """The query."""
        return ("query",)

    def expand(self, entry: Entry) -> dict[str, Entry] | str:
        """The query that W&B's `CustomChart.from_table` makes."""
        key, located = entry
        if not isinstance(located.value, str) or not located.value:
            return "`table` takes the name of a table"
        inner = Located({"tableKey": Entry(key, located)}, located.span)
        return {"query": Entry(key, Located({"summaryTable": Entry(key, inner)}, located.span))}

    def contract(self, values: Mapping[str, Any]) -> Any | None:
        """The name, if the query is that of a table and no more."""
        match values.get("query"):
            case {"summaryTable": {"tableKey": str(name), **inner}, **rest} if not inner and not rest:
                return name
        return None

    def schema(self) -> dict[str, Any]:
        """A name."""
        return {"type": "string", "minLength": 1}


class CustomChartPanel(Panel):
    """A Vega chart by its name on the server, over the runs of the run sets or a table that they logged."""

    example: ClassVar[str] = """\
type: custom-chart
chart: wandb/scatter/v0
fields: {x: val_loss, y: val_acc}
strings: {title: Accuracy}
"""
    view_type: ClassVar[str] = "Vega2"
    hints: ClassVar[tuple[str, ...]] = ("chart_name", "chart", "chart_fields", "chart_strings")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("chart_name",),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "name": "chart",
        "vega": "chart",
        "panel_def_id": "chart",
        "table_name": "table",
    }
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias("chart", "chart_name", "The chart: `chart: wandb/scatter/v0`."),
        Alias("fields", "chart_fields", "Its fields: `fields: {x: val_loss, y: acc}`."),
        Alias("strings", "chart_strings", "Its texts: `strings: {title: Accuracy}`."),
        FromTable(),
        MAX_RUNS,
    )

    type: Literal["custom-chart"] = option("custom-chart", doc="The type of the panel.")
    chart_name: str = option("", doc="The chart, `wandb/scatter/v0` or `entity/name`.", wire="panelDefId")
    query: dict[str, Any] | tuple[dict[str, Any], ...] = option(
        {},
        doc="What is asked of the runs: `query: {summary: [val_loss]}`; a list is W&B's own form of it.",
        wire="userQuery",
        encoding="vega-query",
    )
    max_runs_to_show: Count | None = option(
        doc="The greatest number of runs; 500 if left out.", wire="userQuery", encoding="vega-limit"
    )
    transform: str = option(
        "tableWithLeafColNames",
        doc="What W&B does with the answer before it is drawn.",
        wire="transform",
        encoding="vega-transform",
    )
    chart_fields: dict[str, str] = option({}, doc="Fields of the chart and the keys they show.", wire="fieldSettings")
    chart_strings: dict[str, str] = option({}, doc="Texts of the chart.", wire="stringSettings")
