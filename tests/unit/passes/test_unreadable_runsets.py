"""A `runset` fence that cannot be read is in force all the same: it selects nothing, never everything."""

from __future__ import annotations

import pytest

from runpress.model.blocks import PanelGrid
from runpress.model.filters.nodes import NO_RUN
from runpress.model.view import Workspace
from runpress.passes.walk import walk
from runpress.pipeline import compile_document
from runpress.source import SourceFile

PANEL = "```panel\ny: x\n```\n\n"
GOOD = "```runset\nname: good\n```\n\n"
UNREADABLE = ["name: [a", "- a\n- b", "just text", '"', "a: &x 1\nb: *y"]


def view_of(text):
    return compile_document(SourceFile("doc.md", text)).view


def grids_of(text):
    return [block.runsets for block in walk(view_of(text).blocks) if isinstance(block, PanelGrid)]


def fence(body):
    return f"```runset\n{body}\n```\n\n"


@pytest.mark.parametrize("body", UNREADABLE)
def test_panels_below_show_no_run(body):
    before, after = grids_of(GOOD + PANEL + fence(body) + PANEL)
    assert [runset.name for runset in before] == ["good"]
    assert [runset.filters for runset in after] == [NO_RUN]


def test_it_is_one_of_the_run_sets_that_stand_together():
    (together,) = grids_of(fence(UNREADABLE[0]) + GOOD + PANEL)
    assert [runset.filters for runset in together] == [NO_RUN, None]


def test_it_counts_inside_a_list_too():
    item = fence("name: [a").strip().replace("\n", "\n  ")
    assert [runset.filters for runset in grids_of(f"- {item}\n\n{PANEL}")[0]] == [NO_RUN]


def test_the_next_run_set_ends_it():
    assert [runset.filters for runset in grids_of(fence("- a") + PANEL + "text\n\n" + GOOD + PANEL)[1]] == [None]


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_workspace_shows_no_run(body):
    view = view_of(f"---\nkind: workspace\n---\n{fence(body)}## Charts\n\n{PANEL}")
    assert isinstance(view, Workspace)
    assert view.runset.filters == NO_RUN
