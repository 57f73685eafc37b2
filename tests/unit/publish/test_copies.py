"""Views that were copied with all that they say of themselves: W&B's package does that, and so does its editor."""

from __future__ import annotations

import re
import shlex

import pytest

from runpress.server.store import View, ViewChange
from support.publishing import WITH_ID, WORKSPACE, Bench

WORKSPACE_WITH_ID = WORKSPACE.replace("kind:", "id: lr\nkind:")


def copy(desk: Bench, view: View, name: str, *, title: str = "") -> View:
    """Somebody saves a view as a new one."""
    change = ViewChange(view.type, name, title or view.display_name, view.description, view.spec)
    made, _ = desk.local.server.views.insert(view.project, change, now="2026-02-02T10:15:00Z")
    return made


def url(desk: Bench, view: View, kind: str = "report") -> str:
    """The address of a view, as people copy it."""
    if kind == "workspace":
        return f"{desk.local.url}/acme/digits?nw={view.name.removeprefix('nw-').removesuffix('-v')}"
    from runpress.server.context import global_id

    return f"{desk.local.url}/acme/digits/reports/Anything--{global_id('View', view.id).rstrip('=')}"


@pytest.fixture
def copies(published: Bench) -> list[View]:
    """Two copies of a report that is gone itself, and no lock."""
    (view,) = published.views()
    made = [copy(published, view, "one", title="First copy"), copy(published, view, "two", title="Second copy")]
    published.local.server.views.delete(view.id)
    (published.folder / "runpress.lock").unlink()
    return made


def test_the_view_is_told_from_its_copies_by_its_name_also_where_that_is_not_ours(desk: Bench) -> None:
    """A workspace keeps the name that it had before it got a document."""
    desk.write("ws.md", WORKSPACE_WITH_ID)
    assert desk.publish().code == 0
    (view,) = desk.views(kind="project-view")
    desk.local.server.views.update(view.id, ViewChange(name="nw-byhand00000-v"), now="2026-02-02T10:15:00Z")
    (desk.folder / "ws.md").write_text(WORKSPACE_WITH_ID.replace("Digits", "Numbers"))
    assert desk.publish().code == 0
    view = desk.local.server.views.find(view.id) or view
    copy(desk, view, "nw-copy0000000-v")
    (desk.folder / "runpress.lock").unlink()
    (desk.folder / "ws.md").write_text(WORKSPACE_WITH_ID.replace("Digits", "Sums"))
    assert desk.publish().code == 0
    titles = {one.name: one.display_name for one in desk.views(kind="project-view")}
    assert titles == {"nw-byhand00000-v": "Sums", "nw-copy0000000-v": "Numbers"}


def test_copies_are_named_with_address_and_time_and_other_documents_are_planned(
    published: Bench, copies: list[View]
) -> None:
    published.write("other.md", WITH_ID.replace("id: lr", "id: other").replace("Cosine wins", "Other"))
    plan = published.run("plan")
    assert plan.code == 1
    assert "error[PB512]: 2 views in `acme/digits` say that they are `lr`, and nothing tells which one is" in plan.err
    assert "lr.md:5:5" in plan.err
    for view, title in zip(copies, ("First copy", "Second copy"), strict=True):
        said = rf"“{title}”, last changed 2026-02-02 10:15:00 UTC by \w+: \S+/reports/\S+--\w+"
        assert re.search(said, plan.err), plan.err
        assert url(published, view).rpartition("--")[2] in plan.err
    assert "+ create other.md" in plan.out
    assert published.publish("--on-error", "continue").code == 4
    assert len(published.views()) == 3


def test_the_commands_that_the_findings_say_choose_a_copy_for_good(published: Bench, copies: list[View]) -> None:
    """The copies have titles of their own, which counts as somebody's change: the plan says how to go on."""
    said = published.run("plan")
    (command,) = re.findall(r"`runpress (publish lr\.md --view \"\S+\")`", said.err)
    drifted = published.run(*shlex.split(command), "--yes")
    assert drifted.code == 5
    ways = re.findall(r"^ +runpress (.*--.*?)  ", drifted.out, re.MULTILINE)
    assert len(ways) == 3
    done = published.run(*shlex.split(ways[2]), "--yes")
    assert done.code == 0, done.err
    assert "updated lr.md" in done.out
    (published.folder / "runpress.lock").unlink()
    assert "1 unchanged" in published.publish().out
    one, two = (published.local.server.views.find(view.id) for view in copies)
    assert one
    assert two
    assert (one.version, two.display_name) == (1, "Cosine wins")


