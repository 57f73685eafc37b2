"""Drafts, workspaces, several projects, links between documents, and targets."""

from __future__ import annotations

import json
import re

import pytest

from runpress.publish.preparing import images
from runpress.publish.views.marker import read_marker
from support.publishing import REPORT, WORKSPACE, Bench

NOTHING = "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def said_by(desk: Bench, title: str, **where: str) -> str:
    (view,) = [view for view in desk.views(**where) if view.display_name == title]
    return view.spec


def test_a_draft_has_its_own_address_and_becomes_the_report(desk: Bench):
    desk.write("lr.md")
    said = desk.publish("--draft")
    assert said.code == 0, said.err
    assert "as a draft" in said.out
    (draft,) = desk.views(kind="runs/draft")
    assert desk.views() == []
    assert desk.publish("--draft").last == NOTHING

    promoted = desk.publish()
    assert promoted.code == 0, promoted.err
    assert "the draft is published" in promoted.out
    (view,) = desk.views()
    assert view.id == draft.id
    assert desk.views(kind="runs/draft") == []
    assert desk.publish().last == NOTHING


def test_a_draft_of_a_published_report_stands_beside_it_until_it_is_published(desk: Bench):
    document = desk.write("lr.md")
    desk.publish()
    (view,) = desk.views()
    document.write_text(document.read_text().replace("Cosine reaches", "Warm-up reaches"))
    assert desk.publish("--draft").code == 0
    (draft,) = desk.views(kind="runs/draft")
    assert draft.id != view.id
    assert "Cosine reaches" in desk.views()[0].spec
    said = desk.publish()
    assert said.code == 0, said.err
    assert "Plan: 0 to create, 1 to update, 1 to delete, 0 drifted." in said.out
    assert [one.id for one in desk.views()] == [view.id]
    assert "Warm-up reaches" in desk.views()[0].spec
    assert desk.views(kind="runs/draft") == []
    assert desk.publish().last == NOTHING


def test_a_draft_stays_until_its_changes_are_published(desk: Bench):
    file = desk.write("lr.md")
    desk.publish()
    file.write_text(file.read_text().replace("plateau", "summit"))
    desk.publish("--draft")
    desk.edit(desk.views()[0], "higher", "highest")
    desk.write("b.md", REPORT.replace("Cosine wins", "Another"))
    said = desk.publish("--on-error", "continue")
    assert said.code == 4
    (draft,) = desk.views(kind="runs/draft")
    assert "summit" in draft.spec


def test_drafts_go_only_after_what_they_became_is_there(desk: Bench):
    for name in ("a", "b", "c"):
        desk.write(f"{name}.md", REPORT.replace("Cosine wins", name))
    desk.publish()
    for name in ("a", "b", "c"):
        file = desk.folder / f"{name}.md"
        file.write_text(file.read_text().replace("plateau", "summit"))
    desk.publish("--draft")
    said = desk.publish()
    done = [line.split()[0] for line in said.out.splitlines() if line.split()[0] in ("updated", "deleted")]
    assert done == ["updated"] * 3 + ["deleted"] * 3
    assert desk.views(kind="runs/draft") == []


def test_status_tells_drafts_from_changes(desk: Bench):
    file = desk.write("lr.md")
    desk.publish("--draft")
    assert desk.run("status").out.splitlines()[0] == "lr.md  a draft, not published"
    desk.publish()
    file.write_text(file.read_text().replace("plateau", "summit"))
    desk.publish("--draft")
    first, second = [line for line in desk.run("status").out.splitlines() if not line.startswith(" ")]
    assert first.endswith("changed here")
    assert second.endswith("a draft of what is published")


def test_status_tells_what_was_deleted_on_the_server(desk: Bench):
    desk.write("lr.md")
    desk.write("new.md", REPORT.replace("Cosine wins", "New"))
    assert desk.publish("lr.md").code == 0
    desk.local.server.views.delete(desk.views()[0].id)
    said = desk.run("status")
    assert [line for line in said.out.splitlines() if not line.startswith(" ")] == [
        "lr.md   deleted on the server",
        "new.md  not published",
    ]
    first, second = desk.run("status", "--format", "json").json["documents"]
    assert (first["standing"], first["in_lock"], first["url"]) == ("deleted on the server", True, "")
    assert second["standing"] == "not published"
    assert desk.publish().code == 0
    assert "deleted" not in desk.run("status").out


