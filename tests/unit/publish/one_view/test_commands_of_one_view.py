"""What stands around publishing: status, history, rollback, share, comments, delete, open."""

from __future__ import annotations

import json

import pytest

from runpress.server.store import ViewChange
from support.publishing import REPORT, WORKSPACE, Bench

pytestmark = pytest.mark.usefixtures("report")


@pytest.fixture
def report(desk: Bench):
    """A published report in a repository."""
    (desk.folder / ".git").mkdir(exist_ok=True)
    return desk.write("reports/lr.md")


def change(report, old: str, new: str) -> None:
    text = report.read_text()
    assert old in text
    report.write_text(text.replace(old, new))


def spec_of(desk: Bench) -> str:
    return desk.views()[0].spec


class TestStatus:
    def told(self, desk: Bench) -> dict[str, str]:
        lines = desk.run("status", "--format", "json").json["documents"]
        return {line["path"]: line["standing"] for line in lines if line["path"]}

    def test_each_way_to_stand(self, desk, report):
        names = ["same", "here", "there", "both"]
        files = {name: desk.write(f"{name}.md", REPORT.replace("Cosine wins", name)) for name in names}
        report.unlink()
        assert desk.publish().code == 0
        change(files["here"], "plateau", "summit")
        change(files["both"], "plateau", "summit")
        for view in desk.views():
            if view.display_name in ("there", "both"):
                desk.edit(view, "Results", "Findings")
        desk.write("new.md")
        desk.write("wrong.md", REPORT.replace("type: line", "type: lines"))
        assert self.told(desk) == {
            "same.md": "up to date",
            "here.md": "changed here",
            "there.md": "changed on the server",
            "both.md": "changed here and on the server",
            "new.md": "not published",
            "wrong.md": "has errors",
        }

    def test_it_says_where_and_when(self, desk):
        desk.publish()
        said = desk.run("status")
        assert said.code == 0
        assert "reports/lr.md  up to date" in said.out
        assert "acme/digits, last saved 20" in said.out
        assert f"{desk.local.url}/acme/digits/reports/Cosine-wins--" in said.out

    def test_it_writes_nothing(self, desk):
        before = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
        desk.run("status")
        assert {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()} == before

    def test_an_empty_folder(self, desk, report):
        report.unlink()
        said = desk.run("status")
        assert (said.code, said.out, said.err) == (0, "", "there is no report and no workspace here\n")


class TestHistory:
    def test_every_publish_and_every_edit_of_others_is_a_state(self, desk):
        desk.publish()
        desk.edit(desk.views()[0], "plateau", "summit")
        desk.publish("--overwrite")
        states = desk.run("history", "lr", "--format", "json").json["states"]
        assert [state["number"] for state in states] == [1, 2, 3]
        assert [state["is_now"] for state in states] == [True, False, True]
        assert states[0]["source"] == "published"
        assert desk.run("history", "reports/lr.md").out.splitlines()[-1].endswith("← now")

    def test_a_view_that_is_not_published_is_named(self, desk):
        said = desk.run("history", "reports/lr.md")
        assert said.code == 2
        assert "`reports/lr.md` is not published yet" in said.err
        assert "help: `runpress plan reports/lr.md` shows what publishing would do\n" in said.err

    @pytest.mark.parametrize(
        "arguments",
        [["history"], ["comments"], ["open", "--print"], ["share", "show"], ["delete", "--yes"], ["rollback"]],
    )
    def test_a_document_that_is_not_there_is_no_unpublished_one(self, desk, arguments):
        said = desk.run(*arguments, "reports/nope.md")
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("error: `reports/nope.md` is not there\n")

    def test_a_view_whose_document_is_gone_is_known_by_its_id_from_the_lock(self, desk):
        desk.publish()
        (desk.folder / "reports/lr.md").unlink()
        assert desk.run("history", "lr").out.splitlines()[-1].endswith("← now")
        assert desk.run("delete", "lr", "--yes").code == 0
        assert desk.views() == []
        assert desk.run("history", "lr").code == 2

    def test_a_misspelt_id_gets_a_suggestion(self, desk):
        desk.publish()
        said = desk.run("history", "lrr")
        assert said.code == 2
        assert "did you mean `lr`?" in said.err


