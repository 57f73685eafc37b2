"""What follows a pull: publishing, going on, and going back."""

from __future__ import annotations

import json

import pytest

from support.publishing import Bench


def test_publishing_what_was_pulled_keeps_what_the_pull_learned(desk: Bench):
    desk.write("lr.md")
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.run("pull")
    assert desk.publish().code == 0
    file = desk.folder / "lr.md"
    file.write_text(file.read_text().replace("higher", "highest"))
    said = desk.publish()
    assert said.code == 0, said.out
    assert "highest" in desk.views()[0].spec


def test_a_document_taken_back_to_what_was_published_is_published_again(desk: Bench):
    file = desk.write("lr.md")
    desk.publish()
    published = file.read_text()
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.run("pull")
    file.write_text(published)
    said = desk.publish()
    assert (said.code, "1 to update" in said.out) == (0, True), said.out
    assert "plateau" in desk.views()[0].spec


def test_a_clone_without_the_lock_goes_on_from_what_was_pulled(desk: Bench):
    """The mark on the server is older than what was pulled; the first publish without a lock renews it."""
    file = desk.write("lr.md")
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.run("pull")
    assert desk.run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    (desk.folder / "runpress.lock").unlink()
    planned = desk.run("plan")
    assert "readers see no change" in planned.out
    assert planned.last == "Plan: 0 to create, 1 to update, 0 to delete, 0 drifted."
    assert "up to date" in desk.run("status").out
    before, saves = desk.views()[0], desk.saves()
    assert desk.publish().code == 0
    assert desk.saves() == saves + 1
    assert json.loads(desk.views()[0].spec)["blocks"] == json.loads(before.spec)["blocks"]
    (desk.folder / "runpress.lock").unlink()
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    file.write_text(file.read_text().replace("higher", "highest"))
    (desk.folder / "runpress.lock").unlink()
    assert desk.publish().code == 0
    assert "highest" in desk.views()[0].spec


@pytest.mark.parametrize("word", ["higher", "plateau"], ids=["merged", "in conflict"])
def test_a_merge_that_is_thrown_away_has_never_been(desk: Bench, word: str):
    """The server's change is not undone by the next publish, and can be merged again."""
    file = desk.write("lr.md")
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    mine = file.read_text().replace(word, "highest")
    file.write_text(mine)
    desk.run("pull", "--merge")
    merged = file.read_text()
    assert merged != mine
    file.write_text(mine)
    assert desk.publish().code == 5
    assert "summit" in desk.views()[0].spec
    desk.run("pull", "--merge")
    assert file.read_text() == merged


@pytest.mark.parametrize("kept", ["local", "server", "both"])
def test_a_conflict_that_is_solved_is_published(desk: Bench, kept: str):
    file = desk.write("lr.md")
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    file.write_text(file.read_text().replace("plateau", "ridge"))
    assert desk.run("pull", "--merge").code == 1
    assert desk.publish().code == 1
    before, rest = file.read_text().split("<<<<<<< local\n")
    mine, rest = rest.split("=======\n")
    theirs, after = rest.split(">>>>>>> server\n")
    solved = {"local": mine, "server": theirs, "both": mine + theirs}[kept]
    file.write_text(before + solved + after)
    said = desk.publish()
    assert said.code == 0, said.out
    spec = desk.views()[0].spec
    assert ("ridge" in spec, "summit" in spec) == (kept != "server", kept != "local")


def test_a_rollback_is_pulled_without_force(desk: Bench):
    file = desk.write("lr.md")
    desk.publish()
    first = file.read_text()
    file.write_text(first.replace("plateau", "summit"))
    desk.publish()
    assert desk.run("rollback", "lr.md", "--yes").code == 0
    assert desk.run("pull", "lr.md").code == 0
    assert file.read_text() == first
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    assert desk.run("rollback", "lr.md", "--yes").code == 0
    file.write_text(first.replace("plateau", "ridge"))
    assert desk.run("pull", "lr.md").code == 5
