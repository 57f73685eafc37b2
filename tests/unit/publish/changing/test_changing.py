"""One change: in order, once, and nothing beside it is lost."""

from __future__ import annotations

import json
import os

import pytest

from runpress.publish.memory.lock import LOCK_NAME
from runpress.server.store import ViewChange
from support.publishing import REPORT, Direct, change

ORDER = ["backed-up", "noted", "again", "sent", "read-back", "kept", "done"]


def test_the_steps_of_a_change_are_told_in_their_order(direct: Direct):
    direct.publish()
    assert direct.points == [point for point in ORDER if point != "backed-up"]
    direct.points.clear()
    change(direct.bench)
    direct.publish()
    assert direct.points == ORDER


def test_what_is_unchanged_sends_nothing(direct: Direct):
    direct.publish()
    direct.client.calls.clear()
    direct.publish()
    assert direct.client.mutations == 0


def test_a_lost_lock_and_a_new_name_make_no_second_view(direct: Direct):
    """As when someone saves it with W&B's package, which draws a new name each time."""
    direct.publish()
    (view,) = direct.bench.views()
    direct.bench.local.server.views.update(view.id, ViewChange(name="q8s7d6"), now="2026-01-01T00:00:00Z")
    (direct.bench.folder / LOCK_NAME).unlink()
    change(direct.bench)
    assert direct.bench.publish().code == 0
    (after,) = direct.bench.views()
    assert (after.id, "Warm-up" in after.spec) == (view.id, True)


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
    change(direct.bench)
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
    change(direct.bench)
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
