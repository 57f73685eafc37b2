"""Ids of documents: made from a file's path once, and then kept in its front matter, whatever becomes of the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from runpress.diagnostics import Edit
from runpress.model.front_matter import FrontMatter
from runpress.project.documents import Document
from runpress.project.files import UnreadableError, decode, read_bytes
from runpress.source import SourceFile

_ID = re.compile(r"^id:[ \t]*(?P<value>[^\s#].*?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)
_UNFIT = re.compile(r"[^a-z0-9]+")
_START = ("index", "readme")
_LOOKED_AT = 20_000


def made_id(path: str, taken: Container[str]) -> str:
    """An id for the document at a path: its file's name, with folders before it as far as others have that already."""
    parts = [part for part in map(_slug, path.rpartition(".")[0].split("/")) if part]
    if len(parts) > 1 and parts[-1] in _START:
        parts.pop()
    parts = parts or ["document"]
    for begin in range(len(parts) - 1, -1, -1):
        made = "-".join(parts[begin:])
        if made not in taken:
            return made
    return next(made for made in _numbered("-".join(parts)) if made not in taken)


def id_edit(source: SourceFile, front: FrontMatter, document_id: str) -> Edit | None:
    """What writes an id into a document's front matter: a line behind its kind. None if it says no kind."""
    key, value = front.key_span("kind"), front.value_span("kind")
    if key is None or value is None or front.kind is None:
        return None
    if key.begin.column == 1:
        end = source.text.find("\n", value.end)
        end = len(source.text) if end < 0 else end
        return Edit(source.span(end), f"\nid: {document_id}")
    return Edit(source.span(value.end), f", id: {document_id}")  # a mapping in braces


def ids_in_use(documents: Iterable[Document]) -> dict[str, Path]:
    """The ids that documents have, by a quick look, and the file of the first one that has each."""
    found: dict[str, Path] = {}
    for document in documents:
        try:
            text = decode(read_bytes(document.file))[:_LOOKED_AT].replace("\r\n", "\n").removeprefix("\ufeff")
        except UnreadableError:
            continue
        end = text.find("\n---", 3)
        match = _ID.search(text, 0, end) if text.startswith("---\n") and end > 0 else None
        if match is not None:
            found.setdefault(match["value"].strip("\"'"), document.file)
    return found


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNFIT.sub("-", plain.lower()).strip("-")


def _numbered(text: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{text}-{number}"
        number += 1
