"""A site: the documents of a project as pages that know of each other. Shared by `build` and `serve`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runpress.backends.html.assets import Assets
from runpress.backends.html.escape import Markup
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.project.documents import Document, distinct_pages, documents_of
from runpress.project.files import FoundFile
from runpress.project.nav import NavEntry, in_order, navigation
from runpress.project.project import Project, is_document
from runpress.project.targets import LinkTargets, Target, relative_url
from runpress.themes import Theme

if TYPE_CHECKING:
    # What draws pages is not needed by a build with nothing to do.
    from runpress.backends.html.page import PageContent

_HREF = 'href="{}"'


@frozen(kw_only=True)
class PageFrame:
    """What stands around the content of a page."""

    assets: Assets
    path: str = ""
    """The document's path; empty for a page of ours."""
    policy: str = ""
    search: Mapping[str, str] = field(default_factory=dict)
    """`index`: the address of the search index."""
    findings: Markup = field(default_factory=Markup)
    live: Mapping[str, str] | None = None
    blocks: Markup | None = None
    """The blocks, where they are not those of the content."""
    around: tuple[Document | None, Document | None] = (None, None)
    """The documents before and after."""


@dataclass(frozen=True)
class Site:
    """All pages of a project. `titles` are by document path."""

    project: Project
    theme: Theme
    documents: tuple[Document, ...]
    """In the order in which they are read."""
    nav: tuple[NavEntry, ...]
    files: tuple[FoundFile, ...]
    """What is not a document."""
    titles: Mapping[str, str]
    everything: tuple[Document, ...] = ()
    """All documents of the project: drafts too, and those outside the part that is shown."""
    drafts: frozenset[str] = frozenset()
    """The documents, by path, that a built site leaves out."""
    findings: tuple[Diagnostic, ...] = ()
    uploads: str = ""
    """The address below which the local server shows images that clients uploaded; their own pages show them too."""
    uploaded: Callable[[str], FoundFile | None] | None = None
    """What gives the file of such an image by what stands behind that address, for pages that hold everything."""
    _digests: dict[tuple[str, tuple[int, ...]], str] = field(default_factory=dict, repr=False)
    _navs: dict[tuple[str, tuple[int, ...]], tuple[list[dict[str, Any]], str]] = field(default_factory=dict, repr=False)

    @cached_property
    def targets(self) -> LinkTargets:
        """What links can lead to, also where only a part of the documents is shown."""
        return LinkTargets(self.everything, self.files)

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The documents that are shown, by path."""
        return {document.path: document for document in self.documents}

    @cached_property
    def by_url(self) -> Mapping[str, Document]:
        """The documents that are shown, by the path of their page."""
        return {document.url: document for document in self.documents}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each document stands in the order, by path."""
        return {document.path: at for at, document in enumerate(self.documents)}

    @cached_property
    def overridden(self) -> frozenset[str]:
        """The kinds of blocks that the theme draws itself."""
        from runpress.model.blocks import BLOCKS

        return frozenset(block.kind for block in BLOCKS if self.theme.has_template(f"blocks/{block.kind}.html.j2"))

    @cached_property
    def structure(self) -> str:
        """A digest of what links and navigation depend on: which files there are."""
        digest = hashlib.blake2b(digest_size=16)
        for document in self.documents:
            digest.update(f"{document.path}\0{document.url}\0".encode("utf-8", "surrogateescape"))
        for file in self.files:
            digest.update(f"{file.path}\1".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    @property
    def home(self) -> str:
        """The path of the start page."""
        return "index.html"

    def neighbours(self, document: Document) -> tuple[Document | None, Document | None]:
        """The documents before and after one, in reading order."""
        at = self.places[document.path]
        before = self.documents[at - 1] if at else None
        after = self.documents[at + 1] if at + 1 < len(self.documents) else None
        return before, after

    def navigation(self, url: str) -> tuple[list[dict[str, Any]], Markup]:
        """The lean navigation of a page: its own section unfolded, of the rest the top level.

        Made once for all pages of a section and folder; then the page itself is marked.
        """
        path = self._path_to(url)
        folder = url.rpartition("/")[0]
        cached = self._navs.get((folder, path))
        if cached is None:
            entries = self._entries(self.nav, url, path)
            cached = entries, str(self.theme.render("nav.html.j2", nav=entries)) if entries else ""
            self._navs[folder, path] = cached
        entries, html = cached
        here = _HREF.format(_escaped(relative_url(url, Target("page", url))))
        return entries, Markup(html.replace(here, f'{here} aria-current="page"', 1))

    def navigation_digest(self, url: str) -> str:
        """Changes when what the navigation of a page shows does. Needs no template."""
        key = (url.rpartition("/")[0], self._path_to(url))
        cached = self._digests.get(key)
        if cached is None:
            text = repr(self._entries(self.nav, url, key[1])).encode("utf-8", "surrogatepass")
            cached = self._digests[key] = hashlib.blake2b(text, digest_size=16).hexdigest()
        return cached

    def _path_to(self, url: str) -> tuple[int, ...]:
        """The positions of the sections around a page in the navigation."""
        return self._sections.get(url, ())

    @cached_property
    def _sections(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}

        def visit(entries: tuple[NavEntry, ...], path: tuple[int, ...]) -> None:
            for at, entry in enumerate(entries):
                if entry.document is not None:
                    found.setdefault(entry.document.url, path)
                visit(entry.children, (*path, at))

        visit(self.nav, ())
        return found

    def _entries(self, entries: tuple[NavEntry, ...], url: str, path: tuple[int, ...]) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = []
        for at, entry in enumerate(entries):
            is_open = bool(path) and path[0] == at
            inner = self._entries(entry.children, url, path[1:]) if is_open else []
            first = entry.document or next(entry.documents(), None)
            if first is None and not entry.url:
                continue
            href = relative_url(url, Target("page", first.url)) if first is not None else _outside(entry.url)
            title = entry.title or (self.titles[first.path] if first is not None else entry.url)
            shown.append(
                {
                    "title": title,
                    "href": "" if entry.children and is_open else href,
                    "is_active": False,
                    "is_open": is_open,
                    "is_folder": bool(entry.children),
                    "children": inner,
                }
            )
        return shown

    def page_context(self, url: str, content: PageContent, frame: PageFrame) -> dict[str, Any]:
        """What the theme's page template wants."""
        from runpress.backends.html.page import contents

        root = "../" * url.count("/")
        nav, nav_html = self.navigation(url)
        before, after = frame.around
        return {
            "site": {
                "name": self.project.name,
                "home": root + self.home,
                "description": self.project.configuration.site_description,
            },
            "page": {
                "title": content.title,
                "description": content.description,
                "authors": content.authors,
                "date": content.date,
                "kind": content.kind,
                "width": content.width,
                "path": frame.path,
                "language": "en",
            },
            "nav": nav,
            "nav_html": nav_html,
            "toc": contents(content.headings),
            "content": content.html if frame.blocks is None else frame.blocks,
            "sidebar": content.sidebar,
            "findings": frame.findings,
            "previous": self._neighbour(url, before),
            "next": self._neighbour(url, after),
            "assets": frame.assets.seen_from(root),
            "policy": frame.policy,
            "search": {"index": "", "inline": "", **frame.search},
            "root": root,
            "live": frame.live,
        }

    def _neighbour(self, url: str, document: Document | None) -> dict[str, str] | None:
        if document is None:
            return None
        return {"title": self.titles[document.path], "href": relative_url(url, Target("page", document.url))}


def make_site(
    project: Project,
    theme: Theme,
    *,
    files: Sequence[FoundFile],
    titles: Callable[[Sequence[Document]], Mapping[str, str | None]],
) -> Site:
    """The site of a project. `titles` gives a title for each document, None for one that is left out."""
    found, same = distinct_pages(documents_of(list(files)))
    named = titles([document for document in found if project.covers(document.path)])
    nav, findings = navigation(found, project.configuration.nav)
    kept = frozenset(path for path, title in named.items() if title is not None)
    nav = _only(nav, kept)
    documents = tuple(document for document in in_order(nav, found) if document.path in kept)
    return Site(
        project=project,
        theme=theme,
        documents=documents,
        nav=nav,
        files=tuple(file for file in files if not is_document(file.path)),
        titles={path: title for path, title in named.items() if title is not None},
        everything=found,
        drafts=frozenset(named) - kept,
        findings=(*findings, *same),
    )


def _only(entries: tuple[NavEntry, ...], kept: frozenset[str]) -> tuple[NavEntry, ...]:
    """The navigation without documents that are not shown, and without sections that this empties."""
    shown: list[NavEntry] = []
    for entry in entries:
        children = _only(entry.children, kept)
        if entry.document is not None and entry.document.path not in kept:
            continue
        if entry.children and not children:
            continue
        shown.append(NavEntry(entry.title, entry.document, entry.url, children))
    return tuple(shown)


def _outside(url: str) -> str:
    from runpress.backends.html.escape import link_url

    return link_url(url) or ""


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))
