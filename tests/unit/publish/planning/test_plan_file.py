"""A plan in a file: published as it was reviewed, or not at all."""

from __future__ import annotations

import json

import pytest

from support.publishing import Bench, change


def test_what_was_planned_is_published(published: Bench):
    change(published)
    assert published.run("plan", "--out", "plan.json").code == 0
    said = published.publish("plan.json")
    assert said.code == 0, said.err
    assert "Warm-up" in published.views()[0].spec


def test_a_saved_plan_is_refused_once_the_server_has_moved(published: Bench):
    change(published)
    published.run("plan", "--out", "plan.json")
    published.edit(published.views()[0], "plateau", "summit")
    said = published.publish("plan.json")
    assert said.code == 5
    assert "the saved plan is stale" in said.err
    assert "summit" in said.out
    assert "Warm-up" not in published.views()[0].spec


def test_a_saved_plan_is_refused_once_the_document_has_changed(published: Bench):
    change(published)
    published.run("plan", "--out", "plan.json")
    file = published.folder / "lr.md"
    file.write_text(file.read_text().replace("Warm-up", "Luck"))
    said = published.publish("plan.json")
    assert said.code == 5
    assert "the saved plan is stale" in said.err
    assert "Cosine" in published.views()[0].spec


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"type": "runpress.plan", "schema_version": 1}', "\x00"])
def test_another_file_is_no_plan(desk: Bench, text: str):
    desk.write("plan.json", text)
    said = desk.publish("plan.json")
    assert (said.code, "is no plan of runpress" in said.err) == (2, True)


def test_a_plan_that_is_not_there_is_said_to_be_missing(desk: Bench):
    said = desk.publish("plan.json")
    assert said.code == 2
    assert said.err == "error: `plan.json` is not there\nhelp: `runpress plan --out plan.json` writes one\n"


def test_a_plan_of_a_newer_program_is_refused(published: Bench):
    change(published)
    published.run("plan", "--out", "plan.json")
    form = json.loads((published.folder / "plan.json").read_text())
    published.write("plan.json", json.dumps({**form, "schema_version": 2}))
    said = published.publish("plan.json")
    assert (said.code, "newer runpress" in said.err) == (2, True)


def test_a_saved_plan_says_itself_how_it_is_published(published: Bench):
    change(published)
    published.run("plan", "--overwrite", "--out", "plan.json")
    said = published.publish("plan.json", "--draft")
    assert (said.code, "`--draft` was not said when `plan.json` was planned" in said.err) == (2, True)
    assert "Warm-up" not in published.views()[0].spec
    assert published.publish("plan.json", "--overwrite").code == 0
    assert "Warm-up" in published.views()[0].spec
