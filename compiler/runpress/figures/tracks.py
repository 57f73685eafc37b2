"""Histories as line figures draw them: fetched by project, over any x axis, with expressions worked out."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from runpress.data.protocol import Data, Series, SeriesQuery
from runpress.data.statistics.aggregation import value_at
from runpress.data.statistics.expressions import Term, evaluate, evaluate_series, names
from runpress.figures.legend import reference_key
from runpress.figures.reasons import by_project
from runpress.figures.selection import SelectedRun
from runpress.figures.values import as_number
from runpress.frozen import frozen
from runpress.model.attributes import AXES
from runpress.model.keys import Key

BUCKETS = 1000
"""Points of a curve; beyond, histories come in buckets of mean, least and greatest value."""
SAMPLES = 1500
"""Points of a sampled curve, as many as W&B takes."""
ABSOLUTE = "_absolute_runtime"
"""Wall time since the first point of the run: worked out here, not logged."""


@frozen
class Track:
    """One metric or expression of one run."""

    run: SelectedRun
    metric: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] | None
    high: Sequence[float] | None
    count: int
    """How many points were logged."""
    not_finite: int = 0
    """How many of them are NaN or infinite; buckets are made of the others."""
    are_samples: bool = False
    """Whether its points, if there are fewer than were logged, are some of those."""

    @property
    def is_thinned(self) -> bool:
        """Whether there are fewer points than were logged."""
        return self.count > len(self.y)

    @property
    def is_bucketed(self) -> bool:
        """Whether points stand for several logged ones."""
        return self.is_thinned and not self.are_samples


@frozen
class Asked:
    """What a line panel asks of histories."""

    metrics: tuple[str, ...]
    """Drawn as they are."""
    expressions: tuple[tuple[str, Term], ...] = ()
    """Text and tree of those that are drawn worked out."""
    x: str = "_step"
    x_term: Term | None = None
    """An expression of the x value."""
    is_sampled: bool = False
    """Whether long histories are sampled, and not bucketed."""
    low: float | None = None
    high: float | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What is drawn, in order."""
        return (*self.metrics, *(text for text, _ in self.expressions))

    @property
    def needed(self) -> tuple[str, ...]:
        """All metrics to fetch."""
        terms = [term for _, term in self.expressions] + ([self.x_term] if self.x_term else [])
        asked = [name for term in terms for name in names(term) if not _is_constant(name) and name not in self.x_names]
        return tuple(dict.fromkeys((*self.metrics, *asked)))

    @property
    def x_names(self) -> frozenset[str]:
        """What an expression may call the logged x."""
        return frozenset({"x", self.x, AXES.get(self.x, self.x)})

    def queries(self, runs: Iterable[SelectedRun], *, whole: bool = False) -> tuple[SeriesQuery, ...]:
        """One query a project; `whole` leaves the author's x range out."""
        # Limits of a shifted or calculated axis are not those of the logged one.
        is_direct = self.x != ABSOLUTE and self.x_term is None and not whole
        return tuple(
            SeriesQuery(
                project,
                ids,
                self.needed,
                x="_timestamp" if self.x == ABSOLUTE else self.x,
                buckets=SAMPLES if self.is_sampled else BUCKETS,
                is_sampled=self.is_sampled,
                low=self.low if is_direct else None,
                high=self.high if is_direct else None,
            )
            for project, ids in by_project(runs).items()
        )


def fetch(asked: Asked, runs: Sequence[SelectedRun], data: Data) -> list[Track]:
    """The tracks of the runs, by metric and then run, as far as they are logged."""
    by_run: dict[str, dict[str, Track]] = {run.ref: {} for run in runs}
    for query in asked.queries(runs):
        own = {run.run.id: run for run in runs if run.run.project == query.project}
        for series in data.series(query):
            if series.run in own:
                run = own[series.run]
                by_run[run.ref][series.metric] = _track(run, series, are_samples=query.is_sampled)
    if asked.x == ABSOLUTE:
        by_run = {ref: _from_start(tracks) for ref, tracks in by_run.items()}
    for run in runs:
        tracks = by_run[run.ref]
        for text, term in asked.expressions:
            track = _worked_out(text, term, tracks, run)
            if track is not None:
                tracks[text] = track
        if asked.x_term is not None:
            by_run[run.ref] = {name: _over_expression(track, asked, tracks) for name, track in tracks.items()}
    found = [by_run[run.ref][label] for label in asked.labels for run in runs if label in by_run[run.ref]]
    if asked.x == ABSOLUTE or asked.x_term is not None:
        found = [_within(track, asked.low, asked.high) for track in found]
    return [track for track in found if track.y]


