"""The process around the command line: nothing that was said is lost at its end, and its code comes through."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--version"], 0, b"runpress "), (["nosuch"], 2, b""), (["explain", "MD301"], 0, b"MD301")],
)
def test_the_exit_code_and_all_output_come_through_a_pipe(arguments, code, said):
    done = subprocess.run([sys.executable, "-m", "runpress", *arguments], capture_output=True, timeout=120, check=False)
    assert done.returncode == code
    assert said in done.stdout
    assert bool(done.stderr) == bool(code)


def test_a_reader_that_has_gone_away_is_no_bug(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\n[gone](nowhere.md)\n")
    command = f"{sys.executable} -m runpress check {tmp_path} --format json; echo code $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | true"], capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.stderr.strip().startswith("code ")
