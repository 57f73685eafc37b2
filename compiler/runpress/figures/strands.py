"""Strands: what becomes one curve each. A run's track, or the tracks of a group taken together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from runpress.data.statistics.aggregation import aggregate, align, band
from runpress.figures.selection import Group, SelectedRun
from runpress.figures.tracks import Track
from runpress.frozen import frozen

Columns = Sequence[Sequence[float]]
"""The values of several runs over one x; NaN where a run has none."""


@frozen
class Together:
    """The runs that one strand is made of, one by one."""

    y: Columns
    low: Columns = ()
    high: Columns = ()
    """Where points stand for buckets: the band of extremes is made of theirs."""

    @property
    def size(self) -> int:
        """How many numbers these are."""
        return sum(len(column) for columns in (self.y, self.low, self.high) for column in columns)

    def from_point(self, start: int) -> Together:
        """Without the first points."""
        y, low, high = (tuple(column[start:] for column in columns) for columns in (self.y, self.low, self.high))
        return Together(y, low, high)


@frozen
class Strand:
    """The values of one curve before smoothing, and what it stands for."""

    metric: str
    runs: tuple[SelectedRun, ...]
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] | None
    high: Sequence[float] | None
    count: int
    group: Group | None = None
    """Set where the curve stands for the group as a whole, or is a sample of it."""
    is_sample: bool = False
    """One run of a group, drawn in the group's colour."""
    function: str = ""
    """What made one value of several runs' values: `mean`."""
    is_coarse: bool = False
    """Whether points stand for buckets, so that an x is near and not exact."""
    together: Together | None = None
    """What an aggregate of several runs is made of, in the order of `runs`."""

    @property
    def is_aggregate(self) -> bool:
        """Whether it is made of several runs' values."""
        return self.group is not None and not self.is_sample


def of_run(track: Track) -> Strand:
    """The strand of one run."""
    return Strand(
        track.metric,
        (track.run,),
        track.x,
        track.y,
        track.low,
        track.high,
        track.count,
        is_coarse=track.is_bucketed,
    )


def of_group(group: Group, tracks: Sequence[Track], *, function: str, area: str) -> list[Strand]:
    """The strands of a group and metric: its aggregate with a band, and samples where they are asked for."""
    samples = [
        Strand(track.metric, (track.run,), track.x, track.y, None, None, track.count, group, is_sample=True)
        for track in tracks
    ]
    if function == "samples":
        return samples
    xs, columns = align([(track.x, track.y) for track in tracks])
    together = _together(columns, tracks, has_extremes=area == "minmax")
    low, high = _extremes(together) if area == "minmax" else _band(area, columns, len(xs))
    whole = Strand(
        tracks[0].metric,
        tuple(track.run for track in tracks),
        xs,
        _per_point(lambda values: aggregate(function, values), columns, len(xs)),
        low,
        high,
        sum(track.count for track in tracks),
        group,
        function=function if len(tracks) > 1 else "",
        is_coarse=any(track.is_bucketed for track in tracks),
        together=together if len(tracks) > 1 else None,
    )
    return [whole, *samples] if area == "samples" else [whole]


def of_metrics(run: SelectedRun, tracks: Sequence[Track], *, name: str, function: str) -> Strand:
    """The metrics of one run taken together."""
    xs, columns = align([(track.x, track.y) for track in tracks])
    values = _per_point(lambda values: aggregate(function, values), columns, len(xs))
    return Strand(name, (run,), xs, values, None, None, sum(track.count for track in tracks))


def moved(strand: Strand, xs: Sequence[float], ys: Sequence[float]) -> Strand:
    """The strand over another x; bands do not move with it, nor do its runs."""
    is_same = list(strand.x) == list(xs)
    return replace(strand, x=xs, y=ys, low=None, high=None, together=strand.together if is_same else None)


def _together(columns: Columns, tracks: Sequence[Track], *, has_extremes: bool) -> Together:
    """The runs one by one; buckets know their least and greatest values, so that no spike is lost in a mean."""
    if not has_extremes or all(track.low is None for track in tracks):
        return Together(columns)
    _, lows = align([(track.x, track.y if track.low is None else track.low) for track in tracks])
    _, highs = align([(track.x, track.y if track.high is None else track.high) for track in tracks])
    return Together(columns, lows, highs)


def _extremes(together: Together) -> tuple[list[float] | None, list[float] | None]:
    """The least and greatest logged values."""
    if len(together.y) == 1 and not together.low:
        return None, None
    low = [aggregate("min", values) for values in zip(*(together.low or together.y), strict=True)]
    return low, [aggregate("max", values) for values in zip(*(together.high or together.y), strict=True)]


def _band(area: str, columns: Sequence[Sequence[float]], count: int) -> tuple[list[float] | None, list[float] | None]:
    if area in ("none", "samples") or len(columns) == 1:
        return None, None
    pairs = [band(area, values) for values in zip(*columns, strict=True)] if count else []
    if all(math.isnan(low) and math.isnan(high) for low, high in pairs):
        return None, None
    return [low for low, _ in pairs], [high for _, high in pairs]


def _per_point(
    function: Callable[[Sequence[float]], float], columns: Sequence[Sequence[float]], count: int
) -> list[float]:
    return [function(values) for values in zip(*columns, strict=True)] if count else []
