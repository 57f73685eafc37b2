"""Parallel coordinates: one line a run through its values of several keys."""

from __future__ import annotations

import math
from collections.abc import Sequence

from runpress.data.protocol import Data, Query
from runpress.figures import reasons, wording
from runpress.figures.colors import gradient_of, shown_colors
from runpress.figures.figure import EmptyContent, Figure, ParallelAxis, ParallelContent, ParallelLine
from runpress.figures.groups import value_text
from runpress.figures.legend import run_text
from runpress.figures.selection import SelectedRun, Selection
from runpress.figures.values import number_of
from runpress.frozen import frozen
from runpress.model.keys import Key
from runpress.model.panels.parallel_coordinates import ParallelColumn, ParallelCoordinatesPanel


@frozen
class _Column:
    axis: ParallelAxis
    values: tuple[float | None, ...]
    dropped: int = 0
    """Values that have no place on a log axis."""

    @property
    def has_values(self) -> bool:
        return any(value is not None for value in self.values)


def queries(panel: ParallelCoordinatesPanel, selection: Selection) -> tuple[Query, ...]:
    """None beyond the run sets' own: runs bring their config and summary."""
    del panel, selection
    return ()


def figure(panel: ParallelCoordinatesPanel, selection: Selection, data: Data) -> Figure:
    """The lines; a run without a value on an axis has a gap there."""
    runs = selection.runs
    if not runs:
        return Figure(reasons.no_runs(selection, data))
    if not panel.columns:
        return Figure(EmptyContent("the panel has no columns", hint="List keys under `columns:`"))
    missing = [column.metric for column in panel.columns if all(run.run.value(column.metric) is None for run in runs)]
    if len(missing) == len(panel.columns):
        return Figure(reasons.no_value(missing, runs))
    columns = [_column(column, runs) for column in panel.columns]
    if not any(column.has_values or column.dropped for column in columns):
        return Figure(reasons.no_value([column.metric for column in panel.columns], runs))
    colors = shown_colors(selection)
    lines = [
        ParallelLine(
            run=run.ref,
            label=run_text(run.run, label=run.label, template=None, fields=panel.legend_fields)[0],
            color=colors[run.ref],
            values=tuple(column.values[at] for column in columns),
            group=run.group,
        )
        for at, run in enumerate(runs)
    ]
    lines = [line for line in lines if any(value is not None for value in line.values)]
    gradient = () if panel.gradient_color is False else gradient_of(panel.gradient)
    content = ParallelContent(axes=tuple(column.axis for column in columns), lines=tuple(lines), gradient=gradient)
    notes = [reasons.no_value([key], runs).reason for key in missing]
    notes += [_dropped(column) for column in columns if column.dropped]
    notes += [
        reasons.only_nan([column.metric.label], sum(run.run.value(column.metric) is not None for run in runs)).reason
        for column, made in zip(panel.columns, columns, strict=True)
        if column.metric not in missing and not made.has_values and not made.dropped
    ]
    notes += [f"{len(lines)} of {wording.count(len(runs), 'run')} have values"] if len(lines) < len(runs) else []
    return Figure(content, alt=_alt(content), notes=tuple(notes))


def _column(column: ParallelColumn, runs: Sequence[SelectedRun]) -> _Column:
    key = column.metric
    label = column.display_name if column.display_name is not None else key.label
    is_inverted = bool(column.inverted)
    present = [run for run in runs if run.run.value(key) is not None]
    if any(not _is_number(run, key) for run in present):
        return _categories(key, runs, label=label, is_inverted=is_inverted)
    numbers = [number_of(run.run, key) for run in runs]
    values = tuple(value if value is not None and math.isfinite(value) else None for value in numbers)
    if not column.log:
        return _Column(ParallelAxis(label, inverted=is_inverted), values)
    positive = tuple(value if value is not None and value > 0 else None for value in values)
    dropped = sum(value is not None for value in values) - sum(value is not None for value in positive)
    return _Column(ParallelAxis(label, scale="log", inverted=is_inverted), positive, dropped)


def _is_number(run: SelectedRun, key: Key) -> bool:
    return number_of(run.run, key) is not None and not isinstance(run.run.value(key), bool)


def _categories(key: Key, runs: Sequence[SelectedRun], *, label: str, is_inverted: bool) -> _Column:
    """An axis of texts: sorted, numbers among them by size."""
    texts = [None if (value := run.run.value(key)) is None else value_text(value) for run in runs]
    sizes = {text: number_of(run.run, key) for text, run in zip(texts, runs, strict=True) if text is not None}
    names = sorted(sizes, key=lambda text: (sizes[text] is None, sizes[text] or 0.0, text))
    place = {name: float(at) for at, name in enumerate(names)}
    axis = ParallelAxis(label, scale="category", inverted=is_inverted, categories=tuple(names))
    return _Column(axis, tuple(None if text is None else place[text] for text in texts))


def _dropped(column: _Column) -> str:
    return f"{wording.count(column.dropped, 'value')} of `{column.axis.label}` not above 0 left out of its log axis"


def _alt(content: ParallelContent) -> str:
    parts = [f"{wording.count(len(content.lines), 'run')} over {wording.listed(axis.label for axis in content.axes)}"]
    last = content.axes[-1]
    ends = [(line.values[-1], line) for line in content.lines]
    there = [(value, line) for value, line in ends if value is not None]
    if there and last.scale != "category":
        low, high = min(value for value, _ in there), max(value for value, _ in there)
        spread = wording.number(low) if low == high else f"{wording.number(low)} to {wording.number(high)}"
        parts.append(f"{last.label} {spread}")
    return wording.sentence(*parts)
