"""Line panels: every option, with values worked by hand."""

from __future__ import annotations

import math

import pytest

from runpress.data.protocol import KeysQuery, SeriesQuery
from runpress.figures import draw, queries
from runpress.figures.figure import EmptyContent, LineContent
from runpress.figures.palette import COLORS
from runpress.model.panels import LinePanel
from runpress.model.runset import Runset, RunSettings
from support.memory_data import MemoryData
from support.runs import PROJECT, rows, run, selected

BY_NAME = Runset(name="all", order=["name"])
BY_OPT = Runset(name="grouped", order=["name"], groupby=["config.opt"])


@pytest.fixture
def data():
    return MemoryData(
        [
            run("a", config={"opt": "sgd", "lr": 0.1}, tags=["base"]),
            run("b", config={"opt": "sgd", "lr": 0.2}),
            run("c", config={"opt": "adam", "lr": 0.1}),
        ],
        {
            "a": rows(loss=[4, 2, 1], acc=[0.1, 0.5, 0.9], epoch=[0, 0.5, 1]),
            "b": rows(loss=[6, 4, 3], acc=[0.2, 0.4, 0.6], epoch=[0, 0.5, 1]),
            "c": rows(loss=[5, 5, 0], acc=[0.3, 0.3, 0.3]),
        },
    )


def drawn(data, *, runset=BY_NAME, **options):
    return draw(LinePanel(**options), selected(data, runset), data)


def content(data, **options) -> LineContent:
    figure = drawn(data, **options)
    assert isinstance(figure.content, LineContent), figure.content
    return figure.content


def reason(data, **options) -> str:
    figure = drawn(data, **options)
    assert isinstance(figure.content, EmptyContent)
    assert figure.alt == f"Nothing to show: {figure.content.reason}"
    return figure.content.reason


def curves(data, **options):
    return {curve.label: list(curve.y) for curve in content(data, **options).curves}


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


def test_each_metric_may_have_its_own_colour(data):
    found = content(data, y=["loss", "acc"], color_each_metric_differently=True).curves
    assert {curve.metric: curve.color for curve in found} == {"loss": COLORS[0], "acc": COLORS[1]}
    assert [curve.dash for curve in found[:3]] == ["solid", "dashed", "dotted"]


def test_metrics_by_regular_expression(data):
    assert sorted({curve.metric for curve in content(data, metric_regex="^(lo|ac)").curves}) == ["acc", "loss"]
    assert reason(data, metric_regex="^nothing") == "no metric of 3 runs matches the regular expression `^nothing`"


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


def test_groups_of_the_run_set_become_an_aggregate_with_a_band(data):
    found = content(data, y="loss", runset=BY_OPT).curves
    assert [curve.label for curve in found] == ["opt: sgd", "opt: adam"]
    assert list(found[0].y) == [5, 3, 2]
    assert list(found[0].low) == [4, 2, 1]
    assert list(found[0].high) == [6, 4, 3]
    assert found[0].runs == ("acme/demo/a", "acme/demo/b")
    assert found[0].group == '["sgd"]'
    assert found[1].low is None


def test_aggregates_and_bands(data):
    """Standard deviation of 4 and 6: √2; the standard error of two runs: 1."""
    found = content(data, y="loss", runset=BY_OPT, groupby_aggfunc="max", groupby_rangefunc="stddev").curves[0]
    assert list(found.y) == [6, 4, 3]
    assert list(found.low) == pytest.approx([5 - 2**0.5, 3 - 2**0.5, 2 - 2**0.5])
    found = content(data, y="loss", runset=BY_OPT, groupby_rangefunc="stderr").curves[0]
    assert list(found.high) == pytest.approx([6, 4, 3])
    found = content(data, y="loss", runset=BY_OPT, groupby_rangefunc="none").curves[0]
    assert found.low is None


def test_samples_draw_each_run_in_the_colour_of_its_group(data):
    found = content(data, y="loss", runset=BY_OPT, groupby_aggfunc="samples").curves
    assert [curve.label for curve in found] == ["run a", "run b", "run c"]
    assert found[0].color == found[1].color
    found = content(data, y="loss", runset=BY_OPT, groupby_rangefunc="samples").curves
    assert [(curve.label, curve.width) for curve in found[:3]] == [("opt: sgd", 1.5), ("run a", 0.75), ("run b", 0.75)]
    assert len({curve.id for curve in found}) == len(found)


