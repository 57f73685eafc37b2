"""Line panels with nothing, or not all, to show say why."""

from __future__ import annotations

import math

import pytest

from runpress.figures.figure import LineContent
from support.lines import drawn, reason, three_runs
from support.memory_data import MemoryData
from support.runs import rows, run

data = pytest.fixture(three_runs, name="data")


def test_a_metric_that_no_run_logs_is_named_with_its_near_miss(data):
    assert reason(data, y="los") == "0 of 3 runs log `los`; 3 log `loss`"
    assert reason(data, y="zzz") == "0 of 3 runs log `zzz`"
    assert drawn(data, y="zzz").content.hint == "Logged are `acc`, `epoch` and `loss`"


def test_a_metric_that_only_runs_beyond_the_limit_log():
    data = MemoryData([run("a"), run("b")], {"a": rows(loss=[1]), "b": rows(acc=[1])})
    assert reason(data, y="acc", max_runs_to_show=1) == "none of the first 1 of 2 runs logs `acc`; 1 other does"
    assert reason(data, y="zzz", max_runs_to_show=1) == "0 of 1 run logs `zzz`"


def test_a_metric_beside_others_that_no_run_logs_is_a_note(data):
    figure = drawn(data, y=["loss", "epohc"])
    assert isinstance(figure.content, LineContent)
    assert "0 of 3 runs log `epohc`; 2 log `epoch`" in figure.notes


def test_a_metric_that_some_runs_log_is_a_note(data):
    assert "2 of 3 runs log `epoch`" in drawn(data, y="epoch").notes


def test_an_x_axis_that_no_run_logs(data):
    assert reason(data, y="loss", x="epohc") == "the x axis: 0 of 3 runs log `epohc`; 2 log `epoch`"


def test_an_x_axis_never_logged_together_with_the_metric():
    data = MemoryData([run("a")], {"a": [{"_step": 0, "loss": 1.0}, {"_step": 1, "epoch": 1.0}]})
    assert reason(data, y="loss", x="epoch") == "1 run logs `loss` and 1 `epoch`, but never in the same step"


def test_a_metric_logged_only_as_nan():
    data = MemoryData([run("a"), run("b")], {"a": rows(loss=[math.nan]), "b": rows(loss=[math.inf])})
    assert reason(data, y="loss") == "2 runs log `loss`, but only as NaN or infinity"


def test_nan_among_numbers_is_a_note(data):
    data = MemoryData([run("a")], {"a": rows(loss=[1.0, math.nan, 3.0])})
    assert "1 point logged as NaN or infinity" in drawn(data, y="loss").notes


def test_a_range_without_points(data):
    assert reason(data, y="loss", range_x=(10, 20)) == "no point of `loss` lies within the x range 10 to 20"


def test_no_metric_at_all(data):
    assert reason(data) == "the panel has no metric"