def test_a_draft_that_was_published_is_not_missed(desk: Bench):
    desk.write("lr.md")
    desk.publish("--draft")
    desk.publish()
    assert "no longer on the server" not in desk.run("plan", "--draft").out


def test_a_draft_that_someone_changed_is_not_published_over(desk: Bench):
    desk.write("lr.md")
    desk.publish("--draft")
    desk.edit(desk.views(kind="runs/draft")[0], "plateau", "summit")
    assert desk.publish().code == 5
    assert desk.views() == []


def test_front_matter_may_say_that_a_report_is_a_draft(desk: Bench):
    desk.write("lr.md", REPORT.replace("kind: report", "kind: report\ndraft: true"))
    assert desk.publish().code == 0
    assert len(desk.views(kind="runs/draft")) == 1
    assert desk.publish().last == NOTHING


def test_a_workspace_is_published_once_and_found_again(desk: Bench):
    document = desk.write("digits.md", WORKSPACE)
    said = desk.publish()
    assert said.code == 0, said.err
    (view,) = desk.views(kind="project-view")
    assert f"?nw={view.name.removeprefix('nw-').removesuffix('-v')}" in said.out
    assert desk.publish().last == NOTHING
    (desk.folder / "runpress.lock").unlink()
    document.write_text(document.read_text().replace("val_loss", "val_acc"))
    assert desk.publish().code == 0
    (after,) = desk.views(kind="project-view")
    assert (after.id, after.name, after.version) == (view.id, view.name, 2)


def test_a_workspace_that_the_package_saved_is_found_by_its_marker(desk: Bench):
    """W&B's package keeps the marker through load and save; the change is someone's edit, not another view."""
    desk.write("digits.md", WORKSPACE)
    desk.publish()
    (view,) = desk.views(kind="project-view")
    url = f"{desk.local.url}/acme/digits?nw={view.name.removeprefix('nw-').removesuffix('-v')}"
    desk.local.run(
        f"""
import wandb_workspaces.workspaces as ws, wandb_workspaces.reports.v2 as wr
workspace = ws.Workspace.from_url({url!r})
workspace.sections.append(ws.Section(name="Mine", panels=[wr.LinePlot(y=["acc"])]))
workspace.save()
"""
    )
    (desk.folder / "runpress.lock").unlink()
    (after,) = desk.views(kind="project-view")
    marker = read_marker(json.loads(after.spec))
    assert marker is not None
    assert marker.document == "digits"
    said = desk.publish()
    assert said.code == 5
    assert "Mine" in said.out


def test_a_report_that_the_package_saved_is_found_by_its_marker(desk: Bench):
    desk.write("lr.md")
    url = desk.publish().last.split()[-1]
    desk.local.run(
        f"""
import wandb_workspaces.reports.v2 as wr
report = wr.Report.from_url({url!r})
report.blocks.append(wr.P("Added by hand."))
report.save()
"""
    )
    (desk.folder / "runpress.lock").unlink()
    said = desk.publish()
    assert said.code == 5
    assert "Added by hand." in said.out
    assert len(desk.views()) == 1


def test_a_workspace_goes_to_several_projects(desk: Bench):
    desk.project("letters")
    desk.write("digits.md", WORKSPACE.replace("project: acme/digits", "projects: [acme/digits, acme/letters]"))
    said = desk.publish()
    assert "Plan: 2 to create" in said.out
    digits, letters = (desk.views(name, kind="project-view") for name in ("digits", "letters"))
    assert (len(digits), len(letters)) == (1, 1)
    assert digits[0].name != letters[0].name
    assert desk.publish().last == NOTHING


