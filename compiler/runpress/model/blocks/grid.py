"""A grid of panels and the run sets that they show."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.grid import GridOptions
from runpress.model.layout import Layout
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset


@frozen(kw_only=True)
class PanelGrid(Block):
    """Panels with no prose between them, placed in 24 columns, over one or several run sets."""

    kind: ClassVar[str] = "grid"

    panels: tuple[Panel, ...] = ()
    runsets: tuple[Runset, ...] = ()
    options: GridOptions = GridOptions()
    layouts: tuple[Layout, ...] = ()
    """The place of each panel: what it says itself, or where it flows. Set once panels are gathered."""
