"""Distributions: quantiles, boxes, and the outline of a violin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from runpress.data.statistics.aggregation import deviation
from runpress.frozen import frozen

WHISKER: Final = 1.5
"""Interquartile ranges that a whisker may reach (Tukey, Exploratory Data Analysis, 1977)."""
SCOTT_EXPONENT: Final = -1 / 5
"""Bandwidth s n^(-1/5) (Scott, Multivariate Density Estimation, 1992; SciPy's default)."""
CUT: Final = 2.0
"""Bandwidths that a violin reaches beyond its least and greatest value."""


def quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile of sorted values, between neighbours in proportion (Hyndman and Fan's type 7, as NumPy)."""
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@frozen
class Box:
    """A box plot of values."""

    low: float
    """The lower whisker: the least value that is no outlier."""
    first: float
    median: float
    third: float
    high: float
    outliers: tuple[float, ...] = ()


def box(values: Sequence[float]) -> Box | None:
    """Quartiles, whiskers and outliers of the finite values; None if there are none."""
    ordered = sorted(value for value in values if math.isfinite(value))
    if not ordered:
        return None
    first, middle, third = (quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    reach = WHISKER * (third - first)
    inside = [value for value in ordered if first - reach <= value <= third + reach]
    outside = tuple(value for value in ordered if not first - reach <= value <= third + reach)
    return Box(inside[0], first, middle, third, inside[-1], outside)


def density(values: Sequence[float], *, points: int = 64) -> list[tuple[float, float]]:
    """The outline of a violin: values and their density, greatest 1; a Gaussian kernel, Scott's bandwidth.

    Values that are all the same have no width: the outline is that one value.
    """
    finite = [value for value in values if math.isfinite(value)]
    spread = deviation(finite)
    if not spread > 0:
        return [(finite[0], 1.0)] if finite else []
    width = spread * len(finite) ** SCOTT_EXPONENT
    low, high = min(finite) - CUT * width, max(finite) + CUT * width
    grid = [low + (high - low) * at / (points - 1) for at in range(points)]
    heights = [math.fsum(math.exp(-0.5 * ((x - value) / width) ** 2) for value in finite) for x in grid]
    top = max(heights)
    return [(x, height / top) for x, height in zip(grid, heights, strict=True)]
