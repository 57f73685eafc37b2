"""What others do to a view while it is changed: never wiped out, always said."""

from __future__ import annotations

import json

from runpress.errors import DriftError
from runpress.publish.changing.applying import publish
from runpress.server.store import ViewChange
from support.publishing import Direct, change


def test_an_edit_between_plan_and_write_is_found(direct: Direct):
    direct.publish()
    change(direct.bench)
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
    change(direct.bench)

    def edit(point: str, document: str) -> None:
        del document
        if point == "again":
            direct.bench.edit(direct.bench.views()[0], "plateau", "summit")

    direct.reached = edit
    published = direct.publish()
    assert isinstance(published.failed[0].error, DriftError)
    assert "summit" in direct.bench.views()[0].spec


def test_an_edit_right_after_the_write_is_said(direct: Direct):
    direct.publish()
    change(direct.bench)

    def edit(point: str, document: str) -> None:
        del document
        if point == "sent":
            direct.bench.edit(direct.bench.views()[0], "plateau", "summit")

    direct.reached = edit
    (outcome,) = direct.publish().outcomes
    assert outcome.error is None
    assert "right after it was published" in outcome.warnings[0]
    assert direct.bench.run("plan").last.endswith("1 drifted.")


def test_a_view_that_was_deleted_meanwhile_is_not_made_again_unasked(direct: Direct):
    direct.publish()
    change(direct.bench)
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


def test_a_comment_that_is_made_while_this_is_planned_survives(direct: Direct):
    direct.publish()
    change(direct.bench)
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


def test_a_draft_that_is_published_by_someone_else_meanwhile_is_left_alone(direct: Direct):
    direct.publish(draft=True)
    change(direct.bench)
    session = direct.session(draft=True)
    plan = direct.plan(session)
    (draft,) = direct.bench.views(kind="runs/draft")
    direct.bench.local.server.views.update(draft.id, ViewChange(type="runs"), now="2026-01-01T00:00:00Z")
    published = publish(session, plan, on_error="fail", effects=direct.effects())
    assert [type(outcome.error) for outcome in published.failed] == [DriftError]
    assert "Warm-up" not in direct.bench.views()[0].spec
