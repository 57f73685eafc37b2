"""One change: in order, once, and never over what someone else did, whatever becomes of requests and replies."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from runpress.client.graphql import RefusedError, UnknownOutcomeError
from runpress.client.values import Saved
from runpress.errors import DriftError, NetworkError, UsageError
from runpress.publish.changing.applying import publish
from runpress.publish.memory.backups import Backups
from runpress.publish.memory.journal import Journal
from runpress.publish.memory.lock import LOCK_NAME
from runpress.server.store import ViewChange
from support.publishing import REPORT, Bench, Direct, connected

ORDER = ["backed-up", "noted", "again", "sent", "read-back", "kept", "done"]


@pytest.fixture
def direct(desk: Bench) -> Iterator[Direct]:
    desk.write("lr.md", REPORT.replace("kind: report", "kind: report\nid: lr"))
    with connected(desk) as made:
        yield made


def rewrite(direct: Direct, old: str, new: str) -> None:
    file = direct.bench.folder / "lr.md"
    file.write_text(file.read_text().replace(old, new))


def test_the_steps_of_a_change_are_told_in_their_order(direct: Direct):
    direct.publish()
    assert direct.points == [point for point in ORDER if point != "backed-up"]
    direct.points.clear()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    direct.publish()
    assert direct.points == ORDER


def test_what_is_unchanged_sends_nothing(direct: Direct):
    direct.publish()
    direct.client.calls.clear()
    direct.publish()
    assert direct.client.mutations == 0


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("arrives", [True, False])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_lost_reply_neither_loses_nor_doubles_a_view(direct: Direct, *, times: int, arrives: bool, is_new: bool):
    if not is_new:
        direct.publish()
        rewrite(direct, "Cosine reaches", "Warm-up reaches")
    save, lost = direct.client.client.save, [0]

    def losing(variables, *, expected=None):
        lost[0] += 1
        if lost[0] > times:
            return save(variables, expected=expected)
        if arrives:
            save(variables, expected=expected)
        raise UnknownOutcomeError("no answer")

    direct.client.save = losing
    assert not direct.publish().failed
    (view,) = direct.bench.views()
    assert view.version == (1 if is_new else 2)
    assert ("Warm-up" in view.spec) is not is_new


def test_a_reply_that_stays_lost_is_left_to_the_next_run(direct: Direct):
    def losing(variables, *, expected=None):
        del variables, expected
        raise UnknownOutcomeError("no answer")

    direct.client.save = losing
    published = direct.publish()
    assert [type(outcome.error) for outcome in published.failed] == [UnknownOutcomeError]
    (intent,) = Journal(direct.bench.folder / ".runpress").unfinished()
    assert (intent.change, intent.document) == ("create", "lr")
    again = direct.bench.publish()
    assert again.code == 0
    assert "an earlier run ended" in again.err
    assert len(direct.bench.views()) == 1
    assert Journal(direct.bench.folder / ".runpress").unfinished() == []


def test_an_edit_between_plan_and_write_is_found(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    session = direct.session()
    plan = direct.plan(session)
    direct.bench.edit(direct.bench.views()[0], "plateau", "summit")
    direct.client.calls.clear()
    published = publish(session, plan, on_error="fail", effects=direct.effects())
    assert [type(outcome.error) for outcome in published.failed] == [DriftError]
    assert direct.client.mutations == 0
    assert "summit" in direct.bench.views()[0].spec


def test_an_edit_between_our_last_look_and_the_write_is_refused_by_a_server_that_counts(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")

    def edit(point: str, document: str) -> None:
        del document
        if point == "again":
            direct.bench.edit(direct.bench.views()[0], "plateau", "summit")

    direct.reached = edit
    published = direct.publish()
    assert isinstance(published.failed[0].error, DriftError)
    assert "summit" in direct.bench.views()[0].spec


def backups(direct: Direct) -> list[str]:
    return sorted(path.name.partition("Z-")[2] for path in (direct.bench.folder / ".runpress/backups").rglob("*.json"))


@pytest.mark.parametrize("at", ["backed-up", "again"])
def test_a_change_that_drift_prevents_leaves_no_backup_that_says_nothing_new(direct: Direct, at: str):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")

    def edit(point: str, document: str) -> None:
        del document
        if point == at:
            direct.bench.edit(direct.bench.views()[0], "plateau", "summit")

    direct.reached = edit
    (outcome,) = direct.publish().outcomes
    assert isinstance(outcome.error, DriftError)
    assert str(outcome.error) == "lr.md: the view was changed on the server while this was planned"
    assert backups(direct) == ["published.json"]


def test_an_edit_that_another_edit_wiped_out_while_we_overwrite_is_still_in_a_backup(direct: Direct):
    """The server may keep no versions: then this is the only place that has it."""
    direct.publish()
    direct.bench.edit(direct.bench.views()[0], "plateau", "summit")

    def edit(point: str, document: str) -> None:
        del document
        if point == "again":
            direct.bench.edit(direct.bench.views()[0], "summit", "peak")

    direct.reached = edit
    (outcome,) = direct.publish(overwrite=True).outcomes
    assert isinstance(outcome.error, DriftError)
    assert backups(direct) == ["before.json", "published.json"]


def test_a_change_that_the_server_refuses_leaves_no_backup_that_says_nothing_new(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")

    def refuse(*_: object, **__: object) -> Saved:
        raise RefusedError("no", code="")

    direct.client.save = refuse
    (outcome,) = direct.publish().outcomes
    assert isinstance(outcome.error, RefusedError)
    assert backups(direct) == ["published.json"]


def test_an_edit_right_after_the_write_is_said(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")

    def edit(point: str, document: str) -> None:
        del document
        if point == "sent":
            direct.bench.edit(direct.bench.views()[0], "plateau", "summit")

    direct.reached = edit
    (outcome,) = direct.publish().outcomes
    assert outcome.error is None
    assert "right after it was published" in outcome.warnings[0]
    assert direct.bench.run("plan").last.endswith("1 drifted.")


def test_a_server_that_keeps_another_form_does_not_drift_from_itself(direct: Direct):
    save = direct.client.client.save

    def saving(variables, *, expected=None):
        spec = variables["spec"].replace('"width":"readable"', '"width":"fixed"')
        return save({**variables, "spec": spec}, expected=expected)

    direct.client.save = saving
    (outcome,) = direct.publish().outcomes
    assert "another form" in outcome.warnings[0]
    assert direct.bench.run("plan").last.endswith("0 to update, 0 to delete, 0 drifted.")
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    assert direct.bench.run("plan").last.endswith("1 to update, 0 to delete, 0 drifted.")


def test_a_view_that_was_deleted_meanwhile_is_not_made_again_unasked(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    session = direct.session()
    plan = direct.plan(session)
    direct.bench.local.server.views.delete(direct.bench.views()[0].id)
    published = publish(session, plan, on_error="fail", effects=direct.effects())
    assert "deleted on the server" in str(published.failed[0].error)
    assert direct.bench.views() == []
    planned = direct.bench.run("plan")
    assert "no longer on the server" in planned.out
    assert direct.bench.publish().code == 0
    assert len(direct.bench.views()) == 1


def test_someone_who_made_the_same_view_meanwhile_is_joined(direct: Direct):
    session = direct.session()
    plan = direct.plan(session)
    direct.publish()
    published = publish(session, plan, on_error="fail", effects=direct.effects())
    assert not published.failed
    assert len(direct.bench.views()) == 1


def test_of_two_who_make_a_view_at_once_the_second_takes_its_own_back(direct: Direct):
    """On a server that makes a view for each save without an id."""
    views = direct.bench.local.server.views
    project = direct.bench.local.server.projects.find("acme", "digits")
    assert project is not None

    def insert(variables, name: str) -> int:
        change = ViewChange("runs", name, variables["displayName"], variables["description"], variables["spec"])
        return views.insert(project, change, now="2026-01-01T00:00:00Z")[0].id

    def listing(entity, project, view_type, *, name=None):
        found = direct.client.client.all(entity, project, view_type)
        return [replace(view, name=view.name.removesuffix(" too")) for view in found if name in (None, view.name[:12])]

    def saving(variables, *, expected=None):
        del expected
        first = insert(variables, variables["name"])
        second = insert(variables, f"{variables['name']} too")
        assert first < second
        return Saved(max(listing("acme", "digits", "runs"), key=lambda view: view.id), is_new=True)

    direct.client.all = listing
    direct.client.save = saving
    assert not direct.publish().failed
    (view,) = direct.bench.views()
    assert not view.name.endswith("too")


def test_a_backup_that_cannot_be_written_stops_it_before_anything_is_sent(direct: Direct):
    folder = direct.bench.folder / ".runpress"
    folder.mkdir()
    (folder / "backups").write_text("a file in its place")
    said = direct.bench.publish()
    assert said.code == 2
    assert "nothing was sent" in said.err
    assert direct.bench.views() == []


def test_a_lost_lock_and_a_new_name_make_no_second_view(direct: Direct):
    """As when someone saves it with W&B's package, which draws a new name each time."""
    direct.publish()
    (view,) = direct.bench.views()
    direct.bench.local.server.views.update(view.id, ViewChange(name="q8s7d6"), now="2026-01-01T00:00:00Z")
    (direct.bench.folder / LOCK_NAME).unlink()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    assert direct.bench.publish().code == 0
    (after,) = direct.bench.views()
    assert (after.id, "Warm-up" in after.spec) == (view.id, True)


