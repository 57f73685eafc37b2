"""Open a source line in the author's editor: by an address that it listens to, or by a command."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

DEFAULT = "vscode://file/{path}:{line}"
VARIABLE = "RUNPRESS_EDITOR"


class EditorError(Exception):
    """The editor could not be started; the text says why."""


def open_line(editor: str, path: Path, line: int) -> None:
    """Open a file at a line. `editor` holds `{path}` and `{line}`; one with `://` is an address.

    Raises `EditorError`. The editor comes from the command line or the environment, never from a
    repository's file, and no shell reads it.
    """
    command = (
        _opener(_filled(editor, quote(path.as_posix()).lstrip("/"), line))
        if "://" in editor
        else _words(editor, path, line)
    )
    try:
        subprocess.Popen(  # noqa: S603 - the author's own editor
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise EditorError(f"`{command[0]}` cannot be started: {error.strerror}") from None


def _words(editor: str, path: Path, line: int) -> list[str]:
    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words:
        raise EditorError(f"`{editor}` is no command")
    if "{path}" not in editor:
        words.append("{path}")
    return [_filled(word, str(path), line) for word in words]


def _filled(text: str, path: str, line: int) -> str:
    return text.replace("{line}", str(line)).replace("{path}", path)


def _opener(address: str) -> list[str]:
    """The program of this system that opens addresses."""
    if sys.platform == "darwin":
        return ["open", address]
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler", address]
    program = shutil.which("xdg-open")
    if program is None:
        raise EditorError("there is no xdg-open here; name an editor: --editor 'code -g {path}:{line}'")
    return [program, address]
