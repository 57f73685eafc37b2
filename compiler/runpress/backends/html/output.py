"""The folder of a site: files that are as the last build left them are not touched, and only ours are taken away."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from runpress.backends.html.fingerprints import state_of
from runpress.backends.html.memory import Memory, PageRecord
from runpress.project.files import UnreadableError, copy_file, write_whole


class Output:
    """What a build writes, beside what the build before it wrote."""

    def __init__(self, folder: Path, old: Memory, new: Memory) -> None:
        self._folder = folder
        self._old = old
        self._new = new

    def is_as_left(self, path: str) -> bool:
        """Whether a file is there as the last build left it."""
        state = self._old.outputs.get(path)
        return state is not None and state_of(self._folder / path) == state

    def keep(self, path: str) -> None:
        """Remember a file as the last build did."""
        self._new.outputs[path] = self._old.outputs[path]

    def note(self, path: str) -> None:
        """Remember a file as it is."""
        self._new.outputs[path] = state_of(self._folder / path) or [0, 0]

    def put(self, path: str, content: bytes) -> None:
        """Write a file unless it holds the same already."""
        target = self._folder / path
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        if not self._is_made_of(digest, path):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content, is_durable=False)
        self._remember(path, digest)

    def copy(self, source: Path, path: str) -> str:
        """Copy a file unless neither it nor its copy has changed. Why it could not be copied; empty if it could."""
        target = self._folder / path
        stamp = repr(state_of(source))
        if not self._is_made_of(stamp, path):
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
            try:
                copy_file(source, temporary)
                temporary.replace(target)
            except (OSError, UnreadableError) as error:
                temporary.unlink(missing_ok=True)
                return (getattr(error, "strerror", None) or str(error)).lower()
        self._remember(path, stamp)
        return ""

    def remove_stale(self) -> int:
        """Take away files that an earlier build made here, that nobody changed since, and that are no more."""
        removed = 0
        for path in self._old.outputs.keys() - self._new.outputs.keys():
            target = self._folder / path
            if Path(os.path.normpath(target)).is_relative_to(self._folder) and self.is_as_left(path):
                target.unlink(missing_ok=True)
                removed += 1
                _remove_empty(target.parent, self._folder)
        return removed

    def _is_made_of(self, source: str, path: str) -> bool:
        """Whether a file was made of the same, and is as it was left."""
        old = self._old.pages.get(f":{path}")
        return old is not None and old.source == source and self.is_as_left(path)

    def _remember(self, path: str, source: str) -> None:
        self._new.pages[f":{path}"] = PageRecord(source=source)
        self.note(path)


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and root in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
