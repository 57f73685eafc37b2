"""Code comparer: stands as a card, for the code of runs is on the server."""

from __future__ import annotations

from runpress.data.protocol import Data, Query
from runpress.figures.cards import card, options_in_words
from runpress.figures.figure import Figure
from runpress.figures.selection import Selection
from runpress.model.panels.code_comparer import CodeComparerPanel

_VIEWS = {"split": "side by side", "unified": "in one column"}


def queries(panel: CodeComparerPanel, selection: Selection) -> tuple[Query, ...]:
    """None: a card is made of the options alone."""
    del panel, selection
    return ()


def figure(panel: CodeComparerPanel, selection: Selection, data: Data) -> Figure:
    """A card."""
    del data
    return card(
        "Code comparer",
        f"The source code of the runs, compared {_VIEWS[panel.diff or 'split']}.",
        options_in_words(panel),
        selection=selection,
    )
