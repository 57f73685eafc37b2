"""The copies that are kept of a view before and after a change: none that says nothing new, and no change without them."""

from __future__ import annotations

import pytest

from runpress.client.graphql import RefusedError
from runpress.client.values import Saved
from runpress.errors import DriftError, UsageError
from runpress.publish.memory.backups import Backups
from support.publishing import Direct, change


def backups(direct: Direct) -> list[str]:
    return sorted(path.name.partition("Z-")[2] for path in (direct.bench.folder / ".runpress/backups").rglob("*.json"))


@pytest.mark.parametrize("at", ["backed-up", "again"])
def test_a_change_that_drift_prevents_leaves_no_backup_that_says_nothing_new(direct: Direct, at: str):
    direct.publish()
    change(direct.bench)

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
    change(direct.bench)

    def refuse(*_: object, **__: object) -> Saved:
        raise RefusedError("no", code="")

    direct.client.save = refuse
    (outcome,) = direct.publish().outcomes
    assert isinstance(outcome.error, RefusedError)
    assert backups(direct) == ["published.json"]


def test_a_backup_that_cannot_be_written_stops_it_before_anything_is_sent(direct: Direct):
    folder = direct.bench.folder / ".runpress"
    folder.mkdir()
    (folder / "backups").write_text("a file in its place")
    said = direct.bench.publish()
    assert said.code == 2
    assert "nothing was sent" in said.err
    assert direct.bench.views() == []


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
