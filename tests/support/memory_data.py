"""Run data in memory, for tests of figures: implements `runpress.data.protocol.Data` in plain Python."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from runpress.data.protocol import KeysQuery, Media, MediaQuery, Query, Run, RunsQuery, Series, SeriesQuery
from runpress.model.filters.evaluate import evaluate
from runpress.model.filters.regex import search

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass
class MemoryData:
    """Runs with their histories: `history[run id]` is a list of rows."""

    all_runs: Sequence[Run] = ()
    history: Mapping[str, Sequence[Mapping[str, float]]] = field(default_factory=dict)
    images: Sequence[Media] = ()
    configured: tuple[str, ...] | None = None
    asked: list[Query] = field(default_factory=list)

    @property
    def projects(self) -> tuple[str, ...]:
        if self.configured is not None:
            return self.configured
        return tuple(dict.fromkeys(run.project for run in self.all_runs))

    def runs(self, query: RunsQuery) -> Sequence[Run]:
        self.asked.append(query)
        found = [run for run in self.all_runs if query.project in (None, run.project)]
        if query.filter is not None:
            found = [run for run in found if evaluate(query.filter, run, now=NOW)]
        if query.search:
            found = [
                run for run in found if (search(query.search, run.name) if query.is_regex else query.search in run.name)
            ]
        for order in reversed(query.order):
            there = [run for run in found if run.value(order.key) is not None]
            missing = [run for run in found if run.value(order.key) is None]
            found = [
                *sorted(there, key=lambda run: _sortable(run.value(order.key)), reverse=not order.ascending),
                *missing,
            ]
        return found[: query.limit]

    def series(self, query: SeriesQuery) -> Sequence[Series]:
        self.asked.append(query)
        found = []
        for run in query.runs:
            for metric in query.metrics:
                series = self._series(run, metric, query)
                if series is not None:
                    found.append(series)
        return found

    def keys(self, query: KeysQuery) -> Mapping[str, int]:
        self.asked.append(query)
        counts: dict[str, int] = {}
        for run in query.runs:
            for name in {name for row in self.history.get(run, ()) for name in row}:
                counts[name] = counts.get(name, 0) + 1
        return dict(sorted(counts.items()))

    def media(self, query: MediaQuery) -> Sequence[Media]:
        self.asked.append(query)
        return [item for item in self.images if item.run in query.runs and (not query.keys or item.key in query.keys)]

    def fingerprint(self, query: Query) -> str:
        return repr(query)

    def _series(self, run: str, metric: str, query: SeriesQuery) -> Series | None:
        rows = [
            row
            for row in self.history.get(run, ())
            if metric in row and query.x in row and _within(row[query.x], query)
        ]
        if not rows:
            return None
        rows.sort(key=lambda row: row[query.x])
        x, y = [row[query.x] for row in rows], [row[metric] for row in rows]
        if len(rows) <= query.buckets:
            return Series(run, metric, x, y, None, None, len(rows))
        if query.is_sampled:
            picked = range(0, len(rows), math.ceil(len(rows) / query.buckets))
            return Series(run, metric, [x[at] for at in picked], [y[at] for at in picked], None, None, len(rows))
        return _bucketed(run, metric, x, y, query.buckets)


def _sortable(value: object) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, int | float) and abs(value) < 1e300 else (1, 0.0, str(value))


def _within(x: float, query: SeriesQuery) -> bool:
    return (query.low is None or x >= query.low) and (query.high is None or x <= query.high)


def _bucketed(run: str, metric: str, x: Sequence[float], y: Sequence[float], buckets: int) -> Series:
    size = math.ceil(len(x) / buckets)
    parts = [y[at : at + size] for at in range(0, len(y), size)]
    return Series(
        run,
        metric,
        [x[at] for at in range(0, len(x), size)],
        [sum(part) / len(part) for part in parts],
        [min(part) for part in parts],
        [max(part) for part in parts],
        len(x),
    )
