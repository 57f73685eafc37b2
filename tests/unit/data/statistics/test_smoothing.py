"""Smoothing against NumPy, SciPy and pandas (tests/cases/statistics), and what those cannot say."""

import json
import math
from pathlib import Path

import pytest

from runpress.data.statistics.smoothing import smooth

CASES = json.loads((Path(__file__).parents[3] / "cases/statistics/smoothing.json").read_text(encoding="utf-8"))


def numbers(values):
    return [math.nan if value is None else value for value in values]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_equals_the_independent_computation(case):
    smoothed = smooth(case["kind"], case["x"], numbers(case["y"]), case["weight"], x_range=case["xRange"])
    assert smoothed == pytest.approx(numbers(case["expected"]), rel=1e-9, abs=1e-9, nan_ok=True)


def test_time_weighted_by_hand():
    # base = sqrt(0.25) = 0.5; a range of 1000 makes one unit of x one step, so the weights are 0.5 ** distance:
    # y0 = 4; y1 = (4 * 0.5 + 8) / (0.5 + 1) = 10 / 1.5; y2 = (10 * 0.25 + 2) / (1.5 * 0.25 + 1) = 4.5 / 1.375
    assert smooth("exponentialTimeWeighted", [0, 1, 3], [4, 8, 2], 0.25, x_range=1000) == pytest.approx(
        [4, 10 / 1.5, 4.5 / 1.375]
    )


def test_exponential_by_hand():
    # last: 2, 5, 3.5; divided by 1 - 0.5, 1 - 0.25, 1 - 0.125
    assert smooth("exponential", [0, 7, 9], [4, 8, 2], 0.5) == pytest.approx([4, 5 / 0.75, 3.5 / 0.875])


@pytest.mark.parametrize("kind", ["exponentialTimeWeighted", "exponential", "gaussian", "average"])
def test_infinite_values_stay_and_count_for_nothing(kind):
    smoothed = smooth(kind, [0, 1, 2, 3], [1, math.inf, 1, -math.inf], 0.9)
    assert smoothed == pytest.approx([1, math.inf, 1, -math.inf])


@pytest.mark.parametrize("kind", ["exponentialTimeWeighted", "exponential", "gaussian", "average"])
def test_no_weight_changes_nothing(kind):
    assert smooth(kind, [0, 1, 5], [3, 1, 2], 0) == [3, 1, 2]


def test_a_huge_value_leaves_later_means_alone():
    assert smooth("average", range(6), [1e300, 1.0, 1.0, 1.0, 1.0, 3.0], 3)[3:] == pytest.approx([1, 5 / 3, 2])


def test_smoothing_does_not_depend_on_the_unit_of_x():
    y = [3, 1, 4, 1, 5]
    for kind in ("exponentialTimeWeighted", "gaussian"):
        seconds = smooth(kind, [0, 60, 120, 600, 660], y, 0.9)
        assert seconds == pytest.approx(smooth(kind, [0, 1, 2, 10, 11], y, 0.9))
