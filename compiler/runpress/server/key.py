"""The server's key: made at the first start, readable by its owner alone; never the user's own W&B key."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from runpress.errors import UsageError

VARIABLE = "RUNPRESS_SERVER_KEY"
FILE = "key"
_SHORTEST = 40
"""W&B's package refuses keys whose part behind the first dash is shorter, before it asks any server."""


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
    """Raise `UsageError` for a key that W&B's package would refuse: its message would not say which key is meant."""
    last = "delete the file, and a new one is made" if source != VARIABLE else "or leave it out, and one is made"
    if not all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in key):
        raise UsageError(
            f"the key in `{source}` is none that clients accept",
            hint=f"a key has letters, digits, `-` and `_` only; {last}",
        )
    prefix, dash, secret = key.partition("-")
    counted = secret if dash else prefix
    if len(counted) < _SHORTEST:
        where = " behind its first dash" if dash else ""
        raise UsageError(
            f"the key in `{source}` has {len(counted)} characters{where}: clients of W&B refuse fewer than {_SHORTEST}",
            hint=f"`python -c 'import secrets; print(secrets.token_hex({_SHORTEST // 2}))'` makes one; {last}",
        )
