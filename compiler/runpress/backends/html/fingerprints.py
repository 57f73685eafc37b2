"""Fingerprints of what pages depend on besides documents, and of what a build wrote: nothing is read for them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from runpress.project.files import walk
from runpress.project.project import Project


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Changes when this program does."""
    digest = hashlib.blake2b(digest_size=16)
    for module in _modules(str(Path(__file__).resolve().parents[2])):
        status = module.stat()
        digest.update(f"{module.path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _modules(folder: str) -> Iterator[os.DirEntry[str]]:
    """The modules of this program in the order of their paths. Asked for by every build, so no object a file more."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith(".py"):
            yield entry
        elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
            yield from _modules(entry.path)


def data_state(project: Project) -> str:
    """Changes when a file of the run data does; nothing is read."""
    digest = hashlib.blake2b(digest_size=8)
    for data in project.configuration.data:
        for name, state in _states(project.folder / data.path):
            digest.update(f"{data.project}\0{name}\0{state}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _states(path: Path) -> Iterator[tuple[str, list[int] | None]]:
    if path.is_dir():
        yield from ((file.path, [file.size, file.mtime_ns]) for file in walk(path))
    elif path.name:
        yield from ((file.name, state_of(file)) for file in sorted(path.parent.glob(path.name)))


def state_of(path: Path) -> list[int] | None:
    """Size and time of change of a file; None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]
