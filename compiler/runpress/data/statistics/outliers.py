"""Outliers and values that a scale cannot show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from runpress.data.statistics.distributions import quantile

LOW: Final = 0.05
HIGH: Final = 0.95
"""W&B's "Ignore outliers": "only points from 5% to 95% are shown"
(<https://docs.wandb.ai/models/app/features/panels/line-plot/reference>).
"""


def inner_range(values: Iterable[float]) -> tuple[float, float] | None:
    """The 5th and 95th percentile of the finite values; None if there are none."""
    finite = sorted(value for value in values if math.isfinite(value))
    return (quantile(finite, LOW), quantile(finite, HIGH)) if finite else None


def without_outliers(values: Sequence[float], limits: tuple[float, float] | None) -> list[float]:
    """The values with NaN in place of those outside of the limits."""
    if limits is None:
        return list(values)
    low, high = limits
    return [value if low <= value <= high else math.nan for value in values]


def positive(values: Sequence[float]) -> tuple[list[float], int]:
    """The values for a log scale, NaN in place of those that are not positive, and how many those are."""
    shown = [value if value > 0 else math.nan for value in values]
    return shown, sum(value <= 0 for value in values)
