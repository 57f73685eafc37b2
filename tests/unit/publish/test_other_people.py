"""What other people do on the server between two commands is seen, and never lost."""

from __future__ import annotations

import pytest

from runpress.server.store import ViewChange
from support.publishing import Bench

LATER = "2026-02-02T10:15:00Z"


def change(desk: Bench, old: str, new: str) -> None:
    """The author changes the document."""
    file = desk.folder / "lr.md"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.fixture
def published(desk: Bench) -> Bench:
    desk.write("lr.md")
    assert desk.publish().code == 0
    return desk


@pytest.mark.parametrize("side", ["server", "both"])
def test_a_change_that_was_pulled_and_then_taken_back_on_the_server_is_drift(published: Bench, side: str):
    """The server then says what its own mark says; but the document has gone on from there."""
    published.edit(published.views()[0], "plateau", "summit")
    if side == "both":
        change(published, "24 runs", "48 runs")
        assert published.run("pull", "--merge").code == 0
    else:
        assert published.run("pull").code == 0
    published.edit(published.views()[0], "summit", "plateau")
    said = published.publish()
    assert (said.code, "[-summit-]{+plateau+}" in said.out) == (5, True), said.out
    assert "plateau" in published.views()[0].spec
    assert published.run("pull", "--merge").code == 0
    assert "plateau" in (published.folder / "lr.md").read_text()
    assert published.publish().code == 0
    assert published.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_an_old_lock_is_no_base_for_what_somebody_has_published_since(published: Bench):
    lock = (published.folder / "runpress.lock").read_text()
    change(published, "plateau", "summit")
    assert published.publish().code == 0
    (published.folder / "runpress.lock").write_text(lock)
    published.edit(published.views()[0], "summit", "plateau")
    change(published, "24 runs", "48 runs")
    said = published.publish()
    assert (said.code, "[-summit-]{+plateau+}" in said.out) == (5, True), said.out


def test_an_old_lock_does_not_keep_from_publishing(published: Bench):
    lock = (published.folder / "runpress.lock").read_text()
    change(published, "plateau", "summit")
    assert published.publish().code == 0
    (published.folder / "runpress.lock").write_text(lock)
    change(published, "24 runs", "48 runs")
    assert published.publish().code == 0
    assert "48 runs" in published.views()[0].description


def test_drift_after_a_pull_is_told_from_what_was_pulled(published: Bench):
    published.edit(published.views()[0], "plateau", "summit")
    assert published.run("pull").code == 0
    published.local.server.views.update(published.views()[0].id, ViewChange(description="Nobody knows."), now=LATER)
    said = published.run("plan")
    assert "~ description: 24 runs. → Nobody knows." in said.out
    assert "summit" not in said.out
    assert "in the document:" not in said.out


@pytest.mark.parametrize("lock", ["kept", "lost"])
def test_a_draft_that_somebody_published_on_the_server_becomes_the_report(desk: Bench, lock: str):
    desk.write("lr.md")
    assert desk.publish("--draft").code == 0
    (draft,) = desk.views(kind="runs/draft")
    desk.local.server.views.update(draft.id, ViewChange(type="runs", name="renamed"), now=LATER)
    if lock == "lost":
        (desk.folder / "runpress.lock").unlink()
    planned = desk.run("plan")
    assert "it was a draft, which somebody has published on the server" in planned.out
    assert planned.last == "Plan: 0 to create, 1 to update, 0 to delete, 0 drifted."
    assert "not published" not in desk.run("status").out
    assert desk.publish().code == 0
    assert [view.id for view in desk.views(kind=None)] == [draft.id]
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_a_draft_beside_what_somebody_published_belongs_to_that(desk: Bench):
    desk.write("lr.md")
    assert desk.publish("--draft").code == 0
    (draft,) = desk.views(kind="runs/draft")
    desk.local.server.views.update(draft.id, ViewChange(type="runs"), now=LATER)
    assert desk.publish("--draft").code == 0
    (second,) = desk.views(kind="runs/draft")
    assert second.parent_id == draft.id
    assert desk.publish().code == 0
    assert [view.id for view in desk.views(kind=None)] == [draft.id]


def test_what_somebody_changed_in_a_draft_before_publishing_it_is_drift(desk: Bench):
    desk.write("lr.md")
    assert desk.publish("--draft").code == 0
    (draft,) = desk.views(kind="runs/draft")
    desk.local.server.views.update(draft.id, ViewChange(type="runs"), now=LATER)
    desk.edit(desk.views()[0], "plateau", "summit")
    said = desk.publish()
    assert (said.code, "[-plateau-]{+summit+}" in said.out) == (5, True), said.out
    assert desk.run("pull").code == 0
    assert desk.publish().code == 0
    assert [view.id for view in desk.views(kind=None)] == [draft.id]


def test_a_report_that_somebody_made_a_draft_again_is_published_in_its_place(published: Bench):
    (view,) = published.views()
    change = ViewChange(type="runs/draft", name="renamed")
    published.local.server.views.update(view.id, change, now=LATER)
    planned = published.run("plan")
    assert "the draft is published, and keeps its address" in planned.out
    assert published.publish().code == 0
    assert [(one.id, one.type) for one in published.views(kind=None)] == [(view.id, "runs")]
    assert published.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_a_draft_that_somebody_changed_stays_and_is_told_of(published: Bench):
    change(published, "24 runs", "48 runs")
    assert published.publish("--draft").code == 0
    (draft,) = published.views(kind="runs/draft")
    published.edit(draft, "plateau", "summit")
    assert published.publish().code == 0
    (kept,) = published.views(kind="runs/draft")
    assert "summit" in kept.spec
    planned = published.run("plan")
    assert "a draft of what is published now, which somebody has changed" in planned.out
    assert planned.last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    assert "a draft of what is published" in published.run("status").out
