"""The process around the command line: nothing that was said is lost at its end, and its code comes through."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--version"], 0, b"runpress "), (["nosuch"], 2, b""), (["explain", "MD301"], 0, b"MD301")],
)
def test_the_exit_code_and_all_output_come_through_a_pipe(arguments, code, said):
    done = subprocess.run([sys.executable, "-m", "runpress", *arguments], capture_output=True, timeout=300, check=False)
    assert done.returncode == code
    assert said in done.stdout
    assert bool(done.stderr) == bool(code)


def test_a_reader_that_has_gone_away_is_no_bug(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\n[gone](nowhere.md)\n")
    command = f"{sys.executable} -m runpress check {tmp_path} --format json; echo code $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | true"], capture_output=True, text=True, timeout=300, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.stderr.strip().startswith("code ")


@pytest.mark.parametrize(("arguments", "code"), [("explain", 0), ("check .", 1), ("nosuch", 2)])
def test_a_reader_that_leaves_changes_no_exit_code(tmp_path, arguments, code):
    (tmp_path / "a.md").write_text("[gone](nowhere.md)\n\n" * 2000)
    command = f"{sys.executable} -m runpress {arguments} | head -1 > first; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stdout.strip() == str(code)
    assert "bug" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-", "2>/dev/full"])
@pytest.mark.parametrize(("arguments", "code"), [("explain", 0), ("--help", 0), ("check .", 1), ("chekc", 2)])
def test_streams_that_are_closed_are_no_bug(tmp_path, arguments, code, closed):
    (tmp_path / "a.md").write_text("[gone](nowhere.md)\n")
    command = f"{sys.executable} -m runpress {arguments} {closed}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == code
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", ["explain", "--version", "spec a.md"])
def test_an_output_that_cannot_be_written_is_said_and_is_no_success(tmp_path, arguments):
    (tmp_path / "a.md").write_text("---\ntitle: A\nkind: report\n---\n")
    command = f"{sys.executable} -m runpress {arguments} > /dev/full"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: `standard output` cannot be used: no space left on device\nhelp: ")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ("spec a.md --view", "Ü 日本"),
        ("fmt - < a.md", "- 日本\n"),
        ("fmt --diff a.md", "+- 日本\n"),
        ("export --to wws a.md", "Ü 日本"),
        ("schema", "…"),
    ],
)
def test_results_are_utf_8_whatever_the_terminal_has(tmp_path, arguments, part):
    (tmp_path / "a.md").write_text("---\ntitle: Ü 日本\nkind: report\n---\n\n* 日本\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m runpress {arguments}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=300,
        check=True,
    )
    assert part in done.stdout.decode("utf-8")


def test_a_folder_that_is_gone_is_no_bug(tmp_path):
    (tmp_path / "gone").mkdir()
    command = f"cd gone && rmdir ../gone && {sys.executable} -m runpress fmt"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 2
    assert "error: the folder that you are in is not there any more" in done.stderr
