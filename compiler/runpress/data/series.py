"""Series of one history: exact where a run has few points, else bucketed over edges that all runs share, or sampled.

A value that is not finite has no place in a mean. Buckets are made of the finite points, a bucket
without any is NaN (a gap), and a series says how many of its points are not finite.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from typing import Any, TypeAlias

from runpress.data.buckets import Edges, edges_of
from runpress.data.buffers import Columns
from runpress.data.engine import Engine
from runpress.data.history import History
from runpress.data.protocol import Series, SeriesQuery
from runpress.data.queries import histories
from runpress.data.queries.compiling import Compiler
from runpress.data.queries.histories import Shape
from runpress.frozen import frozen

GREATEST = 1.7976931348623157e308
"""Beyond it no x is drawn: infinite and missing x are outside of any bounds."""

_Found: TypeAlias = dict[tuple[int, int], Series]
"""Series by position of the run and of the metric in the query."""


@frozen
class Extent:
    """How far a run reaches on an x axis, and how many rows it has there."""

    rows: int
    least: float
    greatest: float


class SeriesReader:
    """Answers queries over one history. May be used from any thread."""

    def __init__(self, engine: Engine, compiler: Compiler, schema: str, history: History) -> None:
        self._engine = engine
        self._compiler = compiler
        self._schema = schema
        self._history = history
        self._extents: dict[str, dict[str, Extent]] = {}
        self._logged: dict[str, tuple[str, ...]] = {}

    def read(self, query: SeriesQuery) -> list[Series]:
        """The series, by run and metric in the query's order."""
        columns = self._history.columns
        metrics = [metric for metric in dict.fromkeys(query.metrics) if metric in columns]
        if not metrics or query.x not in columns or query.buckets < 1:
            return []
        reading = _Reading(
            runs=tuple(dict.fromkeys(query.runs)),
            metrics=tuple(metrics),
            shape=Shape(
                x=columns[query.x],
                columns=tuple(columns[metric] for metric in metrics),
                is_whole=self._is_whole(query.x),
                is_bounded=(query.low, query.high) != (None, None),
                is_per_run=self._history.is_per_run,
            ),
        )
        low = -GREATEST if query.low is None else max(float(query.low), -GREATEST)
        high = GREATEST if query.high is None else min(float(query.high), GREATEST)
        self._start(low=low, high=high)
        find = self._found_samples if query.is_sampled else self._found
        found = find(reading, self._reaches(reading), query.buckets)
        return [found[at] for at in sorted(found)]

    def counts(self, runs: Sequence[str]) -> dict[str, int]:
        """How many of the runs log each metric. What a run logs is asked once."""
        runs = list(dict.fromkeys(runs))
        unknown = [run for run in runs if run not in self._logged]
        if unknown:
            self._logged |= self._ask_logged(unknown)
        amounts = Counter(metric for run in runs for metric in self._logged[run])
        return {metric: amounts[metric] for metric in self._history.metrics if amounts[metric]}

    def _ask_logged(self, runs: Sequence[str]) -> dict[str, tuple[str, ...]]:
        metrics, is_per_run = self._history.metrics, self._history.is_per_run
        found: dict[str, tuple[str, ...]] = dict.fromkeys(runs, ())
        if not metrics:
            return found
        columns = tuple(self._history.columns[metric] for metric in metrics)
        self._start()
        self._want(runs, range(len(runs)))
        sql = self._compiler.sql(
            ("logged", columns, is_per_run), partial(histories.logged, columns, is_per_run=is_per_run)
        )
        for position, *are_logged in self._engine.rows(sql):
            found[runs[position]] = tuple(compress(metrics, are_logged))
        return found

    def _found(self, reading: _Reading, reaches: Mapping[int, Extent], buckets: int) -> _Found:
        few = [run for run, extent in reaches.items() if extent.rows <= buckets]
        many = [run for run, extent in reaches.items() if extent.rows > buckets]
        found: _Found = {}
        if many:
            least, greatest = (
                min(reach.least for reach in reaches.values()),
                max(reach.greatest for reach in reaches.values()),
            )
            edges = edges_of(least, greatest, buckets, is_whole=reading.shape.is_whole)
            found |= self._bucketed(reading, many, edges)
            # A metric may be logged at few of a run's many steps.
            sparse = {at for at, series in found.items() if series.count <= buckets}
            if sparse:
                part = reading.of(metric for _, metric in sparse)
                found |= {
                    at: series
                    for at, series in self._exact(part, sorted({run for run, _ in sparse})).items()
                    if at in sparse
                }
        if few:
            found |= self._exact(reading, few)
        return found

    def _found_samples(self, reading: _Reading, reaches: Mapping[int, Extent], most: int) -> _Found:
        few = [run for run, extent in reaches.items() if extent.rows <= most]
        many = [run for run, extent in reaches.items() if extent.rows > most]
        found: _Found = {}
        if many:
            self._set(most=most)
            found |= self._points(reading, many, "samples", histories.samples)
        return found | (self._exact(reading, few) if few else {})

    def _reaches(self, reading: _Reading) -> dict[int, Extent]:
        """By position of the run, how far it reaches within the bounds."""
        if reading.shape.is_bounded:
            self._want(reading.runs, range(len(reading.runs)))
            rows = self._ask("extents", reading.shape.bare, histories.extents)
            return {position: Extent(*reach) for position, *reach in rows}
        extents = self._extents.get(reading.shape.x)
        if extents is None:
            rows = self._ask("all extents", reading.shape.bare, histories.all_extents)
            extents = self._extents[reading.shape.x] = {run: Extent(*reach) for run, *reach in rows}
        return {position: extents[run] for position, run in enumerate(reading.runs) if run in extents}

    def _exact(self, reading: _Reading, wanted: Sequence[int]) -> _Found:
        return self._points(reading, wanted, "points", histories.points)

    def _points(self, reading: _Reading, wanted: Sequence[int], kind: str, build: Callable[[Shape], Any]) -> _Found:
        self._want(reading.runs, wanted)
        columns = self._columns(kind, reading.shape, build)
        found: _Found = {}
        for run, start, end in _runs(columns):
            xs = columns["x"][start:end]
            for number, metric in reading.numbered:
                x: Sequence[float] = xs
                y: Sequence[float] = columns[f"y{number}"][start:end]
                there = columns[f"n{number}"][start:end]
                if f"y{number}" in columns.with_nulls and 0 in there:
                    x, y = array("d", compress(x, there)), array("d", compress(y, there))
                if y:
                    count, wrong = _counts(columns, number, start, y)
                    found[run, reading.place(number)] = Series(
                        reading.runs[run], metric, x, y, None, None, count, wrong
                    )
        return found

    def _bucketed(self, reading: _Reading, wanted: Sequence[int], edges: Edges) -> _Found:
        """Buckets, made in two ways: the quick one, and with care for metrics that have values that are not finite."""
        self._want(reading.runs, wanted)
        self._set(start=edges.start, width=edges.width, scale=edges.scale, last=edges.count - 1)
        quick = partial(histories.buckets, is_careful=False)
        found = self._series_of(reading, self._columns("buckets", reading.shape, quick), edges)
        doubtful = {metric for (_, metric), series in found.items() if not math.isfinite(sum(series.y))}
        if doubtful:
            part = reading.of(doubtful)
            careful = partial(histories.buckets, is_careful=True)
            found |= self._series_of(part, self._columns("careful buckets", part.shape, careful), edges)
        return found

    def _series_of(self, reading: _Reading, columns: Columns, edges: Edges) -> _Found:
        centres = edges.centres()
        spans: dict[tuple[int, int], array[float]] = {}
        found: _Found = {}
        for run, start, end in _runs(columns):
            at = columns["bucket"][start:end]
            first, last = at[0], at[-1]
            if last - first + 1 == len(at):
                xs = spans.setdefault((first, last), centres[first : last + 1])
            else:
                xs = array("d", (centres[bucket] for bucket in at))
            for number, metric in reading.numbered:
                made = _bucketed_parts(xs, columns, number, slice(start, end))
                if made:
                    found[run, reading.place(number)] = Series(reading.runs[run], metric, *made)
        return found

    def _is_whole(self, x: str) -> bool:
        return x == "_step" and self._history.has_whole_steps

    def _start(self, **settings: float) -> None:
        """Make this history what the next queries of this thread are about."""
        self._engine.run("; ".join([f"SET schema = '{self._schema}'", *_assignments(settings)]))

    def _set(self, **settings: float) -> None:
        self._engine.run("; ".join(_assignments(settings)))

    def _want(self, runs: Sequence[str], positions: Sequence[int]) -> None:
        self._engine.run(
            "CREATE OR REPLACE TEMP TABLE wanted AS "
            "SELECT unnest($1::VARCHAR[]) AS wanted_run, unnest($2::INTEGER[]) AS position",
            [[runs[position] for position in positions], list(positions)],
        )
        if self._history.is_per_run:
            self._engine.run("SET VARIABLE runs = (SELECT list(wanted_run) FROM wanted)")

    def _ask(self, kind: str, shape: Shape, build: Callable[[Shape], Any]) -> list[tuple[Any, ...]]:
        return self._engine.rows(self._compiler.sql((kind, shape), partial(build, shape)))

    def _columns(self, kind: str, shape: Shape, build: Callable[[Shape], Any]) -> Columns:
        return self._engine.columns(self._compiler.sql((kind, shape), partial(build, shape)))


