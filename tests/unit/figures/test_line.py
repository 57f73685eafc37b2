"""Line panels: what is drawn over which axis, with values worked by hand."""

from __future__ import annotations

import math

import pytest

from runpress.data.protocol import KeysQuery, SeriesQuery
from runpress.figures import draw, queries
from runpress.model.panels import LinePanel
from runpress.model.runset import Runset
from support.lines import BY_NAME, content, drawn, reason, three_runs
from support.memory_data import MemoryData
from support.runs import PROJECT, rows, run, selected

data = pytest.fixture(three_runs, name="data")


def test_one_curve_a_run_over_steps(data):
    found = content(data, y="loss")
    assert {curve.label: list(curve.y) for curve in found.curves} == {
        "run a": [4, 2, 1],
        "run b": [6, 4, 3],
        "run c": [5, 5, 0],
    }
    assert [list(x) for x in found.xs] == [[0, 1, 2]]
    assert [curve.x for curve in found.curves] == [0, 0, 0]
    assert (found.x.label, found.y.label, found.x_key) == ("Step", "loss", "_step")
    assert found.legend is not None
    assert found.legend.position == "north"
    assert [curve.runs for curve in found.curves] == [("acme/demo/a",), ("acme/demo/b",), ("acme/demo/c",)]


def test_the_generated_alternative_says_the_best_point(data):
    assert drawn(data, y="loss").alt == "3 runs, lowest loss 0 at step 2 (run c)"
    assert drawn(data, y="acc").alt == "3 runs, highest acc 0.9 at step 2 (run a)"
    assert drawn(data, y="epoch").alt == "2 runs, lowest epoch 0 at step 0 (run a), highest 1 at step 2 (run a)"
    assert drawn(data, y="loss", alt="Loss falls.").alt == "Loss falls."


def test_the_alternative_of_one_run_and_of_long_numbers():
    steps = [{"_step": 100 * at, "val_loss": 1 - at * 0.051} for at in range(20)]
    data = MemoryData([run("a")], {"a": steps})
    assert drawn(data, y="val_loss").alt == "1 run, lowest val_loss 0.031 at step 1\N{NARROW NO-BREAK SPACE}900"


def test_the_title_is_the_authors_or_the_metrics(data):
    assert drawn(data, y="loss", title="Training").title == "Training"
    assert drawn(data, y=["loss", "acc"]).title == "loss and acc"


def test_several_metrics_are_told_apart_by_dashes_and_named_in_the_legend(data):
    found = content(data, y=["loss", "acc"]).curves
    assert [(curve.label, curve.dash) for curve in found] == [
        ("run a loss", "solid"),
        ("run b loss", "solid"),
        ("run c loss", "solid"),
        ("run a acc", "dashed"),
        ("run b acc", "dashed"),
        ("run c acc", "dashed"),
    ]
    assert found[0].color == found[3].color


def test_metrics_by_regular_expression(data):
    assert sorted({curve.metric for curve in content(data, metric_regex="^(lo|ac)").curves}) == ["acc", "loss"]
    assert reason(data, metric_regex="^nothing") == "no metric of 3 runs matches the regular expression `^nothing`"


@pytest.mark.parametrize(
    ("x", "values", "label", "scale"),
    [
        ("Step", [0, 1, 2], "Step", "linear"),
        ("_step", [0, 1, 2], "Step", "linear"),
        ("Relative Time", [0, 2, 4], "Relative Time", "duration"),
        ("Wall Time", [1e9, 1e9 + 1, 1e9 + 2], "Wall Time", "time"),
        ("RelativeTime(Wall)", [0, 1, 2], "Relative Time (Wall)", "duration"),
        ("epoch", [0, 0.5, 1], "epoch", "linear"),
    ],
)
def test_x_axes(data, x, values, label, scale):
    found = content(data, y="loss", x=x, runset=Runset(name="one", query="run a"))
    assert list(found.xs[0]) == values
    assert (found.x.label, found.x.scale) == (label, scale)


def test_ranges_titles_and_formats(data):
    found = content(data, y="loss", range_x=(1, 2), range_y=(0, 10), title_x="Iteration", title_y="Loss")
    assert (found.x.low, found.x.high, found.x.label) == (1, 2, "Iteration")
    assert (found.y.low, found.y.high, found.y.label) == (0, 10, "Loss")
    assert list(found.curves[0].y) == [2, 1]
    assert content(data, y="loss", x="epoch", xaxis_format="datetime").x.scale == "time"


