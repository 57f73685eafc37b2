"""Put a section of a workspace together: its panels, placed as W&B's two kinds of layout place them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from runpress.diagnostics import Diagnostic
from runpress.model.blocks import PanelGrid
from runpress.model.grid import GridOptions
from runpress.model.layout import Layout
from runpress.model.panels.base import Panel
from runpress.model.placement import place_panels
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions


def section_grid(
    panels: Sequence[Panel],
    runset: Runset,
    options: SectionOptions,
    *,
    shape: GridOptions | None = None,
    is_sorted: bool = False,
) -> tuple[PanelGrid, list[Diagnostic]]:
    """The grid of a section, and what is wrong with exact layouts in it.

    Panels stay in the order in which they were written; where the workspace sorts them, their places are sorted.
    """
    shape = shape or GridOptions()
    if shape.columns is None:
        shape = shape.model_copy(update={"columns": options.layout_settings.columns})
    # In pages, a panel follows the one before it, whatever layout it kept from a custom one.
    is_custom = options.layout_type == "custom"
    placed = [panel if is_custom else panel.model_copy(update={"layout": None}) for panel in panels]
    order = sorted(range(len(panels)), key=lambda at: _sort_title(panels[at])) if is_sorted else range(len(panels))
    places, findings = place_panels([placed[at] for at in order], shape)
    layouts: dict[int, Layout] = dict(zip(order, places, strict=True))
    grid = PanelGrid(
        panels=tuple(panels),
        runsets=(runset,),
        options=shape,
        layouts=tuple(layouts[at] for at in range(len(panels))),
    )
    return grid, findings


def as_read(grid: PanelGrid) -> PanelGrid:
    """The grid with its panels in the order in which readers meet them, row by row."""
    order = sorted(range(len(grid.panels)), key=lambda at: (grid.layouts[at].y, grid.layouts[at].x))
    return replace(
        grid,
        panels=tuple(grid.panels[at] for at in order),
        layouts=tuple(grid.layouts[at] for at in order),
    )


def _sort_title(panel: Panel) -> str:
    """The title of a panel, or the names of its metrics where it has none."""
    if panel.title:
        return panel.title.casefold()
    metrics = getattr(panel, "y", None) or getattr(panel, "metrics", None) or getattr(panel, "metric", None) or ()
    keys = metrics if isinstance(metrics, tuple) else (metrics,)
    return ", ".join(key.label for key in keys).casefold()
