"""Groups of runs: one curve and one band from several.

Runs are aligned on x first. Where they share their x (the same steps, or buckets of one query) nothing
is invented; else a run counts at the x of the others too, on the straight line between its own
neighbouring points, never beyond its ends. (W&B puts the points of a group into shared buckets, which
makes a curve jump where runs that log at different steps take turns.)
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import Final

MOST_POINTS: Final = 2000
"""Of an aggregate over runs whose x differ; beyond it stands an even grid."""

Column = Sequence[float]


def aggregate(kind: str, values: Sequence[float]) -> float:
    """One value from the values of runs: `mean`, `median`, `min`, `max` or `sum`. NaN counts for nothing.

    `samples` is W&B's for one curve a run; where one value is needed, it is the mean.
    """
    there = [value for value in values if not math.isnan(value)]
    return _AGGREGATES[kind](there) if there else math.nan


def band(kind: str, values: Sequence[float]) -> tuple[float, float]:
    """The spread of the values of runs: `minmax`, `stddev` or `stderr` around their mean; else NaN.

    The standard deviation is that of a sample (n - 1), as runs are a sample of what seeds could
    give; the standard error is that divided by the root of n. One run has neither.
    """
    there = [value for value in values if not math.isnan(value)]
    if not there or kind not in {"minmax", "stddev", "stderr"}:
        return math.nan, math.nan
    if kind == "minmax":
        return min(there), max(there)
    spread = deviation(there)
    if kind == "stderr":
        spread /= math.sqrt(len(there))
    middle = _mean(there)
    return middle - spread, middle + spread


def deviation(values: Sequence[float]) -> float:
    """The standard deviation of a sample; NaN of fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004 - n - 1 must be positive
        return math.nan
    middle = _mean(values)
    if not math.isfinite(middle):
        return math.nan
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))


def align(curves: Sequence[tuple[Column, Column]], *, most: int = MOST_POINTS) -> tuple[list[float], list[list[float]]]:
    """Shared x of some curves (x sorted, y), and the values of each curve there; NaN where it has none."""
    curves = [_without_ties(xs, ys) for xs, ys in curves]
    first = curves[0][0] if curves else []
    if all(xs is first or list(xs) == list(first) for xs, _ in curves):
        return list(first), [list(ys) for _, ys in curves]
    shared = sorted({x for xs, _ in curves for x in xs})
    if len(shared) > most:
        low, high = shared[0], shared[-1]
        shared = [low + (high - low) * at / (most - 1) for at in range(most)]
        shared[-1] = high
    return shared, [[value_at(xs, ys, x) for x in shared] for xs, ys in curves]


def value_at(xs: Column, ys: Column, x: float) -> float:
    """The value of a curve at x: its own, or on the line between its neighbours; NaN beyond its ends."""
    at = bisect_left(xs, x)
    if at == len(xs):
        return math.nan
    if xs[at] == x:
        return ys[at]
    if at == 0:
        return math.nan
    share = (x - xs[at - 1]) / (xs[at] - xs[at - 1])
    return ys[at - 1] + (ys[at] - ys[at - 1]) * share


def _without_ties(xs: Column, ys: Column) -> tuple[Column, Column]:
    """Of several points at one x their mean."""
    if all(before < x for before, x in pairwise(xs)):
        return xs, ys
    places: dict[float, list[float]] = {}
    for x, y in zip(xs, ys, strict=True):
        places.setdefault(x, []).append(y)
    return list(places), [aggregate("mean", values) for values in places.values()]


def _mean(values: Sequence[float]) -> float:
    if all(map(math.isfinite, values)):
        return fmean(values)
    return sum(values)  # infinite, or NaN where both infinities meet


_AGGREGATES: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "mean": _mean,
    "median": median,
    "min": min,
    "max": max,
    "sum": sum,
    "samples": _mean,
}