class TestRollback:
    def test_the_state_before_comes_back_and_can_be_rolled_back_itself(self, desk, report):
        desk.publish()
        change(report, "plateau", "summit")
        desk.publish()
        said = desk.run("rollback", "reports/lr.md", "--yes")
        assert said.code == 0, said.err
        assert "plateau" in spec_of(desk)
        assert "`runpress pull reports/lr.md` brings this state into it" in said.err
        assert desk.run("rollback", "lr", "--yes").code == 0
        assert "summit" in spec_of(desk)

    def test_a_state_by_its_number(self, desk, report):
        for old, new in (("plateau", "summit"), ("summit", "ridge")):
            desk.publish()
            change(report, old, new)
        desk.publish()
        assert desk.run("rollback", "lr", "--to", "1", "--yes").code == 0
        assert "plateau" in spec_of(desk)

    def test_someone_elses_edit_comes_back_from_its_backup(self, desk):
        desk.publish()
        desk.edit(desk.views()[0], "plateau", "summit")
        desk.publish("--overwrite")
        assert desk.run("rollback", "lr", "--yes").code == 0
        assert "summit" in spec_of(desk)

    def test_after_it_the_next_publish_is_no_drift(self, desk, report):
        desk.publish()
        change(report, "plateau", "summit")
        desk.publish()
        desk.run("rollback", "lr", "--yes")
        assert desk.publish().code == 0
        assert "summit" in spec_of(desk)

    def test_it_shows_the_difference_and_changes_nothing_when_asked_to(self, desk, report):
        desk.publish()
        change(report, "plateau", "summit")
        desk.publish()
        said = desk.run("rollback", "lr", "--dry-run")
        assert "[-summit-]{+plateau+}" in said.out
        assert "summit" in spec_of(desk)

    def test_without_a_terminal_it_needs_yes(self, desk, report):
        desk.publish()
        change(report, "plateau", "summit")
        desk.publish()
        said = desk.run("rollback", "lr")
        assert said.code == 2
        assert "`--yes`" in said.err
        assert "summit" in spec_of(desk)

    @pytest.mark.parametrize(("to", "words"), [("9", "lists 1 to 1"), ("1", "says already")])
    def test_a_state_that_is_not_there_or_is_now(self, desk, to, words):
        desk.publish()
        said = desk.run("rollback", "lr", "--to", to, "--yes")
        assert said.code == 2
        assert words in said.err

    def test_a_workspace_keeps_its_address(self, desk):
        (desk.folder / ".git").mkdir(exist_ok=True)
        document = desk.write("digits.md", WORKSPACE)
        desk.publish()
        change(document, "val_loss", "val_acc")
        desk.publish()
        (before,) = desk.views(kind="project-view")
        assert desk.run("rollback", "digits", "--yes").code == 0
        (after,) = desk.views(kind="project-view")
        assert (after.id, after.name) == (before.id, before.name)
        assert "val_loss" in after.spec


class TestShare:
    def test_a_link_is_made_shown_and_disabled(self, desk):
        desk.publish()
        none = desk.run("share", "show", "lr")
        assert (none.code, none.out) == (1, "")
        link = desk.run("share", "enable", "lr", "--yes").last
        assert "?accessToken=" in link
        shown = desk.run("share", "show", "reports/lr.md")
        assert shown.out.splitlines() == [link, "reads acme/digits"]
        assert desk.run("share", "enable", "lr", "--yes").last == link
        assert desk.run("share", "disable", "lr", "--yes").code == 0
        assert desk.run("share", "show", "lr").code == 1

    def test_a_link_reads_the_projects_of_all_run_sets(self, desk, report):
        change(report, "## Results", "```runset\nname: base\nproject: acme/baselines\n```\n\n## Results")
        desk.project("baselines")
        desk.publish()
        desk.run("share", "enable", "lr", "--yes")
        assert desk.run("share", "show", "lr").last == "reads acme/digits, acme/baselines"

    def test_the_token_is_kept_nowhere(self, desk, report):
        desk.publish()
        token = desk.run("share", "enable", "lr", "--yes").last.partition("accessToken=")[2]
        change(report, "plateau", "summit")
        desk.publish()
        files = [path for path in desk.folder.rglob("*") if path.is_file()]
        assert len(files) > 3
        assert not [path for path in files if token.encode() in path.read_bytes()]

    def test_enable_asks_and_says_what_will_be_seen(self, desk):
        desk.publish()
        assert desk.run("share", "enable", "lr").code == 2
        assert desk.run("share", "show", "lr").code == 1

    def test_a_misspelt_action(self, desk):
        assert desk.run("share", "enabel", "lr").code == 2


