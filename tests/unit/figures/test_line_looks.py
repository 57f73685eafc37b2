"""Line panels: colours, widths, marks, titles and legends."""

from __future__ import annotations

import pytest

from runpress.figures.palette import COLORS
from runpress.model.runset import Runset, RunSettings
from support.lines import BY_OPT, content, three_runs

data = pytest.fixture(three_runs, name="data")


def test_each_metric_may_have_its_own_colour(data):
    found = content(data, y=["loss", "acc"], color_each_metric_differently=True).curves
    assert {curve.metric: curve.color for curve in found} == {"loss": COLORS[0], "acc": COLORS[1]}
    assert [curve.dash for curve in found[:3]] == ["solid", "dashed", "dotted"]


def test_colours_widths_marks_and_titles_by_line(data):
    found = content(
        data,
        y="loss",
        line_colors={"a": "red", "run b": "#0f0", "c:loss": "teal"},
        line_widths={"a": 4},
        line_marks={"b:loss": "points", "run c": "dotdash"},
        line_titles={"a:loss": "First <b>", "b": "Second"},
    ).curves
    assert [curve.color for curve in found] == ["red", "#0f0", "teal"]
    assert [curve.width for curve in found] == [4, 1.5, 1.5]
    assert [curve.dash for curve in found] == ["solid", "points", "dotdash"]
    assert [curve.label for curve in found] == ["First <b>", "Second", "run c"]


def test_colours_by_group_value(data):
    found = content(data, y="loss", runset=BY_OPT, line_colors={"adam": "gold"}).curves
    assert found[1].color == "gold"
    assert content(data, y="loss", groupby="config.lr", line_colors={"0.10": "gold"}).curves[0].color == "gold"


def test_runs_of_one_colour_get_different_dashes(data):
    settings = {name: RunSettings(color="red") for name in "abc"}
    found = content(data, y="loss", runset=Runset(order=["name"], run_settings=settings)).curves
    assert [curve.dash for curve in found] == ["solid", "dashed", "dotted"]


def test_legends(data):
    assert content(data, y="loss", show_legend=False).legend is None
    found = content(
        data, y="loss", legend_position="east", legend_template="${run:name} ${config:lr} [[ ${y} of ${run:id} ]]"
    )
    assert found.legend.position == "east"
    assert (found.curves[0].label, found.curves[0].crosshair) == ("run a 0.1", "${y} of a")
    assert content(data, y="loss", legend_fields=["config:opt"]).curves[0].label == "sgd"
