"""What went wrong, as people and programs see it: a sentence and a hint on stderr, an exit code, never a traceback."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final, NamedTuple, Protocol, runtime_checkable

from runpress.diagnostics.suggest import similarity
from runpress.errors import RunpressError

USAGE: Final = 2
BUG: Final = 70
INTERRUPTED: Final = 130
_MOST_VERBOSE = 2
_KINDS: Final = {
    "valid integer": "a whole number",
    "valid number": "a number",
    "valid boolean": "no value",
    "requires an argument": "a value",
}
"""What the parser says of a value, in our words."""
_PLAIN: Final = (
    (re.compile(r"Got unexpected extra argument.* \((.+)\)"), r"there is no place for `\1`"),
    (re.compile(r"Missing (?:argument|option) '(?:-\w / )?(.+)'\."), r"`\1` is missing"),
)
"""Sentences of the parser, and ours."""
_BOUND: Final = re.compile(r"(less|greater) than or equal to (-?\d+)")


class Failure(NamedTuple):
    """What is said, what to do next, and the exit code."""

    message: str
    hint: str
    code: int


def failure_of(error: BaseException, *, command: str = "", verbosity: int = 0) -> Failure:
    """The failure that an exception of a command stands for."""
    if isinstance(error, RunpressError):
        return Failure(str(error), error.hint or "", error.exit_code)
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        return Failure("interrupted", "", INTERRUPTED)
    if isinstance(error, _Refusal):
        return _usage(error, command)
    if isinstance(error, FileNotFoundError) and error.filename is None and verbosity < _MOST_VERBOSE:
        # What the system says where it is asked for the folder of this process: everything else names a file.
        return Failure("the folder that you are in is not there any more", "go to another one", USAGE)
    if isinstance(error, OSError) and error.filename is not None and verbosity < _MOST_VERBOSE:
        return _outside(error)
    return _bug(error, verbosity=verbosity)


def show(failure: Failure, *, as_json: bool) -> None:
    """Say it: on stderr, or as the one JSON document of stdout."""
    if as_json:
        document = {
            "type": "runpress.error",
            "schema_version": 1,
            "message": failure.message,
            "help": failure.hint,
            "exit_code": failure.code,
        }
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
        return
    hint = f"help: {failure.hint}\n" if failure.hint else ""
    sys.stderr.write(f"error: {failure.message}\n{hint}")


@runtime_checkable
class _Refusal(Protocol):
    """What the parser raises: its classes have no public place, so they are known by their attributes."""

    def format_message(self) -> str: ...


def _usage(error: _Refusal, command: str) -> Failure:
    """A command line that the parser refuses."""
    option = getattr(error, "option_name", None)
    possible = getattr(error, "possibilities", None)
    hint = f"`runpress {command} --help` lists what there is"
    if option and hasattr(error, "possibilities"):
        near = max(possible or [""], key=lambda other: similarity(str(option), other))
        return Failure(f"there is no option `{option}`", f"did you mean `{near}`?" if near else hint, USAGE)
    message = error.format_message()
    names = [option] if option else getattr(getattr(error, "param", None), "opts", None)
    bound = _BOUND.search(message)
    kind = f"at {'most' if bound[1] == 'less' else 'least'} {bound[2]}" if bound else ""
    kind = kind or next((kind for words, kind in _KINDS.items() if words in message), "")
    if names and kind:
        return Failure(f"`{names[0]}` takes {kind}", hint, USAGE)
    for theirs, ours in _PLAIN:
        message = theirs.sub(ours, message)
    return Failure(message[:1].lower() + message[1:].rstrip("."), hint, USAGE)


def _outside(error: OSError) -> Failure:
    """A file or folder that the system does not give: no matter of ours, wherever it is met."""
    reason = (error.strerror or "the system refuses").lower()
    path = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else str(error.filename)
    return Failure(
        f"`{path}` cannot be used: {reason}", "check the path, its permissions, and the room on the disk", USAGE
    )


def _bug(error: BaseException, *, verbosity: int) -> Failure:
    trace = "".join(traceback.format_exception(error))
    message = f"runpress has a bug: {type(error).__name__} in {_place(error)}"
    if verbosity >= _MOST_VERBOSE:
        return Failure(f"{message}\n{trace}", "", BUG)
    log = _log(trace)
    hint = f"please report it with the log {log}" if log else "run again with -vv and report what it says"
    return Failure(message, hint, BUG)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"


def _log(trace: str) -> str:
    """Write the traceback where only its owner reads it; the path, or nothing if it cannot be written."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="runpress-", suffix=".log", delete=False
        ) as file:
            file.write(trace)
    except OSError:
        return ""
    return file.name
