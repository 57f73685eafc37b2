"""Lines through a cloud of points: running least, greatest and mean, and the straight line that fits best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from runpress.frozen import frozen


@frozen
class Line:
    """`y = slope * x + intercept`, and how much of the spread of y it explains (R², 0 to 1)."""

    slope: float
    intercept: float
    r_squared: float


def running(
    kind: Literal["min", "max", "mean"], xs: Sequence[float], ys: Sequence[float]
) -> tuple[list[float], list[float]]:
    """By x, the least, greatest or mean y of all points up to it; of several points at one x all count."""
    best: dict[float, float] = {}
    total, count, last = 0.0, 0, math.nan
    for x, y in sorted(_finite(xs, ys)):
        total, count = total + y, count + 1
        if kind == "mean":
            last = total / count
        elif math.isnan(last):
            last = y
        else:
            last = min(last, y) if kind == "min" else max(last, y)
        best[x] = last
    return list(best), list(best.values())


def regression(xs: Sequence[float], ys: Sequence[float]) -> Line | None:
    """Ordinary least squares; None where fewer than two x differ."""
    points = _finite(xs, ys)
    if not points:
        return None
    count = len(points)
    mean_x = math.fsum(x for x, _ in points) / count
    mean_y = math.fsum(y for _, y in points) / count
    across = math.fsum((x - mean_x) ** 2 for x, _ in points)
    along = math.fsum((y - mean_y) ** 2 for _, y in points)
    both = math.fsum((x - mean_x) * (y - mean_y) for x, y in points)
    if not across:
        return None
    slope = both / across
    return Line(slope, mean_y - slope * mean_x, both * both / (across * along) if along else 1.0)


def _finite(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float]]:
    return [(x, y) for x, y in zip(xs, ys, strict=True) if math.isfinite(x) and math.isfinite(y)]
