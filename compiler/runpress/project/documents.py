"""The documents of a project: their files, titles and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.frozen import frozen
from runpress.project.files import FoundFile
from runpress.project.project import MARKDOWN_SUFFIXES, is_document
from runpress.source import SourceFile

_INDEX_NAMES = ("index", "readme")
_TITLE = re.compile(r"^title:[ \t]+(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<text>\S.*?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_MARKS = re.compile(r"[*_`]|\\(?=[!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_DRAFT = re.compile(r"^draft:[ \t]*(?:true|True|TRUE)[ \t]*(?:#.*)?$", re.MULTILINE)
_LOOKED_AT = 20_000


@frozen
class Document:
    """A Markdown file and the page that it becomes."""

    path: str
    """Relative to the documents' root, with `/`: `guide/index.md`."""
    file: Path
    url: str
    """The page's path in the site: `guide/index.html`."""
    size: int = 0
    mtime_ns: int = 0

    @property
    def folder(self) -> str:
        """The folder of the document; empty at the root."""
        return self.path.rpartition("/")[0]

    @property
    def is_index(self) -> bool:
        """Whether the page is the start page of its folder."""
        return self.url.rpartition("/")[2] == "index.html"


def documents_of(files: list[FoundFile]) -> tuple[Document, ...]:
    """The documents among the files; `index.md`, or else `README.md`, is its folder's start page."""
    paths = {file.path for file in files}
    return tuple(
        Document(file.path, file.file, page_url(file.path, paths), file.size, file.mtime_ns)
        for file in files
        if is_document(file.path)
    )


def distinct_pages(documents: tuple[Document, ...]) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The documents that become pages of their own, and a finding for each of the others."""
    pages: dict[str, Document] = {}
    findings: list[Diagnostic] = []
    for document in documents:
        first = pages.setdefault(document.url, document)
        if first is not document:
            span = SourceFile(document.path, "").span(0)
            message = f"`{document.path}` would become the same page as `{first.path}`, and is left out"
            findings.append(codes.SAME_PAGE.at(span, message, help="rename one of them"))
    return tuple(pages.values()), findings


def page_url(path: str, paths: set[str]) -> str:
    """The page of a document: its name with `.html`, `index.html` for a start page."""
    folder, _, name = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    stem = name
    for suffix in MARKDOWN_SUFFIXES:
        if name.lower().endswith(suffix):
            stem = name[: -len(suffix)]
    if stem.lower() == "readme" and not any(f"{prefix}index{suffix}" in paths for suffix in MARKDOWN_SUFFIXES):
        stem = "index"
    return f"{prefix}{stem}.html"


def quick_title(text: str, path: str) -> str:
    """The title by a quick look: the front matter's, the first heading's, or one from the file's name.

    Good enough for a navigation that must stand before all documents are compiled.
    """
    text = text[:_LOOKED_AT].replace("\r\n", "\n").removeprefix("\ufeff")
    front, body = _split(text)
    match = _TITLE.search(front)
    if match:
        title = _unquoted(match["value"])
        if title:
            return title
    return _first_heading(body) or title_of_path(path)


def is_draft(text: str) -> bool:
    """Whether a document's front matter says that it is a draft, by a quick look."""
    front, _ = _split(text[:_LOOKED_AT].replace("\r\n", "\n").removeprefix("\ufeff"))
    return _DRAFT.search(front) is not None


def title_of_path(path: str) -> str:
    """A title made of a file's or folder's name: `lr-sweeps.md` is "Lr sweeps"."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] if is_document(name) else name
    if stem.lower() in _INDEX_NAMES:
        stem = folder.rpartition("/")[2] or "Home"
    words = stem.replace("-", " ").replace("_", " ").strip() or stem
    return words[:1].upper() + words[1:]


def _split(text: str) -> tuple[str, str]:
    if not text.startswith("---\n"):
        return "", text
    end = text.find("\n---", 3)
    return ("", text) if end < 0 else (text[4 : end + 1], text[end + 4 :])


def _unquoted(value: str) -> str:
    if value[0] in "\"'":
        quote = value[0]
        end = value.rfind(quote, 1)
        if end < 1:
            return ""
        inner = value[1:end]
        return inner.replace("''", "'") if quote == "'" else _escapes(inner)
    if value[0] in "|>&*!{[%@`#":
        return ""
    return re.split(r"[ \t]#", value, maxsplit=1)[0].rstrip()


def _escapes(text: str) -> str:
    import json

    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _first_heading(body: str) -> str:
    fence = ""
    for line in body.split("\n"):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif (heading := _HEADING.match(line)) is not None:
            return plain_heading(heading["text"])
    return ""


def plain_heading(text: str) -> str:
    """A heading without its marks and links, by a quick look."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def by_path(documents: tuple[Document, ...]) -> Mapping[str, Document]:
    """The documents by their paths."""
    return {document.path: document for document in documents}
