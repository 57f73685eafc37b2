"""Views whose documents are gone: deleted only when asked, only ours, and only as they were published."""

from __future__ import annotations

import subprocess

from runpress.server.store import ViewChange
from support.publishing import REPORT, Bench


def three(desk: Bench) -> None:
    for name in ("a", "b", "c"):
        desk.write(f"{name}.md", REPORT.replace("Cosine wins", f"Report {name}"))
    assert desk.publish().code == 0


def titles(desk: Bench) -> list[str]:
    return sorted(view.display_name for view in desk.views())


def test_nothing_is_deleted_unasked(desk: Bench):
    three(desk)
    (desk.folder / "b.md").unlink()
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    assert titles(desk) == ["Report a", "Report b", "Report c"]


def test_a_view_without_document_is_deleted_with_a_backup(desk: Bench):
    three(desk)
    (desk.folder / "b.md").unlink()
    planned = desk.run("plan", "--prune")
    assert planned.last == "Plan: 0 to create, 0 to update, 1 to delete, 0 drifted."
    assert "- delete Report b -> acme/digits" in planned.out
    assert desk.publish("--prune").code == 0
    assert titles(desk) == ["Report a", "Report c"]
    assert list((desk.folder / ".runpress" / "backups").rglob("*-deleted.json"))
    assert '"b"' not in (desk.folder / "runpress.lock").read_text()
    assert desk.publish("--prune").last.endswith("0 to delete, 0 drifted.")


def test_one_path_does_not_make_the_others_gone(desk: Bench):
    three(desk)
    assert desk.run("plan", "--prune", "a.md").last.endswith("0 to delete, 0 drifted.")
    desk.write("sub/page.md", "# A page\n")
    assert desk.run("plan", "--prune", "sub").last.endswith("0 to delete, 0 drifted.")


def test_all_documents_may_be_gone(desk: Bench):
    three(desk)
    for name in ("a", "b", "c"):
        (desk.folder / f"{name}.md").unlink()
    assert desk.run("plan", "--prune").last.endswith("3 to delete, 0 drifted.")


def test_views_of_others_are_never_deleted(desk: Bench):
    """Another repository's, without a lock that names them, and those that someone made by hand."""
    three(desk)
    (desk.folder / "runpress.lock").unlink()
    (desk.folder / "b.md").unlink()
    assert desk.run("plan", "--prune").last.endswith("0 to delete, 0 drifted.")


