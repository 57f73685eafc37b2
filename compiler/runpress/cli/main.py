"""The entry point: which command, with which arguments, and what its failures look like.

The first words are read here, so that help and misspellings need no more than a table.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from runpress.cli.commands import COMMANDS, OTHER_NAMES, aligned, run_command
from runpress.errors import UsageError

_OPTIONS: Final = {
    "-h, --help": "Show this; `runpress COMMAND --help` shows the options of a command.",
    "-V, --version": "Show the version.",
    "-vv": "Show the traceback of a bug.",
}
_EXAMPLES: Final = {
    "runpress new my-reports": "a documents repository to start from",
    "runpress serve": "the documents of this folder in the browser, live",
    "runpress check --strict": "all findings; warnings fail, too",
    "runpress build -o site": "the static site",
}


class _Words(NamedTuple):
    """A command line: the command, its arguments, and how much to say."""

    command: str
    arguments: list[str]
    verbosity: int


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Never raises."""
    _never_fail_to_print()
    given = list(sys.argv[1:] if argv is None else argv)
    words = _read(given)
    try:
        return _run(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BaseException as error:  # noqa: BLE001 - the one place where every failure becomes words and a code
        from runpress.cli.failures import failure_of, show

        failure = failure_of(error, command=words.command, verbosity=words.verbosity)
        show(failure, as_json=_wants_json(given))
        return failure.code


def _run(words: _Words) -> int:
    command, arguments = words.command, words.arguments
    if command == "help" and arguments:
        command, arguments = arguments[0], ["--help"]
    if command in {"", "-h", "--help", "help"}:
        sys.stdout.write(_help_text())
        return 0
    if command in {"-V", "--version"}:
        sys.stdout.write(f"runpress {_version()}\n")
        return 0
    if command not in COMMANDS:
        raise _unknown(command)
    return run_command(command, arguments)


def _read(given: list[str]) -> _Words:
    """Take `-vv` from wherever it stands before `--`; the first word that is left is the command."""
    end = given.index("--") if "--" in given else len(given)
    verbose = {"-v": 1, "-vv": 2}
    verbosity = sum(verbose.get(word, 0) for word in given[:end])
    rest = [word for word in given[:end] if word not in verbose] + given[end:]
    return _Words(rest[0] if rest else "", rest[1:], verbosity)


def _help_text() -> str:
    """The help of runpress itself."""
    commands = {name: command.summary for name, command in COMMANDS.items()}
    return (
        "Usage: runpress COMMAND [OPTIONS]\n\n"
        "  Markdown files with `panel` and `runset` fences become reports and workspaces\n"
        "  of experiment runs, or a live preview in the browser.\n\n"
        f"Commands:\n{aligned(commands)}\n\n"
        f"Options:\n{aligned(_OPTIONS)}\n\n"
        f"Examples:\n{aligned(_EXAMPLES)}\n"
    )


def _unknown(word: str) -> UsageError:
    from pathlib import Path

    from runpress.diagnostics.suggest import suggestion
    from runpress.project.project import is_document

    what = "option" if word.startswith("-") else "command"
    options = [name.strip() for names in _OPTIONS for name in names.split(",")]
    if what == "command" and (is_document(word) or Path(word).is_dir()):
        near = f"runpress serve {word}"
    elif f"--{word}" in options:
        near = f"--{word}"
    else:
        near = OTHER_NAMES.get(word.lower()) or suggestion(word, options if what == "option" else COMMANDS)
    return UsageError(
        f"there is no {what} `{word}`",
        hint=f"did you mean `{near}`?" if near else "`runpress --help` lists what there is",
    )


def _version() -> str:
    from importlib.metadata import version

    return version("runpress")


def _wants_json(given: list[str]) -> bool:
    return "--format=json" in given or any(pair == ("--format", "json") for pair in pairwise(given))


def _never_fail_to_print() -> None:
    """A terminal that cannot show a character gets its escape, not an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
