"""The sizes of panels in the words of their author: a grid's options that all panels follow, or those of each panel.

The canonical form takes whichever is shorter, so that one more panel may turn a whole grid from one into the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from runpress.codec.layouts import words_with
from runpress.model.blocks import PanelGrid
from runpress.model.placement import size_of
from runpress.model.view import Report, Workspace
from runpress.publish.pulling.patching.options import with_values

Shape: TypeAlias = tuple[int | None, int | None]
"""The columns and the height that a grid says."""
_SIZE = frozenset({"width", "height"})
_SHAPE = frozenset({"columns", "height"})


def shapes_of(own: Report | Workspace, known: Report | Workspace) -> dict[int, Shape]:
    """How a document says the sizes in each grid, by the number of its block in the canonical form."""
    if not isinstance(own, Report) or not isinstance(known, Report) or own.front.defaults.entries:
        return {}
    mine, canonical = [*_grids(own)], [*_grids(known)]
    if len(mine) != len(canonical):
        return {}
    return {
        number: (grid.options.columns, grid.options.height)
        for (_, grid), (number, _) in zip(mine, canonical, strict=True)
    }


def shaped(view: Report | Workspace, shapes: Mapping[int, Shape]) -> Report | Workspace:
    """The view, with the sizes in these grids said so. They stay the same sizes."""
    if not isinstance(view, Report) or not shapes:
        return view
    blocks = [
        _shaped(block, shapes[number]) if isinstance(block, PanelGrid) and number in shapes else block
        for number, block in enumerate(view.blocks)
    ]
    return replace(view, blocks=tuple(blocks))


def _grids(view: Report) -> Iterator[tuple[int, PanelGrid]]:
    return ((number, block) for number, block in enumerate(view.blocks) if isinstance(block, PanelGrid))


def _shaped(grid: PanelGrid, shape: Shape) -> PanelGrid:
    options = grid.options
    if not grid.panels or (options.columns, options.height) == shape or any(panel.layout for panel in grid.panels):
        return grid
    words = words_with([size_of(panel, options) for panel in grid.panels], *shape)
    return replace(
        grid,
        options=_said(options, words.grid, _SHAPE),
        panels=tuple(_said(panel, said, _SIZE) for panel, said in zip(grid.panels, words.panels, strict=True)),
    )


def _said(node: Any, said: Mapping[str, Any], names: frozenset[str]) -> Any:
    return with_values(node, said, without=names - {*said})
