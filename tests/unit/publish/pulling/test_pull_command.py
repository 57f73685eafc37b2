"""`runpress pull`: the server's state in documents, and nothing of anyone's lost."""

from __future__ import annotations

import json

import pytest

from runpress.server.context import global_id
from runpress.server.store import ViewChange
from support.publishing import REPORT, WORKSPACE, Bench

NOTED = REPORT.replace("Cosine reaches", "<!-- mine -->\nCosine\nreaches").replace(
    "type: line", "type: line   # a line"
)


def published(desk: Bench, text: str = NOTED, path: str = "lr.md") -> str:
    """Publish one document; its text then."""
    file = desk.write(path, text)
    assert desk.publish().code == 0
    return file.read_text()


def text_of(desk: Bench, path: str = "lr.md") -> str:
    return (desk.folder / path).read_text()


def test_an_edit_on_the_server_comes_into_the_document_and_nothing_else_changes(desk: Bench):
    before = published(desk)
    (view,) = desk.views()
    desk.edit(view, "plateau", "summit")
    assert desk.run("plan").last.endswith("1 drifted.")
    dry = desk.run("pull", "--dry-run")
    assert (dry.code, text_of(desk)) == (0, before)
    assert "-reaches the *higher* plateau.\n+reaches the *higher* summit.\n" in dry.out
    pulled = desk.run("pull")
    assert (pulled.code, pulled.err) == (0, "1 pulled\n")
    assert pulled.out.startswith(f"pulled lr.md  {desk.local.url}/acme/digits/reports/Cosine-wins--")
    assert "summit" in pulled.out
    assert text_of(desk) == before.replace("plateau", "summit")
    assert desk.run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    again = desk.run("pull", "lr.md")
    assert (again.code, again.out, again.err) == (0, "", "1 up to date\n")
    assert desk.saves() == 2


def test_after_pulling_changes_of_the_document_are_published_as_usual(desk: Bench):
    published(desk)
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.run("pull")
    desk.write("lr.md", text_of(desk).replace("higher", "highest"))
    assert desk.publish().code == 0
    assert "highest" in desk.views()[0].spec
    assert "summit" in desk.views()[0].spec


def test_the_title_of_the_server_comes_into_the_front_matter(desk: Bench):
    before = published(desk)
    (view,) = desk.views()
    change = ViewChange(display_name="Cosine wins again", description="48 runs.")
    desk.local.server.views.update(view.id, change, now="2026-02-02T10:15:00Z")
    assert desk.run("pull").code == 0
    assert text_of(desk) == before.replace("Cosine wins\n", "Cosine wins again\n").replace("24 runs.", "48 runs.")


def test_changes_that_were_never_published_are_not_written_over(desk: Bench):
    before = published(desk)
    desk.edit(desk.views()[0], "plateau", "summit")
    mine = before.replace("## Results", "## What I found")
    desk.write("lr.md", mine)
    refused = desk.run("pull")
    assert (refused.code, refused.out, text_of(desk)) == (5, "", mine)
    assert "lr.md is left alone: it has changes that were never published" in refused.err
    assert "runpress pull --merge lr.md" in refused.err

    forced = desk.run("pull", "--force", "lr.md")
    assert forced.code == 0
    assert text_of(desk) == before.replace("plateau", "summit")
    kept = list((desk.folder / ".runpress" / "pulled").iterdir())
    assert [path.read_text() for path in kept] == [mine]
    assert f"the text before is kept in .runpress/pulled/{kept[0].name}" in forced.err


def test_without_news_on_the_server_a_changed_document_is_left_alone(desk: Bench):
    before = published(desk)
    desk.write("lr.md", before.replace("## Results", "## What I found"))
    refused = desk.run("pull", "--merge")
    assert refused.code == 5
    assert "the server has no new ones" in refused.err


def test_changes_of_both_sides_are_merged_and_published(desk: Bench):
    before = published(desk)
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.write("lr.md", before.replace("## Results", "## What I found"))
    merged = desk.run("pull", "--merge")
    assert (merged.code, merged.err) == (0, "1 merged\n")
    assert text_of(desk) == before.replace("## Results", "## What I found").replace("plateau", "summit")
    again = desk.run("pull", "--merge")
    assert again.code == 5
    assert desk.publish().code == 0
    assert "What I found" in desk.views()[0].spec
    assert "summit" in desk.views()[0].spec


