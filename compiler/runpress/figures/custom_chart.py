"""Custom chart: stands as a card, for its Vega definition is on the server."""

from __future__ import annotations

from typing import Any

from runpress.data.protocol import Data, Query
from runpress.figures import wording
from runpress.figures.cards import card, options_in_words
from runpress.figures.figure import Figure
from runpress.figures.selection import Selection
from runpress.model.panels.custom_chart import CustomChartPanel


def queries(panel: CustomChartPanel, selection: Selection) -> tuple[Query, ...]:
    """None: a card is made of the options alone."""
    del panel, selection
    return ()


def figure(panel: CustomChartPanel, selection: Selection, data: Data) -> Figure:
    """A card."""
    del data
    return card(
        "Custom chart",
        f"{f'The chart `{panel.chart_name}`' if panel.chart_name else 'A chart'} over {_source(panel)}.",
        options_in_words(panel, skip=frozenset({"query"})),
        selection=selection,
    )


def _source(panel: CustomChartPanel) -> str:
    if not isinstance(panel.query, dict):
        return f"the runs' {wording.quoted(names)}" if (names := _names(panel.query)) else "the runs"
    table = panel.query.get("summaryTable")
    name = table.get("tableKey") if isinstance(table, dict) else None
    if isinstance(name, str):
        return f"the table `{name}` that the runs logged"
    fields = [str(key) for key in panel.query]
    return f"the runs' {wording.quoted(fields)}" if fields else "the runs"


def _names(fields: tuple[dict[str, Any], ...]) -> list[str]:
    """What W&B's own form of a query asks for."""
    return [field["name"] for field in fields if isinstance(field.get("name"), str)]