def test_the_panels_own_grouping_wins_and_none_turns_it_off(data):
    assert [c.label for c in content(data, y="loss", runset=BY_OPT, groupby="config.lr").curves] == [
        "lr: 0.1",
        "lr: 0.2",
    ]
    assert [c.label for c in content(data, y="loss", runset=BY_OPT, groupby="none").curves] == [
        "run a",
        "run b",
        "run c",
    ]


def test_a_panels_groups_have_the_colours_of_a_run_sets_groups(data):
    own = content(data, y="loss", groupby="config.opt").curves
    theirs = content(data, y="loss", runset=BY_OPT).curves
    assert [curve.color for curve in own] == [curve.color for curve in theirs]


def test_all_runs_as_one_group(data):
    found = content(data, y="loss", aggregate=True).curves
    assert [(curve.label, list(curve.y)) for curve in found] == [("3 runs", [5, 11 / 3, 4 / 3])]


def test_the_metrics_of_a_run_as_one_curve(data):
    found = content(data, y=["loss", "acc"], aggregate_metrics=True).curves
    assert list(found[0].y) == pytest.approx([2.05, 1.25, 0.95])


def test_the_alternative_of_groups(data):
    assert drawn(data, y="loss", runset=BY_OPT).alt == "2 groups of 3 runs, lowest loss 0 at step 2 (opt: adam)"


def test_the_number_of_runs_is_limited_and_said(data):
    figure = drawn(data, y="loss", max_runs_to_show=2)
    assert [curve.label for curve in figure.content.curves] == ["run a", "run b"]
    assert "2 of 3 runs shown" in figure.notes
    grouped = drawn(data, y="loss", runset=BY_OPT, group_runs_limit=1)
    assert [curve.runs for curve in grouped.content.curves] == [("acme/demo/a",), ("acme/demo/c",)]


def test_sampling_is_said_and_the_extremes_of_buckets_are_kept():
    values = [float(at % 7) for at in range(120_000)]
    values[70_000] = -9.0
    data = MemoryData([run("a")], {"a": [{"_step": at, "loss": value} for at, value in enumerate(values)]})
    figure = drawn(data, y="loss")
    gap = "\N{NARROW NO-BREAK SPACE}"
    assert f"1{gap}000 of 120{gap}000 points, bucketed" in figure.notes
    assert min(figure.content.curves[0].low) == -9
    assert figure.alt == f"1 run, lowest loss \N{MINUS SIGN}9 near step 69{gap}960"


def test_the_band_of_a_group_loses_no_spike():
    """10 000 zeros a run with one 9: in a bucket of ten the mean is 0.9, of two runs 0.45, the greatest stays 9."""
    rows_of = {name: [{"_step": at, "v": 9.0 * (at == 5000 and name == "a")} for at in range(10_000)] for name in "ab"}
    data = MemoryData([run("a"), run("b")], rows_of)
    (curve,) = content(data, y="v", aggregate=True).curves
    assert max(curve.y) == pytest.approx(0.45)
    assert max(curve.high) == 9


def test_titles_by_group_value():
    data = MemoryData([run("a", config={"on": True, "n": 1000})], {"a": rows(v=[1])})
    assert list(curves(data, y="v", groupby="config.on", line_titles={"true": "On"})) == ["On"]
    assert list(curves(data, y="v", groupby="config.n", line_titles={"1000": "Many"})) == ["Many"]


def test_outliers_are_left_out_and_said():
    data = MemoryData([run("a")], {"a": rows(loss=[*range(1, 20), 1000.0])})
    figure = drawn(data, y="loss", ignore_outliers=True)
    # The 5th percentile of 1 to 19 and 1000 is 1.95, the 95th is 19 + 0.05 · 981 = 68.05.
    assert [math.isnan(value) for value in figure.content.curves[0].y] == [True] + [False] * 18 + [True]
    assert "2 outliers below 1.95 or above 68.05 left out" in figure.notes


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
