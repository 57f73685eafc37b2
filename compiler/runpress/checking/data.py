"""What documents ask of run data, and the data does not have: run sets without runs, keys that no run has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from runpress.backends.html.data import ProjectData
from runpress.checking.targets import Target
from runpress.data.protocol import Data
from runpress.diagnostics import Code, Diagnostic
from runpress.diagnostics.codes import panels as panel_codes
from runpress.diagnostics.codes import runsets as codes
from runpress.diagnostics.suggest import suggestion
from runpress.figures import Selection, select
from runpress.figures.reasons import INTERNAL, metric_counts, no_runs, no_value
from runpress.figures.selection import RunsetSelection, SelectedRun
from runpress.lint.walk import Outline
from runpress.model.attributes import AXES
from runpress.model.blocks import PanelGrid
from runpress.model.filters.nodes import And, Exists, Expression, Not, Or
from runpress.model.filters.regex import search
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.source import Span

Path: TypeAlias = tuple[str | int, ...]
_MOST_DEPTH = 4


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

    def check_grid(self, grid: PanelGrid) -> Iterator[Diagnostic]:
        """The run sets of a grid, then its panels."""
        selection = select(grid.runsets, self._data, default_project=self._default_project)
        for part in selection.runsets:
            if id(part.runset) not in self._seen:
                self._seen.add(id(part.runset))
                yield from self._check_runset(part, grid.span)
        runs = selection.runs
        if not runs:
            return
        counts = metric_counts(runs, self._data)
        for panel in grid.panels:
            yield from _check_panel(panel, runs, counts, _called(grid.runsets))

    def _check_runset(self, part: RunsetSelection, around: Span | None) -> Iterator[Diagnostic]:
        runset = part.runset
        if not part.runs:
            reason = no_runs(Selection((part,)), self._data)
            span = _narrow_span(runset) or around
            if span is not None:
                yield codes.EMPTY_RUNSET.at(span, reason.reason, help=reason.hint or "change the filter or the query")
            return
        for path, key in _keys_of(runset):
            yield from _check_key(key, runset.value_span(*path), part.runs)
        if runset.filters is not None:
            for clause_key, span in _clauses_of(runset.filters):
                yield from _check_key(clause_key, span, part.runs, code=codes.UNKNOWN_FIELD)


def _narrow_span(runset: Runset) -> Span | None:
    """Where what leaves no run is written: the filter, else the search, else the project, else the fence."""
    for name in ("filters", "query", "project"):
        if name in runset.model_fields_set:
            return runset.value_span(name)
    return runset.span


def _check_panel(
    panel: Panel, runs: Sequence[SelectedRun], counts: Mapping[str, int], called: str
) -> Iterator[Diagnostic]:
    for path, key in _keys_of(panel):
        span = panel.value_span(*path)
        if key.section == "metric":
            yield from _check_metric(key.path[0], span, runs, counts, called)
        else:
            yield from _check_key(key, span, runs)
    pattern = getattr(panel, "metric_regex", None)
    if isinstance(pattern, str) and not any(search(pattern, name) for name in counts if name not in INTERNAL):
        span = panel.value_span("metric_regex")
        if span is not None:
            yield panel_codes.UNKNOWN_METRIC.at(
                span, f"no metric of {called} matches `{pattern}`", help=f"logged are {_listed(counts)}"
            )


def _check_metric(
    metric: str, span: Span | None, runs: Sequence[SelectedRun], counts: Mapping[str, int], called: str
) -> Iterator[Diagnostic]:
    if metric in counts or metric in AXES or span is None or _is_in_summary(metric, runs):
        return
    near = suggestion(metric, [name for name in counts if name not in INTERNAL])
    amount = counts.get(near, 0)
    yield panel_codes.UNKNOWN_METRIC.at(
        span,
        f"metric `{metric}` is not logged by any of the {_runs(len(runs))} in {called}",
        label=f"did you mean `{near}`?  ({_runs(amount)} {'logs' if amount == 1 else 'log'} it)" if near else "",
        help="" if near else f"logged are {_listed(counts)}",
    )


def _is_in_summary(metric: str, runs: Sequence[SelectedRun]) -> bool:
    key = Key("summary", (metric,))
    return any(selected.run.value(key) is not None for selected in runs)


def _check_key(
    key: Key, span: Span | None, runs: Sequence[SelectedRun], *, code: Code = codes.UNKNOWN_FIELD
) -> Iterator[Diagnostic]:
    """A warning for a key of config or summary that no run has. Attributes may be absent from all runs."""
    if key.section not in {"config", "summary"} or span is None:
        return
    if any(selected.run.value(key) is not None for selected in runs):
        return
    reason = no_value([key], runs)
    yield code.at(span, reason.reason, help=reason.hint or "correct the key, or log it")


def _clauses_of(expression: Expression) -> Iterator[tuple[Key, Span | None]]:
    """The keys of a filter's clauses with their places; asking whether a key is there is no mistake."""
    match expression:
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from _clauses_of(operand)
        case Not(operand=operand):
            yield from _clauses_of(operand)
        case Exists():
            pass
        case _:
            yield expression.key, expression.span


def _keys_of(node: Node) -> Iterator[tuple[Path, Key]]:
    """Every key that the author wrote in a node, with its path. Columns of tables may name what comes later."""
    for name in node.model_fields_set:
        if "column" not in name and name != "filters":
            yield from _keys_in(getattr(node, name), (name,))


def _keys_in(value: Any, path: Path) -> Iterator[tuple[Path, Key]]:
    if len(path) > _MOST_DEPTH:
        return
    if isinstance(value, Key):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _keys_in(item, (*path, index))
    elif isinstance(value, Node):
        for name in value.model_fields_set:
            yield from _keys_in(getattr(value, name), (*path, name))


def _called(runsets: Iterable[Runset]) -> str:
    names = [f"`{runset.name}`" for runset in runsets if "name" in runset.model_fields_set]
    if not names:
        return "this grid"
    return f"run set {names[0]}" if len(names) == 1 else f"run sets {', '.join(names)}"


def _runs(number: int) -> str:
    return "1 run" if number == 1 else f"{number} runs"


def _listed(counts: Mapping[str, int]) -> str:
    names = sorted(name for name in counts if name not in INTERNAL)
    shown = ", ".join(f"`{name}`" for name in names[:6])
    return f"{shown} and {len(names) - 6} more" if len(names) > 6 else shown or "no metrics"  # noqa: PLR2004 - a line
