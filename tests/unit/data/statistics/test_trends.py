"""Running lines against pandas, regression against SciPy."""

import math

import pandas as pd
import pytest
from scipy import stats

from runpress.data.statistics.trends import regression, running

XS = [3.0, 1.0, 2.0, 5.0, 4.0]
YS = [2.0, 9.0, 1.0, 7.0, 3.0]


@pytest.mark.parametrize(("kind", "method"), [("min", "cummin"), ("max", "cummax")])
def test_running_extremes_equal_pandas(kind, method):
    expected = getattr(pd.Series(YS, index=XS).sort_index(), method)()
    assert running(kind, XS, YS) == (list(expected.index), list(expected))


def test_running_mean_equals_pandas():
    expected = pd.Series(YS, index=XS).sort_index().expanding().mean()
    xs, ys = running("mean", XS, YS)
    assert (xs, ys) == (list(expected.index), pytest.approx(list(expected)))


def test_at_one_x_all_points_count():
    # at 1 the points 4 and 2: least 2; mean 3; at 2 the mean of 4, 2 and 9 is 5
    assert running("min", [1, 1, 2], [4.0, 2.0, 9.0]) == ([1, 2], [2.0, 2.0])
    assert running("max", [1, 1, 2], [4.0, 2.0, 9.0]) == ([1, 2], [4.0, 9.0])
    assert running("mean", [1, 1, 2], [4.0, 2.0, 9.0]) == ([1, 2], [3.0, 5.0])


def test_missing_points_are_left_out():
    assert running("max", [1, 2, math.nan], [1.0, math.nan, 5.0]) == ([1], [1.0])
    assert running("max", [], []) == ([], [])


def test_regression_equals_scipy():
    expected = stats.linregress(XS, YS)
    line = regression([*XS, math.nan], [*YS, 1.0])
    assert (line.slope, line.intercept, line.r_squared) == pytest.approx(
        (expected.slope, expected.intercept, expected.rvalue**2)
    )


def test_regression_needs_two_different_x():
    assert regression([], []) is None
    assert regression([2.0, 2.0], [1.0, 5.0]) is None
    assert regression([1.0, 2.0], [3.0, 3.0]).r_squared == 1.0
