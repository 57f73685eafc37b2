"""Give every panel its place in its grid."""

from __future__ import annotations

from dataclasses import replace

from runpress.model.blocks import PanelGrid
from runpress.model.placement import place_panels
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import replaced


def place_grids(blocks: Blocks, context: PassContext) -> Blocks:
    """All grids with the layout of their panels; overlaps are reported."""
    return replaced(blocks, PanelGrid, lambda grid: _place_grid(grid, context))


def _place_grid(grid: PanelGrid, context: PassContext) -> PanelGrid:
    """One grid with its layout."""
    layouts, findings = place_panels(grid.panels, grid.options)
    context.findings.extend(findings)
    return replace(grid, layouts=layouts)
