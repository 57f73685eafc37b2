"""`runpress check`: what is checked, how it is shown, exit codes, files that cannot be read, fixes."""

from __future__ import annotations

import json
import os
import re

import pytest

from runpress.cli.main import main
from runpress.cli.progress import Progress

GOOD = "---\ntitle: A\nkind: report\n---\n\n```panel\ny: loss\n```\n"
BAD = "---\ntitle: A\nkind: report\n---\n\n```panel\ny: loss\nsmothing: 1\n```\n"
WARNED = "[](https://example.org)\n"
NOTED = "![](https://example.org/a.png)\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def _write(folder, **texts):
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _check(capsys, *arguments):
    code = main(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    assert captured.err == ""
    return code, captured.out


@pytest.mark.parametrize(
    ("text", "plain", "strict"),
    [(GOOD, 0, 0), (NOTED, 0, 0), (WARNED, 0, 1), (BAD, 1, 1)],
    ids=["good", "note", "warning", "error"],
)
def test_errors_fail_and_warnings_fail_when_strict(folder, capsys, text, plain, strict):
    _write(folder, a=text)
    assert _check(capsys)[0] == plain
    assert _check(capsys, "--strict")[0] == strict


def test_all_good_says_what_was_looked_at(folder, capsys):
    _write(folder, a=GOOD, b="```runset\nname: main\n```\n\n```panel\ny: loss\n```\n\n```panel\ny: acc\n```\n")
    assert _check(capsys) == (0, "All good: 1 report, 1 page, 3 panels, 1 run set.\n")


def test_findings_of_all_files_are_sorted_by_file_and_place(folder, capsys):
    _write(folder, b=BAD, a__c=BAD, a__b=f"{BAD}\n\n```panel\ntype: lien\n```\n")
    code, out = _check(capsys, "--format", "concise")
    assert code == 1
    assert [line.partition(" ")[0] for line in out.splitlines()[:-1]] == [
        "a/b.md:8:1:",
        "a/b.md:13:7:",
        "a/c.md:8:1:",
        "b.md:8:1:",
    ]
    assert re.fullmatch(r"Found 4 errors in 3 files \(\d+\.\d\ds\)(; \d fixable with --fix)?\.", out.splitlines()[-1])


def test_single_files_and_folders_are_checked_once(folder, capsys):
    _write(folder, a__b=BAD, a__c=BAD, d=BAD)
    _, out = _check(capsys, "a", "a/b.md", "--format", "concise")
    assert [line.partition(":")[0] for line in out.splitlines()[:-1]] == ["a/b.md", "a/c.md"]


def test_paths_are_relative_to_where_the_command_is_given(folder, capsys, monkeypatch):
    _write(folder, a__b=BAD, c=BAD)
    monkeypatch.chdir(folder / "a")
    _, out = _check(capsys, "b.md", "../c.md", "--format", "concise")
    assert [line.partition(":")[0] for line in out.splitlines()[:-1]] == ["../c.md", "b.md"]


def test_a_project_is_checked_with_its_configuration(folder, capsys):
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nexclude_docs: |\n  drafts/\nplugins:\n  - runpress:\n      projct: acme/x\n      theme: defualt\n",
        encoding="utf-8",
    )
    _write(folder, content__a=GOOD, content__drafts__b=BAD, other=BAD)
    _, out = _check(capsys, "--format", "concise")
    assert [line.partition(" ")[0] for line in out.splitlines()[:-1]] == ["mkdocs.yml:7:7:", "mkdocs.yml:8:14:"]
    assert "did you mean `project`?" in out
    assert "[CF710]" in out


def test_two_documents_of_one_page_are_a_warning(folder, capsys):
    (folder / "mkdocs.yml").write_text("site_name: x\ndocs_dir: docs\n", encoding="utf-8")
    _write(folder, docs__a=GOOD)
    (folder / "docs" / "a.markdown").write_text(GOOD, encoding="utf-8")
    _, out = _check(capsys, "--format", "concise")
    assert out.splitlines()[0].startswith(
        "docs/a.md:1:1: warning[CF707] `a.md` would become the same page as `a.markdown`"
    )


def test_links_between_documents_and_to_headings(folder, capsys):
    _write(
        folder,
        a="# Top\n\n[1](b.md) [2](b.md#results) [3](b.md#reslts) [4](x.md) [5](#top) [6](#tpo) [7](b#results) ![x](pic.png)\n",
        b="# Results\n",
    )
    (folder / "pic.png").write_bytes(b"")
    _, out = _check(capsys, "--format", "concise")
    assert re.findall(r"a\.md:3:(\d+): error\[LK301\] (.*)", out) == [
        ("29", "there is no heading `#reslts` in `b.md` (did you mean `#results`?)"),
        ("46", "`x.md` leads nowhere"),
        ("66", "there is no heading `#tpo` in this document (did you mean `#top`?)"),
    ]


