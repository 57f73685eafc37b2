"""Give every panel its place in its grid."""

from __future__ import annotations

from dataclasses import replace

from runpress.model.blocks import Block, PanelGrid
from runpress.model.placement import place_panels
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import rebuilt


def place_grids(blocks: Blocks, context: PassContext) -> Blocks:
    """All grids with the layout of their panels; overlaps are reported."""
    out: list[Block] = []
    changed = False
    for block in blocks:
        new = (
            place_grid(block, context)
            if isinstance(block, PanelGrid)
            else rebuilt(block, lambda inner: place_grids(inner, context))
        )
        changed = changed or new is not block
        out.append(new)
    return tuple(out) if changed else blocks


def place_grid(grid: PanelGrid, context: PassContext) -> PanelGrid:
    """One grid with its layout."""
    layouts, findings = place_panels(grid.panels, grid.options)
    context.findings.extend(findings)
    return replace(grid, layouts=layouts)
