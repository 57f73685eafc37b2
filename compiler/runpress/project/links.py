"""Links between documents and to files beside them: where they lead, and whether anything is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import links as codes
from runpress.diagnostics.suggest import did_you_mean, suggestion
from runpress.model.blocks import (
    Block,
    Callout,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
)
from runpress.model.text import Inline, Link, Picture
from runpress.project.documents import Document
from runpress.project.files import FoundFile
from runpress.source import Span

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//|\\|[/\\]{2}")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relative link leads: a page, a file beside it, or nowhere."""

    kind: Literal["page", "file", "missing"]
    path: str
    """The page's or file's path in the site; for a missing one, the path that was meant."""
    fragment: str = ""
    query: str = ""
    document: Document | None = None


class LinkTargets:
    """Everything that a relative link can lead to."""

    def __init__(self, documents: Iterable[Document], files: Iterable[FoundFile]) -> None:
        self.documents: Mapping[str, Document] = {document.path: document for document in documents}
        self.pages: Mapping[str, Document] = {document.url: document for document in self.documents.values()}
        self.files: Mapping[str, FoundFile] = {file.path: file for file in files if file.path not in self.documents}

    def resolve(self, document: Document, url: str) -> Target | None:
        """Where a URL in a document leads; None for one that leaves the site."""
        if _ELSEWHERE.match(url.strip()):
            return None
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return None
        path = unquote(parts.path)
        fragment = unquote(parts.fragment)
        if not path:
            return Target("page", document.url, fragment, parts.query, document)
        meant = path.lstrip("/") if path.startswith("/") else posixpath.join(document.folder, path)
        return self._target(posixpath.normpath(meant), fragment, parts.query)

    def _target(self, meant: str, fragment: str, query: str) -> Target:
        if meant == ".":
            meant = ""
        found = self.documents.get(meant) or self.pages.get(meant)
        if found is None:
            prefix = f"{meant}/" if meant else ""
            found = self.pages.get(f"{prefix}index.html") or self.documents.get(f"{meant}.md")
        if found is not None:
            return Target("page", found.url, fragment, query, found)
        if meant in self.files:
            return Target("file", meant, fragment, query)
        return Target("missing", meant, fragment, query)


def relative_url(source: str, target: Target) -> str:
    """The target's address as a page at `source` (a path in the site) writes it."""
    suffix = f"?{target.query}" if target.query else ""
    if target.fragment:
        suffix += f"#{quote(target.fragment, safe=_FRAGMENT_SAFE)}"
    if target.path == source and suffix.startswith("#"):
        return suffix
    return quote(relative_path(source, target.path), safe=_PATH_SAFE) + suffix


_PATH_SAFE = "/~!$&'()*+,;=@-._"
_FRAGMENT_SAFE = "/~!$&'()*+,;=:@-._?"


def relative_path(source: str, target: str) -> str:
    """The way from the page at one path in the site to another path."""
    folder = posixpath.dirname(source)
    path = posixpath.relpath(target, folder) if folder else target
    # A first part with a colon would be read as a scheme.
    return f"./{path}" if ":" in path.split("/", 1)[0] else path


def check_links(
    document: Document, blocks: Iterable[Block], targets: LinkTargets, anchors: frozenset[str]
) -> list[Diagnostic]:
    """A finding for each link and image of a document that leads nowhere. `anchors` are the document's own."""
    findings: list[Diagnostic] = []
    for url, span in urls_of(blocks):
        target = targets.resolve(document, url)
        if target is None or span is None:
            continue
        if target.kind == "missing":
            findings.append(_missing(url, span, target, document, targets))
        elif target.document is document and target.fragment and target.fragment not in anchors:
            near = did_you_mean(f"#{target.fragment}", [f"#{anchor}" for anchor in anchors])
            findings.append(
                codes.BROKEN_LINK.at(
                    span,
                    f"there is no heading `#{target.fragment}` in this document",
                    label=near,
                    help="" if near else "link to a heading's text in lower case, with `-` for spaces",
                )
            )
    return findings


def _missing(url: str, span: Span, target: Target, document: Document, targets: LinkTargets) -> Diagnostic:
    # Endings are alike in most names, so they say nothing about which one is meant.
    known = {path.rpartition(".")[0] or path: path for path in (*targets.documents, *targets.files)}
    meant = suggestion(target.path.rpartition(".")[0] or target.path, known)
    near = f"did you mean `{relative_path(document.path, known[meant])}`?" if meant else ""
    return codes.BROKEN_LINK.at(
        span, f"`{url}` leads nowhere", label=near, help="correct the path; it is relative to this file"
    )


def urls_of(blocks: Iterable[Block]) -> Iterator[tuple[str, Span | None]]:
    """The URL of every link and image in some blocks, with its place."""
    for block in blocks:
        if isinstance(block, Image):
            yield block.url, block.span
        for children, span in _texts_of(block):
            yield from _urls_in(children, span)
        if isinstance(block, List):
            for item in block.items:
                yield from urls_of(item.blocks)
        elif isinstance(block, Details | Quote | Callout | Embed | Footnote):
            yield from urls_of(block.blocks)


def _texts_of(block: Block) -> Iterator[tuple[tuple[Inline, ...], Span | None]]:
    """The rich texts that a block itself holds."""
    match block:
        case Paragraph() | Heading():
            yield block.children, block.span
        case Image():
            yield block.caption, block.span
        case Details():
            yield block.summary, block.span
        case Table():
            for row in (block.head, *block.rows):
                yield from ((cell.children, cell.span or block.span) for cell in row)
        case _:
            pass


def _urls_in(children: Iterable[Inline], around: Span | None) -> Iterator[tuple[str, Span | None]]:
    for child in children:
        if isinstance(child, Link):
            yield child.url, child.span or around
            yield from _urls_in(child.children, child.span or around)
        elif isinstance(child, Picture):
            yield child.url, child.span or around
