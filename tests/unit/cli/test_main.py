"""The frame of the command line: help, misspellings, exit codes, and what a bug looks like."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys

import pytest

from runpress.cli import check
from runpress.cli.commands import COMMANDS, OTHER_NAMES
from runpress.cli.main import main


def test_help_lists_every_command_with_examples(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(re.search(rf"^  {name} +\S", out, re.MULTILINE) for name in COMMANDS)
    assert "Examples:\n  runpress " in out


@pytest.mark.parametrize("arguments", [[], ["help"], ["-h"]])
def test_help_is_also_what_no_command_gives(arguments, capsys):
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("Usage: runpress")


def test_help_loads_nothing_heavy():
    program = "import sys; from runpress.cli.main import main; main(['--help']); print(len(sys.modules), *sys.modules)"
    bare = "import sys, argparse, runpress; print(len(sys.modules))"
    said, least = (subprocess.check_output([sys.executable, "-c", text], text=True) for text in (program, bare))
    number, *names = said.splitlines()[-1].split()
    assert int(number) - int(least) < 60
    assert not {"yaml", "ruamel.yaml", "markdown_it", "duckdb", "httpx", "runpress.model", "asyncio"} & set(names)


@pytest.mark.parametrize("arguments", [["check", "--help"], ["help", "check"], ["check", "-h"]])
def test_a_command_has_help_with_options_and_examples(arguments, capsys):
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "Usage: runpress check" in out
    assert "--strict" in out
    assert "Exit codes" in out
    assert "  runpress check --strict " in out


def test_the_version_is_that_of_the_package(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"runpress \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "error", "help_"),
    [
        (["chekc"], "there is no command `chekc`", "did you mean `check`?"),
        (["xyzzy"], "there is no command `xyzzy`", "`runpress --help` lists what there is"),
        (["init", "docs"], "there is no command `init`", "did you mean `new`?"),
        (["Lint"], "there is no command `Lint`", "did you mean `check`?"),
        (["--versoin"], "there is no option `--versoin`", "did you mean `--version`?"),
        (["help", "biuld"], "there is no command `biuld`", "did you mean `build`?"),
        (["check", "--frmat"], "there is no option `--frmat`", "did you mean `--format`?"),
        (["check", "--stict"], "there is no option `--stict`", "did you mean `--strict`?"),
        (["check", "--format", "jsn"], "there is no format `jsn`", "did you mean `json`?"),
        (
            ["check", "--format"],
            "`--format` takes a value",
            "`runpress check --help` lists what there is",
        ),
        (["serve", "--port", "70000"], "`--port` takes at most 65535", "`runpress serve --help` lists what there is"),
        (["rollback", "a", "--to", "0"], "`--to` takes at least 1", "`runpress rollback --help` lists what there is"),
        (["serve", "--port", "x"], "`--port` takes a whole number", "`runpress serve --help` lists what there is"),
        (["explain", "nothing"], "there is no code `NOTHING`", "`runpress explain` lists all codes"),
        (["export"], "`FILE` is missing", "`runpress export --help` lists what there is"),
        (["export", "a.md"], "`--to` is missing", "`runpress export --help` lists what there is"),
        (["version"], "there is no command `version`", "did you mean `--version`?"),
        (["report.md"], "there is no command `report.md`", "did you mean `runpress serve report.md`?"),
        (["/"], "there is no command `/`", "did you mean `runpress serve /`?"),
        (
            ["explain", "a", "b"],
            "there is no place for `b`",
            "`runpress explain --help` lists what there is",
        ),
    ],
)
def test_a_wrong_command_line_is_named_with_a_next_step(arguments, error, help_, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"error: {error}\nhelp: {help_}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_plain_words(command, capsys):
    assert main([command, "--help"]) == 0
    page = capsys.readouterr().out
    usage, rest = page.split("\n", 1)
    assert not re.search(r"[{}]|\[\[", usage)
    assert not re.search(r"<(path|str|int|list|Path)\b|x[<>]=", rest)
    assert page.endswith("\n")
    arguments = re.search(r"Arguments:\n((?:  .*\n)+)", rest)
    lines = arguments[1].splitlines() if arguments else []
    columns = {found.end() for line in lines if (found := re.match(r"  (?:\S+)? {2,}(?=\S)", line))}
    assert len(columns) <= 1, lines


def test_names_of_other_tools_lead_to_commands_and_hide_none():
    assert set(OTHER_NAMES.values()) <= set(COMMANDS)
    assert not set(OTHER_NAMES) & set(COMMANDS)


def test_in_json_a_wrong_command_line_is_one_document_too(capsys):
    assert main(["check", "--format", "json", "--stict"]) == 2
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert document["type"] == "runpress.error"
    assert document["exit_code"] == 2
    assert document["help"] == "did you mean `--strict`?"
    assert captured.err == ""


@pytest.fixture
def broken(monkeypatch):
    """A command with a bug in it."""

    def fail(*_, **__):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(check, "_checked", fail)


@pytest.mark.parametrize(
    "arguments", [["build", "docs", "-o", "file/site"], ["new", "file/docs"], ["build", "docs", "-o", "x" * 300]]
)
def test_a_place_that_the_system_refuses_is_no_bug(arguments, capsys, tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A\n")
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert "bug" not in err
    assert "cannot be used: " in err or "is a file" in err
    assert "\nhelp: " in err


@pytest.mark.usefixtures("broken")
def test_a_bug_is_a_short_message_and_a_log_never_a_traceback(capsys):
    assert main(["check"]) == 70
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    assert captured.err.startswith("error: runpress has a bug: ZeroDivisionError in test_main.py:")
    log = re.search(r"log (\S+\.log)", captured.err)[1]
    with open(log, encoding="utf-8") as file:  # noqa: PTH123 - the path that was printed
        assert "Traceback" in file.read()
    assert os.stat(log).st_mode & 0o077 == 0  # noqa: PTH116 - as above
    os.unlink(log)  # noqa: PTH108 - as above


@pytest.mark.usefixtures("broken")
def test_with_vv_a_bug_shows_its_traceback(capsys):
    assert main(["-vv", "check"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_130(monkeypatch, capsys):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "_checked", interrupt)
    assert main(["check"]) == 130
    assert "Traceback" not in capsys.readouterr().err


INTERRUPTED = """
import os, signal, sys

def interrupt(event, arguments):
    if event == "open" and str(arguments[0]).endswith("20.md"):
        os.killpg(0, signal.SIGINT)

sys.addaudithook(interrupt)
from runpress.cli.main import main
sys.exit(main(["check", sys.argv[1]]))
"""


def test_control_c_ends_a_running_check(tmp_path):
    """A terminal interrupts all processes of a command; here, when one of them opens a certain document."""
    for number in range(40):
        (tmp_path / f"{number}.md").write_text("# A\n\n```panel\ny: loss\n```\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        start_new_session=True,
        # A job in the background, as tests may be, ignores interruptions, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_ends_it_quietly(tmp_path):
    (tmp_path / "a.md").write_text("[x](gone.md)\n\n" * 5_000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "runpress", "check", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A job in the background, as tests may be, ignores interruptions, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert err == ""


def test_a_terminal_without_unicode_gets_escapes(tmp_path):
    (tmp_path / "a.md").write_text("[日本](gone.md)\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "runpress", "check", "a.md"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1
    assert b"\\u65e5\\u672c" in done.stdout
