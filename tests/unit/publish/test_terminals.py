"""What a server says of a view steers no terminal, whichever command shows it."""

from __future__ import annotations

import json

import pytest

from runpress.server.store import ViewChange
from support.publishing import Bench

HOSTILE = "T\x1b[31mred\x1b]0;title\x07 \u202e \x85 \r \x9b2J"
STEERING = set("\x1b\x07\x9b\x85\u202e\r")


@pytest.fixture
def hostile(desk: Bench) -> Bench:
    """A published view whose title, description, text, comments and times somebody has filled with escapes."""
    desk.write("lr.md")
    assert desk.publish().code == 0
    (view,) = desk.views()
    spec = json.loads(view.spec)
    spec["blocks"][1]["children"] = [{"text": HOSTILE}]
    comment = {"id": "c", "poster": {"username": HOSTILE}, "text": HOSTILE}
    spec["discussionThreads"] = [{"threadID": "t", "comments": [comment]}]
    change = ViewChange(display_name=HOSTILE, description=HOSTILE, spec=json.dumps(spec))
    desk.local.server.views.update(view.id, change, now=f"2026-02-02T10:15:00Z{HOSTILE}")
    return desk


@pytest.mark.parametrize(
    "command",
    [
        "plan",
        "plan --format markdown",
        "plan --format json",
        "status",
        "status --format json",
        "history lr.md",
        "history lr.md --format json",
        "comments",
        "share show lr.md",
        "share enable lr.md --yes",
        "share disable lr.md --yes",
        "delete lr.md",
        "delete lr.md --yes",
        "rollback lr.md --dry-run",
        "rollback lr.md --yes",
        "pull --dry-run",
        "pull",
        "pull --all acme/digits",
        "publish --yes",
        "publish --yes --overwrite",
        "doctor",
    ],
)
def test_nothing_that_steers_a_terminal_is_written(hostile: Bench, command: str):
    said = hostile.run(*command.split())
    assert said.code != 70
    assert not STEERING & set(said.out + said.err)
