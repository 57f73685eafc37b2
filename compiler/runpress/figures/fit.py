"""Lines over the dots of a scatter figure: running values and a least-squares fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate


def running(kind: str, values: Sequence[float], *, smoothing: float = 0.0) -> tuple[float, ...]:
    """The least, greatest or mean value so far at each place; `smoothing` leans each on the one before."""
    if kind == "min":
        line = list(accumulate(values, min))
    elif kind == "max":
        line = list(accumulate(values, max))
    else:
        line = [total / (at + 1) for at, total in enumerate(accumulate(values))]
    for at in range(1, len(line)):
        line[at] = smoothing * line[at - 1] + (1 - smoothing) * line[at]
    return tuple(line)


def straight(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float, float] | None:
    """Slope, intercept and r² of the least-squares line; None for fewer than two different x."""
    if len(set(xs)) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    sxx = math.fsum((x - mean_x) ** 2 for x in xs)
    syy = math.fsum((y - mean_y) ** 2 for y in ys)
    sxy = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    if not 0 < sxx < math.inf or not math.isfinite(sxy):
        return None
    slope = sxy / sxx
    return slope, mean_y - slope * mean_x, (sxy * sxy / (sxx * syy) if 0 < syy < math.inf else 1.0)
