"""The server's key: made at the first start, readable by its owner alone; never the user's own W&B key."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from runpress.errors import UsageError

VARIABLE = "RUNPRESS_SERVER_KEY"
FILE = "key"
_SHORTEST = 20
"""Clients of W&B's refuse shorter keys by themselves."""


def load_key(folder: Path, environ: Mapping[str, str], make: Callable[[], str]) -> tuple[str, str]:
    """The key, and where it comes from: the variable's name, or the file's path.

    Raises `UsageError` if the key is too short, or others can read its file.
    """
    given = environ.get(VARIABLE, "").strip()
    if given:
        _check(given, VARIABLE)
        return given, VARIABLE
    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path), str(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = make()
        file.write(key + "\n")
    return key, str(path)


def _read(path: Path) -> str:
    if stat.S_IMODE(path.stat().st_mode) & 0o077 and os.name == "posix":
        raise UsageError(f"others can read the key in `{path}`", hint=f"chmod 600 {path}")
    key = path.read_text(encoding="ascii", errors="replace").strip()
    _check(key, str(path))
    return key


def _check(key: str, source: str) -> None:
    if len(key) < _SHORTEST or not all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in key):
        raise UsageError(
            f"the key in `{source}` is none that clients accept",
            hint=f"a key has {_SHORTEST} or more letters, digits, `-` and `_`; delete the file and a new one is made",
        )