@pytest.mark.parametrize("way", [0, 1])
def test_pulling_is_another_way_on(published: Bench, copies: list[View], way: int) -> None:
    drifted = published.run("plan", "lr.md", "--view", url(published, copies[0]))
    ways = re.findall(r"^ +runpress (.*?)  ", drifted.out, re.MULTILINE)
    assert published.run(*shlex.split(ways[way])).code == 0
    assert "title: First copy" in (published.folder / "lr.md").read_text()
    assert "1 unchanged" in published.publish().out


def test_pulling_the_address_of_a_copy_chooses_it_too(published: Bench, copies: list[View]) -> None:
    assert published.run("pull", "lr.md").code == 1
    said = published.run("pull", url(published, copies[0]))
    assert said.code == 0, said.err
    assert "title: First copy" in (published.folder / "lr.md").read_text()
    assert published.publish().code == 0
    assert "1 unchanged" in published.publish().out


def test_pulling_a_copy_that_says_what_the_document_says_is_remembered(desk: Bench) -> None:
    desk.write("ws.md", WORKSPACE_WITH_ID)
    assert desk.publish().code == 0
    (view,) = desk.views(kind="project-view")
    made = [copy(desk, view, f"nw-copy{number}000000-v") for number in (1, 2)]
    desk.local.server.views.delete(view.id)
    assert desk.run("plan").code == 1
    said = desk.run("pull", url(desk, made[1], "workspace"))
    assert said.code == 0, said.err
    assert "1 unchanged" in desk.run("plan").out


def test_a_copy_of_a_view_that_is_there_gets_a_document_of_its_own(published: Bench) -> None:
    (view,) = published.views()
    second = copy(published, view, "copy", title="A copy")
    before = (published.folder / "lr.md").read_text()
    said = published.run("pull", url(published, second))
    assert said.code == 0, said.err
    assert "1 new" in said.err
    assert (published.folder / "lr.md").read_text() == before
    assert "title: A copy" in (published.folder / "a-copy.md").read_text()
    assert "2 unchanged" in published.run("plan").out
    published.write("a-copy.md", (published.folder / "a-copy.md").read_text().replace("A copy", "My copy"))
    assert published.publish().code == 0
    assert sorted(one.display_name for one in published.views()) == ["Cosine wins", "My copy"]
    (published.folder / "runpress.lock").unlink()
    assert "2 unchanged" in published.publish().out
    assert (published.folder / "lr.md").read_text() == before


def test_a_copy_that_was_pulled_is_not_taken_for_the_first_views_once_that_is_gone(published: Bench) -> None:
    (view,) = published.views()
    second = copy(published, view, "copy", title="A copy")
    assert "1 new" in published.run("pull", "--all", "acme/digits").err
    published.local.server.views.delete(view.id)
    plan = published.run("plan").out
    assert "+ create lr.md" in plan
    assert "= 1 unchanged" in plan
    assert published.publish().code == 0
    assert second.id in [one.id for one in published.views()]
    assert len(published.views()) == 2


@pytest.mark.usefixtures("copies")
def test_all_views_of_a_project_are_pulled_without_a_guess(published: Bench) -> None:
    before = (published.folder / "lr.md").read_text()
    said = published.run("pull", "--all", "acme/digits")
    assert said.code == 1
    assert "error[PB512]: 2 views in `acme/digits` say that they are `lr`" in said.err
    assert (published.folder / "lr.md").read_text() == before
    assert [path.name for path in published.folder.glob("*.md")] == ["lr.md"]


