"""Line panels: expressions of y and of x."""

from __future__ import annotations

import math

import pytest

from runpress.model.runset import Runset
from support.lines import content, curves, reason, three_runs

data = pytest.fixture(three_runs, name="data")


def test_an_expression_is_worked_out_where_all_its_metrics_are(data):
    found = curves(data, custom_expressions=["loss * 2 + acc"])
    assert found["run a"] == pytest.approx([8.1, 4.5, 2.9])
    found = curves(data, custom_expressions=["loss / epoch"])
    assert list(found) == ["run a", "run b"]
    assert found["run a"][1:] == [4, 1]
    assert math.isinf(found["run a"][0])


def test_an_expression_may_use_config_values(data):
    for name in ("config.lr", "${config:lr}", "${config:lr.value}", "${config.lr}"):
        assert curves(data, custom_expressions=[f"loss * {name}"])["run b"] == pytest.approx([1.2, 0.8, 0.6])


def test_expressions_stand_beside_metrics(data):
    assert list(curves(data, y="loss", custom_expressions=["loss / 2"], runset=Runset(query="run a"))) == [
        "run a loss",
        "run a loss / 2",
    ]


def test_a_faulty_expression_is_said(data):
    assert (
        reason(data, custom_expressions=["loss +"])
        == "the expression `loss +` cannot be read: a value is missing before the end"
    )


def test_an_expression_of_x_moves_the_points(data):
    found = content(
        data, y="loss", xaxis_expression="x * 10 + 1", range_x=(0, 15), runset=Runset(name="one", query="run a")
    )
    assert list(found.xs[0]) == [1, 11]
    assert list(found.curves[0].y) == [4, 2]
    assert found.x.label == "x * 10 + 1"


def test_a_falling_expression_of_x_keeps_curves_sorted(data):
    found = content(data, y="loss", xaxis_expression="10 - x", runset=Runset(name="one", query="run a"))
    assert list(found.xs[0]) == [8, 9, 10]
    assert list(found.curves[0].y) == [1, 2, 4]
