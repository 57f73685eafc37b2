"""Two people with a branch each, documents that go elsewhere or are gone: what plans and messages say of it."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from support.publishing import REPORT, WITH_ID, WORKSPACE, Bench


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def change(desk: Bench, old: str, new: str) -> None:
    file = desk.folder / "lr.md"
    file.write_text(file.read_text().replace(old, new))
    git(desk.folder, "commit", "-qam", new)


@pytest.fixture
def two(desk: Bench) -> tuple[Bench, Bench]:
    """Two clones, in both of which the first publication is known."""
    git(desk.folder, "init", "-q", "-b", "main")
    git(desk.folder, "config", "remote.origin.url", str(desk.folder))
    (desk.folder / ".gitignore").write_text(".runpress/\n")
    desk.write("lr.md", WITH_ID)
    git(desk.folder, "add", ".")
    git(desk.folder, "commit", "-qm", "first")
    assert desk.publish().code == 0
    git(desk.folder, "add", ".")
    git(desk.folder, "commit", "-qm", "lock")
    git(desk.folder.parent, "clone", "-q", str(desk.folder), "other")
    return desk, Bench(desk.folder.parent / "other", desk.local, desk.capture)


def test_the_plan_says_that_a_branch_lacks_what_another_has_published(two: tuple[Bench, Bench]) -> None:
    ada, bob = two
    git(ada.folder, "switch", "-qc", "words")
    change(ada, "*higher*", "*highest*")
    assert ada.publish().code == 0
    commit = git(ada.folder, "rev-parse", "HEAD")[:10]
    git(bob.folder, "switch", "-qc", "heading")
    change(bob, "## Results", "## Our results")
    said = "it was published last from commit {}, which {} does not have: merge that first, or its changes go"
    assert said.format(commit, "this clone") in bob.run("plan").out
    git(bob.folder, "fetch", "-q", "origin", "words")
    assert said.format(commit, "this branch") in bob.run("plan").out
    git(bob.folder, "merge", "-q", "FETCH_HEAD", "-m", "merged")
    plan = bob.run("plan").out
    assert "published last from" not in plan
    assert "highest" not in plan
    assert bob.publish().code == 0
    view = bob.views()[0].spec
    assert "highest" in view
    assert "Our results" in view


def test_a_shallow_clone_says_nothing_of_commits_that_it_cannot_know(two: tuple[Bench, Bench]) -> None:
    ada, _ = two
    change(ada, "*higher*", "*highest*")
    git(ada.folder.parent, "clone", "-q", "--depth", "1", f"file://{ada.folder}", "shallow")
    shallow = Bench(ada.folder.parent / "shallow", ada.local, ada.capture)
    git(shallow.folder, "config", "remote.origin.url", str(ada.folder))
    plan = shallow.run("plan").out
    assert "~ update" in plan
    assert "published last from" not in plan


def test_a_view_where_its_document_does_not_go_any_more_is_told_of_with_the_command_that_deletes_it(
    desk: Bench,
) -> None:
    for name in "abc":
        desk.project(name)
    text = WORKSPACE.replace("project: acme/digits", "id: ws\nprojects: [acme/a, acme/b, acme/c]")
    file = desk.write("ws.md", text)
    assert desk.publish().code == 0
    file.write_text(text.replace(", acme/c", ""))
    plan = desk.run("plan")
    assert "= 2 unchanged" in plan.out
    assert "? unmanaged Digits -> acme/c" in plan.out
    assert "ws.md does not go there any more; `runpress delete " in plan.out
    command = plan.out.partition("`runpress ")[2].partition("`")[0]
    assert desk.run(*shlex.split(command), "--yes").code == 0
    assert desk.views("c", kind="project-view") == []
    assert "unmanaged" not in desk.run("plan").out


def test_views_in_targets_that_are_not_meant_now_are_not_told_of(desk: Bench) -> None:
    desk.project("staging")
    desk.write(
        "mkdocs.yml",
        "docs_dir: docs\nplugins:\n  - runpress:\n      targets: {staging: {entity: acme, project: staging}}\n",
    )
    desk.write("docs/lr.md", WITH_ID)
    assert desk.publish().code == 0
    assert desk.publish("--target", "staging").code == 0
    for target in ((), ("--target", "staging")):
        assert "unmanaged" not in desk.run("plan", *target).out


def test_a_report_that_becomes_a_workspace_is_told_of_with_the_command_that_deletes_it(published: Bench) -> None:
    file = published.folder / "lr.md"
    file.write_text(file.read_text().replace("kind: report", "kind: workspace"))
    plan = published.run("plan").out
    assert "a new workspace" in plan
    assert "it was a report, which stays: `runpress delete " in plan
    command = plan.partition("`runpress ")[2].partition("`")[0]
    assert published.publish().code == 0
    assert published.run(*shlex.split(command), "--yes").code == 0
    assert published.views() == []
    assert "1 unchanged" in published.run("plan").out


def test_what_a_deleted_document_said_is_found_again(published: Bench) -> None:
    (published.folder / "lr.md").unlink()
    published.write("other.md", REPORT)
    assert published.publish("--prune").code == 0
    for command in ("history", "rollback"):
        said = published.run(command, "lr")
        assert said.code == 2
        assert "there is no document `lr` any more, and no view of it" in said.err
    (command,) = [part for part in said.err.split("`") if part.startswith("runpress pull")]
    assert published.run(*shlex.split(command)[1:]).code == 0
    assert "Cosine reaches the *higher* plateau." in (published.folder / "lr.md").read_text()


def test_of_several_views_the_message_names_an_address(desk: Bench) -> None:
    desk.project("a")
    desk.write("ws.md", WORKSPACE.replace("project: acme/digits", "id: ws\nprojects: [acme/a, acme/digits]"))
    assert desk.publish().code == 0
    said = desk.run("open", "--print", "ws.md")
    assert said.code == 2
    address = said.err.partition("that of the first is ")[2].partition(";")[0]
    assert desk.run("open", "--print", address).out.strip() == address
