"""Which projects a view reads."""

import json

from runpress.client.values import StoredView
from runpress.publish.one_view.reads import projects_read


def read(spec: object) -> list[tuple[str, str]]:
    text = spec if isinstance(spec, str) else json.dumps(spec)
    return projects_read(StoredView("1", "runs", "n", "T", "", "ada", "digits", text, ""))


def grid(*projects: object) -> dict:
    return {"type": "panel-grid", "metadata": {"runSets": [{"project": project} for project in projects]}}


def test_its_own_project_comes_first():
    assert read({"blocks": []}) == [("ada", "digits")]


def test_each_project_of_a_run_set_comes_once():
    blocks = [
        grid({"entityName": "acme", "name": "base"}, {"name": "digits"}),
        grid({"entityName": "acme", "name": "base"}),
    ]
    assert read({"blocks": blocks}) == [("ada", "digits"), ("acme", "base")]


def test_run_sets_inside_other_blocks_are_read_too():
    heading = {"type": "heading", "collapsedChildren": [grid({"entityName": "acme", "name": "base"})]}
    assert read({"blocks": [heading]}) == [("ada", "digits"), ("acme", "base")]


def test_a_run_set_without_a_project_reads_the_own_one():
    assert read({"blocks": [grid(None), grid({}), grid({"name": None})]}) == [("ada", "digits")]


def test_a_spec_that_is_no_json_reads_its_own():
    assert read("{") == [("ada", "digits")]