def _worked_out(text: str, term: Term, tracks: Mapping[str, Track], run: SelectedRun) -> Track | None:
    """An expression of metrics at the x where all of them have a value; None where one is not logged."""
    wanted = [name for name in names(term) if not _is_constant(name) and name != "x"]
    if any(name not in tracks for name in wanted) or not tracks:
        return None
    parts = [tracks[name] for name in wanted] or [next(iter(tracks.values()))]
    xs = _shared(parts)
    columns: dict[str, Sequence[float]] = {name: _at(tracks[name], xs) for name in wanted}
    columns["x"] = xs
    for name in names(term):
        if _is_constant(name):
            columns[name] = [_constant(name, run)] * len(xs)
    ys = evaluate_series(term, columns, count=len(xs))
    are_samples = any(part.are_samples for part in parts)
    return Track(run, text, xs, ys, None, None, max(part.count for part in parts), are_samples=are_samples)


def _track(run: SelectedRun, series: Series, *, are_samples: bool) -> Track:
    return Track(
        run,
        series.metric,
        series.x,
        series.y,
        series.low,
        series.high,
        series.count,
        series.not_finite,
        are_samples=are_samples,
    )


def _from_start(tracks: dict[str, Track]) -> dict[str, Track]:
    start = min((track.x[0] for track in tracks.values() if track.x), default=0.0)
    return {name: replace(track, x=array("d", (x - start for x in track.x))) for name, track in tracks.items()}


def _over_expression(track: Track, asked: Asked, tracks: Mapping[str, Track]) -> Track:
    """The track over the author's expression of x, sorted by it."""
    term = asked.x_term
    if term is None:
        return track
    columns: dict[str, Sequence[float]] = {}
    for name in names(term):
        if name in asked.x_names:
            columns[name] = track.x
        elif _is_constant(name):
            columns[name] = [_constant(name, track.run)] * len(track.x)
        elif name in tracks:
            columns[name] = _at(tracks[name], track.x)
    xs = evaluate_series(term, columns, count=len(track.x))
    order = sorted((at for at, x in enumerate(xs) if math.isfinite(x)), key=xs.__getitem__)
    return _picked(replace(track, x=xs), order)


def _within(track: Track, low: float | None, high: float | None) -> Track:
    kept = [at for at, x in enumerate(track.x) if (low is None or x >= low) and (high is None or x <= high)]
    return track if len(kept) == len(track.x) else replace(_picked(track, kept), count=len(kept))


def _picked(track: Track, places: Sequence[int]) -> Track:
    def column(values: Sequence[float] | None) -> list[float] | None:
        return None if values is None else [values[at] for at in places]

    return replace(
        track, x=column(track.x) or [], y=column(track.y) or [], low=column(track.low), high=column(track.high)
    )


def _shared(parts: Sequence[Track]) -> Sequence[float]:
    """The x at which all parts have a value; that of exact parts where others are thinned."""
    first = parts[0].x
    if all(part.x is first or list(part.x) == list(first) for part in parts[1:]):
        return first
    exact = [part for part in parts if not part.is_thinned] or parts
    common = set(exact[0].x).intersection(*(set(part.x) for part in exact[1:]))
    return [x for x in dict.fromkeys(exact[0].x) if x in common]


def _at(track: Track, xs: Sequence[float]) -> Sequence[float]:
    """The track's values at these x. Where points are few of many: between two, on the line that joins them."""
    if track.x is xs or list(track.x) == list(xs):
        return track.y
    values = dict(zip(track.x, track.y, strict=True))
    if track.is_thinned:
        return [values[x] if x in values else value_at(track.x, track.y, x) for x in xs]
    return [values.get(x, math.nan) for x in xs]


def _is_constant(name: str) -> bool:
    """Whether a name in an expression is a value that a run has once: `config.lr`, `${config:lr}`."""
    return name.startswith(("config.", "summary.", "config:", "summary:"))


def _constant(name: str, run: SelectedRun) -> float:
    """The number that a run has under a key of config or summary."""
    key = reference_key(name)
    value = None if key is None else as_number(run.run.value(key))
    return math.nan if value is None else value


def value_of(term: Term, run: SelectedRun) -> float:
    """The value of an expression of summary values (and of config, by `config.` names) in one run."""
    values = {}
    for name in names(term):
        value = _constant(name, run) if _is_constant(name) else as_number(run.run.value(Key("metric", (name,))))
        if value is not None:
            values[name] = value
    return evaluate(term, values)
