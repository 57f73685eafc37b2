"""`runpress fmt`: what is written, what is said, exit codes."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from runpress.cli.main import main

ROUGH = "# A #\n\n* one\n"
FINE = "# A\n\n- one\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_documents_of_a_folder_are_written_where_they_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rough, fine = write(folder, "docs/a.md", ROUGH), write(folder, "docs/b.md", FINE)
    before = fine.stat()
    assert main(["fmt"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "formatted docs/a.md\n1 file formatted, 1 file left as it is\n")
    assert rough.read_text() == FINE
    assert fine.stat().st_mtime_ns == before.st_mtime_ns
    assert fine.stat().st_ino == before.st_ino


def test_a_second_time_nothing_changes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "a.md", ROUGH)
    assert main(["fmt", "a.md"]) == 0
    capsys.readouterr()
    assert main(["fmt", "--check"]) == 0
    assert capsys.readouterr() == ("", "0 files would be formatted, 1 file left as it is\n")


def test_check_writes_nothing_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(folder, "a.md", ROUGH)
    assert main(["fmt", "--check", "--format", "concise"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("a.md:1:4: warning[CF711] this document is not in canonical form")
    assert shown.err == "1 file would be formatted, 0 files left as they are\n"
    assert path.read_text() == ROUGH


def test_diff_is_a_patch_that_git_applies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(folder, "a.md", ROUGH.rstrip("\n"))
    assert main(["fmt", "--diff"]) == 0
    patch = capsys.readouterr().out
    assert patch.startswith("--- a/a.md\n+++ b/a.md\n")
    assert path.read_text() == ROUGH.rstrip("\n")
    subprocess.run(["git", "apply", "-"], input=patch, text=True, check=True, cwd=folder)
    assert path.read_text() == FINE


NAMES = ["a.md", "a b.md", 'a"b.md', "a\nb.md", "ä.md", "a\tb/ c .md"]
TEXTS = {
    "line feeds": ROUGH,
    "no end": ROUGH.rstrip("\n"),
    "Windows": ROUGH.replace("\n", "\r\n"),
    "Windows with a mark": "\ufeff" + ROUGH.replace("\n", "\r\n"),
    "a mark": "\ufeff" + ROUGH,
    "both kinds": "# A #\r\n\n* one\r\n",
    "old Macintosh": ROUGH.replace("\n", "\r"),
    "other ends of lines": "# A #\n\na\u2028b\x0cc\x85d\x1ce\x0bf\n\n* one\n",
}


@pytest.mark.parametrize(
    "tool", [["git", "apply", "-"], ["patch", "-p1", "--binary", "--silent"]], ids=["git", "patch"]
)
@pytest.mark.parametrize("name", NAMES)
def test_patches_name_files_as_git_does(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, tool: list[str]
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"there is no {tool[0]}")
    path = write(folder, name, ROUGH)
    assert main(["fmt", "--diff", name]) == 0
    subprocess.run(tool, input=capsys.readouterr().out.encode(), check=True, cwd=folder)
    assert path.read_text() == FINE


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_patch_file_and_standard_input_agree_to_the_byte(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path, patched = write(folder, "a.md", text), write(folder, "b/a.md", text)
    main(["fmt", "--diff", "a.md"])
    subprocess.run(["git", "apply", "-"], input=capsys.readouterr().out.encode(), check=True, cwd=patched.parent)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    main(["fmt", "-"])
    piped = capsys.readouterr().out.encode()
    main(["fmt", "a.md"])
    assert path.read_bytes() != text.encode()
    assert path.read_bytes() == patched.read_bytes() == piped


def test_standard_input_that_is_canonical_is_handed_on_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del folder
    text = "\ufeff" + FINE.replace("\n", "\r\n") + "\na\0\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr().out == text


def test_commands_in_findings_can_be_copied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "a b.md", ROUGH)
    main(["fmt", "--check"])
    assert "run `runpress fmt 'a b.md'`" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_a_finding_and_stops_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md", "c.md"):
        write(folder, name, ROUGH)

    def refused(path: Path, content: bytes) -> None:
        if path.name == "b.md":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        path.write_bytes(content)

    monkeypatch.setattr("runpress.project.files.write_whole", refused)
    assert main(["fmt", "--format", "concise"]) == 1
    shown = capsys.readouterr().err
    assert "b.md:1:1: error[CF713] `b.md` cannot be written: permission denied" in shown
    assert shown.endswith("2 files formatted, 1 file left as it is\n")
    assert [(folder / name).read_text() for name in ("a.md", "b.md", "c.md")] == [FINE, ROUGH, FINE]


def test_diff_and_check_show_and_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "a.md", ROUGH)
    assert main(["fmt", "--diff", "--check"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("--- a/a.md\n")
    assert "CF711" in shown.err


def test_json_is_one_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "a.md", ROUGH)
    assert main(["fmt", "--check", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in document["diagnostics"]] == ["CF711"]
    assert main(["fmt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []


def test_line_ends_a_byte_order_mark_and_permissions_stay(folder: Path) -> None:
    path = write(folder, "a.md", "\ufeff" + ROUGH.replace("\n", "\r\n"))
    path.chmod(0o600)
    assert main(["fmt"]) == 0
    assert path.read_bytes() == ("\ufeff" + FINE.replace("\n", "\r\n")).encode()
    assert path.stat().st_mode & 0o777 == 0o600


def test_long_forms(folder: Path) -> None:
    path = write(folder, "a.md", "```panel\ny: loss\nlog: y\n```\n")
    assert main(["fmt", "--expand"]) == 0
    assert path.read_text() == "```panel\ntype: line\ny: [loss]\nlog_y: true\n```\n"


def test_standard_input(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, code, out in ([], 0, FINE), (["--check"], 1, ""):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ROUGH.encode())))
        assert main(["fmt", "-", *arguments]) == code
        assert capsys.readouterr().out == out
    assert list(folder.iterdir()) == []


def test_a_path_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "report.md", FINE)
    assert main(["fmt", "reprot.md", "--format", "concise"]) == 1
    assert "did you mean `report.md`?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["-", "a.md"], "`-` is standard input"), (["--chekc"], "did you mean `--check`?"), (["--format", "jsn"], "json")],
)
def test_a_wrong_command_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    del folder
    assert main(["fmt", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_bytes(b"\xff\xfe\x00a")
    write(folder, "b.md", ROUGH)
    assert main(["fmt", "--format", "concise"]) == 1
    assert "CF701" in capsys.readouterr().err
    assert (folder / "b.md").read_text() == FINE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    write(folder, "a.md", ROUGH)
    folder.chmod(0o500)
    assert main(["fmt"]) != 0
    folder.chmod(0o700)
