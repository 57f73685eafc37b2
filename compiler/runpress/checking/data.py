"""What documents ask of run data, and the data does not have: run sets without runs, keys that no run has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from runpress.backends.html.data import ProjectData
from runpress.checking.colors import ColorChecker
from runpress.checking.keys import check_key, keys_of
from runpress.checking.panel_data import PanelChecker
from runpress.checking.targets import Target
from runpress.data.protocol import Data
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import runsets as codes
from runpress.diagnostics.suggest import suggestion
from runpress.figures import Selection, select
from runpress.figures.reasons import no_runs
from runpress.figures.selection import RunsetSelection, SelectedRun
from runpress.lint.walk import Outline
from runpress.model.blocks import PanelGrid
from runpress.model.filters.nodes import NO_RUN, And, Exists, Expression, Not, Off, Or
from runpress.model.keys import Key
from runpress.model.runset import Runset
from runpress.source import Span

_IDS = "write the id of a run, which stands in the table of runs"
_MEANT = re.compile(r"Did you mean (`[^`]*`)\? ?(.*)", re.DOTALL)


class DataChecker:
    """Checks documents against the data of their projects; each store is opened once."""

    def __init__(self) -> None:
        self._data: dict[str, ProjectData] = {}

    def check(self, target: Target, outline: Outline) -> Iterator[Diagnostic]:
        """The findings of one document."""
        grids = [block for block in outline.blocks if isinstance(block, PanelGrid)]
        if not grids:
            return
        data = self._of(target)
        asked = _Asked(data, outline.view.front.project_path)
        for grid in grids:
            yield from asked.check_grid(grid)
        yield from asked.colors.findings()

    def findings(self) -> list[Diagnostic]:
        """What is wrong with the data files that were read."""
        return [finding for data in self._data.values() for finding in data.findings()]

    def _of(self, target: Target) -> ProjectData:
        key = str(target.site.project.folder)
        if key not in self._data:
            self._data[key] = ProjectData(target.site.project)
        return self._data[key]


class _Asked:
    """What one document asks; a run set that several grids show is checked once."""

    def __init__(self, data: Data, default_project: str | None) -> None:
        self._data = data
        self._default_project = default_project
        self._seen: set[int] = set()
        self.colors = ColorChecker()

    def check_grid(self, grid: PanelGrid) -> Iterator[Diagnostic]:
        """The run sets of a grid, then its panels."""
        selection = select(grid.runsets, self._data, default_project=self._default_project)
        self.colors.look(grid, selection)
        for part in selection.runsets:
            if id(part.runset) not in self._seen:
                self._seen.add(id(part.runset))
                yield from self._check_runset(part, grid.span)
        runs = selection.runs
        if not runs:
            return
        checker = PanelChecker(runs, _called(grid.runsets), self._data)
        for panel in grid.panels:
            yield from checker.check(panel)

    def _check_runset(self, part: RunsetSelection, around: Span | None) -> Iterator[Diagnostic]:
        runset = part.runset
        if runset.filters is NO_RUN:
            return  # its fault is reported where it stands
        if not part.runs:
            reason = no_runs(Selection((part,)), self._data)
            span = _narrow_span(runset) or (around and _first_line(around))
            if span is not None:
                label, rest = _parted(reason.hint)
                help_ = rest or ("" if label else "change the filter or the query")
                yield codes.EMPTY_RUNSET.at(span, reason.reason, label=label, help=help_)
            if runset.filters is not None:
                yield from self._check_clauses(runset.filters, self._unfiltered(runset))
            return
        yield from self._check_settings(runset)
        for path, key in keys_of(runset):
            yield from check_key(key, runset.value_span(*path), part.runs)
        if runset.filters is not None:
            yield from self._check_clauses(runset.filters, part.runs)

    def _check_clauses(self, filters: Expression, runs: Sequence[SelectedRun]) -> Iterator[Diagnostic]:
        for key, span in _clauses_of(filters):
            yield from check_key(key, span, runs) if runs else ()

    def _check_settings(self, runset: Runset) -> Iterator[Diagnostic]:
        """A warning for each run with settings that is none of the project."""
        if not runset.run_settings:
            return
        runs = self._unfiltered(runset)
        ids = {selected.run.id for selected in runs}
        named = {selected.run.name: selected.run.id for selected in reversed(runs)}
        for said in runset.run_settings:
            span = runset.key_span("run_settings", said)
            if said not in ids and span is not None:
                meant = named.get(said) or suggestion(said, ids)
                label = f"did you mean `{meant}`?" if meant else ""
                yield codes.UNKNOWN_RUN.at(span, f"no run has the id `{said}`", label=label, help=_IDS)

    def _unfiltered(self, runset: Runset) -> tuple[SelectedRun, ...]:
        """All runs that a run set would choose from: a filter may select none because its key is misspelt."""
        whole = runset.model_copy(update={"filters": None, "query": ""})
        return tuple(select((whole,), self._data, default_project=self._default_project).runs)


def _parted(hint: str) -> tuple[str, str]:
    """What was meant, and the rest of a hint."""
    found = _MEANT.match(hint)
    return (f"did you mean {found[1]}?", found[2][:1].lower() + found[2][1:]) if found else ("", hint)


def _narrow_span(runset: Runset) -> Span | None:
    """Where what leaves no run is written: the filter, else the search, else the project, else the fence."""
    for name in ("filters", "query", "project"):
        if name in runset.model_fields_set:
            return runset.value_span(name)
    return runset.span


def _first_line(span: Span) -> Span:
    """A long place by its beginning."""
    end = span.source.text.find("\n", span.start, span.end)
    return span if end < 0 else span._replace(end=end)


def _clauses_of(expression: Expression) -> Iterator[tuple[Key, Span | None]]:
    """The keys of a filter's clauses with their places; asking whether a key is there, or nothing of it, is no mistake."""
    match expression:
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from _clauses_of(operand)
        case Not(operand=operand):
            yield from _clauses_of(operand)
        case Exists() | Off():
            pass
        case _:
            yield expression.key, expression.span


def _called(runsets: Iterable[Runset]) -> str:
    names = [f"`{runset.name}`" for runset in runsets if "name" in runset.model_fields_set]
    if not names:
        return "this grid"
    return f"run set {names[0]}" if len(names) == 1 else f"run sets {', '.join(names)}"
