"""Runs that the author hid: their marks are part of a figure, so that a reader can show them.

What a figure says of itself (its text alternative, notes, aggregates, fitted lines) is of the shown runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from runpress.figures.figure import BarContent, Content, Curve, LineContent, Numbers, ParallelContent, ScatterContent
from runpress.figures.selection import RunsetSelection, Selection


def hidden_refs(selection: Selection) -> frozenset[str]:
    """The runs that no run set of the grid shows."""
    shown = {run.ref for run in selection.runs}
    return frozenset(run.ref for part in selection.runsets for run in part.runs if run.ref not in shown)


def only_hidden(selection: Selection) -> Selection:
    """The hidden runs alone, as if they were shown; groups are made of shown runs, so there are none."""
    hidden = hidden_refs(selection)
    return Selection(tuple(_revealed(part, hidden) for part in selection.runsets if not part.groups))


def joined(content: Content, hidden: Content) -> Content:
    """A figure's content with marks of hidden runs after its own, where each run has marks of its own."""
    match content, hidden:
        case LineContent(), LineContent():
            return _joined_lines(content, hidden)
        case ScatterContent(), ScatterContent():
            return replace(content, dots=(*content.dots, *(replace(dot, hidden=True) for dot in hidden.dots)))
        case BarContent(), BarContent() if content.plot == "bar":
            return replace(content, bars=(*content.bars, *(replace(bar, hidden=True) for bar in hidden.bars)))
        case ParallelContent(), ParallelContent() if content.axes == hidden.axes:
            return replace(content, lines=(*content.lines, *(replace(line, hidden=True) for line in hidden.lines)))
        case _:
            return content


def _revealed(part: RunsetSelection, hidden: frozenset[str]) -> RunsetSelection:
    return replace(part, runs=tuple(replace(run, hidden=False) for run in part.runs if run.ref in hidden))


def _joined_lines(content: LineContent, hidden: LineContent) -> LineContent:
    xs: list[Numbers] = list(content.xs)
    curves: list[Curve] = [
        replace(curve, x=_place(hidden.xs[curve.x], xs), hidden=True) for curve in hidden.curves if len(curve.runs) == 1
    ]
    return replace(content, xs=tuple(xs), curves=(*content.curves, *curves))


def _place(x: Numbers, xs: list[Numbers]) -> int:
    for at, other in enumerate(xs):
        if _is_same(other, x):
            return at
    xs.append(x)
    return len(xs) - 1


def _is_same(first: Sequence[float | None], second: Sequence[float | None]) -> bool:
    return first is second or (len(first) == len(second) and list(first) == list(second))
