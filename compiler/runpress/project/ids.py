"""Ids of documents: made from a file's path once, and then kept in its front matter, whatever becomes of the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from runpress.diagnostics import Edit
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatter
from runpress.project.documents import Document
from runpress.project.files import UnreadableError, decode, read_bytes
from runpress.source import SourceFile

_ID = re.compile(r"^id:[ \t]*(?P<value>[^\s#].*?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)
_KIND = re.compile(r"^kind:[ \t]*[\"']?(?:report|workspace)\b", re.MULTILINE)
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


@frozen
class Ids:
    """The ids of the documents of a project, by a quick look at each."""

    used: Mapping[str, Path]
    """The ids that stand in front matter, each with the first file that has it."""
    made: Mapping[Path, str]
    """The ids of reports and workspaces that have none yet: the same ones whichever of them are asked about."""

    def all(self) -> frozenset[str]:
        """Every id."""
        return frozenset((*self.used, *self.made.values()))


def ids_of(documents: Iterable[Document]) -> Ids:
    """The ids of documents, in the order of their paths."""
    used: dict[str, Path] = {}
    without: list[Document] = []
    for document in sorted(documents, key=lambda document: document.path):
        front = _front(document)
        match = _ID.search(front)
        if match is not None:
            used.setdefault(match["value"].strip("\"'"), document.file)
        elif _KIND.search(front):
            without.append(document)
    made: dict[Path, str] = {}
    taken = set(used)
    for document in without:
        made[document.file] = made_id(document.path, taken)
        taken.add(made[document.file])
    return Ids(used, made)


def _front(document: Document) -> str:
    try:
        text = decode(read_bytes(document.file))[:_LOOKED_AT].replace("\r\n", "\n").removeprefix("\ufeff")
    except UnreadableError:
        return ""
    end = text.find("\n---", 3)
    return text[:end] if text.startswith("---\n") and end > 0 else ""


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNFIT.sub("-", plain.lower()).strip("-")


def _numbered(text: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{text}-{number}"
        number += 1
