"""Parameter importance: stands as a card, for W&B fits its own model to the runs."""

from __future__ import annotations

from runpress.data.protocol import Data, Query
from runpress.figures.cards import card, options_in_words
from runpress.figures.figure import Figure
from runpress.figures.selection import Selection
from runpress.model.panels.parameter_importance import ParameterImportancePanel


def queries(panel: ParameterImportancePanel, selection: Selection) -> tuple[Query, ...]:
    """None: a card is made of the options alone."""
    del panel, selection
    return ()


def figure(panel: ParameterImportancePanel, selection: Selection, data: Data) -> Figure:
    """A card."""
    del data
    target = f"`{panel.with_respect_to.label}`" if panel.with_respect_to else "the metric"
    return card(
        "Parameter importance",
        f"Which config values go with {target}: importance and correlation of each.",
        options_in_words(panel),
        selection=selection,
    )
