"""Series of a history: exact where a run has few points, else bucketed over edges that all runs share."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from runpress.data.engine import Engine
from runpress.data.history import History
from runpress.data.protocol import Series, SeriesQuery
from runpress.data.queries import histories
from runpress.data.queries.compiling import Compiler
from runpress.data.queries.histories import Shape

_GREATEST = 1.7976931348623157e308
"""Infinite and missing x are outside of any bounds."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Where buckets begin, and how wide they are. Whole axes have whole buckets."""

    start: float
    width: float
    count: int
    is_whole: bool
    end: float

    def centres(self) -> array[float]:
        """The x at which each bucket stands: its middle, on a whole axis rounded down."""
        if self.is_whole:
            half = (int(self.width) - 1) // 2
            return array("d", (min(self.start + i * self.width + half, self.end) for i in range(self.count)))
        return array("d", (self.start + (i + 0.5) * self.width for i in range(self.count)))


def edges_of(least: float, greatest: float, buckets: int, *, is_whole: bool) -> Edges:
    """At most `buckets` buckets of one width over the range, both ends included."""
    if is_whole:
        span = int(greatest) - int(least) + 1
        width = -(-span // buckets)
        return Edges(int(least), width, -(-span // width), True, int(greatest))
    width = (greatest - least) / buckets
    if not math.isfinite(width):
        width = greatest / buckets - least / buckets
    return Edges(least, width or 1.0, buckets if width else 1, False, greatest)


class SeriesReader:
    """Answers series queries over one history."""

    def __init__(self, engine: Engine, compiler: Compiler, schema: str, history: History) -> None:
        self._engine = engine
        self._compiler = compiler
        self._schema = schema
        self._history = history

    def read(self, query: SeriesQuery) -> list[Series]:
        """The series, by run and metric in the query's order."""
        columns = self._history.columns
        metrics = [metric for metric in dict.fromkeys(query.metrics) if metric in columns]
        if not metrics or query.x not in columns:
            return []
        runs = list(dict.fromkeys(query.runs))
        shape = Shape(
            columns[query.x], tuple(columns[metric] for metric in metrics),
            query.x == "_step" and self._history.has_whole_steps,
        )
        self._prepare(runs, query)
        rows = self._ask("extents", Shape(shape.x, (), shape.is_whole), histories.extents)
        found: dict[tuple[int, int], Series] = {}
        few = [row[0] for row in rows if row[1] <= query.buckets]
        many = [row[0] for row in rows if row[1] > query.buckets]
        names = _Names(runs, metrics)
        if many:
            edges = edges_of(min(row[2] for row in rows), max(row[3] for row in rows), query.buckets, is_whole=shape.is_whole)
            self._want(runs, many)
            found |= self._bucketed(shape, edges, names)
            sparse = {at for at, series in found.items() if series.count <= query.buckets}
            if sparse:
                self._want(runs, sorted({run for run, _ in sparse}))
                exact = self._exact(shape, names)
                found |= {at: exact[at] for at in sparse}
        if few:
            self._want(runs, few)
            found |= self._exact(shape, names)
        return [found[at] for at in sorted(found)]

    def _exact(self, shape: Shape, names: _Names) -> dict[tuple[int, int], Series]:
        columns = self._columns("points", shape, histories.points)
        found: dict[tuple[int, int], Series] = {}
        for run, start, end in _runs(columns.get("position", ())):
            xs = columns["x"][start:end]
            for i, metric in enumerate(names.metrics):
                there = columns[f"n{i}"][start:end]
                y = columns[f"y{i}"][start:end]
                x = xs
                if 0 in there:
                    x, y = array("d", compress(xs, there)), array("d", compress(y, there))
                if y:
                    found[run, i] = Series(names.runs[run], metric, x, y, None, None, len(y))
        return found

    def _bucketed(self, shape: Shape, edges: Edges, names: _Names) -> dict[tuple[int, int], Series]:
        self._set(start=edges.start, width=edges.width, last=edges.count - 1)
        columns = self._columns("buckets", shape, lambda s: histories.buckets(s, is_careful=False))
        centres = edges.centres()
        found: dict[tuple[int, int], Series] = {}
        for run, start, end in _runs(columns.get("position", ())):
            at = columns["bucket"][start:end]
            is_full = at[-1] - at[0] + 1 == len(at)
            xs = centres[at[0] : at[-1] + 1] if is_full else array("d", (centres[b] for b in at))
            for i, metric in enumerate(names.metrics):
                counts = columns[f"n{i}"][start:end]
                x, y, low, high = xs, *(columns[f"{letter}{i}"][start:end] for letter in "ylh")
                if 0 in counts:
                    x, y, low, high = (array("d", compress(values, counts)) for values in (x, y, low, high))
                if y:
                    found[run, i] = Series(names.runs[run], metric, x, y, low, high, sum(counts))
        return found

    def want(self, runs: Sequence[str]) -> None:
        """Make the history and these runs what the next query of this thread is about."""
        self._engine.run(f"SET schema = '{self._schema}'")
        self._want(runs, range(len(runs)))

    def _prepare(self, runs: Sequence[str], query: SeriesQuery) -> None:
        self.want(runs)
        low = -_GREATEST if query.low is None else query.low
        high = _GREATEST if query.high is None else query.high
        self._set(low=float(low), high=float(high))

    def _set(self, **values: float) -> None:
        for name, value in values.items():
            self._engine.run(f"SET VARIABLE {name} = {value!r}::{'BIGINT' if isinstance(value, int) else 'DOUBLE'}")

    def _want(self, runs: Sequence[str], positions: Sequence[int]) -> None:
        self._engine.run(
            "CREATE OR REPLACE TEMP TABLE wanted AS "
            "SELECT unnest($1::VARCHAR[]) AS wanted_run, unnest($2::INTEGER[]) AS position",
            [[runs[position] for position in positions], list(positions)],
        )

    def _ask(self, kind: str, shape: Shape, build: Callable[[Shape], Any]) -> list[tuple[Any, ...]]:
        return self._engine.rows(self._compiler.sql((kind, shape), lambda: build(shape)))

    def _columns(self, kind: str, shape: Shape, build: Callable[[Shape], Any]) -> Mapping[str, array[Any]]:
        return self._engine.columns(self._compiler.sql((kind, shape), lambda: build(shape)))


@dataclass(frozen=True, slots=True)
class _Names:
    runs: Sequence[str]
    metrics: Sequence[str]


def _runs(positions: Sequence[int]) -> list[tuple[int, int, int]]:
    """Where each run begins and ends among sorted rows."""
    from bisect import bisect_right

    found: list[tuple[int, int, int]] = []
    start = 0
    while start < len(positions):
        end = bisect_right(positions, positions[start], lo=start)
        found.append((positions[start], start, end))
        start = end
    return found
