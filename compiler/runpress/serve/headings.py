"""The headings of documents, for links that lead to them from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runpress.backends.html.fragments import anchors_of
from runpress.diagnostics import Diagnostic
from runpress.lint.walk import outline_of
from runpress.pipeline import compile_document
from runpress.project import Document, UnreadableError
from runpress.project.files import decode, read_bytes
from runpress.project.links import Fragment, missing_heading
from runpress.source import SourceFile

_State = tuple[int, int]


class Headings:
    """What links can lead to in each document that is linked to; a document is read again when its file changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_State, frozenset[str]]] = {}

    def missing(self, fragments: Iterable[Fragment]) -> Iterator[Diagnostic]:
        """A finding for each link to a heading that is not there."""
        for fragment in fragments:
            anchors = self.of(fragment.document)
            if anchors is not None and fragment.name not in anchors:
                yield missing_heading(fragment, anchors)

    def of(self, document: Document) -> frozenset[str] | None:
        """The headings of a document; None if it cannot be read, which is not remembered: it may go or come just now."""
        state = _state(document)
        known = self._known.get(document.path)
        if known is not None and known[0] == state:
            return known[1]
        found = _read(document)
        if found is not None:
            self._known[document.path] = state, found
        return found


def _state(document: Document) -> _State:
    try:
        status = document.file.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _read(document: Document) -> frozenset[str] | None:
    try:
        text = decode(read_bytes(document.file))
    except UnreadableError:
        return None
    return frozenset(anchors_of(outline_of(compile_document(SourceFile(document.path, text)).view)))
