"""Raw panel: a panel of W&B's that runpress does not know, as a card with its type."""

from __future__ import annotations

from runpress.data.protocol import Data, Query
from runpress.figures.cards import card, value_in_words
from runpress.figures.figure import Figure
from runpress.figures.selection import Selection
from runpress.model.panels.raw import RawPanel


def queries(panel: RawPanel, selection: Selection) -> tuple[Query, ...]:
    """None: a card is made of the options alone."""
    del panel, selection
    return ()


def figure(panel: RawPanel, selection: Selection, data: Data) -> Figure:
    """A card."""
    del data
    view_type = panel.spec.get("viewType")
    name = view_type if isinstance(view_type, str) and view_type else "Panel of an unknown type"
    config = panel.spec.get("config")
    return card(
        name,
        f"A panel of the type `{name}`, kept as it was written.",
        tuple((str(key), value_in_words(value)) for key, value in config.items()) if isinstance(config, dict) else (),
        selection=selection,
    )
