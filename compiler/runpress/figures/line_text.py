"""What line figures say in words: what a reader must know of the data, and the text alternative."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from runpress.figures import wording
from runpress.figures.curves import Drawn
from runpress.figures.figure import Axis
from runpress.figures.goals import Goal, goal_of
from runpress.figures.line_runs import Shown
from runpress.figures.strands import Strand
from runpress.figures.tracks import Track
from runpress.figures.values import reading

_MOST_METRICS = 3


def notes_of(tracks: Sequence[Track], shown: Shown, drawn: Drawn, *, labels: Sequence[str]) -> tuple[str, ...]:
    """Sampling, runs that lack a metric, points that have no place."""
    notes = list(shown.notes)
    notes += _lacking(tracks, shown, labels)
    if any(track.is_thinned for track in tracks):
        points, logged = sum(len(track.y) for track in tracks), sum(track.count for track in tracks)
        how = "bucketed" if any(track.is_bucketed for track in tracks) else "sampled: spikes may be missing"
        notes.append(f"{wording.grouped(str(points))} of {wording.count(logged, 'point')}, {how}")
    if drawn.outliers and drawn.limits:
        low, high = (wording.number(limit) for limit in drawn.limits)
        notes.append(f"{wording.count(drawn.outliers, 'outlier')} below {low} or above {high} left out")
    for axis, lost in (("x", drawn.nonpositive_x), ("y", drawn.nonpositive_y)):
        if lost:
            notes.append(f"{wording.count(lost, 'point')} not above 0 left out of the log {axis} axis")
    missing = sum(max(track.not_finite, sum(not math.isfinite(value) for value in track.y)) for track in tracks)
    if missing:
        notes.append(f"{wording.count(missing, 'point')} logged as NaN or infinity")
    return tuple(notes)


def _lacking(tracks: Sequence[Track], shown: Shown, labels: Sequence[str]) -> Iterator[str]:
    total = len(shown.runs)
    for label in labels:
        amount = sum(track.metric == label for track in tracks)
        if 0 < amount < total:
            yield f"{wording.grouped(str(amount))} of {wording.count(total, 'run')} {'logs' if amount == 1 else 'log'} `{label}`"


def alt_of(strands: Sequence[Strand], *, x: Axis, plot: str) -> str:
    """A true sentence: "5 runs, lowest val_loss 0.031 at step 1 900"."""
    metrics = list(dict.fromkeys(strand.metric for strand in strands))
    parts = [_who(strands)]
    parts += [
        _about(metric, [strand for strand in strands if strand.metric == metric], x=x)
        for metric in metrics[:_MOST_METRICS]
    ]
    if len(metrics) > _MOST_METRICS:
        parts.append(f"and {wording.count(len(metrics) - _MOST_METRICS, 'more metric')}")
    sentence = wording.sentence(*parts)
    return sentence if plot == "line" else f"{sentence}, drawn as stacked areas"


def _who(strands: Sequence[Strand]) -> str:
    runs = wording.count(len({run.ref for strand in strands for run in strand.runs}), "run")
    groups = {strand.group.key for strand in strands if strand.group is not None and strand.group.values}
    return f"{wording.count(len(groups), 'group')} of {runs}" if groups else runs


def _about(metric: str, strands: Sequence[Strand], *, x: Axis) -> str:
    """The best point of a metric, or both ends where its name does not tell which is better."""
    goal = goal_of(metric)
    if goal is not None:
        return _extreme(metric, strands, goal, x=x)
    values = [value for strand in strands for value in strand.y if math.isfinite(value)]
    if not values:
        return f"no finite {metric}"
    if min(values) == max(values):
        return f"{metric} {wording.number(values[0])} throughout"
    return f"{_extreme(metric, strands, 'lowest', x=x)}, {_extreme('', strands, 'highest', x=x)}"


def _extreme(metric: str, strands: Sequence[Strand], goal: Goal, *, x: Axis) -> str:
    best: tuple[float, float, Strand] | None = None
    for strand in strands:
        # Buckets keep the exact extremes of a run; where in the bucket they stood is not known.
        ends = None if strand.is_aggregate else strand.low if goal == "lowest" else strand.high
        for at, value in enumerate(strand.y if ends is None else ends):
            if math.isfinite(value) and (best is None or (value < best[0] if goal == "lowest" else value > best[0])):
                best = (value, strand.x[at], strand)
    if best is None:
        return f"no finite {metric}" if metric else ""
    value, place, strand = best
    words = [goal, strand.function if metric else "", metric, wording.number(value)]
    text = f"{' '.join(filter(None, words))} {'near' if strand.is_coarse else 'at'} {_place(place, x)}"
    if len(strands) > 1:
        name = strand.group.label if strand.is_aggregate and strand.group is not None else strand.runs[0].label
        text += f" ({name})"
    return text


def _place(value: float, x: Axis) -> str:
    if x.scale == "time":
        return reading(value, x)
    if x.scale == "duration":
        return f"{reading(value, x)} of run time"
    label = x.label[:1].lower() + x.label[1:] if x.label == "Step" else x.label
    return f"{label} {reading(value, x)}" if label else reading(value, x)
