"""Grids as the fences that make them: run sets are written where they come into force, and not again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from runpress.model.blocks import Block, PanelGrid
from runpress.model.grid import GridOptions
from runpress.model.runset import Runset
from runpress.passes.context import WHOLE_PROJECT, Blocks
from runpress.passes.walk import rebuilt, walk
from runpress.syntax.document import Directive

Runsets = tuple[Runset, ...]
_NO_OPTIONS = GridOptions()


def ungathered(blocks: Blocks) -> tuple[Blocks, frozenset[str]]:
    """Blocks with fences in the place of grids, and the names by which grids and panels ask for run sets."""
    grids = [block for block in walk(blocks) if isinstance(block, PanelGrid)]
    spreading = _Spreading(_asked_for(grids), _ambiguous(grids))
    return spreading.spread(blocks), frozenset(spreading.names)


def _asked_for(grids: Sequence[PanelGrid]) -> set[str]:
    return {
        name
        for grid in grids
        for names in (grid.options.runsets, *[panel.runset for panel in grid.panels])
        for name in names or ()
    }


def _ambiguous(grids: Sequence[PanelGrid]) -> set[str]:
    """The names of several run sets: nothing can ask for one of them."""
    first: dict[str, Runset] = {}
    runsets = (runset for grid in grids for runset in grid.runsets)
    return {runset.name for runset in runsets if not _is_same(first.setdefault(runset.name, runset), runset)}


def _is_same(first: Runset, second: Runset) -> bool:
    return first is second or first == second


class _Spreading:
    """The walk through one document; the other way round than `passes.grids`."""

    def __init__(self, names: set[str], ambiguous: set[str]) -> None:
        self.names = names
        self.ambiguous = ambiguous
        self.in_force: Runsets = ()
        self.defined: dict[str, Runset] = {}
        """Run sets by name, as far as they were written; the first of two counts."""

    def spread(self, blocks: Blocks) -> Blocks:
        """One list of blocks; the same object if it holds no grid."""
        out: list[Block] = []
        previous: PanelGrid | None = None
        changed = False
        for block in blocks:
            if isinstance(block, PanelGrid):
                written = self._with_options(block, out)
                out += _fences(written, previous)
                previous, changed = written, True
                continue
            inner = rebuilt(block, self.spread)
            out.append(inner)
            previous, changed = None, changed or inner is not block
        return tuple(out) if changed else blocks

    def _with_options(self, grid: PanelGrid, out: list[Block]) -> PanelGrid:
        """The grid with the options that its fence says; run sets that come into force are written before it."""
        options, runsets = self._runsets_of(grid)
        out += (Directive(word="runset", node=runset) for runset in runsets)
        if not grid.panels and not options.empty:
            options = options.model_copy(update={"empty": True})
        return grid if options is grid.options else replace(grid, options=options)

    def _runsets_of(self, grid: PanelGrid) -> tuple[GridOptions, Runsets]:
        """The grid's options, and the run sets to write before it: none where they are in force or have names."""
        options, runsets = grid.options, grid.runsets
        asked = {*(options.runsets or ()), *(name for panel in grid.panels for name in panel.runset or ())}
        if not asked <= self.defined.keys():
            return options, self._written(runsets)
        is_asked = bool(options.runsets) or (bool(grid.panels) and all(panel.runset for panel in grid.panels))
        if is_asked or runsets == (self.in_force or (WHOLE_PROJECT,)):
            return options, ()
        if all(self._has_name(runset) for runset in runsets):
            names = tuple(runset.name for runset in runsets)
            self.names.update(names)
            return options.model_copy(update={"runsets": names}), ()
        return options, self._written(runsets)

    def _has_name(self, runset: Runset) -> bool:
        return runset.name not in self.ambiguous and self.defined.get(runset.name) == runset

    def _written(self, runsets: Runsets) -> Runsets:
        self.in_force = runsets
        for runset in runsets:
            if runset.name != WHOLE_PROJECT.name or runset.name in self.names:
                self.defined.setdefault(runset.name, runset)
        return runsets


def _fences(grid: PanelGrid, previous: PanelGrid | None) -> Iterator[Block]:
    if _needs_fence(grid, previous):
        yield Directive(word="grid", node=grid.options)
    for panel in grid.panels:
        yield Directive(word="panel", node=panel)


def _needs_fence(grid: PanelGrid, previous: PanelGrid | None) -> bool:
    """Whether a `grid` fence stands before the panels: for options, or to divide them from those before."""
    if previous is None or not previous.panels or grid.options.empty:
        return grid.options != _NO_OPTIONS
    # Without a fence, panels over other run sets begin a grid with the options of the one before.
    return previous.options != grid.options or previous.runsets == grid.runsets or bool(grid.options.runsets)
