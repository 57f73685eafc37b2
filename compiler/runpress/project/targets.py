"""What links of a site lead to: pages, files beside them, or nothing. Knows addresses only, no documents' content."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from runpress.frozen import frozen
from runpress.project.documents import Document
from runpress.project.files import FoundFile

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//|\\|[/\\]{2}")


@frozen
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
    return address(relative_path(source, target.path)) + suffix


def address(path: str) -> str:
    """A path in the site as an address: what would mean something else there is encoded."""
    return quote(path, safe=_PATH_SAFE)


_PATH_SAFE = "/~!$&'()*+,;=@-._"
_FRAGMENT_SAFE = "/~!$&'()*+,;=:@-._?"


def relative_path(source: str, target: str) -> str:
    """The way from the page at one path in the site to another path."""
    # `posixpath.relpath` would ask where the process stands, which plays no part.
    here, there = source.split("/")[:-1], target.split("/")
    pairs = zip(here, there[:-1], strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    path = "/".join([".."] * (len(here) - shared) + there[shared:])
    # A first part with a colon would be read as a scheme.
    return f"./{path}" if ":" in path.split("/", 1)[0] else path
