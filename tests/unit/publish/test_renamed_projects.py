"""Projects that get another name on the server: the view stays the document's, and never a second one is made."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from support.publishing import WITH_ID, WORKSPACE, Bench, connected

KINDS = {"report": (WITH_ID, "runs"), "workspace": (WORKSPACE.replace("kind:", "id: lr\nkind:"), "project-view")}


def rewrite(desk: Bench, old: str = "acme/digits", new: str = "acme/numbers") -> None:
    file = desk.folder / "lr.md"
    file.write_text(file.read_text().replace(old, new))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_lock", [True, False])
def test_a_document_that_says_the_new_name_keeps_its_view(desk: Bench, kind: str, *, has_lock: bool) -> None:
    text, view_type = KINDS[kind]
    desk.write("lr.md", text)
    assert desk.publish().code == 0
    (first,) = desk.views(kind=view_type)
    desk.rename_project("digits", "numbers")
    rewrite(desk)
    if not has_lock:
        (desk.folder / "runpress.lock").unlink()
    said = desk.publish()
    assert said.code == 0, said.err
    assert "the project was called acme/digits when this was published; the view stays the same" in said.out
    assert said.last.startswith("updated lr.md")
    (view,) = desk.views("numbers", kind=view_type)
    assert view.id == first.id
    assert '"projectName":"digits"' not in view.spec
    assert '"name":"digits"' not in view.spec
    assert next(iter(json.loads((desk.folder / "runpress.lock").read_text())["views"]["lr"])).startswith(
        "acme/numbers@"
    )
    saves = desk.local.server.views.find(view.id).version
    (desk.folder / "runpress.lock").unlink()
    assert "1 unchanged" in desk.publish().out
    assert desk.local.server.views.find(view.id).version == saves


def test_an_edit_of_before_the_new_name_is_still_found(published: Bench) -> None:
    published.edit(published.views()[0], "higher", "lower")
    published.rename_project("digits", "numbers")
    rewrite(published)
    said = published.publish()
    assert said.code == 5
    assert "higher" in said.out
    assert published.run("pull", "lr.md", "--merge").code == 0
    assert "lower" in (published.folder / "lr.md").read_text()
    assert published.publish().code == 0
    assert len(published.views("numbers")) == 1
    assert "lower" in published.views("numbers")[0].spec


def test_a_document_that_says_the_old_name_is_told_the_new_one_and_no_project_is_made(published: Bench) -> None:
    published.rename_project("digits", "numbers")
    for prepare in (lambda: None, (published.folder / "runpress.lock").unlink):
        prepare()
        said = published.publish("--create-project")
        assert said.code == 1
        assert (
            "there is no project `acme/digits` any more: what was published to it is in `acme/numbers` now" in said.err
        )
        assert "write `acme/numbers` in its place; the view stays the same" in said.err
    assert published.local.server.projects.find("acme", "digits") is None
    assert len(published.views("numbers")) == 1


def test_where_a_target_says_the_old_name_it_is_named(desk: Bench) -> None:
    targets = "docs_dir: docs\nplugins:\n  - runpress:\n      targets: {prod: {entity: acme, project: digits}}\n"
    desk.write("mkdocs.yml", targets)
    desk.write("docs/lr.md", WITH_ID.replace("acme/digits", "acme/other"))
    assert desk.publish("--target", "prod").code == 0
    desk.rename_project("digits", "numbers")
    said = desk.publish("--target", "prod")
    assert said.code == 1
    assert "write `acme/numbers` in the target `prod` of mkdocs.yml; the view stays the same" in said.err
    desk.write("mkdocs.yml", targets.replace("project: digits", "project: numbers"))
    assert desk.publish("--target", "prod").code == 0
    assert len(desk.views("numbers")) == 1


def test_a_project_that_was_never_there_is_made_as_before(desk: Bench) -> None:
    desk.write("lr.md", WITH_ID.replace("digits", "letters"))
    assert desk.publish("--create-project").code == 0
    assert len(desk.views("letters")) == 1


def test_a_new_project_with_the_old_name_gets_a_view_of_its_own_and_the_plan_says_so(published: Bench) -> None:
    published.rename_project("digits", "numbers")
    published.project("digits")
    plan = published.run("plan")
    assert "+ create lr.md" in plan.out
    assert "what was published is in acme/numbers now, and stays there" in plan.out
    assert published.publish().code == 0
    assert len(published.views()) == len(published.views("numbers")) == 1


def test_a_draft_goes_with_its_project(desk: Bench) -> None:
    desk.write("lr.md", WITH_ID)
    assert desk.publish("--draft").code == 0
    desk.rename_project("digits", "numbers")
    rewrite(desk)
    said = desk.publish()
    assert said.code == 0, said.err
    assert len(desk.views("numbers")) == 1
    assert desk.views("numbers", kind="runs/draft") == []


def test_a_server_that_finds_projects_by_their_old_names_is_published_to_with_a_warning(
    published: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.rename_project("digits", "numbers")
    finds_old_names(published, monkeypatch)
    (published.folder / "lr.md").write_text((published.folder / "lr.md").read_text().replace("higher", "highest"))
    for prepare in (lambda: None, (published.folder / "runpress.lock").unlink):
        prepare()
        said = published.publish()
        assert said.code == 0, said.err
        assert "warning[PB511]: the project `acme/digits` is called `acme/numbers` on the server" in said.err
    assert "highest" in published.views("numbers")[0].spec
    rewrite(published)
    assert published.publish().code == 0
    assert len(published.views("numbers")) == 1


def finds_old_names(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    projects = desk.local.server.projects
    find: Callable[[str, str], object] = projects.find
    monkeypatch.setattr(projects, "find", lambda entity, name: find(entity, "numbers" if name == "digits" else name))


def test_a_project_that_is_not_there_is_looked_for_once_however_many_documents_go_there(desk: Bench) -> None:
    for name in ("letters", "numbers"):
        desk.project(name)
    for name in "abcdefgh":
        text = WITH_ID.replace("id: lr", f"id: {name}").replace("acme/digits", "acme/nowhere")
        desk.write(f"{name}.md", text)
    with connected(desk) as direct:
        session = direct.session()
        assert len(session.faulty) == 8
        assert direct.client.calls.count("all") == 3  # one a project
        assert direct.client.calls.count("projects") == 1


def test_a_project_that_mkdocs_yml_names_is_to_be_renamed_there(desk: Bench) -> None:
    desk.write("mkdocs.yml", "docs_dir: docs\nplugins:\n  - runpress: {entity: acme, project: digits}\n")
    desk.write("docs/lr.md", WITH_ID.replace("project: acme/digits\n", ""))
    assert desk.publish().code == 0
    desk.rename_project("digits", "numbers")
    assert "write `acme/numbers` in mkdocs.yml; the view stays the same" in desk.run("plan").err