def test_what_both_changed_stands_between_markers_until_somebody_chooses(desk: Bench):
    before = published(desk)
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.write("lr.md", before.replace("plateau", "peak"))
    merged = desk.run("pull", "--merge")
    assert merged.code == 1
    line = text_of(desk).split("\n").index("<<<<<<< local") + 1
    assert merged.err == (
        f"conflict: lr.md:{line}\n"
        "1 merged with conflicts\n"
        "help: choose a form at each `<<<<<<<`, and take the markers out\n"
    )
    assert "reaches the *higher* peak." in text_of(desk)
    assert "reaches the *higher* summit." in text_of(desk)
    for command in (["check"], ["plan"], ["publish", "--yes"], ["pull", "--merge"]):
        said = desk.run(*command)
        assert said.code == 1, command
        assert "PB540" in said.out + said.err, command
    settled = (
        text_of(desk).split("<<<<<<< local\n\n")[0]
        + "Cosine\nreaches the *higher* crest.\n"
        + text_of(desk).split(">>>>>>> server\n")[1]
    )
    desk.write("lr.md", settled)
    assert desk.publish().code == 0
    assert "crest" in desk.views()[0].spec


def test_without_a_base_nothing_is_merged(desk: Bench):
    before = published(desk)
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.write("lr.md", before.replace("## Results", "## What I found"))
    (desk.folder / "runpress.lock").unlink()
    for path in (desk.folder / ".runpress" / "backups").rglob("*.json"):
        path.unlink()
    refused = desk.run("pull", "--merge")
    assert refused.code == 5
    assert "what was last published is not known here" in refused.err
    assert "runpress publish --overwrite lr.md" in refused.err


def test_a_document_that_is_not_published_has_nothing_to_pull(desk: Bench):
    desk.write("lr.md")
    said = desk.run("pull")
    assert (said.code, said.out, said.err) == (0, "", "1 not published yet\n")


def test_a_view_without_a_document_gets_one(desk: Bench):
    published(desk, path="elsewhere/lr.md")
    address = f"{desk.local.url}/acme/digits/reports/Whatever--{_id(desk)}"
    for path in (desk.folder / "elsewhere" / "lr.md", desk.folder / "runpress.lock"):
        path.unlink()
    (desk.folder / "reports").mkdir()
    said = desk.run("pull", f"{address}?accessToken=s3cret")
    assert said.code == 0, said.err
    assert said.out.startswith("new reports/cosine-wins.md  ")
    assert "s3cret" not in said.out + said.err
    expected = REPORT.replace("acme/digits\n", "acme/digits\nid: lr\n")
    assert text_of(desk, "reports/cosine-wins.md") == expected
    assert desk.run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    assert "s3cret" not in "".join(path.read_text() for path in desk.folder.rglob("*") if path.is_file())
    assert desk.run("pull", address).err == "1 up to date\n"


def test_a_view_that_nobody_published_from_here_gets_a_document_that_keeps_it(desk: Bench):
    published(desk, path="elsewhere/lr.md")
    (view,) = desk.views()
    spec = json.loads(view.spec)
    spec["panelSettings"].pop("runpress")
    desk.local.server.views.update(view.id, ViewChange(spec=json.dumps(spec), name="abc"), now="2026-02-02T10:15:00Z")
    for path in (desk.folder / "elsewhere" / "lr.md", desk.folder / "runpress.lock"):
        path.unlink()
    said = desk.run("pull", f"{desk.local.url}/acme/digits/reports/x--{_id(desk)}", "-o", "new.md")
    assert said.code == 0, said.err
    assert "only runpress.lock knows its view: commit both" in said.err
    assert "id: cosine-wins\n" in text_of(desk, "new.md")
    desk.write("new.md", text_of(desk, "new.md").replace("higher", "highest"))
    assert desk.publish().code == 0
    assert [(one.id, "highest" in one.spec) for one in desk.views()] == [(view.id, True)]