class TestComments:
    def comment(self, desk: Bench, words: str, *said: str) -> None:
        """A reader comments on words of the report, and others answer."""
        (view,) = desk.views()
        spec = json.loads(view.spec)
        first, *answers = [
            {"id": f"c{at}", "body": text, "poster": {"username": "bob"}, "createdAt": "2026-01-01T00:00:00Z"}
            for at, text in enumerate(said)
        ]
        spec["discussionThreads"] = [{**first, "id": "t1", "comments": answers}]
        anchor = {"inlineComment_r1": {"refID": "r1", "threadID": "t1", "commentID": "c0"}}
        text = json.dumps(spec)
        assert words in text
        old, new = json.dumps({"text": words}), json.dumps({"text": words, **anchor})
        assert old in text
        change = ViewChange(spec=text.replace(old, new))
        desk.local.server.views.update(view.id, change, now="2026-02-02T10:15:00Z")

    def test_a_thread_is_a_note_at_its_words(self, desk):
        desk.publish()
        self.comment(desk, " plateau.", "By how much?", "3 %.")
        said = desk.run("comments", "--format", "concise")
        assert said.code == 0
        assert said.out.startswith("reports/lr.md:11:")
        assert "note[PB531] bob: “By how much?” (1 answer)" in said.out

    def test_publishing_keeps_it_and_says_nothing_of_drift(self, desk, report):
        desk.publish()
        self.comment(desk, " plateau.", "By how much?")
        change(report, "Cosine reaches", "Warm-up reaches")
        published = desk.publish()
        assert published.code == 0, published.out
        spec = json.loads(spec_of(desk))
        assert spec["discussionThreads"][0]["body"] == "By how much?"
        assert "inlineComment_r1" in spec_of(desk)
        assert "Warm-up" in spec_of(desk)

    def test_nobody_commented(self, desk):
        desk.publish()
        assert desk.run("comments").err == "nobody has commented on 1 published document\n"


class TestDelete:
    def test_it_says_what_goes_asks_and_keeps_a_backup(self, desk, report):
        desk.publish()
        desk.run("share", "enable", "lr", "--yes")
        said = desk.run("delete", "lr", "--dry-run")
        assert "report `Cosine wins` in acme/digits" in said.out
        assert "with it 1 link, which no backup brings back" in said.out
        assert desk.run("delete", "lr").code == 2
        assert len(desk.views()) == 1
        deleted = desk.run("delete", "reports/lr.md", "--yes")
        assert deleted.code == 0, deleted.err
        assert desk.views() == []
        (backup,) = (desk.folder / ".runpress" / "backups").rglob("*-deleted.json")
        assert "plateau" in json.loads(backup.read_text())["view"]["spec"]
        assert report.exists()

    def test_after_it_the_document_is_not_published(self, desk):
        desk.publish()
        desk.run("delete", "lr", "--yes")
        assert desk.run("plan").last == "Plan: 1 to create, 0 to update, 0 to delete, 0 drifted."
        assert desk.publish().code == 0
        assert len(desk.views()) == 1

    def test_a_view_without_a_document_by_its_address(self, desk, report):
        desk.publish()
        address = desk.run("open", "lr", "--print").last
        report.unlink()
        assert desk.run("delete", address, "--yes").code == 0
        assert desk.views() == []