LINKED = REPORT.replace("Cosine reaches", "See [the other]({}.md#results). Cosine reaches")


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_links_lead_to_published_views_whichever_comes_first(desk: Bench, names):
    first, second = names
    desk.write(f"{first}.md", LINKED.format(second).replace("Cosine wins", "One"))
    desk.write(f"{second}.md", REPORT.replace("Cosine wins", "Two"))
    said = desk.publish()
    assert said.code == 0, said.err
    (two,) = [view for view in desk.views() if view.display_name == "Two"]
    address = next(line.split()[-1] for line in said.out.splitlines() if f" {second}.md  http" in line)
    assert address.startswith(f"{desk.local.url}/acme/digits/reports/Two--")
    link = address.replace("/reports/Two--", f"/reports/{second}--")
    assert f"{link}#results" in said_by(desk, "One")
    assert two.version == 1
    assert desk.saves() == 2
    assert desk.publish().last == NOTHING


def test_links_in_a_circle_take_a_second_round(desk: Bench):
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        desk.write(f"{name}.md", LINKED.format(other).replace("Cosine wins", f"Report {name}"))
    said = desk.publish()
    assert said.code == 0, said.err
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        assert f"/acme/digits/reports/{other}--" in said_by(desk, f"Report {name}")
    assert "3 published" in said.err
    assert desk.publish().last == NOTHING


def test_a_link_to_a_document_that_is_not_asked_for_is_looked_up(desk: Bench):
    desk.write("b.md", REPORT.replace("Cosine wins", "Two"))
    desk.publish()
    desk.write("a.md", LINKED.format("b").replace("Cosine wins", "One"))
    assert desk.publish("a.md").code == 0
    assert "/acme/digits/reports/b--" in said_by(desk, "One")


def test_a_new_title_changes_no_document_that_links_to_it(desk: Bench):
    other = desk.write("b.md", REPORT.replace("Cosine wins", "Two"))
    desk.write("a.md", LINKED.format("b").replace("Cosine wins", "One"))
    desk.publish()
    other.write_text(other.read_text().replace("title: Two", "title: Another"))
    assert "Plan: 0 to create, 1 to update" in desk.publish().out
    assert desk.publish().last == NOTHING


def test_links_in_markdown_panels_lead_to_published_views(desk: Bench):
    desk.write("b.md", REPORT.replace("Cosine wins", "Two"))
    desk.write("digits.md", WORKSPACE + "\nSee [the other](b.md), [again](<b.md>) and `[code](b.mdx)`.\n")
    said = desk.publish()
    assert said.code == 0, said.err
    (view,) = desk.views(kind="project-view")
    assert view.spec.count("/acme/digits/reports/b--") == 2
    assert "b.mdx" in view.spec
    assert desk.publish().last == NOTHING


def test_a_link_to_a_page_is_a_finding(desk: Bench):
    desk.write("page.md", "# A page\n")
    desk.write("a.md", LINKED.format("page"))
    said = desk.publish()
    assert said.code == 0
    assert "PB507" in said.err
    assert "page.md" in said.err


TARGETS = """\
site_name: x
docs_dir: docs
plugins:
  - runpress:
      targets:
        prod: {entity: corp, project: published}
        staging: {draft: true}
"""


def test_a_target_says_where_documents_go(desk: Bench):
    desk.project("published", "corp")
    (desk.folder / "mkdocs.yml").write_text(TARGETS)
    desk.write("docs/lr.md")
    said = desk.publish("--target", "prod")
    assert said.code == 0, said.err
    assert "target `prod`" in said.out
    assert len(desk.views("published", "corp")) == 1
    assert desk.views() == []
    desk.edit(desk.views("published", "corp")[0], "plateau", "summit")
    drifted = desk.publish("--target", "prod")
    assert (drifted.code, "runpress pull docs/lr.md --target prod" in drifted.out) == (5, True)
    assert "nothing was published" in drifted.err
    assert desk.publish("--target", "staging").code == 0
    assert len(desk.views(kind="runs/draft")) == 1
    unknown = desk.publish("--target", "prd")
    assert (unknown.code, "did you mean `prod`?" in unknown.err) == (2, True)


