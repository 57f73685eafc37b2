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
from runpress.source import SourceFile, Span
from runpress.syntax.front_matter import read_front_matter

_ID = re.compile(r"^id:[ \t]*(?P<value>[^\s#].*?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)
_KIND = re.compile(r"^kind:[ \t]*[\"']?(?:report|workspace)\b", re.MULTILINE)
_NULLS = ("null", "Null", "NULL", "~")
_EMPTY = re.compile(r"""[ \t]*:(?:[ \t]+(?:null|Null|NULL|~|"[ \t]*"|'[ \t]*'))?(?:[ \t]*(?=\n|$)|(?=[ \t]*[#,}]))""")
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
    empty = front.origin.keys.get(("id",))
    if empty is not None:
        return _filled(source, empty, document_id)
    if key.begin.column == 1:
        end = source.text.find("\n", value.end)
        end = len(source.text) if end < 0 else end
        return Edit(source.span(end), f"\nid: {document_id}")
    return Edit(source.span(value.end), f", id: {document_id}")  # a mapping in braces


def _filled(source: SourceFile, key: Span, document_id: str) -> Edit | None:
    """What writes an id behind a key that is there already, without a value; None where that is not sure."""
    found = _EMPTY.match(source.text, key.end)
    return None if found is None else Edit(source.span(key.end, found.end()), f": {document_id}")


def says_kind(text: str) -> bool:
    """Whether front matter, well-formed or not, says that its document is published."""
    end = text.find("\n---", 3, _LOOKED_AT)
    return text.startswith("---\n") and _KIND.search(text, 0, end if end > 0 else len(text)) is not None


@frozen
class Ids:
    """The ids of the documents of a project, by a quick look at each."""

    holders: Mapping[str, tuple[Path, ...]]
    """The ids that stand in front matter, each with the files that have it: one, unless somebody has copied a file."""
    made: Mapping[Path, str]
    """The ids of reports and workspaces that have none yet: the same ones whichever of them are asked about."""
    pages: Mapping[str, Path]
    """The ids of documents that are pages, as one is that was published and says no `kind:` any more."""

    def all(self) -> frozenset[str]:
        """Every id."""
        return frozenset((*self.holders, *self.made.values()))


def ids_of(documents: Iterable[Document]) -> Ids:
    """The ids of documents, in the order of their paths."""
    holders: dict[str, tuple[Path, ...]] = {}
    pages: dict[str, Path] = {}
    without: list[Document] = []
    for document in sorted(documents, key=lambda document: document.path):
        is_page, said = _looked_at(document)
        if said:
            holders[said] = (*holders.get(said, ()), document.file)
            pages |= {said: document.file} if is_page else {}
        elif not is_page:
            without.append(document)
    made: dict[Path, str] = {}
    taken = set(holders)
    for document in without:
        made[document.file] = made_id(document.path, taken)
        taken.add(made[document.file])
    return Ids(holders, made, pages)


def _looked_at(document: Document) -> tuple[bool, str]:
    """Whether a document is a page, and its id: by two patterns, or by reading front matter that is written otherwise."""
    try:
        text = decode(read_bytes(document.file)).replace("\r\n", "\n").removeprefix("\ufeff")
    except UnreadableError:
        return True, ""
    end = text.find("\n---", 3, _LOOKED_AT)
    front = text[:end] if text.startswith("---\n") and end > 0 else ""
    match = _ID.search(front)
    has_kind = _KIND.search(front) is not None
    if match is not None:
        said = "" if match["value"] in _NULLS else match["value"].strip("\"'").strip()
        return not has_kind and ("kind" not in front or _read(SourceFile(document.path, text))[0]), said
    if not text.startswith("---") or "kind" not in text[:_LOOKED_AT]:
        return True, ""
    return (False, "") if has_kind and "id" not in front else _read(SourceFile(document.path, text))


def _read(source: SourceFile) -> tuple[bool, str]:
    found = read_front_matter(source).value
    entries = found.value if found is not None and isinstance(found.value, dict) else {}
    said = {key: entries[key].value.value for key in ("kind", "id") if key in entries}
    document_id = said.get("id")
    return said.get("kind") is None, "" if document_id is None else str(document_id).strip()


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNFIT.sub("-", plain.lower()).strip("-")


def _numbered(text: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{text}-{number}"
        number += 1
