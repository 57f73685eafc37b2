"""Files of a project: read with limits, found without leaving the root, links and loops seen through.

Opening goes through one function: the file is opened first and looked at afterwards, so that nothing
can be put in its place between the look and the reading.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.frozen import frozen
from runpress.source import SourceFile

DOCUMENT_LIMIT = 2 * 1024 * 1024
"""The greatest size of a document in bytes."""
_DEPTH = 40
_FOREIGN = frozenset({"node_modules", "__pycache__"})
"""Folders of other tools, which hold documents of others."""


class UnreadableError(Exception):
    """A file that cannot be read; the text says why, for people."""


@frozen
class FoundFile:
    """A file below a root: its path as it is shown, where it really is, and its state."""

    path: str
    """Relative to the root, with `/`."""
    file: Path
    size: int
    mtime_ns: int


def read_bytes(path: Path, *, limit: int = DOCUMENT_LIMIT) -> bytes:
    """The bytes of a regular file; devices, pipes, folders and files over the limit are refused."""
    with opened(path) as descriptor:
        size = os.fstat(descriptor).st_size
        if size > limit:
            raise UnreadableError(f"it has {size:,} bytes; {limit:,} are allowed")
        content = _all_of(descriptor, limit + 1)
    if len(content) > limit:
        raise UnreadableError(f"it has more than {limit:,} bytes")
    return content


def copy_file(path: Path, target: Path) -> None:
    """Copy a regular file, whatever its size. Raises `UnreadableError`, or `OSError` for the target."""
    with opened(path) as descriptor, open(descriptor, "rb", closefd=False) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def write_whole(path: Path, content: bytes, *, is_durable: bool = True) -> None:
    """Write a file as a whole: whatever happens meanwhile, it holds the old bytes or the new ones.

    A file that is there keeps its mode. Unless it `is_durable`, a machine that stops may lose it. Raises `OSError`.
    """
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:  # about a name that nobody typed
        raise OSError(error.errno, error.strerror, str(path)) from None
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if is_durable:
                file.flush()
                os.fsync(descriptor)
        aside.chmod(mode)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_named(path: Path, content: bytes) -> None:
    """Write a file that a command line names, in folders that need not be there yet. Raises `OSError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, "it is a file, and not a folder", error.filename) from None
    write_whole(path, content)


def make_own_folder(folder: Path) -> None:
    """Make the folder for what the program keeps for itself, which version control passes over. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


@cache
def _umask() -> int:
    """The mask of this process: asking for it sets it, which other threads would see, so it is asked for once."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """The descriptor of a regular file; a link in its place is not followed."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise UnreadableError(_reason(path, error)) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableError("it is a folder")
        if not stat.S_ISREG(mode):
            raise UnreadableError("it is no regular file")
        yield descriptor
    finally:
        os.close(descriptor)


def _all_of(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (part := os.read(descriptor, min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def decode(content: bytes) -> str:
    """The text of a document; documents are UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"line {line} is not UTF-8 (byte 0x{content[error.start]:02x})") from None


def read_source(path: Path, shown: str) -> SourceFile:
    """A document as a source file. Raises `UnreadableError`."""
    return SourceFile(shown, decode(read_bytes(path)))


def unreadable(shown: str, reason: str) -> Diagnostic:
    """The finding for a file that cannot be read."""
    span = SourceFile(shown, "").span(0)
    return codes.UNREADABLE.at(span, f"`{shown}` cannot be read: {reason}", help=_next_step(reason))


def unwritable(shown: str, error: OSError) -> Diagnostic:
    """The finding for a file that cannot be written."""
    reason = (error.strerror or "it was refused").lower()
    help_ = "check its permissions and those of its folder, and the room on the disk"
    return codes.UNWRITABLE.at(SourceFile(shown, "").span(0), f"`{shown}` cannot be written: {reason}", help=help_)


def inside(root: Path, path: Path) -> Path | None:
    """The real place of a path if it is inside the (real) root, links followed; else None."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return real if real == root or root in real.parents else None


def walk(root: Path, *, skip: frozenset[Path] = frozenset()) -> Iterator[FoundFile]:
    """Every file below the root in the order of paths. Names with a leading dot and folders of packages are not looked at.

    Links are followed as long as they stay inside the root; a folder inside itself ends the way, so
    that loops end.
    """
    real = root.resolve()
    return _Walker(real, skip).folder(real, "", ())


class _Walker:
    """Walks one root. `above` holds the identities of the folders on the way down."""

    def __init__(self, root: Path, skip: frozenset[Path]) -> None:
        self._root = root
        self._skip = skip

    def folder(self, folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[FoundFile]:
        try:
            status = folder.stat()
        except OSError:  # it has gone, a moment ago or with everything in it
            return
        identity = (status.st_dev, status.st_ino)
        if identity in above or len(above) > _DEPTH:
            return
        for entry in _entries(folder):
            path = self._real(entry)
            if path is None:
                continue
            try:
                status = path.stat() if entry.is_symlink() else entry.stat()
            except OSError:
                continue
            if stat.S_ISDIR(status.st_mode):
                yield from self.folder(path, f"{prefix}{entry.name}/", (*above, identity))
            elif stat.S_ISREG(status.st_mode):
                yield FoundFile(f"{prefix}{entry.name}", path, status.st_size, status.st_mtime_ns)

    def _real(self, entry: os.DirEntry[str]) -> Path | None:
        path: Path | None = Path(entry.path)
        if entry.is_symlink():
            path = inside(self._root, Path(entry.path))
        return None if path is None or path in self._skip else path


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            shown = (entry for entry in entries if not entry.name.startswith(".") and entry.name not in _FOREIGN)
            return sorted(shown, key=lambda entry: entry.name)
    except OSError:
        return []


def _reason(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "it is a folder"
    if isinstance(error, PermissionError):
        return "its permissions do not let us"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return "its name is not one of a file"


def _next_step(reason: str) -> str:
    if "UTF-8" in reason:
        return "save it as UTF-8"
    if "bytes" in reason:
        return "split it into several documents"
    if "permissions" in reason:
        return "make it readable, or leave it out with `exclude_docs`"
    return "check the path"