def test_a_host_never_comes_from_the_repository(desk: Bench):
    (desk.folder / "mkdocs.yml").write_text(
        TARGETS.replace("corp, project", "corp, base_url: 'http://127.0.0.1:1', project")
    )
    desk.write("docs/lr.md")
    said = desk.publish("--target", "prod")
    assert said.code == 1
    assert "`base_url` is the address of a server" in said.err


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_local_images_are_uploaded_once_by_content(desk: Bench):
    desk.write("lr.md", REPORT + "\n![Misread digits](img/misread.png)\n\n![](img/misread.png)\n")
    picture = desk.folder / "img" / "misread.png"
    picture.parent.mkdir()
    picture.write_bytes(PICTURE)
    said = desk.publish()
    assert said.code == 0, said.err
    assert "uploads 1 image" in said.out
    spec = desk.views()[0].spec
    assert "img/misread.png" not in spec
    shown = [block["url"] for block in json.loads(spec)["blocks"] if block["type"] == "image"]
    assert len(set(shown)) == 1
    assert shown[0].endswith(".png")
    kept = [path for path in (desk.folder.parent / "there").rglob(shown[0].rpartition("/")[2]) if path.is_file()]
    assert [path.read_bytes() for path in kept] == [PICTURE]
    assert desk.publish().last == NOTHING
    assert "1 published" in said.err

    picture.write_bytes(PICTURE + b"!")
    changed = desk.publish()
    assert "Plan: 0 to create, 1 to update" in changed.out
    assert "uploads 1 image" in changed.out
    assert desk.publish().last == NOTHING


def test_an_image_that_is_too_large_is_a_finding_at_its_place(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(images, "LARGEST", 10)
    desk.write("lr.md", REPORT + "\n![Misread digits](misread.png)\n")
    (desk.folder / "misread.png").write_bytes(PICTURE)
    said = desk.publish()
    assert said.code == 0
    assert "lr.md:17:1" in said.err
    assert "PB508" in said.err
    assert desk.publish().last == NOTHING


def test_a_project_that_is_missing_is_shown_where_it_is_named(desk: Bench):
    desk.write("ws.md", WORKSPACE.replace("project: acme/digits", "projects: [acme/digits, nowhere]\nentity: acme"))
    said = desk.publish()
    assert said.code == 1
    assert "ws.md:4:25: error[PB506]: the project `acme/nowhere` is not on the server" in said.err
    desk.environ["CI"] = "true"
    said = desk.publish("--allow-target", "acme/digits")
    assert "ws.md:4:25: error[PB504]: this document goes to `acme/nowhere`" in said.err


def test_what_is_not_there_is_said_before_it_is_published(desk: Bench):
    desk.write("lr.md", REPORT + "\n![A plot](gone.png)\n\nSee [it](gone.md).\n")
    said = desk.publish()
    assert said.code == 0
    assert "warning[PB507]: `gone.png` leads nowhere" in said.err
    assert "warning[PB507]: `gone.md` leads nowhere" in said.err


def test_a_document_that_became_a_workspace_leaves_its_report_where_it_is(desk: Bench):
    file = desk.write("lr.md")
    assert desk.publish().code == 0
    file.write_text(file.read_text().replace("kind: report", "kind: workspace"))
    said = desk.publish()
    assert said.code == 0
    assert "no longer on the server" not in said.out
    assert sorted(view.type for view in desk.views(kind=None)) == ["project-view", "runs"]


def test_of_several_views_the_one_that_somebody_changed_is_pulled_as_the_plan_says(desk: Bench):
    desk.project("letters")
    desk.write("ws.md", WORKSPACE.replace("project: acme/digits", "projects: [acme/digits, acme/letters]"))
    assert desk.publish().code == 0
    (view,) = desk.views("letters", kind="project-view")
    desk.edit(view, '"Validation"', '"Checks"')
    said = desk.run("plan")
    (address,) = re.findall(r"runpress pull '(http[^']+)'", said.out)
    assert desk.run("pull", address).code == 0
    assert "## Checks" in (desk.folder / "ws.md").read_text()