def git(desk: Bench, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(("git", *identity, *arguments), cwd=desk.folder, check=True, capture_output=True)


def test_the_marker_tells_views_of_this_repository_without_a_lock(desk: Bench):
    git(desk, "init", "-q")
    git(desk, "remote", "add", "origin", "git@github.com:acme/reports.git")
    three(desk)
    (desk.folder / "runpress.lock").unlink()
    (desk.folder / "b.md").unlink()
    assert desk.run("plan", "--prune").last.endswith("1 to delete, 0 drifted.")
    git(desk, "remote", "set-url", "origin", "https://github.com/acme/others.git")
    assert desk.run("plan", "--prune").last.endswith("0 to delete, 0 drifted.")
    git(desk, "remote", "set-url", "origin", "https://ada@github.com/Acme/reports")
    assert desk.run("plan", "--prune").last.endswith("1 to delete, 0 drifted.")


def test_what_someone_changed_is_not_deleted(desk: Bench):
    three(desk)
    (view,) = [view for view in desk.views() if view.display_name == "Report b"]
    desk.edit(view, "plateau", "summit")
    (desk.folder / "b.md").unlink()
    refused = desk.publish("--prune")
    assert refused.code == 5
    assert "Report b" in refused.out
    assert "[-plateau-]{+summit+}" in refused.out
    assert titles(desk) == ["Report a", "Report b", "Report c"]
    assert desk.publish("--prune", "--overwrite").code == 0
    assert titles(desk) == ["Report a", "Report c"]


def test_a_faulty_document_stops_it(desk: Bench):
    three(desk)
    (desk.folder / "b.md").unlink()
    desk.write("c.md", (desk.folder / "c.md").read_text() + "\n```panel\ntype: lin\n```\n")
    said = desk.publish("--prune", "--on-error", "continue")
    assert said.code == 1
    assert titles(desk) == ["Report a", "Report b", "Report c"]
    told = "note: --prune deletes nothing while documents have errors: which views are theirs is not known\n"
    assert said.err.count(told) == 1
    assert told in desk.run("plan", "--prune").err
    assert told not in desk.run("plan").err


def test_views_that_nobody_manages_are_listed_and_left_alone(desk: Bench):
    project = desk.local.server.projects.find("acme", "digits")
    assert project is not None
    change = ViewChange("runs", "n1", "By hand", "", '{"version":5,"blocks":[]}')
    desk.local.server.views.insert(project, change, now="2026-01-01T00:00:00Z")
    desk.write("a.md")
    said = desk.publish("--prune")
    assert "? unmanaged By hand -> acme/digits" in said.out
    assert "By hand" in titles(desk)


def test_another_id_is_another_view_and_the_old_one_is_listed(desk: Bench):
    file = desk.write("lr.md", REPORT.replace("kind: report", "kind: report\nid: rates"))
    desk.publish()
    file.write_text(file.read_text().replace("id: rates", "id: schedules"))
    planned = desk.run("plan")
    assert planned.last == "Plan: 1 to create, 0 to update, 0 to delete, 0 drifted."
    assert "its document is gone: `id: rates`" in planned.out
    assert "`publish --prune` deletes it" in planned.out
    assert desk.publish("--prune").code == 0
    assert len(desk.views()) == 1


def test_what_was_published_and_is_not_known_here_is_said_so(desk: Bench):
    three(desk)
    (view,) = [view for view in desk.views() if view.display_name == "Report b"]
    desk.edit(view, "plateau", "summit")
    (desk.folder / "b.md").unlink()
    for backup in (desk.folder / ".runpress" / "backups").rglob("*.json"):
        backup.unlink()
    for form in ((), ("--format", "markdown")):
        said = desk.run("plan", "--prune", *form)
        assert "hat was last published is not known" in said.out
        assert "cannot be read" not in said.out
        assert "to the document" not in said.out


def copied(desk: Bench, title: str) -> None:
    """Somebody copies a view with W&B's package: its marker, too, under a name of its own."""
    (view,) = [view for view in desk.views() if view.display_name == title]
    desk.copy(view, f"copy{title[-1]}", f"Copy of {title}")


def test_a_copy_that_somebody_made_stays(desk: Bench):
    git(desk, "init", "-q")
    git(desk, "remote", "add", "origin", "git@github.com:acme/reports.git")
    three(desk)
    copied(desk, "Report b")
    file = desk.folder / "b.md"
    file.write_text(file.read_text().replace("plateau", "summit"))
    assert desk.publish().code == 0
    copied(desk, "Report c")
    file.unlink()
    (desk.folder / "c.md").unlink()
    lock = (desk.folder / "runpress.lock").read_text()
    for kept in (lock, '{"version": 1, "views": {}}'):
        (desk.folder / "runpress.lock").write_text(kept)
        assert desk.run("plan", "--prune").last.endswith("2 to delete, 0 drifted.")
    assert desk.publish("--prune").code == 0
    assert titles(desk) == ["Copy of Report b", "Copy of Report c", "Report a"]


def test_a_view_whose_document_is_gone_is_told_of_however_few_documents_there_are(desk: Bench):
    desk.write("a.md")
    desk.write("b.md", REPORT.replace("Cosine wins", "Report b"))
    assert desk.publish().code == 0
    (desk.folder / "b.md").unlink()
    said = desk.run("plan")
    assert "its document is gone: `id: b`; `publish --prune` deletes it" in said.out
    assert "no document" in desk.run("status").out
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