def test_open_prints_the_address(desk):
    desk.publish()
    assert desk.run("open", "reports/lr.md", "--print").out.startswith(
        f"{desk.local.url}/acme/digits/reports/Cosine-wins--"
    )


def test_one_place_remembers_whatever_paths_are_named(desk):
    desk.run("publish", "--yes", "reports/lr.md")
    assert (desk.folder / "runpress.lock").exists()
    assert not (desk.folder / "reports" / "runpress.lock").exists()
    assert not (desk.folder / "reports" / ".runpress").exists()


@pytest.mark.parametrize("command", [["delete"], ["rollback", "--to", "1"]])
@pytest.mark.parametrize("damage", ["<<<<<<< HEAD\n{}\n", '{"version": 9, "views": {}}\n'])
def test_a_lock_file_that_cannot_be_read_is_left_alone_and_so_is_the_view(desk, report, command, damage):
    desk.publish()
    change(report, "plateau", "summit")
    desk.publish()
    lock = desk.folder / "runpress.lock"
    lock.write_text(damage)
    said = desk.run(*command, "reports/lr.md", "--yes")
    assert (said.code, "runpress.lock" in said.err) == (2, True), said.err
    assert lock.read_text() == damage
    assert "summit" in spec_of(desk)


def test_a_view_is_deleted_though_the_lock_cannot_say_so(desk, monkeypatch):
    desk.publish()

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("runpress.publish.memory.lock.write_whole", refused)
    said = desk.run("delete", "reports/lr.md", "--yes")
    assert (said.code, desk.views()) == (0, [])
    assert "runpress.lock could not be written (permission denied)" in said.err


@pytest.mark.parametrize("command", ["history", "rollback", "open", "share show", "delete"])
@pytest.mark.parametrize("said", ["reports/lr.md", "lr"])
def test_a_view_that_somebody_deleted_was_published_nevertheless(desk: Bench, command: str, said: str):
    assert desk.publish().code == 0
    (view,) = desk.views()
    desk.local.server.views.delete(view.id)
    told = desk.run(*command.split(), said)
    assert told.code == 2
    assert f"`{said}` was published to acme/digits, and its view is no longer on the server" in told.err


@pytest.mark.parametrize("said", ["reports/lr.md", "lr"])
def test_a_document_whose_view_was_deleted_from_here_is_there_and_not_published(desk: Bench, said: str):
    assert desk.publish().code == 0
    assert desk.run("delete", "lr", "--yes").code == 0
    told = desk.run("open", said)
    assert told.code == 2
    assert f"`{said}` is not published yet" in told.err
    assert "`runpress plan reports/lr.md` shows what publishing would do" in told.err


@pytest.mark.parametrize("said", ["reports/lr.md", "lr"])
def test_what_was_published_of_a_document_is_named_where_it_is_now(desk: Bench, report, said: str):
    """The project got another name, or the report became a workspace."""
    assert desk.publish().code == 0
    change(report, "kind: report", "kind: workspace")
    told = desk.run("open", said)
    address = f"{desk.local.url}/acme/digits/reports/Cosine-wins--"
    assert (told.code, f"what was published of `{said}` is no longer its view: {address}" in told.err) == (2, True)
    change(report, "kind: workspace", "kind: report")
    desk.rename_project("digits", "numbers")
    told = desk.run("open", said)
    address = address.replace("digits", "numbers")
    assert (told.code, f"what was published of `{said}` is elsewhere now: {address}" in told.err) == (2, True)
    assert "`runpress plan reports/lr.md` says why" in told.err
    assert desk.run("open", told.err.partition("now: ")[2].split()[0]).code == 0


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        (["reports/lr.md"], "say show, enable, disable before the view: `runpress share show reports/lr.md`"),
        (["enabel", "lr"], "did you mean `enable`?"),
        (["delete", "lr"], "say show, enable, disable before the view: `runpress share show delete`"),
    ],
)
def test_what_is_no_action_of_share_is_told_what_there_is(desk: Bench, words: list[str], help_: str):
    told = desk.run("share", *words)
    assert (told.code, told.err) == (2, f"error: there is no action `{words[0]}`\nhelp: {help_}\n")
