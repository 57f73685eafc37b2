"""Scatter panels: dots, log axes, running lines, regression, colours by a third value."""

from __future__ import annotations

import math

import pytest

from runpress.figures import draw
from runpress.figures.figure import EmptyContent, ScatterContent
from runpress.figures.palette import NEUTRAL
from runpress.model.panels import ScatterPanel
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.runs import run, selected

BY_NAME = Runset(name="all", order=["name"])


@pytest.fixture
def data():
    return MemoryData(
        [
            run("a", config={"lr": 1.0, "opt": "sgd"}, summary={"acc": 2.0, "time": 10}),
            run("b", config={"lr": 10.0, "opt": "adam"}, summary={"acc": 4.0, "time": 0}),
            run("c", config={"lr": 100.0, "opt": "adam"}, summary={"acc": 3.0}),
            run("d", config={"opt": "adam"}, summary={"acc": 9.0}),
        ]
    )


def drawn(data, *, runset=BY_NAME, **options):
    options = {"x": "config.lr", "y": "acc"} | options
    return draw(ScatterPanel(**options), selected(data, runset), data)


def content(data, **options) -> ScatterContent:
    found = drawn(data, **options).content
    assert isinstance(found, ScatterContent), found
    return found


def test_a_dot_for_each_run_that_has_both_values(data):
    figure = drawn(data)
    assert [(dot.label, dot.x, dot.y) for dot in figure.content.dots] == [
        ("run a", 1, 2),
        ("run b", 10, 4),
        ("run c", 100, 3),
    ]
    assert figure.notes == ("3 of 4 runs have `config.lr` and `summary.acc`",)
    assert figure.title == "acc by lr"
    assert (figure.content.x.label, figure.content.y.label, figure.content.z) == ("lr", "acc", None)


def test_the_alternative_names_ranges_and_the_best_run(data):
    assert drawn(data).alt == "3 runs, acc 2 to 4, lr 1 to 100, highest acc 4 at lr 10 (run b)"
    one = MemoryData([run("a", config={"lr": 1}, summary={"acc": 2})])
    assert drawn(one).alt == "1 run, acc 2 at lr 1"


def test_limits_and_log_scales(data):
    found = content(data, log_x=True, range_x=(0.1, 1000), range_y=(None, 5))
    assert (found.x.scale, found.x.low, found.x.high) == ("log", 0.1, 1000)
    assert (found.y.scale, found.y.low, found.y.high) == ("linear", None, 5)


def test_values_not_above_zero_have_no_place_on_a_log_axis(data):
    figure = drawn(data, x="time", log_x=True)
    assert [dot.label for dot in figure.content.dots] == ["run a"]
    assert "1 run with values not above 0 left out of the log axis" in figure.notes
    negative = MemoryData([run("a", config={"lr": -1}, summary={"acc": 1})])
    reason = drawn(negative, log_x=True).content
    assert isinstance(reason, EmptyContent)
    assert reason.reason == "none of 1 run has values above 0 for the log axis of `config.lr`"


def test_the_third_value_colours_and_a_run_without_it_is_grey(data):
    figure = drawn(data, z="time", gradient=[[100, "#000000"], [0, "#ffffff"]])
    assert [dot.z for dot in figure.content.dots] == [10, 0, None]
    assert figure.content.dots[2].color == NEUTRAL
    assert [(stop.offset, stop.color) for stop in figure.content.gradient] == [(0, "#ffffff"), (100, "#000000")]
    assert "1 run without `summary.time`, in grey" in figure.notes
    assert [dot.z for dot in content(data, z="time", log_z=True).dots] == [10, None, None]


def test_two_colours_make_a_gradient(data):
    found = content(data, z="time", min_color="red", max_color="blue")
    assert [(stop.offset, stop.color) for stop in found.gradient] == [(0, "red"), (100, "blue")]


def test_running_lines_go_by_x(data):
    found = content(data, running_ymin=True, running_ymax=True, running_ymean=True).rules
    assert [(rule.label, list(rule.x), list(rule.y)) for rule in found] == [
        ("running min", [1, 10, 100], [2, 2, 2]),
        ("running max", [1, 10, 100], [2, 4, 4]),
        ("running mean", [1, 10, 100], [2, 3, 3]),
    ]


def test_a_regression_is_straight_as_it_is_drawn(data):
    """On a log x axis the points are (0, 2), (1, 4), (2, 3): slope 1/2, mean (1, 3), R² 1/4."""
    (rule,) = content(data, log_x=True, regression=True).rules
    assert rule.label == "regression, R² 0.25"
    assert [rule.x[0], rule.x[-1]] == pytest.approx([1, 100])
    assert [rule.y[0], rule.y[-1]] == pytest.approx([2.5, 3.5])
    (rule,) = content(data, regression=True, x="config.lr", y="config.lr").rules
    assert list(rule.x) == [1, 100]
    assert list(rule.y) == pytest.approx([1, 100])


def test_a_regression_needs_two_different_x():
    data = MemoryData([run("a", config={"lr": 1}, summary={"acc": 2}), run("b", config={"lr": 1}, summary={"acc": 3})])
    assert content(data, regression=True).rules == ()


def test_grouped_runs_have_the_colours_of_their_groups(data):
    grouped = Runset(name="g", order=["name"], groupby=["config.opt"])
    selection = selected(data, grouped)
    dots = draw(ScatterPanel(x="config.lr", y="acc"), selection, data).content.dots
    colors = {group.key: group.color for group in selection.runsets[0].groups}
    assert [dot.color for dot in dots] == [colors[dot.group] for dot in dots]


def test_legend_templates(data):
    assert content(data, legend_template="${run:name} ${config:opt}").dots[0].label == "run a sgd"


def test_times_and_booleans_are_values():
    data = MemoryData(
        [
            run("a", created_at="1970-01-01T00:01:00Z", config={"on": True}),
            run("b", created_at="1970-01-01T00:02:00Z", config={"on": False}),
        ]
    )
    found = content(data, x="run.created_at", y="config.on")
    assert [(dot.x, dot.y) for dot in found.dots] == [(60, 1), (120, 0)]
    assert found.x.scale == "time"


def test_why_there_is_nothing(data):
    def reason(**options):
        return drawn(data, **options).content.reason

    assert reason(y="accc") == "0 of 4 runs have `summary.accc`; 4 have `summary.acc`"
    assert reason(x="config.acc") == "0 of 4 runs have `config.acc`"
    assert drawn(data, x="config.acc").content.hint == "Did you mean `summary.acc`?"
    assert reason(x="config.opt") == "none of 4 runs has a number for each of `config.opt` and `summary.acc`"
    assert reason(x=None) == "the panel has no `x`"
    assert drawn(data, x="created_at").content.hint == "Did you mean `run.created_at`?"
    nested = MemoryData([run("a", config={"optimizer": {"lr": 1}, "ls": 1}, summary={"acc": 1})])
    assert drawn(nested).content.reason == "0 of 1 run has `config.lr`; 1 has `config.optimizer.lr`"


def test_nan_is_no_place():
    data = MemoryData(
        [run("a", config={"lr": math.nan}, summary={"acc": 1}), run("b", config={"lr": "NaN"}, summary={"acc": 1})]
    )
    assert isinstance(drawn(data).content, EmptyContent)