def test_a_refusal_is_told_and_leaves_nothing_open(direct: Direct):
    def refusing(variables, *, expected=None):
        del variables, expected
        raise NetworkError("the server says no")

    direct.client.save = refusing
    published = direct.publish()
    assert str(published.failed[0].error) == "the server says no"
    assert Journal(direct.bench.folder / ".runpress").unfinished() == []


def test_a_full_disk_after_the_write_is_a_warning(direct: Direct, monkeypatch: pytest.MonkeyPatch):
    def full(self, view, *, what, document="", commit=""):
        del self, view, document, commit
        if what == "published":
            raise UsageError("backups cannot be written to x: no space left on device; nothing was sent")

    monkeypatch.setattr(Backups, "save", full)
    (outcome,) = direct.publish().outcomes
    assert outcome.error is None
    assert "no copy of it could be kept" in outcome.warnings[0]
    assert "nothing was sent" not in outcome.warnings[0]


def test_comments_and_their_anchors_survive(direct: Direct):
    direct.publish()
    view = direct.bench.views()[0]
    spec = json.loads(view.spec)
    (paragraph,) = [block for block in spec["blocks"] if "plateau" in json.dumps(block)]
    anchor = {"inlineComment_r1": {"refID": "r1", "threadID": "t1", "commentID": "c1"}}
    paragraph["children"][-1] |= anchor
    spec["discussionThreads"] = [{"id": "t1", "comments": [{"id": "c1", "text": "Really?"}]}]
    direct.bench.local.server.views.update(view.id, ViewChange(spec=json.dumps(spec)), now="2026-01-01T00:00:00Z")
    assert direct.bench.run("plan").last.endswith("0 to update, 0 to delete, 0 drifted.")
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    assert not direct.publish().failed
    after = json.loads(direct.bench.views()[0].spec)
    assert after["discussionThreads"] == spec["discussionThreads"]
    assert "inlineComment_r1" in json.dumps(after)
    assert "Warm-up" in json.dumps(after)


