"""Runs that are hidden from the start."""

from __future__ import annotations

import pytest

from runpress.figures.hidden import is_hidden
from runpress.model.runset import Runset, RunSettings, SelectedGroup
from support.runs import run

RUNS = [
    run("a", config={"opt": "sgd", "lr": 0.1}),
    run("b", config={"opt": "sgd", "lr": 1}),
    run("c", config={"opt": "adam", "lr": 1, "big": True}),
    run("d"),
]


def hidden(**options) -> str:
    return "".join(one.id for one in RUNS if is_hidden(one, Runset(**options)))


def test_single_runs_are_hidden_or_shown():
    assert hidden() == ""
    assert hidden(run_settings={"b": RunSettings(disabled=True)}) == "b"
    assert hidden(selection="none", run_settings={"b": RunSettings()}) == "acd"


def test_a_run_set_that_is_switched_off_hides_all():
    assert hidden(enabled=False) == "abcd"


@pytest.mark.parametrize(
    ("groupby", "tree", "listed"),
    [
        ((), ("a",), "a"),
        (("config.opt",), ("sgd",), "ab"),
        (("config.opt",), ("sgd", "c"), "abc"),
        (("config.lr",), (1,), "bc"),
        (("config.lr",), ("1",), "bc"),
        (("config.big",), ("true",), "c"),
        (("config.opt",), (SelectedGroup(value="sgd", children=("b",)),), "b"),
        (("config.opt",), (SelectedGroup(value="adam", children=("b",)),), ""),
        (("config.opt", "config.lr"), (SelectedGroup(value="sgd", children=(0.1, "c")),), "a"),
        ((), (SelectedGroup(value="sgd", children=("b",)),), ""),
    ],
)
def test_groups_and_runs_in_groups_are_hidden_or_shown(groupby, tree, listed):
    assert hidden(groupby=groupby, selection_tree=tree) == listed
    shown = "".join(one.id for one in RUNS if one.id not in listed)
    assert hidden(groupby=groupby, selection_tree=tree, selection="none") == shown
