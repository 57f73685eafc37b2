"""Query panels: stand as cards, for W&B's query language runs on the server."""

from __future__ import annotations

from runpress.data.protocol import Data, Query
from runpress.figures.cards import card, options_in_words
from runpress.figures.figure import Figure
from runpress.figures.selection import Selection
from runpress.model.panels.base import Panel
from runpress.model.panels.weave import ArtifactFilePanel, ArtifactPanel, SummaryTablePanel


def queries(panel: Panel, selection: Selection) -> tuple[Query, ...]:
    """None: a card is made of the options alone."""
    del panel, selection
    return ()


def figure(panel: Panel, selection: Selection, data: Data) -> Figure:
    """A card."""
    del data
    label, text = _described(panel)
    return card(label, text, options_in_words(panel, skip=frozenset({"config"})), selection=selection)


def _described(panel: Panel) -> tuple[str, str]:
    match panel:
        case SummaryTablePanel():
            return "Table", f"The table `{panel.table_name}` that the runs logged, as one table over all runs."
        case ArtifactFilePanel():
            return "Artifact file", f"The file `{panel.file}` of the artifact `{panel.artifact}:{panel.version}`."
        case ArtifactPanel():
            return "Artifact", f"The artifact `{panel.artifact}`, opened at its {panel.tab}."
        case _:
            return "Query panel", "The result of a query in W&B's query language."
