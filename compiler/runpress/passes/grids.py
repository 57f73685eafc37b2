"""Panels to grids: panels with nothing between them share one, over the run sets that are in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from runpress.diagnostics.codes import directives as directive_codes
from runpress.diagnostics.codes import runsets as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.model.blocks import Block, PanelGrid
from runpress.model.grid import GridOptions
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.passes.context import WHOLE_PROJECT, Blocks, PassContext, runset_of
from runpress.passes.walk import rebuilt
from runpress.source import Span
from runpress.syntax.document import Directive

Runsets = tuple[Runset, ...]
MOST_SUGGESTIONS = 20
"""A document with more unknown names is told of no near ones: each is compared with all that there are."""
MOST_NAMES = 10
"""As many names stand in a message."""


def gather_grids(blocks: Blocks, context: PassContext) -> Blocks:
    """Replace directives by grids, in containers too. Run sets stay in force beyond the container they stand in."""
    gathering = _Gathering(context)
    gathered = gathering.gather(blocks)
    gathering.report_not_opened()
    return gathered


@dataclass(slots=True)
class _Grid:
    """A grid that is being filled."""

    runsets: Runsets
    options: GridOptions
    panels: list[Panel] = field(default_factory=list)
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Waiting:
    """A `grid` fence whose panels have not come yet."""

    options: GridOptions
    span: Span | None


class _Gathering:
    """The walk through one document."""

    def __init__(self, context: PassContext) -> None:
        self.context = context
        self.in_force: Runsets = ()
        self.names: dict[int, tuple[GridOptions, set[str]]] = {}
        """The names of the run sets that are shown by the grids of each `grid` fence that opens one of them."""

    def gather(self, blocks: Blocks) -> Blocks:
        """One list of blocks; the same object if it holds nothing to gather."""
        out: list[Block] = []
        grid: _Grid | None = None
        waiting: _Waiting | None = None
        after_runset = changed = False
        for block in blocks:
            node = block.node if isinstance(block, Directive) else None
            runset = runset_of(block)
            if runset is not None:
                self.in_force = (*self.in_force, runset) if after_runset else (runset,)
            if isinstance(node, GridOptions):
                self._report_empty(waiting)
                self._finish(grid, out)
                grid, waiting = None, _Waiting(node, block.span)
                if node.empty:
                    self._finish(self._without_panels(node, block), out)
                    waiting = None
            elif isinstance(node, Panel):
                grid, waiting = self._add(node, block, grid, waiting, out), None
            elif isinstance(node, SectionOptions):
                self._report_section(block)
            elif not isinstance(node, Runset):
                self._finish(grid, out)
                self._report_empty(waiting)
                grid = waiting = None
                inner = rebuilt(block, self.gather)
                changed = changed or inner is not block
                out.append(inner)
            changed = changed or node is not None
            after_runset = runset is not None
        self._finish(grid, out)
        self._report_empty(waiting)
        return tuple(out) if changed else blocks

    def _add(self, panel: Panel, block: Block, grid: _Grid | None, waiting: _Waiting | None, out: list[Block]) -> _Grid:
        """Put a panel into the open grid, or into a new one if it shows other run sets."""
        options = waiting.options if waiting else grid.options if grid else GridOptions()
        runsets = self._runsets(panel, options)
        span = self.context.place(block.span)
        if grid is None or waiting is not None or grid.runsets != runsets:
            self._finish(grid, out)
            start = waiting.span.start if waiting and waiting.span else span.start
            grid = _Grid(runsets, options, start=start)
        grid.panels.append(panel)
        grid.end = span.end
        return grid

    def _without_panels(self, options: GridOptions, block: Block) -> _Grid:
        """A grid that has no panels, only run sets."""
        span = self.context.place(block.span)
        return _Grid(self._of_grid(options) or self._usual(), options, start=span.start, end=span.end)

    def _finish(self, grid: _Grid | None, out: list[Block]) -> None:
        if grid is not None:
            span = Span(self.context.source, grid.start, grid.end)
            out.append(PanelGrid(panels=tuple(grid.panels), runsets=grid.runsets, options=grid.options, span=span))
            if isinstance(grid.options.active_runset, str):
                _, names = self.names.setdefault(id(grid.options), (grid.options, set()))
                names.update(runset.name for runset in grid.runsets)

    def _runsets(self, panel: Panel, options: GridOptions) -> Runsets:
        """What a panel shows: what it names, what its grid names, what is in force, or the whole project."""
        # Asked also where the panel has its own: a wrong name in a `grid` fence is reported in any case.
        of_grid = self._of_grid(options)
        if panel.runset:
            return _resolve_runsets(panel.runset, panel.value_span("runset"), self.context, panel) or self._usual()
        return of_grid or self._usual()

    def _of_grid(self, options: GridOptions) -> Runsets:
        return _resolve_runsets(options.runsets or (), options.value_span("runsets"), self.context, options)

    def _usual(self) -> Runsets:
        return self.in_force or (WHOLE_PROJECT,)

    def report_not_opened(self) -> None:
        """Report the fences that open the table of a run set that none of their panels shows."""
        for options, names in self.names.values():
            name = options.active_runset
            if isinstance(name, str) and name not in names:
                self.context.findings.append(
                    codes.UNKNOWN_RUNSET.at(
                        self.context.place(options.value_span("active_runset")),
                        f"the panels of this grid show no run set `{name}`",
                        label=did_you_mean(name, names),
                        help=f"they show {', '.join(f'`{shown}`' for shown in sorted(names)[:MOST_NAMES])}",
                    )
                )

    def _report_empty(self, waiting: _Waiting | None) -> None:
        if waiting is not None:
            self.context.findings.append(
                directive_codes.NOTHING_TO_ACT_ON.at(
                    self.context.place(waiting.span),
                    "no panel follows this `grid` fence, so it does nothing",
                    label="panels go right below it; `empty: true` makes a grid of none",
                )
            )

    def _report_section(self, block: Block) -> None:
        self.context.findings.append(
            directive_codes.NOTHING_TO_ACT_ON.at(
                self.context.place(block.span),
                "a `section` fence does nothing here: only workspaces have sections",
                label="remove it, or set `kind: workspace` in the front matter",
            )
        )


def _resolve_runsets(
    names: Sequence[str], span: Span | None, context: PassContext, owner: Panel | GridOptions
) -> Runsets:
    """The run sets of these names; a name that is not defined is reported, once for each place."""
    found: list[Runset] = []
    for index, name in enumerate(names):
        runset = context.runsets.get(name)
        if runset is not None:
            found.append(runset)
            continue
        key = "runset" if isinstance(owner, Panel) else "runsets"
        place = context.place(owner.value_span(key, index) or span)
        if (place.start, name) in context.reported:
            continue  # the panels of a grid all ask for what its fence names
        context.reported.add((place.start, name))
        context.findings.append(
            codes.UNKNOWN_RUNSET.at(
                place,
                f"there is no run set `{name}`",
                label=did_you_mean(name, context.runsets) if len(context.reported) <= MOST_SUGGESTIONS else "",
                help=_known(context) or f"add a `runset` fence with `name: {name}`",
            )
        )
    return tuple(found)


def _known(context: PassContext) -> str:
    """The run sets that there are, in a sentence; empty if there are none."""
    names = [f"`{name}`" for name in islice(context.runsets, MOST_NAMES)]
    more = len(context.runsets) - len(names)
    return f"run sets of this document: {', '.join(names)}{f' and {more} more' if more else ''}" if names else ""
