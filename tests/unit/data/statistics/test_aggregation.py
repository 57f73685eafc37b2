"""Groups of runs: aggregates and bands against NumPy and SciPy, alignment worked by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from runpress.data.statistics.aggregation import aggregate, align, band, deviation, value_at

VALUES = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6]
NUMPY = {"mean": np.mean, "median": np.median, "min": np.min, "max": np.max, "sum": np.sum, "samples": np.mean}


@pytest.mark.parametrize("kind", NUMPY)
@pytest.mark.parametrize("values", [VALUES, VALUES[:5], [7.0], [2.0, 2.0]])
def test_aggregates_equal_numpy(kind, values):
    assert aggregate(kind, values) == pytest.approx(NUMPY[kind](values))


@pytest.mark.parametrize("kind", NUMPY)
def test_missing_values_count_for_nothing(kind):
    assert aggregate(kind, [math.nan, *VALUES, math.nan]) == pytest.approx(NUMPY[kind](VALUES))
    assert math.isnan(aggregate(kind, [math.nan]))
    assert math.isnan(aggregate(kind, []))


def test_infinite_values_are_values():
    assert aggregate("mean", [1.0, math.inf]) == math.inf
    assert math.isnan(aggregate("mean", [-math.inf, math.inf]))
    assert aggregate("median", [1.0, 2.0, math.inf]) == 2.0


def test_bands_equal_scipy():
    mean = np.mean(VALUES)
    assert band("minmax", VALUES) == (1.0, 9.0)
    assert band("stddev", VALUES) == pytest.approx((mean - np.std(VALUES, ddof=1), mean + np.std(VALUES, ddof=1)))
    assert band("stderr", VALUES) == pytest.approx((mean - stats.sem(VALUES), mean + stats.sem(VALUES)))


def test_a_band_by_hand():
    # 2, 4, 6: mean 4, squares of the differences 4 + 0 + 4 = 8, over n - 1 = 2 is 4, its root 2; over root 3
    assert band("stddev", [2.0, 4.0, 6.0]) == (2.0, 6.0)
    assert band("stderr", [2.0, 4.0, 6.0]) == pytest.approx((4 - 2 / math.sqrt(3), 4 + 2 / math.sqrt(3)))


@pytest.mark.parametrize("kind", ["none", "samples"])
def test_no_band(kind):
    assert all(map(math.isnan, band(kind, VALUES)))


@pytest.mark.parametrize("kind", ["stddev", "stderr"])
def test_one_run_has_no_spread(kind):
    assert all(map(math.isnan, band(kind, [3.0, math.nan])))
    assert band("minmax", [3.0, math.nan]) == (3.0, 3.0)


def test_deviation_of_infinite_values_is_none():
    assert math.isnan(deviation([1.0, math.inf]))


def test_runs_with_the_same_x_are_taken_as_they_are():
    assert align([([0, 1, 2], [1, 2, 3]), ([0, 1, 2], [4, math.nan, 6])]) == (
        [0, 1, 2],
        [[1, 2, 3], [4, pytest.approx(math.nan, nan_ok=True), 6]],
    )


def test_runs_with_other_x_are_joined_by_straight_lines_inside_their_ends():
    xs, (first, second) = align([([0, 4], [0.0, 8.0]), ([1, 2, 6], [1.0, 3.0, 7.0])])
    assert xs == [0, 1, 2, 4, 6]
    # first: 2 a unit of x, nothing after 4; second: nothing before 1; at 4 halfway from 3 to 7
    assert first == pytest.approx([0, 2, 4, 8, math.nan], nan_ok=True)
    assert second == pytest.approx([math.nan, 1, 3, 5, 7], nan_ok=True)


def test_no_line_is_drawn_across_a_gap():
    _, (first, _) = align([([0, 1, 4], [1.0, math.nan, 5.0]), ([0, 2, 3, 4], [0.0] * 4)])
    assert first == pytest.approx([1, math.nan, math.nan, math.nan, 5], nan_ok=True)


def test_ties_in_x_become_their_mean():
    assert align([([0, 1, 1, 2], [0.0, 2.0, 4.0, 5.0])]) == ([0, 1, 2], [[0, 3, 5]])


def test_many_different_x_become_an_even_grid_with_both_ends():
    curves = [([i + shift for i in range(100)], [float(i) for i in range(100)]) for shift in (0, 0.25, 0.5)]
    xs, columns = align(curves, most=50)
    assert len(xs) == 50
    assert (xs[0], xs[-1]) == (0, 99.5)
    assert xs == pytest.approx(np.linspace(0, 99.5, 50))
    assert columns[1][10] == pytest.approx(xs[10] - 0.25)


def test_interpolation_equals_numpy():
    xs, ys = [0, 1, 5, 7], [3.0, -1.0, 2.0, 8.0]
    for x in (0, 0.5, 1, 4.2, 7):
        assert value_at(xs, ys, x) == pytest.approx(np.interp(x, xs, ys))
    assert math.isnan(value_at(xs, ys, -0.1))
    assert math.isnan(value_at(xs, ys, 7.1))


def test_nothing_to_align():
    assert align([]) == ([], [])
    assert align([([], []), ([1], [2.0])]) == ([1], [[pytest.approx(math.nan, nan_ok=True)], [2.0]])


def test_the_even_grid_has_2000_points():
    curves = [([float(i) for i in range(1001)], [0.0] * 1001), ([i + 0.5 for i in range(1000)], [0.0] * 1000)]
    assert len(align(curves)[0]) == 2000
    assert len(align([curves[0], ([i + 0.5 for i in range(999)], [0.0] * 999)])[0]) == 2000
    assert align([curves[0], ([i + 0.5 for i in range(999)], [0.0] * 999)])[0][1] == 0.5
