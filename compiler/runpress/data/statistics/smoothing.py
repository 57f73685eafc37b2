"""The four smoothings of line panels, with W&B's parameters.

<https://docs.wandb.ai/models/app/features/panels/line-plot/smoothing> gives the code of the two
exponential ones; `themes/default/src/smoothing.ts` does the same in the page, tested against the same
cases (`tests/cases/statistics/smoothing.json`).

In all four a value that is not finite stays as it is and counts for nothing: in W&B's code one NaN
would make every later value NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import mul
from typing import Final

VIEWPORT_SCALE: Final = 1000
"""The whole x range counts as this many steps, so that smoothing does not depend on the unit of x."""
GREATEST_WEIGHT: Final = 0.999
GAUSSIAN_REACH: Final = 4.0
"""Standard deviations after which a neighbour counts for nothing (SciPy's `truncate`)."""
_EVEN: Final = 1e-9


def smooth(
    kind: str, xs: Sequence[float], ys: Sequence[float], weight: float, *, x_range: float | None = None
) -> list[float]:
    """Smooth a series sorted by x. `kind` is W&B's name; `none`, or a weight of 0, changes nothing.

    `x_range` is the width of the figure's x axis over all of its series (by default this series's
    own): `exponentialTimeWeighted` measures distances in it.
    """
    if kind == "none" or weight <= 0 or not ys:
        return list(ys)
    return _KINDS[kind](xs, ys, weight, xs[-1] - xs[0] if x_range is None else x_range)


def _time_weighted(xs: Sequence[float], ys: Sequence[float], weight: float, x_range: float) -> list[float]:
    """W&B's default: a debiased moving average whose memory fades with the distance in x."""
    base = min(math.sqrt(weight), GREATEST_WEIGHT)
    total = norm = 0.0
    last_x: float | None = None
    smoothed: list[float] = []
    for x, y in zip(xs, ys, strict=True):
        if not math.isfinite(y):
            smoothed.append(y)
            continue
        change = 0.0 if last_x is None or not x_range else (x - last_x) / x_range * VIEWPORT_SCALE
        fading = base**change
        total = total * fading + y
        norm = norm * fading + 1
        last_x = x
        smoothed.append(total / norm)
    return smoothed


def _exponential(xs: Sequence[float], ys: Sequence[float], weight: float, x_range: float) -> list[float]:
    """TensorBoard's: a debiased moving average over points, however far apart they are."""
    del xs, x_range
    weight = min(weight, GREATEST_WEIGHT)
    last, count = 0.0, 0
    smoothed: list[float] = []
    for y in ys:
        if not math.isfinite(y):
            smoothed.append(y)
            continue
        count += 1
        last = last * weight + (1 - weight) * y
        smoothed.append(last / (1 - weight**count))
    return smoothed


def _gaussian(xs: Sequence[float], ys: Sequence[float], sigma: float, x_range: float) -> list[float]:
    """A Gaussian kernel over x; its standard deviation is `sigma` mean distances of points.

    W&B says that the parameter is the standard deviation and that uneven points are better served
    than by the running average, but no unit: on even x this is a standard deviation in points.
    """
    del x_range
    spacing = (xs[-1] - xs[0]) / (len(xs) - 1) if len(xs) > 1 else 0.0
    if not spacing:
        return _of_ties(ys)
    reach = math.floor(GAUSSIAN_REACH * sigma + 0.5)
    places = [(x - xs[0]) / spacing for x in xs]
    if all(abs(place - number) < _EVEN * len(xs) for number, place in enumerate(places)):
        return _even_gaussian(ys, sigma, min(reach, len(ys)))
    return _uneven_gaussian(places, ys, sigma, reach)


def _even_gaussian(ys: Sequence[float], sigma: float, reach: int) -> list[float]:
    kernel = [math.exp(-0.5 * (distance / sigma) ** 2) for distance in range(-reach, reach + 1)]
    there = [1.0 if math.isfinite(y) else 0.0 for y in ys]
    values = [y if math.isfinite(y) else 0.0 for y in ys]
    smoothed: list[float] = []
    for at, y in enumerate(ys):
        if not there[at]:
            smoothed.append(y)
            continue
        low, high = max(at - reach, 0), min(at + reach + 1, len(ys))
        part = kernel[low - at + reach : high - at + reach]
        smoothed.append(sum(map(mul, values[low:high], part)) / sum(map(mul, there[low:high], part)))
    return smoothed


def _uneven_gaussian(places: Sequence[float], ys: Sequence[float], sigma: float, reach: float) -> list[float]:
    smoothed: list[float] = []
    low = high = 0
    for place, y in zip(places, ys, strict=True):
        if not math.isfinite(y):
            smoothed.append(y)
            continue
        while places[low] < place - reach:
            low += 1
        while high < len(places) and places[high] <= place + reach:
            high += 1
        total = norm = 0.0
        for other in range(low, high):
            if math.isfinite(ys[other]):
                share = math.exp(-0.5 * ((places[other] - place) / sigma) ** 2)
                total += ys[other] * share
                norm += share
        smoothed.append(total / norm)
    return smoothed


def _of_ties(ys: Sequence[float]) -> list[float]:
    """All points stand at one x, so all neighbours count alike."""
    finite = [y for y in ys if math.isfinite(y)]
    mean = math.fsum(finite) / len(finite) if finite else math.nan
    return [mean if math.isfinite(y) else y for y in ys]


def _average(xs: Sequence[float], ys: Sequence[float], weight: float, x_range: float) -> list[float]:
    """The mean of a window of `weight` points around each point; of an even window one more lies before it."""
    del xs, x_range
    window = max(1, math.floor(weight + 0.5))
    before, after = window // 2, (window - 1) // 2
    there = [math.isfinite(y) for y in ys]
    values = [y if is_there else 0.0 for y, is_there in zip(ys, there, strict=True)]
    smoothed: list[float] = []
    for at, y in enumerate(ys):
        low, high = max(at - before, 0), min(at + after + 1, len(ys))
        # Sums are not carried along: one huge value would leave its rounding error in all later means.
        smoothed.append(math.fsum(values[low:high]) / sum(there[low:high]) if there[at] else y)
    return smoothed


_KINDS: Final[dict[str, Callable[[Sequence[float], Sequence[float], float, float], list[float]]]] = {
    "exponentialTimeWeighted": _time_weighted,
    "exponential": _exponential,
    "gaussian": _gaussian,
    "average": _average,
}
