"""Run tables and run comparers: cells, columns, sorting, groups, differences."""

from __future__ import annotations

import pytest

from runpress.figures import draw
from runpress.figures.comparison import ComparerContent
from runpress.figures.figure import TableContent
from runpress.model.panels import RunComparerPanel, RunTablePanel
from runpress.model.runset import Runset, RunSettings
from support.memory_data import MemoryData
from support.runs import run, selected

BY_NAME = Runset(name="all", order=["name"])


@pytest.fixture
def data():
    return MemoryData(
        [
            run(
                "a",
                config={"opt": "sgd", "depth": 2, "same": 1},
                summary={"acc": 0.5, "_step": 9},
                state="finished",
                runtime=61,
            ),
            run("b", config={"opt": "adam", "depth": 2, "same": 1}, summary={"acc": 0.9}, state="crashed", runtime=10),
            run("c", config={"opt": "adam", "depth": 3, "same": 1}, state="finished"),
        ]
    )


def table(data, *, runset=BY_NAME, **options) -> TableContent:
    found = draw(RunTablePanel(**options), selected(data, runset), data).content
    assert isinstance(found, TableContent), found
    return found


def keys(found):
    return [column.key for column in found.columns]


def cells(found):
    return [row.cells for row in found.rows]


def test_without_columns_a_table_shows_what_tells_runs_apart(data):
    found = table(data)
    assert keys(found) == ["name", "state", "created_at", "runtime", "config.opt", "config.depth", "summary.acc"]
    assert cells(found)[0] == ("run a", "finished", "2026-11-01 00:00:37", "1 min 1 s", "sgd", "2", "0.5")
    assert found.rows[0].run == "acme/demo/a"


def test_columns_are_the_panels_else_the_run_sets(data):
    runset = Runset(order=["name"], visible_columns=["config.opt", "state"], hidden_columns=["state"])
    assert keys(table(data, runset=runset)) == ["name", "config.opt"]
    found = table(data, runset=runset, visible_columns=["summary.acc", "name"], pinned_columns=["state"])
    assert keys(found) == ["name", "state", "summary.acc"]
    assert [column.pinned for column in found.columns] == [True, True, False]
    assert [column.numeric for column in found.columns] == [False, False, True]
    assert keys(table(data, visible_columns=["state"], column_order=["config.opt", "state"])) == [
        "name",
        "config.opt",
        "state",
    ]
    assert "state" not in keys(table(data, hidden_columns=["state"]))


def test_rows_are_sorted_by_several_keys_missing_values_last(data):
    assert [row.label for row in table(data, order=["-summary.acc"]).rows] == ["run b", "run a", "run c"]
    assert [row.label for row in table(data, order=["summary.acc"]).rows] == ["run a", "run b", "run c"]
    assert [row.label for row in table(data, order=["config.opt", "-config.depth"]).rows] == ["run c", "run b", "run a"]
    found = table(data, order=["-summary.acc"], visible_columns=["summary.acc"])
    assert found.columns[1].sort == "descending"


def test_a_limit_takes_the_first_of_the_order(data):
    figure = draw(RunTablePanel(order=["-summary.acc"], max_runs_to_show=1), selected(data, BY_NAME), data)
    assert [row.label for row in figure.content.rows] == ["run b"]
    assert figure.notes == ("1 of 3 runs shown",)


def test_a_group_has_a_row_above_its_runs(data):
    grouped = Runset(
        order=["name"], groupby=["config.opt"], visible_columns=["config.opt", "config.depth", "summary.acc"]
    )
    found = table(data, runset=grouped)
    assert cells(found) == [
        ("opt: sgd (1 run)", "sgd", "2", "0.5"),
        ("run a", "sgd", "2", "0.5"),
        ("opt: adam (2 runs)", "adam", "mean 2.5", "mean 0.9"),
        ("run b", "adam", "2", "0.9"),
        ("run c", "adam", "3", ""),
    ]
    assert found.rows[2].runs == ("acme/demo/b", "acme/demo/c")
    assert found.rows[2].group == found.rows[3].group