def test_a_whole_project_is_pulled(desk: Bench):
    published(desk)
    desk.write("space.md", WORKSPACE)
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    (desk.folder / "space.md").unlink()
    said = desk.run("pull", "--all", "acme/digits")
    assert (said.code, said.err) == (0, "1 pulled, 1 new\n")
    assert "summit" in text_of(desk)
    assert text_of(desk, "digits.md") == WORKSPACE.replace("acme/digits\n", "acme/digits\nid: space\n")
    assert desk.run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."
    assert desk.run("pull", "--all", "acme/nowhere").code == 2


def test_links_to_other_documents_stay_links_to_files(desk: Bench):
    desk.write("other.md", REPORT.replace("Cosine wins", "Other").replace("project", "id: other\nproject"))
    before = published(desk, NOTED.replace("the *higher*", "[the](other.md) *higher*"))
    (view,) = [one for one in desk.views() if "plateau" in one.spec and "reports/other--" in one.spec]
    desk.edit(view, "plateau", "summit")
    assert desk.run("pull").code == 0
    assert text_of(desk) == before.replace("plateau", "summit")


def test_local_images_stay_files(desk: Bench):
    (desk.folder / "curve.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    before = published(desk, NOTED.replace("## Results", "![The curve](curve.png)\n\n## Results"))
    desk.edit(desk.views()[0], "plateau", "summit")
    assert desk.run("pull").code == 0
    assert text_of(desk) == before.replace("plateau", "summit")
    assert desk.run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_comments_of_readers_stay_on_the_server(desk: Bench):
    before = published(desk)
    (view,) = desk.views()
    anchor = {"inlineComment_r1": {"refID": "r1", "threadID": "t1", "commentID": "c1"}}
    spec = json.loads(view.spec.replace("plateau", "summit"))
    texts = [
        text for block in spec["blocks"] for text in block.get("children", []) if " summit." in text.get("text", "")
    ]
    texts[0].update(anchor)
    spec["discussionThreads"] = [{"id": "t1"}]
    desk.local.server.views.update(view.id, ViewChange(spec=json.dumps(spec)), now="2026-02-02T10:15:00Z")
    assert desk.run("pull").code == 0
    assert text_of(desk) == before.replace("plateau", "summit")
    desk.write("lr.md", text_of(desk).replace("## Results", "## What I found"))
    assert desk.publish().code == 0
    assert "inlineComment_r1" in desk.views()[0].spec


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["https://evil.example/acme/digits/reports/T--Vmlldzox?accessToken=s3cret"], "on another server"),
        (["--all", "acme"], "takes a project such as"),
        (["--all", "acme/digits", "lr.md"], "nothing else is named"),
        (["lr.md", "view.json"], "is pulled by itself"),
        (["lr.md", "-o", "x.md"], "`-o` names the new document"),
        (["--merge", "--force"], "say one of them"),
        (["nowhere.md"], "is not there"),
    ],
)
def test_a_wrong_command_line_is_answered_in_words(desk: Bench, arguments: list[str], words: str):
    desk.write("lr.md")
    said = desk.run("pull", *arguments)
    assert said.code == 2
    assert words in said.err
    assert "s3cret" not in said.err


def _id(desk: Bench) -> str:
    return global_id("View", desk.views()[0].id).rstrip("=")


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD\n{}\n", '{"version": 9, "views": {}}\n', "[]"])
@pytest.mark.parametrize("is_address", [True, False])
def test_a_lock_file_that_cannot_be_read_stops_it_and_stays(desk: Bench, damage, is_address):
    before = published(desk)
    (view,) = desk.views()
    desk.edit(view, "plateau", "summit")
    (desk.folder / "runpress.lock").write_text(damage)
    said = desk.run("pull", f"{desk.local.url}/acme/digits/reports/x--{_id(desk)}" if is_address else "lr.md")
    assert (said.code, said.out) == (1, "")
    assert "runpress.lock:1:1: error[PB505]" in said.err
    assert (text_of(desk), (desk.folder / "runpress.lock").read_text()) == (before, damage)


@pytest.mark.parametrize("text", [REPORT, WORKSPACE], ids=["report", "workspace"])
def test_a_backup_becomes_a_document_again(desk: Bench, text: str):
    published(desk, text)
    assert desk.run("delete", "lr.md", "--yes").code == 0
    (backup,) = (desk.folder / ".runpress" / "backups").rglob("*-deleted.json")
    said = desk.run("pull", str(backup), "-o", "back.md")
    assert (said.code, text_of(desk, "back.md")) == (0, text), said.err
