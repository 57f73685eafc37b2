"""Quantiles, boxes, violins and outliers against NumPy, SciPy and tables worked by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from runpress.data.statistics.distributions import box, density, quantile
from runpress.data.statistics.outliers import inner_range, positive, without_outliers

VALUES = [2.0, 7.0, 1.0, 8.0, 2.8, 18.0, 2.84, 5.9]


@pytest.mark.parametrize("share", [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_quantiles_equal_numpy(share, count):
    ordered = sorted(VALUES[:count])
    assert quantile(ordered, share) == pytest.approx(np.quantile(ordered, share))


def test_a_box_by_hand():
    # sorted 1..8 and 30: quartiles at places 2, 4, 6 are 3, 5, 7; 1.5 times 4 is 6, so fences at -3 and 13
    made = box([30.0, 1, 2, 3, 4, 5, 6, 7, 8])
    assert (made.low, made.first, made.median, made.third, made.high, made.outliers) == (1, 3, 5, 7, 8, (30.0,))


def test_a_value_on_the_fence_is_no_outlier():
    # quartiles 1, 2, 3: fences at 1 - 3 = -2 and 3 + 3 = 6; 6 is on it
    assert box([0.0, 1, 2, 3, 6]).outliers == ()
    assert box([0.0, 1, 2, 3, 6.001]).outliers == (6.001,)


def test_values_that_are_not_finite_are_left_out_of_boxes():
    assert box([math.nan, 1.0, math.inf]) == box([1.0])
    assert box([math.nan]) is None


def test_violin_is_the_gaussian_kernel_density_of_scipy():
    outline = density(VALUES, points=41)
    kernel = stats.gaussian_kde(VALUES, bw_method="scott")
    heights = kernel([x for x, _ in outline])
    assert [height for _, height in outline] == pytest.approx(heights / heights.max())
    width = np.std(VALUES, ddof=1) * kernel.factor
    assert (outline[0][0], outline[-1][0]) == pytest.approx((1 - 2 * width, 18 + 2 * width))
    assert [x for x, _ in outline] == pytest.approx(np.linspace(1 - 2 * width, 18 + 2 * width, 41))


def test_violins_of_few_values():
    assert len(density([1.0, 2.0])) == 64
    assert density([]) == []
    assert density([3.0, math.nan]) == [(3.0, 1.0)]
    assert density([3.0, 3.0]) == [(3.0, 1.0)]


def test_inner_range_is_from_the_5th_to_the_95th_percentile():
    values = [float(i) for i in range(101)]
    assert inner_range([*values, math.nan, math.inf]) == pytest.approx((5, 95))
    assert inner_range(VALUES) == pytest.approx(tuple(np.percentile(VALUES, [5, 95])))
    assert inner_range([math.nan]) is None


def test_outliers_become_gaps():
    assert without_outliers([0.0, 5.0, 9.0, 10.0], (5.0, 9.0)) == pytest.approx([math.nan, 5, 9, math.nan], nan_ok=True)
    assert without_outliers([1.0], None) == [1.0]


def test_a_log_scale_shows_positive_values():
    shown, dropped = positive([1.0, 0.0, -3.0, math.nan, 1e-300])
    assert shown == pytest.approx([1, math.nan, math.nan, math.nan, 1e-300], nan_ok=True)
    assert dropped == 2
