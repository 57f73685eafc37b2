"""Data files: found inside their root and nowhere else, and known by their state on the disk.

Symlinks are resolved before the check, and only regular files are taken: a FIFO or a device named
like a data file would block or never end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePath

LARGEST_BYTES = 64 * 1024**3


@dataclass(frozen=True, slots=True)
class DataFile:
    """A regular file inside the root, and its state when it was found."""

    path: Path
    """Resolved, absolute."""
    shown: str
    """As it is shown to people: relative to the root, with `/`."""
    state: tuple[int, int, int]
    """Modification time in nanoseconds, size, inode."""

    @property
    def run_id(self) -> str:
        """The run that a file of one run is named after."""
        return PurePath(self.shown).stem


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that cannot be read, and why, in words for the author."""

    shown: str
    reason: str


def find_file(path: Path, root: Path) -> DataFile | Refusal:
    """The file at a path, or why it is not taken."""
    shown = _shown(path, root)
    try:
        real = path.resolve(strict=True)
        status = real.stat()
    except (OSError, RuntimeError, ValueError):
        return Refusal(shown, "there is no such file, or it cannot be opened")
    if not real.is_relative_to(root.resolve()):
        return Refusal(shown, "it lies outside of the project's folder")
    return _regular(real, shown, status)


def find_files(folder: Path, root: Path, suffixes: Container[str]) -> list[DataFile | Refusal]:
    """The files of a folder that have one of these suffixes, by name. Thousands are looked at before every query."""
    real = folder.resolve()
    if not real.is_relative_to(root.resolve()):
        return [Refusal(_shown(folder, root), "it lies outside of the project's folder")]
    found: list[DataFile | Refusal] = []
    with os.scandir(real) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if os.path.splitext(entry.name)[1].lower() not in suffixes:  # noqa: PTH122 - a Path costs more than all else
                continue
            if entry.is_symlink():
                found.append(find_file(folder / entry.name, root))
            else:
                found.append(_regular(real / entry.name, _shown(folder / entry.name, root), entry.stat()))
    return found


def _regular(real: Path, shown: str, status: os.stat_result) -> DataFile | Refusal:
    if not stat.S_ISREG(status.st_mode):
        return Refusal(shown, "it is not a regular file")
    if status.st_size > LARGEST_BYTES:
        return Refusal(shown, f"it is larger than {LARGEST_BYTES // 1024**3} GiB")
    return DataFile(real, shown, (status.st_mtime_ns, status.st_size, status.st_ino))


def digest(files: Iterable[DataFile]) -> str:
    """A digest of which files there are and in which state."""
    hasher = blake2b(digest_size=16)
    for file in files:
        hasher.update(f"{file.path}\0{file.state}\0".encode("utf-8", "surrogatepass"))
    return hasher.hexdigest()


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name