def test_links_to_drafts_are_warnings_but_in_drafts(folder, capsys):
    draft = "---\ndraft: true\n---\n[x](c.md)\n"
    _write(folder, a="[1](b.md#b) [2](d.md) [3](a.md)\n", b=draft, c=draft, d="# D\n")
    _, out = _check(capsys, "--format", "concise")
    assert [line.partition(": ")[0] for line in out.splitlines() if "LK303" in line] == ["a.md:1:1"]
    assert "`b.md#b` is a draft, which a built site leaves out" in out


def test_a_single_file_may_link_to_files_that_are_not_checked(folder, capsys):
    _write(folder, a="[x](b.md#results)\n", b=f"# Results\n\n{BAD}")
    assert _check(capsys, "a.md") == (0, "All good: 1 page.\n")


def _not_utf8(path):
    path.write_bytes(b"# A\n\ncaf\xe9\n")


def _too_large(path):
    path.write_bytes(b"x" * (2 * 1024 * 1024 + 1))


def _a_folder(path):
    path.mkdir()


def _a_pipe(path):
    os.mkfifo(path)


def _nothing(path):
    del path


def _a_loop(path):
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_not_utf8, "line 3 is not UTF-8"),
        (_too_large, "are allowed"),
        (_a_pipe, "neither a folder nor a file"),
        (_nothing, "is not there"),
        (_a_loop, "is not there"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_finding(folder, capsys, make, words):
    make(folder / "bad.md")
    code, out = _check(capsys, "bad.md", "--format", "concise")
    assert code == 1
    assert re.match(r"bad\.md:1:1: error\[CF\d+\] .*", out)
    assert words in out.splitlines()[0]


def test_a_misspelt_path_is_named_as_it_was_typed_with_the_nearest_one(folder, capsys):
    _write(folder, reports__schedules=GOOD)
    _, out = _check(capsys, "reports/schedule.md", "--format", "concise")
    assert out.splitlines()[0] == (
        "reports/schedule.md:1:1: error[CF701] `reports/schedule.md` is not there (did you mean `reports/schedules.md`?)"
    )


def test_a_device_is_a_finding(folder, capsys):
    del folder
    code, out = _check(capsys, "/dev/zero", "--format", "concise")
    assert code == 1
    assert re.match(r"/dev/zero:1:1: error\[CF701\] ", out)


def test_a_folder_that_is_called_like_a_document_is_a_folder(folder, capsys):
    _a_folder(folder / "bad.md")
    _write(folder, **{"bad.md/a": GOOD})
    assert _check(capsys, "bad.md") == (0, "All good: 1 report, 1 panel.\n")


def test_unreadable_files_hide_no_others(folder, capsys):
    _write(folder, a=BAD, c=BAD)
    _not_utf8(folder / "b.md")
    _a_pipe(folder / "d.md")
    _, out = _check(capsys, "--format", "concise")
    assert [line.partition(":")[0] for line in out.splitlines()[:-1]] == ["a.md", "b.md", "c.md"]


def test_json_is_one_document(folder, capsys):
    _write(folder, a=BAD)
    code, out = _check(capsys, "--format", "json")
    document = json.loads(out)
    assert code == 1
    assert document["summary"]["reports"] == 1
    assert document["diagnostics"][0]["start"]["line"] == 8


def test_in_github_actions_findings_are_annotations_and_a_summary(folder, capsys, monkeypatch):
    _write(folder, a=BAD)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary"))
    _, out = _check(capsys)
    assert out.startswith("::error file=a.md,line=8,col=1,")
    assert "smothing" in (folder / "summary").read_text(encoding="utf-8")


def test_the_same_files_give_the_same_answer(folder, capsys):
    _write(folder, a=BAD, b=WARNED)
    answers = {re.sub(r"\(.*s\)", "", _check(capsys)[1]) for _ in range(3)}
    assert len(answers) == 1


def test_a_document_that_the_project_leaves_out_is_said_when_it_is_named(folder, capsys):
    (folder / "mkdocs.yml").write_text("site_name: S\ndocs_dir: docs\nexclude_docs: drafts/\n")
    (folder / "docs/drafts").mkdir(parents=True)
    (folder / "docs/drafts/a.md").write_text("[x](nope.md)\n")
    (folder / "secret.md").write_text("# Secret\n")
    (folder / "docs/out.md").symlink_to(folder / "secret.md")
    code, out = _check(capsys, "docs/drafts/a.md", "docs/out.md", "--format", "concise")
    assert code == 1
    assert [line.partition(" (")[0] for line in out.splitlines()[:2]] == [
        "docs/drafts/a.md:1:1: error[CF701] `docs/drafts/a.md` is no document of its project, so nothing is said of it",
        "docs/out.md:1:1: error[CF701] `docs/out.md` is a link that leads out of the folder of documents",
    ]
    assert _check(capsys, "docs")[0] == 0


def test_an_unsettled_merge_is_an_error_and_its_markers_give_no_notes(folder, capsys):
    forms = "<<<<<<< local\n\nOne.\n\n=======\n\nTwo.\n\n>>>>>>> server\n"
    (folder / "a.md").write_text(f"---\ntitle: A\nkind: report\n---\n\n{forms}\n[gone](nope.md)\n")
    code, out = _check(capsys, "--format", "concise")
    assert code == 1
    assert [line.split()[1] for line in out.splitlines()[:-1]] == ["error[PB540]", "error[LK301]"]


def _fixable(folder):
    """A document with a finding that carries a fix."""
    path = folder / "a.md"
    path.write_bytes("\ufeff# A\r\n\r\n```panel line\r\ny: loss\r\n```\r\n".encode())
    return path


def test_fix_applies_fixes_and_leaves_the_rest_as_it_was(folder, capsys):
    path = _fixable(folder)
    path.chmod(0o640)
    _, before = _check(capsys, "--format", "json")
    fixes = [finding["fix"] for finding in json.loads(before)["diagnostics"] if finding["fix"]]
    assert fixes, "the case must carry a fix"
    assert main(["check", "--fix"]) == 0
    assert "fixable" not in capsys.readouterr().out
    content = path.read_bytes().decode()
    assert content.startswith("\ufeff# A\r\n\r\n```panel\r\n")
    assert "\n" not in content.replace("\r\n", "")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in folder.iterdir()] == ["a.md"]