def _assignments(settings: Mapping[str, float]) -> list[str]:
    kinds = {int: "BIGINT", float: "DOUBLE"}
    return [f"SET VARIABLE {name} = '{value!r}'::{kinds[type(value)]}" for name, value in settings.items()]


@frozen
class _Reading:
    """What is read: runs, metrics, and the columns that SQL names `y0`, `y1`, …"""

    runs: tuple[str, ...]
    metrics: tuple[str, ...]
    shape: Shape
    places: tuple[int, ...] | None = None
    """Positions of the metrics in the whole query, where this is a part of it."""

    @property
    def numbered(self) -> Iterator[tuple[int, str]]:
        """The number of each metric in the SQL."""
        return enumerate(self.metrics)

    def place(self, number: int) -> int:
        """The position of a metric in the query."""
        return number if self.places is None else self.places[number]

    def of(self, positions: Iterator[int] | set[int]) -> _Reading:
        """The same for some of the metrics."""
        places = tuple(sorted(set(positions)))
        shape = replace(self.shape, columns=tuple(self.shape.columns[place] for place in places))
        return _Reading(self.runs, tuple(self.metrics[place] for place in places), shape, places)


_Parts: TypeAlias = tuple[Sequence[float], Sequence[float], Sequence[float], Sequence[float], int, int]


