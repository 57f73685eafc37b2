"""Line panels: limits, buckets, samples and outliers, each said on the figure."""

from __future__ import annotations

import math

import pytest

from support.lines import BY_OPT, drawn, three_runs
from support.memory_data import MemoryData
from support.runs import rows, run

data = pytest.fixture(three_runs, name="data")


def test_the_number_of_runs_is_limited_and_said(data):
    figure = drawn(data, y="loss", max_runs_to_show=2)
    assert [curve.label for curve in figure.content.curves] == ["run a", "run b"]
    assert "2 of 3 runs shown" in figure.notes
    grouped = drawn(data, y="loss", runset=BY_OPT, group_runs_limit=1)
    assert [curve.runs for curve in grouped.content.curves] == [("acme/demo/a",), ("acme/demo/c",)]


def test_bucketing_is_said_and_the_extremes_of_buckets_are_kept():
    values = [float(at % 7) for at in range(120_000)]
    values[70_000] = -9.0
    data = MemoryData([run("a")], {"a": [{"_step": at, "loss": value} for at, value in enumerate(values)]})
    figure = drawn(data, y="loss")
    gap = "\N{NARROW NO-BREAK SPACE}"
    assert f"1{gap}000 of 120{gap}000 points, bucketed" in figure.notes
    assert min(figure.content.curves[0].low) == -9
    assert figure.alt == f"1 run, lowest loss \N{MINUS SIGN}9 near step 69{gap}960"


def spiked(*names):
    """12 000 ones a run, with one nine where no sample is."""
    rows_of = {name: [{"_step": at, "loss": 9.0 if at == 5001 else 1.0} for at in range(12_000)] for name in names}
    return MemoryData([run(name) for name in names], rows_of)


def test_samples_are_points_and_it_is_said_that_spikes_may_be_missing():
    figure = drawn(spiked("a"), y="loss", point_visualization_method="sampling")
    (curve,) = figure.content.curves
    assert (curve.low, curve.high, set(curve.y), len(curve.y)) == (None, None, {1.0}, 1500)
    gap = "\N{NARROW NO-BREAK SPACE}"
    assert f"1{gap}500 of 12{gap}000 points, sampled: spikes may be missing" in figure.notes


def test_a_point_of_a_sample_is_where_it_was_logged():
    figure = drawn(spiked("a"), y="loss", point_visualization_method="sampling")
    assert figure.alt == "1 run, lowest loss 1 at step 0"


def test_few_points_are_all_drawn_whatever_the_method(data):
    for method in ("sampling", "bucketing-gorilla"):
        figure = drawn(data, y="loss", point_visualization_method=method)
        assert [len(curve.y) for curve in figure.content.curves] == [3, 3, 3]
        assert figure.notes == ()


def test_groups_take_buckets_whatever_the_method():
    figure = drawn(spiked("a", "b"), y="loss", aggregate=True, point_visualization_method="sampling")
    (curve,) = figure.content.curves
    assert max(curve.high) == 9
    assert any("bucketed" in note for note in figure.notes)


def test_expressions_of_samples_are_worked_out_at_their_points():
    rows_of = [{"_step": at, "loss": float(at), **({"val": 1.0} if at % 4000 == 1 else {})} for at in range(12_000)]
    data = MemoryData([run("a")], {"a": rows_of})
    (curve,) = drawn(data, custom_expressions=["loss - val"], point_visualization_method="sampling").content.curves
    # `val` is logged at three steps only, between samples of `loss`: there the line between those is taken.
    assert list(curve.y) == [0.0, 4000.0, 8000.0]


def test_outliers_are_left_out_and_said():
    data = MemoryData([run("a")], {"a": rows(loss=[*range(1, 20), 1000.0])})
    figure = drawn(data, y="loss", ignore_outliers=True)
    # The 5th percentile of 1 to 19 and 1000 is 1.95, the 95th is 19 + 0.05 · 981 = 68.05.
    assert [math.isnan(value) for value in figure.content.curves[0].y] == [True] + [False] * 18 + [True]
    assert "2 outliers below 1.95 or above 68.05 left out" in figure.notes