def test_the_row_of_a_hidden_run_waits_for_a_reader(data):
    hidden = Runset(order=["name"], run_settings={"b": RunSettings(disabled=True)})
    panel = RunTablePanel(visible_columns=["state"])
    figure = draw(panel, selected(data, hidden), data)
    assert [(row.label, row.hidden) for row in figure.content.rows] == [
        ("run a", False),
        ("run b", True),
        ("run c", False),
    ]
    assert figure.alt == "Table of 2 runs with Name and State"


def test_hidden_runs_have_no_row_in_groups(data):
    hidden = Runset(order=["name"], groupby=["config.opt"], run_settings={"b": RunSettings(disabled=True)})
    assert [row.label for row in table(data, runset=hidden).rows] == ["opt: sgd", "run a", "opt: adam", "run c"]


def test_the_alternative_of_a_table(data):
    assert (
        draw(RunTablePanel(visible_columns=["state"]), selected(data, BY_NAME), data).alt
        == "Table of 3 runs with Name and State"
    )


def comparer(data, **options) -> ComparerContent:
    found = draw(RunComparerPanel(**options), selected(data, BY_NAME), data).content
    assert isinstance(found, ComparerContent)
    return found


def test_a_comparer_has_a_column_a_run_and_says_which_rows_differ(data):
    found = comparer(data)
    assert [(run, label) for run, label, _ in found.runs] == [
        ("acme/demo/a", "run a"),
        ("acme/demo/b", "run b"),
        ("acme/demo/c", "run c"),
    ]
    by_key = {(row.section, row.key): row for row in found.rows}
    assert by_key["config", "depth"].cells == ("2", "2", "3")
    assert by_key["config", "depth"].differs
    assert not by_key["config", "same"].differs
    assert by_key["summary", "acc"].cells == ("0.5", "0.9", "")
    assert by_key["run", "State"].cells == ("finished", "crashed", "finished")
    assert ("summary", "_step") not in by_key
    assert not found.diff_only


@pytest.mark.parametrize(("option", "is_on"), [(True, True), ("split", True), (False, False), (None, False)])
def test_differences_only(data, option, is_on):
    assert comparer(data, diff_only=option).diff_only is is_on


def test_values_that_look_alike_but_differ_are_different():
    data = MemoryData(
        [run("a", config={"x": 0.12345671}), run("b", config={"x": 0.12345672}), run("c", config={"x": 0.12345671})]
    )
    row = next(row for row in comparer(data).rows if row.key == "x")
    assert row.differs


def test_the_alternative_of_a_comparer(data):
    figure = draw(RunComparerPanel(), selected(data, BY_NAME), data)
    assert figure.alt == "3 runs compared, different in depth and opt"


def test_nested_values_and_texts_pass_unchanged():
    data = MemoryData([run("a", name="<b>&amp;", config={"x": {"y": "<script>"}, "list": [1, 2], "deep": [{"a": 1}]})])
    found = comparer(data)
    assert found.runs[0][1] == "<b>&amp;"
    assert {row.key: row.cells for row in found.rows if row.section == "config"} == {
        "x.y": ("<script>",),
        "list": ("1, 2",),
        "deep": ('[{"a": 1}]',),
    }


def test_columns_that_look_alike_are_called_by_their_whole_names(data):
    found = table(data, visible_columns=["config.lr", "summary.lr", "summary.acc"])
    assert [column.label for column in found.columns] == ["Name", "config.lr", "summary.lr", "acc"]


def test_times_are_no_numbers_however_they_were_recorded():
    data = MemoryData([run("a", created_at=1.7e9)], {})
    (created,) = [column for column in table(data).columns if column.key == "created_at"]
    assert not created.numeric
