"""`runpress pull` beyond one document: targets, drafts, questions, and files that cannot be written."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from runpress.project.files import write_whole
from runpress.publish.pulling import bringing, pulls
from runpress.server.store import ViewChange
from support.publishing import REPORT, WORKSPACE, Bench

TARGETS = """\
site_name: Digits
docs_dir: docs
plugins:
  - runpress:
      targets:
        prod: {entity: acme, project: digits}
        try: {entity: acme, project: sketches}
"""


class Terminal(io.StringIO):
    """Standard input with someone at it."""

    def isatty(self) -> bool:
        return True


def refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A disk that takes no files of these names."""

    def written(path: Path, content: bytes) -> None:
        if path.name in names:
            raise PermissionError(13, "Permission denied", str(path))
        write_whole(path, content)

    monkeypatch.setattr(pulls, "write_whole", written)
    monkeypatch.setattr(bringing, "write_whole", written)


def two_published(desk: Bench) -> None:
    """Two documents, both changed on the server."""
    desk.write("one.md", REPORT.replace("Cosine wins", "One"))
    desk.write("two.md", REPORT.replace("Cosine wins", "Two"))
    assert desk.publish().code == 0
    for view in desk.views():
        desk.edit(view, "plateau", "summit")


def test_a_file_that_cannot_be_written_stops_no_other(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    two_published(desk)
    refuse(monkeypatch, "one.md")
    said = desk.run("pull", "--all", "acme/digits")
    assert said.code == 4
    assert "error: `one.md` cannot be written: permission denied\n" in said.err
    assert said.err.endswith("2 pulled, 1 of these not written\n")
    assert "plateau" in (desk.folder / "one.md").read_text()
    assert "summit" in (desk.folder / "two.md").read_text()
    monkeypatch.undo()
    assert desk.run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 1 drifted."
    assert desk.run("pull").code == 0
    assert "summit" in (desk.folder / "one.md").read_text()


def test_a_new_document_that_cannot_be_written_stops_no_other(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    two_published(desk)
    for name in ("one.md", "two.md", "runpress.lock"):
        (desk.folder / name).unlink()
    refuse(monkeypatch, "one.md")
    said = desk.run("pull", "--all", "acme/digits")
    assert (said.code, (desk.folder / "two.md").exists()) == (4, True)
    assert "one.md` cannot be written: permission denied" in said.err


def test_where_nothing_can_be_written_nothing_was_done(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    two_published(desk)
    refuse(monkeypatch, "one.md", "two.md")
    assert desk.run("pull").code == 2


def test_a_view_that_cannot_be_read_stops_no_other(desk: Bench):
    two_published(desk)
    desk.local.server.views.update(desk.views()[0].id, ViewChange(spec="[1]"), now="2026-02-02T10:15:00Z")
    said = desk.run("pull")
    assert said.code == 1
    assert "error: the spec of the view of one.md cannot be read\n" in said.err
    assert "summit" in (desk.folder / "two.md").read_text()


def test_the_state_of_a_target_is_pulled(desk: Bench):
    desk.project("sketches")
    desk.write("mkdocs.yml", TARGETS)
    file = desk.write("docs/lr.md", REPORT.replace("project: acme/digits\n", "id: lr\n"))
    for target in ("prod", "try"):
        assert desk.publish("--target", target).code == 0
    desk.edit(desk.views("sketches")[0], "plateau", "summit")
    desk.edit(desk.views()[0], "plateau", "top")
    before = file.read_text()
    assert desk.run("pull", "--target", "try").code == 0
    assert file.read_text() == before.replace("plateau", "summit")
    assert desk.run("plan", "--target", "try").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    assert desk.run("pull", "--target", "nowhere").code == 2


def test_a_draft_is_pulled_while_it_is_one(desk: Bench):
    file = desk.write("lr.md")
    assert desk.publish("--draft").code == 0
    (draft,) = desk.views(kind="runs/draft")
    desk.edit(draft, "plateau", "summit")
    before = file.read_text()
    said = desk.run("pull")
    assert (said.code, file.read_text()) == (0, before.replace("plateau", "summit"))
    assert desk.publish("--draft").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


@pytest.mark.parametrize(("answer", "code", "word"), [("y\n", 0, "summit"), ("n\n", 5, "mine"), ("", 5, "mine")])
def test_on_a_terminal_people_are_asked_before_changes_go(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, word: str
):
    file = desk.write("lr.md")
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    file.write_text(file.read_text().replace("plateau", "mine"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    said = desk.run("pull")
    assert said.code == code
    assert "Drop them, and take what the server has? [y/N]" in said.err
    assert f"{word}." in file.read_text()
    kept = [path.read_text() for path in (desk.folder / ".runpress").glob("pulled/*.md")]
    assert ["mine" in text for text in kept] == ([True] if code == 0 else [])


def test_a_workspace_comes_back_as_it_was_changed(desk: Bench):
    file = desk.write("space.md", WORKSPACE)
    desk.publish()
    (view,) = desk.views(kind="project-view")
    spec = json.loads(view.spec)
    sections = spec["section"]["panelBankConfig"]["sections"]
    section = next(one for one in sections if one["name"] == "Validation")
    section["isOpen"] = True
    desk.local.server.views.update(view.id, ViewChange(spec=json.dumps(spec)), now="2026-02-02T10:15:00Z")
    before = file.read_text()
    assert desk.run("pull").code == 0
    assert file.read_text() == before.replace("## Validation\n", "## Validation\n\n```section\nopen: true\n```\n")
