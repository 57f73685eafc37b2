"""Data files: found inside their root and nowhere else, and known by their state on the disk.

Symlinks are resolved before the check, and only regular files are taken: a FIFO or a device named
like a data file would block or never end. What is read is what was checked: `opened` opens a file once
and looks whether it is still that one; the engine then reads what is open, whatever stands at its path.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import TextIO

from runpress.frozen import frozen

LARGEST_BYTES = 64 * 1024**3
_DESCRIPTORS = Path("/proc/self/fd")
HAS_PATHS_OF_OPEN_FILES = _DESCRIPTORS.is_dir()
"""Whether the system has a path for what is open, which leads to that file and no other."""


@frozen
class DataFile:
    """A regular file inside the root, and its state when it was found."""

    path: Path
    """Resolved, absolute."""
    shown: str
    """As it is shown to people: relative to the root, with `/`."""
    state: tuple[int, int, int, int, int]
    """Times of the last modification and of the last change of its entry in nanoseconds, size, device, inode."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not self.state[2]

    @property
    def run_id(self) -> str:
        """The run that a file of one run is named after."""
        return PurePath(self.shown).stem


@frozen
class OpenFile:
    """A file that is open."""

    file: DataFile
    descriptor: int

    @property
    def path(self) -> str:
        """A path by which the engine reads what is open; where the system has none, the path of the file."""
        return str(_DESCRIPTORS / str(self.descriptor) if HAS_PATHS_OF_OPEN_FILES else self.file.path)

    def text(self, newline: str | None = None) -> TextIO:
        """Its text from the beginning."""
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        return open(self.descriptor, encoding="utf-8-sig", newline=newline, closefd=False)


@frozen
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
                status = entry.stat(follow_symlinks=False)
                found.append(_regular(real / entry.name, _shown(folder / entry.name, root), status))
    return found


def _regular(real: Path, shown: str, status: os.stat_result) -> DataFile | Refusal:
    if not stat.S_ISREG(status.st_mode):
        return Refusal(shown, "it is not a regular file")
    if status.st_size > LARGEST_BYTES:
        return Refusal(shown, f"it is larger than {LARGEST_BYTES // 1024**3} GiB")
    state = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_dev, status.st_ino)
    return DataFile(real, shown, state)


@contextmanager
def opened(file: DataFile) -> Iterator[OpenFile]:
    """The file that was found, open; `OSError` if another one stands at its path by now."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    descriptor = os.open(file.path, flags)
    try:
        status = os.fstat(descriptor)
        if (status.st_dev, status.st_ino) != file.state[3:] or not stat.S_ISREG(status.st_mode):
            raise OSError("it was replaced while it was read")
        yield OpenFile(file, descriptor)
    finally:
        os.close(descriptor)


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
