"""Runs that the author hid are part of figures that take runs together, for readers to show."""

from __future__ import annotations

import pytest

from runpress.data.protocol import Media
from runpress.figures import curves, draw
from runpress.model.panels import (
    BarPanel,
    LinePanel,
    MediaBrowserPanel,
    RunComparerPanel,
    ScalarPanel,
    ScatterPanel,
)
from runpress.model.runset import Runset, RunSettings
from support.memory_data import MemoryData
from support.runs import rows, run, selected

REFS = {name: f"acme/demo/{name}" for name in "abc"}


@pytest.fixture
def data():
    return MemoryData(
        [run(name, config={"g": "x"}, summary={"loss": value}) for name, value in (("a", 1), ("b", 2), ("c", 6))],
        {"a": rows(loss=[1, 1]), "b": rows(loss=[2, 4]), "c": rows(loss=[6, 7, 8])},
    )


def hiding(*names: str, **options: object) -> Runset:
    settings = {name: RunSettings(disabled=True) for name in names}
    return Runset(name="all", order=["name"], groupby=["config.g"], run_settings=settings, **options)


def drawn(data, runset, panel):
    return draw(panel, selected(data, runset), data).content


def test_a_curve_of_a_group_brings_its_runs(data):
    (curve,) = drawn(data, hiding(), LinePanel(y="loss")).curves
    assert curve.members.runs == tuple(REFS.values())
    assert [list(column[:2]) for column in curve.members.y] == [[1, 1], [2, 4], [6, 7]]
    assert curve.members.hidden == ()


def test_a_hidden_run_of_a_group_is_a_member_and_does_not_count(data):
    content = drawn(data, hiding("c"), LinePanel(y="loss"))
    (curve,) = content.curves
    assert list(curve.y) == [1.5, 2.5]
    assert curve.runs == (REFS["a"], REFS["b"])
    assert curve.members.hidden == (REFS["c"],)
    assert list(content.xs[curve.members.x]) == [0, 1, 2]
    assert list(curve.members.y[2]) == [6, 7, 8]


def test_a_group_of_hidden_runs_is_there_and_hidden(data):
    content = drawn(data, hiding("a", "b", "c"), LinePanel(y="loss"))
    assert [(curve.hidden, curve.members.runs) for curve in content.curves] == [(True, tuple(REFS.values()))]


def test_members_stay_away_where_they_are_too_many(data, monkeypatch):
    monkeypatch.setattr(curves, "MOST_MEMBER_VALUES", 5)
    (curve,) = drawn(data, hiding(), LinePanel(y="loss")).curves
    assert curve.members is None


def test_a_bar_of_a_group_knows_the_values_of_hidden_runs(data):
    (bar,) = drawn(data, hiding("c"), BarPanel(metrics="loss")).bars
    assert (bar.value, bar.values) == (1.5, ((REFS["a"], 1), (REFS["b"], 2)))
    assert bar.hidden_values == ((REFS["c"], 6),)
    (box,) = drawn(data, hiding("c"), BarPanel(metrics="loss", plot_style="boxplot")).bars
    assert box.hidden_values == ((REFS["c"], 6),)


def test_a_number_knows_the_values_of_hidden_runs(data):
    content = drawn(data, hiding("c"), ScalarPanel(metric="summary.loss"))
    assert (content.value, content.hidden_values) == (1.5, ((REFS["c"], 6),))
    content = drawn(data, hiding("a", "b", "c"), ScalarPanel(metric="summary.loss"))
    assert content.values == ()
    assert [value for _, value in content.hidden_values] == [1, 2, 6]


def test_dots_of_runs_that_are_all_hidden_are_there(data):
    figure = draw(ScatterPanel(x="summary.loss", y="summary.loss"), selected(data, hiding("a", "b", "c")), data)
    assert figure.alt == "Nothing to show: all 3 runs of run set `all` are hidden"
    assert [dot.hidden for dot in figure.content.dots] == [True] * 3


def test_a_comparer_has_columns_of_hidden_runs_at_the_right_and_tells_differences_of_the_others():
    data = MemoryData([run("a", config={"x": 1, "y": 1}), run("b", config={"x": 1, "z": 2}), run("c", config={"x": 1})])
    content = drawn(data, hiding("b"), RunComparerPanel())
    assert [ref for ref, _, _ in content.runs] == [REFS["a"], REFS["c"], REFS["b"]]
    assert content.hidden == {REFS["b"]}
    rows = {row.key: row for row in content.rows if row.section == "config"}
    assert {key: row.cells for key, row in rows.items()} == {
        "x": ("1", "1", "1"),
        "y": ("1", "", ""),
        "z": ("", "", "2"),
    }
    assert {key: (row.differs, row.hidden) for key, row in rows.items()} == {
        "x": (False, False),
        "y": (True, False),
        "z": (False, True),
    }


def test_images_of_hidden_runs_follow_the_others():
    images = [Media(name, "samples", 0, 0, f"/d/{name}.png") for name in "abc"]
    data = MemoryData([run(name) for name in "abc"], images=images)
    content = drawn(data, hiding("a"), MediaBrowserPanel(media_keys=["samples"]))
    assert [(item.run, item.hidden) for item in content.items] == [
        (REFS["b"], False),
        (REFS["c"], False),
        (REFS["a"], True),
    ]
    content = drawn(data, hiding("a", "b", "c"), MediaBrowserPanel(media_keys=["samples"]))
    assert [item.hidden for item in content.items] == [True] * 3