def _bucketed_parts(xs: Sequence[float], columns: Columns, number: int, rows: slice) -> _Parts | None:
    """What one series is made of, from the rows of its run; None if no bucket has a point."""
    counts = columns[f"n{number}"][rows]
    parts: list[Sequence[float]] = [xs, *(columns[f"{letter}{number}"][rows] for letter in "ylh")]
    if f"f{number}" in columns or f"y{number}" in columns.with_nulls:
        parts = [array("d", compress(part, counts)) for part in parts]
    x, y, low, high = parts
    if not y:
        return None
    count = sum(counts)
    return x, y, low, high, count, count - sum(columns[f"f{number}"][rows]) if f"f{number}" in columns else 0


def _counts(columns: Columns, number: int, start: int, y: Sequence[float]) -> tuple[int, int]:
    """How many points were logged, and how many of them are not finite. Samples come with both."""
    if f"t{number}" in columns:
        return columns[f"t{number}"][start], columns[f"w{number}"][start]
    return len(y), 0 if math.isfinite(sum(y)) else sum(not math.isfinite(value) for value in y)


def _runs(columns: Columns) -> Iterator[tuple[int, int, int]]:
    """The position of each run among rows sorted by it, and where its rows begin and end."""
    positions: Sequence[int] = columns["position"] if "position" in columns else ()  # noqa: SIM401 - no dict
    start = 0
    while start < len(positions):
        end = bisect_right(positions, positions[start], lo=start)
        yield positions[start], start, end
        start = end
