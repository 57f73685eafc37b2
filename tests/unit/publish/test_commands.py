"""`runpress plan` and `runpress publish`: their flags, exit codes and words."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runpress.server.graphql import RefusedError
from support.local_server import KEY
from support.publishing import REPORT, WITH_ID, Bench, change


def test_exit_codes_of_a_detailed_plan(desk: Bench):
    desk.write("lr.md", WITH_ID)
    assert desk.run("plan", "--detailed-exitcode").code == 2
    desk.publish()
    assert desk.run("plan", "--detailed-exitcode").code == 0
    desk.write("lr.md", WITH_ID + "\n```panel\ntype: lin\n```\n")
    assert desk.run("plan", "--detailed-exitcode").code == 1
    desk.environ["WANDB_API_KEY"] = "w" * 40
    assert desk.run("plan", "--detailed-exitcode").code == 1


def test_a_plan_as_json_is_one_document(published: Bench):
    change(published)
    form = published.run("plan", "--format", "json").json
    assert (form["type"], form["schema_version"]) == ("runpress.plan", 1)
    (step,) = form["steps"]
    assert (step["action"], step["document"], step["path"], step["kind"]) == ("update", "lr", "lr.md", "report")
    assert step["view"]["url"].startswith(published.local.url)
    assert step["differences"]["changes"]
    assert form["summary"]["text"] == "Plan: 0 to create, 1 to update, 0 to delete, 0 drifted."
    assert published.local.url not in json.dumps({**form, "steps": []})


def test_errors_are_json_as_well(published: Bench):
    published.environ["WANDB_API_KEY"] = "w" * 40
    said = published.run("plan", "--format", "json")
    assert said.code == 3
    assert said.json["exit_code"] == 3


def test_a_plan_as_markdown_is_a_comment(published: Bench):
    change(published)
    said = published.run("plan", "--format", "markdown")
    assert said.out.startswith("<!-- runpress plan -->\n## Plan: 0 to create, 1 to update")
    assert "Warm-up" in said.out
    assert len(said.out) < 65_536


def test_an_unknown_format_is_refused(desk: Bench):
    said = desk.run("plan", "--format", "yaml")
    assert (said.code, "`text`, `json`, `markdown`" in said.err) == (2, True)


def test_without_a_terminal_nothing_is_published_unconfirmed(desk: Bench):
    desk.write("lr.md", WITH_ID)
    said = desk.run("publish")
    assert (said.code, "--yes" in said.err) == (2, True)
    assert desk.views() == []


def test_a_dry_run_changes_nothing(desk: Bench):
    file = desk.write("lr.md")
    said = desk.publish("--dry-run")
    assert (said.code, said.last) == (0, "Plan: 1 to create, 0 to update, 0 to delete, 0 drifted.")
    assert desk.views() == []
    assert file.read_text() == REPORT
    assert sorted(path.name for path in desk.folder.iterdir()) == ["lr.md"]


def test_a_project_that_is_not_there_is_not_made_unasked(desk: Bench):
    desk.write("lr.md", WITH_ID.replace("acme/digits", "acme/digts"))
    said = desk.publish()
    assert said.code == 1
    assert "PB506" in said.err
    assert "did you mean `acme/digits`?" in said.err
    assert desk.local.server.projects.find("acme", "digts") is None
    assert desk.publish("--create-project").code == 0
    assert len(desk.views("digts")) == 1


def test_ci_needs_ids_and_allowed_targets(desk: Bench):
    desk.environ["CI"] = "true"
    file = desk.write("lr.md")
    said = desk.publish()
    assert said.code == 1
    assert "PB501" in said.err
    assert "PB504" in said.err
    assert file.read_text() == REPORT
    desk.write("lr.md", WITH_ID)
    assert desk.publish("--allow-target", "acme/letters").code == 1
    assert desk.views() == []
    assert desk.publish("--allow-target", "acme/digits").code == 0
    assert len(desk.views()) == 1


def test_a_document_whose_front_matter_cannot_be_read_is_an_error_and_no_page(desk: Bench):
    desk.write("lr.md", WITH_ID.replace("title: Cosine wins", "title: Cosine: wins"))
    for said in (desk.run("plan"), desk.publish(), desk.publish("--prune")):
        assert (said.code, "lr.md:2:8: error[FM106]" in said.err) == (1, True), said.err


def test_on_error_continue_publishes_what_can_be(desk: Bench):
    desk.write("a.md", WITH_ID.replace("id: lr", "id: a") + "\n```panel\ntype: lin\n```\n")
    desk.write("b.md", WITH_ID.replace("id: lr", "id: b"))
    assert desk.publish().code == 1
    assert desk.views() == []
    said = desk.publish("--on-error", "continue")
    assert said.code == 4
    assert "1 document has errors and is left out" in said.out
    assert len(desk.views()) == 1


def test_on_error_continue_publishes_beside_what_someone_changed(published: Bench):
    published.edit(published.views()[0], "plateau", "summit")
    published.write("b.md", WITH_ID.replace("id: lr", "id: b"))
    assert published.publish().code == 5
    assert len(published.views()) == 1
    assert published.publish("--on-error", "continue").code == 4
    assert len(published.views()) == 2


def test_a_page_cannot_be_published_by_name(desk: Bench):
    desk.write("page.md", "# A page\n")
    assert desk.publish("page.md").code == 1
    assert desk.publish().code == 0


def test_a_bad_lock_file_stops_it_with_one_finding(published: Bench):
    lock = published.folder / "runpress.lock"
    lock.write_text("<<<<<<< ours\n" + lock.read_text())
    change(published)
    said = published.publish()
    assert said.code == 1
    assert said.err.count("PB505") >= 1
    assert "Cosine" in published.views()[0].spec
    lock.unlink()
    assert published.publish().code == 0
    assert len(published.views()) == 1


def clone(desk: Bench, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(("git", "clone", "-q", str(desk.folder.parent / "origin"), str(folder)), check=True)
    desk.folder = folder


def commit(folder: Path, message: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    for arguments in (("add", "-A"), ("commit", "-q", "-m", message), ("push", "-q", "origin", "HEAD")):
        subprocess.run(("git", *identity, *arguments), cwd=folder, check=True, capture_output=True)


def test_two_fresh_clones_publish_without_lock_and_without_write_access(desk: Bench, tmp_path: Path):
    """As jobs of CI do, each in a clone of its own that is thrown away."""
    origin = tmp_path / "origin"
    subprocess.run(("git", "init", "-q", "--bare", str(origin)), check=True)
    clone(desk, tmp_path / "author")
    desk.write("lr.md", WITH_ID)
    commit(desk.folder, "First")
    clone(desk, tmp_path / "job1")
    assert desk.publish().code == 0

    clone(desk, tmp_path / "author")
    change(desk)
    commit(desk.folder, "Second")
    clone(desk, tmp_path / "job2")
    assert not (desk.folder / "runpress.lock").exists()
    said = desk.publish()
    assert said.code == 0, said.out + said.err
    (view,) = desk.views()
    assert (view.version, "Warm-up" in view.spec) == (2, True)

    desk.edit(view, "plateau", "summit")
    clone(desk, tmp_path / "author")
    change_again = desk.folder / "lr.md"
    change_again.write_text(change_again.read_text().replace("Warm-up", "Luck"))
    commit(desk.folder, "Third")
    clone(desk, tmp_path / "job3")
    drifted = desk.publish()
    assert drifted.code == 5
    theirs, ours = drifted.out.split("in the document:")
    assert "summit" in theirs, "the base is compiled at the marker's commit"
    assert "Luck" in ours
    assert "not known" not in drifted.out


def test_a_base_that_is_not_known_is_said_and_both_sides_are_shown(published: Bench):
    shutil.rmtree(published.folder / ".runpress")
    published.edit(published.views()[0], "plateau", "summit")
    change(published)
    said = published.publish()
    assert said.code == 5
    assert "what was last published is not known here" in said.out
    assert "summit" in said.out
    assert "Warm-up" in said.out


def test_no_key_and_a_wrong_key(desk: Bench):
    desk.write("lr.md", WITH_ID)
    desk.environ["WANDB_API_KEY"] = "w" * 40
    assert desk.publish().code == 3
    desk.environ |= {"WANDB_API_KEY": "", "NETRC": str(desk.folder / "none")}
    assert desk.publish().code == 3


def test_a_server_that_is_not_there(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    from runpress.client import graphql

    monkeypatch.setattr(graphql, "MOST_ATTEMPTS", 1)
    desk.write("lr.md", WITH_ID)
    desk.environ["WANDB_BASE_URL"] = "http://127.0.0.1:9"
    assert desk.publish().code == 6


def test_unchanged_files_stay_unread_by_people(published: Bench):
    """A second publish touches neither documents nor the lock."""
    before = {
        path: path.stat().st_mtime_ns for path in (published.folder / "lr.md", published.folder / "runpress.lock")
    }
    assert published.publish().code == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


class Terminal(io.StringIO):
    """Standard input with someone at it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "count"), [("y\n", 1), ("yes\n", 1), ("n\n", 0), ("\n", 0), ("", 0)])
