"""Views that no document has any more: each is told of, with what can be done about it, and nothing else is touched."""

from __future__ import annotations

import shlex
import subprocess

from runpress.publish.planning.whole_plan import whole_plan
from support.publishing import REPORT, WITH_ID, Bench, connected

NOTHING_DELETED = "0 to delete, 0 drifted."


def report(name: str, project: str = "digits") -> str:
    return (
        REPORT.replace("Cosine wins", f"Report {name}")
        .replace("kind: report", f"kind: report\nid: {name}")
        .replace("acme/digits", f"acme/{project}")
    )


def several(desk: Bench, names: str = "abcdef") -> None:
    for name in names:
        desk.write(f"{name}.md", report(name))
    assert desk.publish().code == 0


def in_a_clone(desk: Bench) -> None:
    """Documents of a repository that is known by its address."""
    for command in (("init", "-q"), ("remote", "add", "origin", "git@github.com:acme/reports.git")):
        subprocess.run(("git", *command), cwd=desk.folder, check=True, capture_output=True)


def test_a_plan_of_one_document_asks_for_no_view_of_another_that_is_there(desk: Bench) -> None:
    several(desk)
    with connected(desk) as direct:
        whole_plan(direct.session("a.md"))
        assert direct.client.calls.count("find") == 1
        (desk.folder / "f.md").unlink()
        plan = whole_plan(direct.session("a.md"))
        assert [step.title for step in plan.steps] == ["Report a", "Report f"]


def test_a_document_that_became_a_page_leaves_a_view_that_is_told_of(desk: Bench) -> None:
    several(desk, "ab")
    file = desk.folder / "b.md"
    file.write_text(file.read_text().replace("kind: report\n", ""))
    for command in (("plan",), ("plan", "a.md"), ("plan", "--prune")):
        said = desk.run(*command)
        assert said.last.endswith(NOTHING_DELETED)
        assert "? unmanaged Report b -> acme/digits" in said.out
        assert "b.md is a page now" in said.out
    status = desk.run("status")
    assert (status.code, "no document" in status.out) == (0, True)
    command = desk.run("plan").out.partition("b.md is a page now, and becomes no view; `runpress ")[2].partition("`")[0]
    assert desk.run(*shlex.split(command), "--yes").code == 0
    assert [view.display_name for view in desk.views()] == ["Report a"]
    assert "unmanaged" not in desk.run("plan").out


def test_a_page_without_the_id_of_a_view_is_a_document_that_is_gone(desk: Bench) -> None:
    several(desk, "ab")
    file = desk.folder / "b.md"
    file.write_text(file.read_text().replace("kind: report\nid: b\n", ""))
    assert "its document is gone: `id: b`; `publish --prune` deletes it" in desk.run("plan").out
    assert desk.publish("--prune").code == 0
    assert [view.display_name for view in desk.views()] == ["Report a"]


def test_views_are_told_of_also_where_all_documents_of_their_project_are_gone(desk: Bench) -> None:
    desk.project("letters")
    desk.write("a.md", report("a"))
    desk.write("b.md", report("b", "letters"))
    assert desk.publish().code == 0
    (desk.folder / "b.md").unlink()
    said = desk.run("plan")
    assert "? unmanaged Report b -> acme/letters" in said.out
    assert "its document is gone: `id: b`; `publish --prune` deletes it" in said.out
    (desk.folder / "a.md").unlink()
    assert desk.run("plan").out.count("? unmanaged") == 2
    assert "Plan: 0 to create, 0 to update, 2 to delete, 0 drifted." in desk.publish("--prune").out
    assert desk.views("letters") + desk.views() == []


def test_nothing_is_deleted_where_the_command_line_does_not_allow_it(desk: Bench) -> None:
    """The lock lies in the repository, and a request to merge can change what it says."""
    desk.project("letters")
    desk.write("a.md", report("a"))
    desk.write("b.md", report("b", "letters"))
    assert desk.publish().code == 0
    (desk.folder / "b.md").unlink()
    said = desk.publish("--prune", "--allow-target", "acme/digits")
    assert (said.code, said.last) == (0, f"Plan: 0 to create, 0 to update, {NOTHING_DELETED}")
    assert "its document is gone: `id: b`; `runpress delete " in said.out
    (desk.folder / "a.md").unlink()
    desk.environ["CI"] = "true"
    assert desk.publish("--prune").last.endswith(NOTHING_DELETED)
    assert len(desk.views("letters") + desk.views()) == 2
    assert desk.publish("--prune", "--allow-target", "acme/*").code == 0
    assert desk.views("letters") + desk.views() == []


def test_a_view_in_a_renamed_project_is_deleted_by_its_address(desk: Bench) -> None:
    desk.project("letters")
    desk.write("a.md", report("a"))
    desk.write("b.md", report("b", "letters"))
    assert desk.publish().code == 0
    (desk.folder / "b.md").unlink()
    desk.rename_project("letters", "alphabet")
    said = desk.run("plan")
    command = said.out.partition("its document is gone: `id: b`; `runpress ")[2].partition("`")[0]
    assert desk.run(*shlex.split(command), "--yes").code == 0
    assert desk.views("alphabet") == []


def test_without_a_lock_prune_looks_through_all_projects_of_the_owners(desk: Bench) -> None:
    in_a_clone(desk)
    desk.project("letters")
    desk.project("other", "corp")
    desk.write("a.md", report("a"))
    desk.write("b.md", report("b", "letters"))
    file = desk.write("c.md", report("c", "letters"))
    assert desk.publish().code == 0
    (desk.folder / "runpress.lock").unlink()
    (desk.folder / "b.md").unlink()
    file.write_text(file.read_text().replace("acme/letters", "acme/digits"))
    said = desk.run("plan", "--prune")
    assert said.last == "Plan: 1 to create, 0 to update, 1 to delete, 0 drifted."
    assert "- delete Report b -> acme/letters" in said.out
    assert "c.md does not go there any more; `runpress delete " in said.out
    assert desk.run("plan", "--prune", "--allow-target", "acme/digits").last.endswith(NOTHING_DELETED)


def test_a_copy_of_a_view_that_was_left_behind_is_not_told_of(desk: Bench) -> None:
    in_a_clone(desk)
    desk.project("letters")
    file = desk.write("a.md", report("a"))
    desk.write("b.md", report("b"))
    assert desk.publish().code == 0
    (view,) = [view for view in desk.views() if view.display_name == "Report a"]
    desk.copy(view, "copy", "Copy")
    file.write_text(file.read_text().replace("acme/digits", "acme/letters"))
    (desk.folder / "runpress.lock").unlink()
    said = desk.run("plan", "--prune")
    assert said.out.count("a.md does not go there any more") == 1
    assert "? unmanaged Report a -> acme/digits" in said.out


def test_a_view_that_nobody_published_is_told_of_where_documents_go(published: Bench) -> None:
    (view,) = published.views()
    published.copy(view, "byhand", "By hand", spec='{"version":5,"blocks":[]}')
    published.write("lr.md", WITH_ID)
    assert "? unmanaged By hand -> acme/digits" in published.run("plan", "--prune").out
