"""Runs that the author hid: they are part of a figure, so that a reader can show them.

Where each run has marks of its own, those of hidden runs follow the others; where runs are taken
together, hidden ones are among the members of their group. What a figure says of itself (its text
alternative, notes, aggregates, fitted lines) is of the shown runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, cast

from runpress.figures.comparison import ComparerContent
from runpress.figures.figure import (
    BarContent,
    Content,
    Curve,
    LineContent,
    MediaContent,
    Numbers,
    ParallelContent,
    ScalarContent,
    ScatterContent,
)
from runpress.figures.selection import RunsetSelection, Selection


def hidden_refs(selection: Selection) -> frozenset[str]:
    """The runs that no run set of the grid shows."""
    shown = {run.ref for run in selection.runs}
    return frozenset(run.ref for part in selection.runsets for run in part.runs if run.ref not in shown)


def only_hidden(selection: Selection) -> Selection:
    """The hidden runs alone, as if they were shown."""
    hidden = hidden_refs(selection)
    revealed = [_revealed(part, hidden) for part in selection.runsets]
    return Selection(
        tuple(replace(part, runs=tuple(run for run in part.runs if run.ref in hidden)) for part in revealed)
    )


def all_shown(selection: Selection) -> Selection:
    """All runs, as if none were hidden."""
    hidden = hidden_refs(selection)
    return Selection(tuple(_revealed(part, hidden) for part in selection.runsets))


def all_hidden(content: Content) -> Content:
    """A figure of hidden runs alone: nothing is drawn until a reader shows one."""
    if isinstance(content, ComparerContent):
        return _joined_comparers(replace(content, runs=(), rows=()), content)
    if isinstance(content, ScalarContent):
        return replace(content, value=None, text="", values=(), hidden_values=content.values, parts=())
    if isinstance(content, ScatterContent):
        content = replace(content, rules=())
    return _with_marks(content, _hidden_marks(content)) if type(content) in _MARKS else content


def joined(content: Content, hidden: Content) -> Content:
    """A figure's content with marks of hidden runs after its own, where each run has marks of its own."""
    if isinstance(content, LineContent) and isinstance(hidden, LineContent):
        return _joined_lines(content, hidden)
    if isinstance(content, ComparerContent) and isinstance(hidden, ComparerContent):
        return _joined_comparers(content, hidden)
    if type(content) is not type(hidden) or type(content) not in _MARKS:
        return content
    if isinstance(content, ParallelContent) and isinstance(hidden, ParallelContent) and content.axes != hidden.axes:
        return content
    return _with_marks(content, (*_marks(content), *_hidden_marks(hidden)))


_MARKS: Mapping[type, str] = MappingProxyType(
    {
        LineContent: "curves",
        ScatterContent: "dots",
        BarContent: "bars",
        ParallelContent: "lines",
        MediaContent: "items",
    }
)
"""What stands for runs in a figure; each can be hidden."""


def _marks(content: Content) -> tuple[Any, ...]:
    marks: tuple[Any, ...] = getattr(content, _MARKS[type(content)])
    return marks


def _hidden_marks(content: Content) -> tuple[Any, ...]:
    return tuple(replace(mark, hidden=True) for mark in _marks(content))


def _with_marks(content: Content, marks: tuple[Any, ...]) -> Content:
    return cast("Content", replace(cast("Any", content), **{_MARKS[type(content)]: marks}))


def regrouped(content: Content, whole: Content, hidden: frozenset[str]) -> Content:
    """A figure's content whose groups have their hidden runs, too, as the figure of all runs has them."""
    match content, whole:
        case LineContent(), LineContent():
            return _regrouped_lines(content, whole, hidden)
        case BarContent(), BarContent():
            return _regrouped_bars(content, whole, hidden)
        case ScalarContent(), ScalarContent():
            return replace(content, hidden_values=tuple(pair for pair in whole.values if pair[0] in hidden))
        case _:
            return content