def test_on_a_terminal_people_are_asked(desk: Bench, monkeypatch: pytest.MonkeyPatch, answer: str, count: int):
    desk.write("lr.md", WITH_ID)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    said = desk.run("publish")
    assert said.code == 0
    assert "Publish this? [y/N]" in said.err
    assert len(desk.views()) == count


def test_the_key_may_come_by_standard_input(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    desk.write("lr.md", WITH_ID)
    desk.environ["WANDB_API_KEY"] = "w" * 40
    monkeypatch.setattr(sys, "stdin", io.StringIO(KEY + "\n"))
    assert desk.publish("--api-key-stdin").code == 0
    assert len(desk.views()) == 1


def test_a_lock_file_that_cannot_be_read_is_never_written_over(published: Bench):
    lock = published.folder / "runpress.lock"
    lock.write_text('{"version": 9, "views": {}}\n')
    change(published)
    said = published.publish("--on-error", "continue")
    assert said.code != 0
    assert lock.read_text() == '{"version": 9, "views": {}}\n'
    assert len(published.views()) == 1


def test_what_goes_wrong_comes_with_a_next_step(published: Bench):
    change(published)
    published.run("plan", "--out", "plan.json")
    published.publish()
    assert "help: `runpress plan` shows what is there now" in published.publish("plan.json").err
    published.environ["WANDB_API_KEY"] = "w" * 40
    assert "help: `runpress doctor` says which key" in published.publish().err
    published.environ["WANDB_BASE_URL"] = "http://127.0.0.1:9"
    assert "help: `runpress doctor` tries the connection" in published.publish().err


def test_the_way_back_that_is_shown_is_one_that_goes(published: Bench):
    """A plain pull does not drop what the document says itself."""
    published.edit(published.views()[0], "plateau", "summit")
    assert "    runpress pull lr.md  " in published.run("plan").out
    change(published)
    assert "    runpress pull --force lr.md  " in published.run("plan").out
    assert published.run("pull", "--force", "lr.md").code == 0
    assert "summit" in (published.folder / "lr.md").read_text()


def test_what_goes_wrong_with_one_of_several_documents_names_it(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that may only read; the server does not say what it was about."""
    desk.write("a.md", WITH_ID)
    desk.write("b.md", WITH_ID.replace("id: lr", "id: b"))

    def refused(*_: object, **__: object) -> None:
        raise RefusedError("permission denied")

    monkeypatch.setattr(desk.local.server.views, "insert", refused)
    said = desk.publish("--on-error", "continue")
    assert said.code == 3
    assert "error: a.md: permission denied\nhelp: `runpress doctor` says which key is used" in said.err
    assert "error: b.md: permission denied\n" in said.err