def test_a_copy_in_another_project_gets_a_document_of_its_own(published: Bench) -> None:
    published.project("letters")
    (view,) = published.views()
    project = published.local.server.projects.find("acme", "letters")
    assert project is not None
    change = ViewChange(view.type, "copy", "Elsewhere", "", view.spec)
    second, _ = published.local.server.views.insert(project, change, now="2026-02-02T10:15:00Z")
    said = published.run("pull", url(published, second).replace("/digits/", "/letters/"))
    assert said.code == 0, said.err
    assert "project: acme/letters" in (published.folder / "elsewhere.md").read_text()
    assert "Cosine wins" in (published.folder / "lr.md").read_text()
    assert "2 unchanged" in published.run("plan").out


def test_a_document_that_has_a_view_gets_no_second_one(published: Bench) -> None:
    (view,) = published.views()
    second = copy(published, view, "copy", title="A copy")
    said = published.publish("lr.md", "--view", url(published, second))
    assert said.code == 2
    assert "`lr.md` has a view already: http" in said.err
    command = said.err.partition("help: `runpress ")[2].partition("`")[0]
    assert published.run(*shlex.split(command), "--yes").code == 0
    assert published.publish("lr.md", "--view", url(published, second), "--overwrite").code == 0
    assert [one.id for one in published.views()] == [second.id]


def test_commands_of_one_view_name_the_addresses(published: Bench, copies: list[View]) -> None:
    said = published.run("history", "lr.md")
    assert said.code == 2
    assert "2 views in acme/digits say that they are `lr`" in said.err
    assert url(published, copies[0]).rpartition("--")[2] in said.err


def test_a_view_that_somebody_made_by_hand_is_chosen_only_with_overwrite(desk: Bench) -> None:
    desk.write("lr.md", WITH_ID)
    change = ViewChange("runs", "byhand", "By hand", "", '{"version":5,"blocks":[]}')
    project = desk.local.server.projects.find("acme", "digits")
    assert project is not None
    view, _ = desk.local.server.views.insert(project, change, now="2026-02-02T10:15:00Z")
    said = desk.publish("lr.md", "--view", url(desk, view))
    assert said.code == 5
    assert desk.publish("lr.md", "--view", url(desk, view), "--overwrite").code == 0
    assert [one.id for one in desk.views()] == [view.id]
    assert "1 unchanged" in desk.publish().out
    assert len(list((desk.folder / ".runpress" / "backups").rglob("*.json"))) == 2


def test_what_cannot_be_the_view_is_refused_with_the_reason(published: Bench) -> None:
    published.write("two.md", WITH_ID.replace("id: lr", "id: two"))
    published.write("ws.md", WORKSPACE_WITH_ID.replace("id: lr", "id: ws"))
    published.project("letters")
    published.write("far.md", WITH_ID.replace("id: lr", "id: far").replace("digits", "letters"))
    (view,) = published.views()
    address = url(published, view)
    for arguments, why in (
        (("two.md",), "that view is the one of the document `lr`"),
        (("ws.md",), "that view is a report, and `ws.md` becomes a workspace"),
        (("far.md",), "that view is in `acme/digits`, and `far.md` goes to `acme/letters`"),
        ((), "`--view` names the view of one document in one project, and 4 are meant"),
    ):
        said = published.run("plan", *arguments, "--view", address)
        assert said.code == 2
        assert why in said.err
        assert "help: " in said.err
    odd = published.run("plan", "lr.md", "--view", "lr")
    assert odd.code == 2
    assert "`--view` takes the address of a view, not `lr`" in odd.err
    gone = published.run("plan", "lr.md", "--view", f"{address}x")
    assert gone.code == 2
    assert "there is no view at" in gone.err


def test_a_saved_plan_keeps_the_choice_and_no_token(published: Bench, copies: list[View]) -> None:
    address = f"{url(published, copies[1])}?accessToken=secret0"
    asked = ("lr.md", "--view", address, "--overwrite")
    assert published.run("plan", *asked, "--out", "plan.json").code == 0
    assert "secret0" not in (published.folder / "plan.json").read_text()
    said = published.publish("plan.json")
    assert said.code == 0, said.err
    assert "1 unchanged" in published.publish().out
