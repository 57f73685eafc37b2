"""Texts of documents as they are saved: a file that vanishes or is half written is waited for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from runpress.frozen import frozen
from runpress.project import Document, UnreadableError
from runpress.project.files import decode, read_bytes

PATIENCE_SECONDS = 0.25
"""How long a file may look half saved before it is taken as it is."""


@frozen
class Reading:
    """What reading a document gave: a new text, nothing new (None), or a reason why it is not shown."""

    text: str | None = None
    trouble: str = ""
    is_doubtful: bool = False
    """Whether the file looks half saved and should be read again soon."""


class Sources:
    """The last good text of each document that was read. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._contents: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        self._since: dict[str, float] = {}
        self._troubles: dict[str, str] = {}

    def read(self, document: Document) -> Reading:
        """Read a document; its text if that is another one than before."""
        path = document.path
        try:
            content = read_bytes(document.file)
        except UnreadableError as error:
            return self._doubt(path, _trouble(path, str(error)))
        if self._looks_half(path, content) and self._waited(path) < PATIENCE_SECONDS:
            return Reading(is_doubtful=True)
        try:
            text = decode(content)
        except UnreadableError as error:
            return self._doubt(path, _trouble(path, str(error)))
        self._since.pop(path, None)
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        is_new = self._digests.get(path) != digest or path in self._troubles
        self._troubles.pop(path, None)
        self._contents[path], self._digests[path] = content, digest
        return Reading(text=text if is_new else None)

    def text(self, path: str) -> str | None:
        """The last good text of a document, if it was read."""
        content = self._contents.get(path)
        return None if content is None else decode(content)

    def trouble(self, path: str) -> str:
        """Why a document could not be shown when it was last read; empty if it could."""
        return self._troubles.get(path, "")

    def _doubt(self, path: str, trouble: str) -> Reading:
        if path in self._contents and self._waited(path) < PATIENCE_SECONDS:
            return Reading(is_doubtful=True)
        is_known = path in self._troubles
        self._troubles[path] = trouble
        return Reading(trouble="" if is_known else trouble, is_doubtful=path in self._contents)

    def _looks_half(self, path: str, content: bytes) -> bool:
        """Whether the file is empty, or ends where the text before it went on: as in the middle of a save."""
        before = self._contents.get(path)
        return before is not None and len(content) < len(before) and before.startswith(content)

    def _waited(self, path: str) -> float:
        now = self._clock()
        return now - self._since.setdefault(path, now)


def _trouble(path: str, reason: str) -> str:
    what = "is not there any more" if reason == "it is not there" else f"cannot be shown: {reason}"
    return f"{path} {what}. This is the page as it was before."