def _revealed(part: RunsetSelection, hidden: frozenset[str]) -> RunsetSelection:
    """A run set whose runs are all shown but for those that another run set shows already."""
    runs = {run.ref: replace(run, hidden=run.hidden and run.ref not in hidden) for run in part.runs}
    groups = tuple(
        replace(group, members=tuple(runs.get(run.ref, run) for run in group.members)) for group in part.groups
    )
    return replace(part, runs=tuple(runs.values()), groups=groups)


def _joined_lines(content: LineContent, hidden: LineContent) -> LineContent:
    xs: list[Numbers] = list(content.xs)
    curves = [_moved(curve, hidden, xs, hidden=True) for curve in hidden.curves if len(curve.runs) == 1]
    return replace(content, xs=tuple(xs), curves=(*content.curves, *curves))


def _joined_comparers(content: ComparerContent, hidden: ComparerContent) -> ComparerContent:
    """Columns of hidden runs at the right; rows that only they have at the end of their section."""
    own = {(row.section, row.key): row for row in content.rows}
    theirs = {(row.section, row.key): row for row in hidden.rows}
    none, no_others = ("",) * len(content.runs), ("",) * len(hidden.runs)
    rows = [
        replace(row, cells=(*row.cells, *(theirs[key].cells if key in theirs else no_others)))
        for key, row in own.items()
    ]
    rows += [
        replace(row, cells=(*none, *row.cells), differs=False, hidden=True)
        for key, row in theirs.items()
        if key not in own
    ]
    runs = (*content.runs, *hidden.runs)
    return replace(content, runs=runs, rows=tuple(rows), hidden=frozenset(run for run, _, _ in hidden.runs))


def _regrouped_lines(content: LineContent, whole: LineContent, hidden: frozenset[str]) -> LineContent:
    xs: list[Numbers] = list(content.xs)
    own = {curve.id: curve for curve in content.curves}
    curves = [
        _with_members(own.pop(curve.id), curve, whole, xs, hidden)
        if curve.id in own
        else _of_hidden(_moved(curve, whole, xs, hidden=True), hidden)
        for curve in whole.curves
    ]
    return replace(content, xs=tuple(xs), curves=(*curves, *own.values()))


def _with_members(curve: Curve, every: Curve, whole: LineContent, xs: list[Numbers], hidden: frozenset[str]) -> Curve:
    if every.members is None or not hidden.intersection(every.members.runs):
        return curve
    members = every.members
    away = tuple(run for run in members.runs if run in hidden)
    return replace(curve, members=replace(members, x=_place(whole.xs[members.x], xs), hidden=away))


def _of_hidden(curve: Curve, hidden: frozenset[str]) -> Curve:
    if curve.members is None:
        return curve
    away = tuple(run for run in curve.members.runs if run in hidden)
    return replace(curve, members=replace(curve.members, hidden=away))


def _moved(curve: Curve, content: LineContent, xs: list[Numbers], *, hidden: bool) -> Curve:
    """A curve of one figure in another: its x are among the other's."""
    members = curve.members and replace(curve.members, x=_place(content.xs[curve.members.x], xs))
    return replace(curve, x=_place(content.xs[curve.x], xs), members=members, hidden=hidden)


def _regrouped_bars(content: BarContent, whole: BarContent, hidden: frozenset[str]) -> BarContent:
    own = {bar.id: bar for bar in content.bars}
    bars = [
        replace(own.pop(bar.id), hidden_values=tuple(pair for pair in bar.values if pair[0] in hidden))
        if bar.id in own
        else replace(bar, hidden=True)
        for bar in whole.bars
    ]
    return replace(content, bars=(*bars, *own.values()))


def _place(x: Numbers, xs: list[Numbers]) -> int:
    for at, other in enumerate(xs):
        if _is_same(other, x):
            return at
    xs.append(x)
    return len(xs) - 1


def _is_same(first: Sequence[float | None], second: Sequence[float | None]) -> bool:
    return first is second or (len(first) == len(second) and list(first) == list(second))