def test_fix_says_what_it_wrote_and_where(folder, capsys):
    _fixable(folder)
    (folder / "b.md").write_text("---\ntitle: B\nkind: report\n---\n")
    (folder / "c.md").write_text("# C\n")
    main(["check", "--fix"])
    assert capsys.readouterr().err.splitlines() == ["wrote 1 fix into a.md", "wrote `id: b` into b.md"]
    main(["check", "--fix"])
    assert capsys.readouterr().err == ""


def test_nothing_is_written_without_fix(folder, capsys):
    path = _fixable(folder)
    before = path.read_bytes()
    _check(capsys)
    assert path.read_bytes() == before


class _Terminal:
    def __init__(self, *, is_terminal):
        self.text = ""
        self._is_terminal = is_terminal

    def isatty(self):
        return self._is_terminal

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def _seconds(*moments):
    waiting = iter(moments)
    return lambda: next(waiting)


def test_progress_appears_after_half_a_second_and_goes_away():
    terminal = _Terminal(is_terminal=True)
    progress = Progress("Checking", 3, stream=terminal, clock=_seconds(0, 0.2, 0.6, 0.65))
    assert list(progress.over("abc")) == ["a", "b", "c"]
    assert terminal.text == "\rChecking  2/3\r             \r"


def test_progress_is_for_terminals():
    stream = _Terminal(is_terminal=False)
    list(Progress("Checking", 2, stream=stream, clock=_seconds(0, 9, 99)).over("ab"))
    assert stream.text == ""


def test_a_comment_may_ignore_what_only_data_could_find(folder, capsys):
    _write(
        folder,
        a="<!-- runpress: ignore[RS209] recorded later -->\n```runset\nfilters: config.lr < 1\n```\n\n```panel\ny: loss\n```\n",
    )
    assert _check(capsys) == (0, "All good: 1 page, 1 panel, 1 run set.\n")


def test_many_documents_are_checked_in_several_processes_with_the_same_answer(folder, capsys):
    for number in range(80):
        _write(
            folder,
            **{f"d{number:02d}": f"# A\n\n[x](d{(number + 1) % 80:02d}.md#{'a' if number % 2 else 'b'})\n\n{BAD[30:]}"},
        )
    code, together = _check(capsys, "--format", "concise")
    assert code == 1
    alone = [_check(capsys, f"d{number:02d}.md", "--format", "concise")[1] for number in range(80)]
    assert together.splitlines()[:-1] == [line for out in alone for line in out.splitlines()[:-1]]


def test_a_folder_without_documents_is_told_how_to_begin(folder, capsys):
    assert main(["check"]) == 0
    assert "`runpress new`" in capsys.readouterr().err
    assert main(["check", "--format", "json"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["build", "-o", str(folder / "out")]) == 0
    assert "`runpress new`" in capsys.readouterr().err
    _write(folder, a=GOOD)
    assert main(["build", "-o", str(folder / "out")]) == 0
    assert "`runpress new`" not in capsys.readouterr().err