def test_an_interruption_leaves_a_lock_that_is_true_and_the_next_run_goes_on(direct: Direct):
    for name in ("b", "c", "d"):
        direct.bench.write(f"{name}.md", REPORT.replace("kind: report", f"kind: report\nid: {name}"))

    def interrupted(point: str, document: str) -> None:
        if (point, document) == ("sent", "c"):
            raise KeyboardInterrupt

    direct.reached = interrupted
    with pytest.raises(KeyboardInterrupt):
        direct.publish()
    lock = json.loads((direct.bench.folder / LOCK_NAME).read_text())["views"]
    assert "c" not in lock
    assert direct.bench.publish().code == 0
    assert len(direct.bench.views()) == 4
    assert all(view.version == 1 for view in direct.bench.views())
    assert sorted(json.loads((direct.bench.folder / LOCK_NAME).read_text())["views"]) == ["b", "c", "d", "lr"]


def test_between_the_last_reading_and_the_sending_no_file_is_touched(direct: Direct, monkeypatch: pytest.MonkeyPatch):
    """On servers that do not count versions, whatever is done there is time in which an edit is overwritten."""
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    synced: list[int] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(len(direct.client.calls))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    direct.client.calls.clear()
    direct.publish()
    calls = direct.client.calls
    assert calls[calls.index("save") - 1] == "find"
    assert calls.index("save") not in synced
    assert synced[0] < calls.index("save")


def test_a_comment_that_is_made_while_this_is_planned_survives(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    session = direct.session()
    plan = direct.plan(session)
    view = direct.bench.views()[0]
    spec = json.loads(view.spec)
    (paragraph,) = [block for block in spec["blocks"] if "plateau" in json.dumps(block)]
    paragraph["children"][-1] |= {"inlineComment_r1": {"refID": "r1", "threadID": "t1", "commentID": "c1"}}
    direct.bench.local.server.views.update(view.id, ViewChange(spec=json.dumps(spec)), now="2026-01-01T00:00:00Z")
    assert not publish(session, plan, on_error="fail", effects=direct.effects()).failed
    after = direct.bench.views()[0].spec
    assert "inlineComment_r1" in after
    assert "Warm-up" in after
    before = [backup for backup in session.around.backups.all(plan.steps[0].view.id) if backup.what == "before"]
    assert "inlineComment_r1" in before[-1].view.spec


def test_a_server_that_tells_a_view_in_other_words_each_time_is_published_to(direct: Direct):
    direct.publish()
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    asked = itertools.count()
    find = direct.client.client.find

    def finding(view_id: str):
        found = find(view_id)
        return replace(found, spec=" " * next(asked) + found.spec) if found else None

    direct.client.find = finding
    assert not direct.publish().failed
    assert "Warm-up" in direct.bench.views()[0].spec


def test_a_draft_that_is_published_by_someone_else_meanwhile_is_left_alone(direct: Direct):
    direct.publish(draft=True)
    rewrite(direct, "Cosine reaches", "Warm-up reaches")
    session = direct.session(draft=True)
    plan = direct.plan(session)
    (draft,) = direct.bench.views(kind="runs/draft")
    direct.bench.local.server.views.update(draft.id, ViewChange(type="runs"), now="2026-01-01T00:00:00Z")
    published = publish(session, plan, on_error="fail", effects=direct.effects())
    assert [type(outcome.error) for outcome in published.failed] == [DriftError]
    assert "Warm-up" not in direct.bench.views()[0].spec