def test_a_log_axis_leaves_out_what_is_not_above_zero_and_says_so(data):
    figure = drawn(data, y="loss", log_y=True)
    assert figure.content.y.scale == "log"
    assert math.isnan(figure.content.curves[2].y[2])
    assert "1 point not above 0 left out of the log y axis" in figure.notes
    figure = drawn(data, y="loss", log_x=True)
    assert list(figure.content.xs[0]) == [1, 2]
    assert "3 points not above 0 left out of the log x axis" in figure.notes


def test_nothing_above_zero_on_a_log_axis_is_a_reason():
    data = MemoryData([run("a")], {"a": rows(loss=[-1, 0, -2])})
    assert reason(data, y="loss", log_y=True) == "no point is above 0, as the log y axis needs"


def test_smoothing_keeps_the_original_for_the_page(data):
    """Exponential with 0.5: 4; (0.5·2 + 0.5·0.5·4)/0.75 = 2.667; (0.5·1 + 0.25·2 + 0.125·4)/0.875 = 1.714."""
    found = content(data, y="loss", smoothing_type="exponential", smoothing_factor=0.5)
    assert list(found.curves[0].y) == pytest.approx([4, 8 / 3, 12 / 7])
    assert list(found.curves[0].original) == [4, 2, 1]
    assert (found.smoothing.kind, found.smoothing.weight, found.smoothing.show_original) == ("exponential", 0.5, True)


def test_a_weight_alone_is_of_wandbs_default_type(data):
    found = content(data, y="loss", smoothing_factor=0.6, smoothing_show_original=False)
    assert found.smoothing.kind == "exponentialTimeWeighted"
    assert found.smoothing.show_original is False
    plain = content(data, y="loss", smoothing_type="gaussian")
    assert plain.smoothing.kind == "none"
    assert plain.curves[0].original is None


def test_areas_share_one_x():
    data = MemoryData(
        [run("a"), run("b")],
        {"a": [{"_step": 0, "v": 0.0}, {"_step": 2, "v": 2.0}], "b": [{"_step": 1, "v": 5.0}, {"_step": 2, "v": 6.0}]},
    )
    found = content(data, y="v", plot_type="stacked-area")
    assert found.plot == "stacked-area"
    assert [list(x) for x in found.xs] == [[0, 1, 2]]
    assert list(found.curves[0].y) == [0, 1, 2]
    assert math.isnan(found.curves[1].y[0])
    assert drawn(data, y="v", plot_type="pct-area").alt.endswith("drawn as stacked areas")


def test_queries_are_those_that_the_figure_asks(data):
    selection = selected(data, BY_NAME)
    panel = LinePanel(y=["loss", "acc"], range_x=(1, None), max_runs_to_show=2)
    asked = queries(panel, selection)
    assert asked[0] == SeriesQuery(PROJECT, ("a", "b"), ("loss", "acc"), low=1)
    data.asked.clear()
    draw(panel, selection, data)
    assert set(data.asked) <= set(asked)
    assert any(isinstance(query, KeysQuery) for query in queries(LinePanel(metric_regex="x"), selection))


def test_queries_do_not_depend_on_how_the_curves_look(data):
    selection = selected(data, BY_NAME)
    plain = queries(LinePanel(y="loss"), selection)
    assert plain == queries(
        LinePanel(y="loss", title="T", log_y=True, smoothing_factor=0.9, line_colors={"a": "red"}), selection
    )


def test_runs_of_several_projects_are_asked_for_by_project():
    data = MemoryData(
        [run("a", project="x/p"), run("a", project="x/q")],
        {"a": rows(loss=[1, 2])},
    )
    figure = draw(LinePanel(y="loss"), selected(data, Runset(), project=None), data)
    assert sorted(curve.runs for curve in figure.content.curves) == [("x/p/a",), ("x/q/a",)]
    assert len({curve.id for curve in figure.content.curves}) == 2
    assert {query.project for query in data.asked if isinstance(query, SeriesQuery)} == {"x/p", "x/q"}
