"""Bar panels: bars, groups, whiskers, boxes, violins."""

from __future__ import annotations

import math

import pytest

from runpress.figures import draw
from runpress.figures.figure import BarContent
from runpress.figures.palette import COLORS
from runpress.model.panels import BarPanel
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.runs import run, selected

BY_NAME = Runset(name="all", order=["name"])
BY_OPT = Runset(name="grouped", order=["name"], groupby=["config.opt"])


@pytest.fixture
def data():
    accuracies = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "e": 30.0}
    return MemoryData(
        [
            run(name, config={"opt": "sgd" if name in "ab" else "adam"}, summary={"acc": value, "loss": 10 - value})
            for name, value in accuracies.items()
        ]
    )


def drawn(data, *, runset=BY_NAME, **options):
    return draw(BarPanel(**{"metrics": "acc", **options}), selected(data, runset), data)


def content(data, **options) -> BarContent:
    found = drawn(data, **options).content
    assert isinstance(found, BarContent), found
    return found


def test_one_bar_a_run(data):
    found = content(data)
    assert [(bar.label, bar.value) for bar in found.bars] == [
        ("run a", 1),
        ("run b", 2),
        ("run c", 3),
        ("run d", 4),
        ("run e", 30),
    ]
    assert (found.plot, found.orientation, found.value.label, found.category_label) == (
        "bar",
        "horizontal",
        "acc",
        "Run",
    )
    assert found.bars[0].runs == ("acme/demo/a",)


def test_standing_bars_swap_the_titles_of_the_axes(data):
    lying = content(data, title_x="Accuracy", title_y="Which", range_x=(0, 40))
    assert (lying.value.label, lying.category_label, lying.value.high) == ("Accuracy", "Which", 40)
    standing = content(data, orientation="v", title_x="Which", title_y="Accuracy")
    assert (standing.orientation, standing.value.label, standing.category_label) == ("vertical", "Accuracy", "Which")


def test_groups_have_an_aggregate_and_whiskers(data):
    found = content(data, runset=BY_OPT, groupby_rangefunc="minmax").bars
    assert [(bar.label, bar.value, bar.low, bar.high) for bar in found] == [
        ("opt: sgd", 1.5, 1, 2),
        ("opt: adam", pytest.approx(37 / 3), 3, 30),
    ]
    found = content(data, groupby="opt", groupby_aggfunc="median", groupby_rangefunc="stderr").bars
    assert found[0].value == 1.5
    assert (found[0].low, found[0].high) == (pytest.approx(1.0), pytest.approx(2.0))
    assert [bar.value for bar in content(data, runset=BY_OPT, groupby="none").bars] == [1, 2, 3, 4, 30]


def test_boxes_and_violins_show_the_spread_of_runs(data):
    """Quartiles of 1, 2, 3, 4, 30 are 2, 3 and 4; 30 lies beyond 4 + 1.5 · 2."""
    (bar,) = content(data, plot_style="boxplot").bars
    assert bar.quartiles == (1, 2, 3, 4, 4)
    assert bar.outliers == (30,)
    assert bar.label == "5 runs"
    (bar,) = content(data, plot_style="violin").bars
    assert max(height for _, height in bar.density) == 1
    assert [value for _, value in bar.values] == [1, 2, 3, 4, 30]
    assert [bar.label for bar in content(data, plot_style="boxplot", groupby="opt").bars] == ["opt: sgd", "opt: adam"]


def test_several_metrics_stand_side_by_side_or_as_one(data):
    found = content(data, metrics=["acc", "loss"], max_runs_to_show=2)
    assert [(bar.label, bar.metric, bar.value) for bar in found.bars] == [
        ("run a acc", "acc", 1),
        ("run a loss", "loss", 9),
        ("run b acc", "acc", 2),
        ("run b loss", "loss", 8),
    ]
    assert found.value.label == ""
    colored = content(data, metrics=["acc", "loss"], color_each_metric_differently=True)
    assert {bar.metric: bar.color for bar in colored.bars} == {"acc": COLORS[0], "loss": COLORS[1]}
    assert [bar.value for bar in content(data, metrics=["acc", "loss"], aggregate_metrics=True).bars][:2] == [5, 5]


def test_expressions(data):
    assert [bar.value for bar in content(data, metrics=(), custom_expressions=["acc / (acc + loss) * 10"]).bars] == [
        1,
        2,
        3,
        4,
        30,
    ]


def test_limits_are_said(data):
    figure = drawn(data, max_runs_to_show=3)
    assert len(figure.content.bars) == 3
    assert figure.notes == ("3 of 5 runs shown",)
    figure = drawn(data, max_bars_to_show=2)
    assert len(figure.content.bars) == 2
    assert figure.notes == ("2 of 5 bars shown",)


def test_titles_colours_and_legends(data):
    found = content(
        data,
        line_titles={"a": "First", "run b:acc": "Second"},
        line_colors={"run c": "red"},
        legend_template="${run:id}!",
    ).bars
    assert [bar.label for bar in found[:3]] == ["First", "Second", "c!"]
    assert found[2].color == "red"
    assert content(data, runset=BY_OPT, line_colors={"adam": "gold"}).bars[1].color == "gold"


def test_alternatives(data):
    assert drawn(data).alt == "5 runs, highest acc 30 (run e), lowest 1 (run a)"
    assert drawn(data, metrics="loss").alt == "5 runs, lowest loss \N{MINUS SIGN}20 (run e), highest 9 (run a)"
    assert (
        drawn(data, runset=BY_OPT).alt == "2 bars of 5 runs, highest mean acc 12.33 (opt: adam), lowest 1.5 (opt: sgd)"
    )
    assert drawn(data, metrics=["acc", "loss"]).alt.startswith(
        "5 runs, highest acc 30 (run e), lowest 1 (run a), lowest loss"
    )
    assert drawn(data, plot_style="boxplot").alt == "1 box of 5 runs, mean acc 8"


def test_a_run_without_a_finite_value_has_no_bar_and_is_said():
    data = MemoryData([run("a", summary={"acc": 1}), run("b", summary={"acc": math.nan}), run("c")])
    figure = drawn(data)
    assert [bar.label for bar in figure.content.bars] == ["run a"]
    assert figure.notes == ("1 of 3 runs has a finite `acc`",)


def test_why_there_is_nothing(data):
    assert drawn(data, metrics="ac").content.reason == "0 of 5 runs have `ac`; 5 have `acc`"
    assert drawn(data, metrics=()).content.reason == "the panel has no metric"
    nan = MemoryData([run("a", summary={"acc": "NaN"})])
    assert drawn(nan).content.reason == "1 run logs `acc`, but only as NaN or infinity"
    assert drawn(data, metrics=(), custom_expressions=["x y"]).content.reason.startswith(
        "the expression `x y` cannot be read"
    )
