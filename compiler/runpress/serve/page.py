"""A document as a live page: compiled, drawn but for the bodies of its panels, compared with what readers have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from runpress.backends.html.data import ProjectData
from runpress.backends.html.escape import Markup, Writer
from runpress.backends.html.figures import Surroundings, render_body
from runpress.backends.html.findings import render_findings
from runpress.backends.html.fragments import asked_fragments
from runpress.backends.html.grids import Drawing, PanelPlace, draw, select_runs
from runpress.backends.html.keyed import Item
from runpress.backends.html.links import SiteLinks
from runpress.backends.html.page import PageContent, contents, make_page, title_of
from runpress.backends.html.renderer import findings_of, render_markdown, shown_path
from runpress.backends.html.site import Site
from runpress.diagnostics import Diagnostic
from runpress.figures import queries
from runpress.figures.figure import MediaItem
from runpress.lint.walk import outline_of
from runpress.pipeline import compile_document
from runpress.project import Document
from runpress.serve.eyes import Eyes
from runpress.serve.headings import Headings
from runpress.source import SourceFile

PANEL = "/docs/-/panel/"
MEDIA = "/docs/-/media/"


@dataclass(slots=True)
class LivePage:
    """A page as it was last made from a whole file."""

    document: Document
    content: PageContent
    places: dict[str, PanelPlace] = field(default_factory=dict)
    """What each panel is drawn from, by key."""
    findings: tuple[tuple[str, Diagnostic], ...] = ()
    banner: str = ""
    """What is wrong with the file as it is now; the page is the last good one."""
    linked: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    """The headings of the documents to whose headings it links, as they were then."""
    drawn: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The state of the data when each panel was last drawn, by key."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all elements that readers of this page have."""
        return self.content.keys

    @property
    def around(self) -> dict[str, str]:
        """Digests of what stands around the elements, by its name in messages."""
        content = self.content
        return {
            "toc": _digest(repr(content.headings)),
            "sidebar": _digest(content.sidebar),
            "head": _digest(repr((content.description, content.authors, content.date))),
            "frame": _digest(repr((content.kind == "workspace", content.width))),
        }


class _Fetched:
    """Bodies that the page fetches: each panel has an address, and is remembered under its key."""

    def __init__(self, document: Document) -> None:
        self._prefix = f"{PANEL}{quote(document.path)}/"
        self.places: dict[str, PanelPlace] = {}

    def src(self, place: PanelPlace, key: str) -> str:
        """The address of a panel's body."""
        self.places[key] = place
        return f"{self._prefix}{key}"


class PageRenderer:
    """Makes live pages of one site."""

    def __init__(self, site: Site, data: ProjectData, media: dict[str, str], headings: Headings) -> None:
        self._site = site
        self._headings = headings
        self._data = data
        self._media = media
        self._defaults = site.project.configuration.front_matter_defaults()

    def page(self, document: Document, text: str) -> LivePage:
        """The page of a document's text."""
        compiled = compile_document(SourceFile(shown_path(self._site, document), text), defaults=self._defaults)
        view = compiled.view
        title, title_anchor = title_of(view, self._site.titles.get(document.path, "Untitled"))
        bodies = _Fetched(document)
        drawing = Drawing(
            theme=self._site.theme,
            data=self._data,
            default_project=view.front.project_path,
            bodies=bodies,
            surroundings=self._surroundings(),
            has_lines=True,
            overridden=self._site.overridden,
        )
        links = SiteLinks(document, self._site, title_anchor=title_anchor, is_versioned=True)
        outline = outline_of(compiled.view)
        fragments = asked_fragments(document, outline, self._site)
        findings = [*findings_of(document, compiled, outline, self._site), *self._headings.missing(fragments)]
        content = make_page(view, findings, titled=(title, title_anchor), links=links, drawing=drawing)
        loose = [("", finding) for finding in self._data.findings(_projects_of(bodies.places.values()))]
        linked = {fragment.document.path: self._headings.of(fragment.document) for fragment in fragments}
        return LivePage(document, content, bodies.places, (*loose, *content.findings), linked=linked)

    def body(self, page: LivePage, key: str, eyes: Eyes | None = None) -> Markup | None:
        """The body of a panel, drawn now, for a reader's eyes; None for a key that the page does not have."""
        place = page.places.get(key)
        if place is None:
            return None
        drawing = self._drawing(place)
        selection = select_runs(place.grid, drawing)
        if eyes is not None:
            selection = eyes.on(selection)
        page.drawn[key] = self.state(place)
        return render_body(self._site.theme, draw(place, selection, self._data), drawing.surroundings)

    def state(self, place: PanelPlace) -> tuple[str, ...]:
        """The state of the data that a panel is drawn from."""
        from runpress.figures import selection_queries

        drawing = self._drawing(place)
        asked = selection_queries(place.grid.runsets, default_project=place.default_project)
        selection = select_runs(place.grid, drawing)
        return tuple(self._data.fingerprint(query) for query in (*asked, *queries(place.panel, selection)))

    def _drawing(self, place: PanelPlace) -> Drawing:
        return Drawing(
            theme=self._site.theme,
            data=self._data,
            default_project=place.default_project,
            surroundings=self._surroundings(),
            has_lines=True,
        )

    def _surroundings(self) -> Surroundings:
        return Surroundings(self._media_url, render_markdown)

    def _media_url(self, item: MediaItem) -> str:
        from runpress.backends.html.renderer import media_name

        name = media_name(self._site.project.folder, item.path)
        if not name:
            return ""
        self._media[name] = item.path
        return MEDIA + name

    def blocks(self, page: LivePage) -> Markup:
        """All blocks, findings in front of the blocks that they are about."""
        by_key = _by_top_level(page)
        parts: list[Markup] = []
        for item in page.content.items:
            parts += [self._finding_box(by_key[item.key])] if item.key in by_key else []
            parts.append(item.html)
        return Markup("").join(parts)

    def loose_findings(self, page: LivePage) -> Markup:
        """Findings that belong to no block."""
        return render_findings(self._site.theme, [finding for key, finding in page.findings if not key])

    def _finding_box(self, findings: list[Diagnostic]) -> Markup:
        writer = Writer()
        writer.element("div", render_findings(self._site.theme, findings), {"class": "block-findings"})
        return writer.result()

    def patch(self, page: LivePage, known: frozenset[str], around: Mapping[str, str]) -> dict[str, Any]:
        """The message that brings a reader with the known elements, and this around them, to this page."""
        content = page.content
        stale = {name for name, digest in page.around.items() if around.get(name) != digest}
        if "frame" in stale:
            return {"type": "reload"}
        message: dict[str, Any] = {
            "type": "patch",
            "title": content.title,
            "order": [_entry(item, known) for item in content.items],
            "lines": {item.key: item.line for top in content.items for item in top.walk() if item.line},
            "findings": [self._finding(key, finding) for key, finding in page.findings],
        }
        if "head" in stale:
            message["head"] = str(self._site.theme.render("head.html.j2", page=content))
        if "toc" in stale:
            message["toc"] = str(self._site.theme.render("toc.html.j2", toc=contents(content.headings)))
        if content.sidebar and "sidebar" in stale:
            message["sidebar"] = str(content.sidebar)
        return message

    def _finding(self, key: str, finding: Diagnostic) -> dict[str, str]:
        html = str(render_findings(self._site.theme, [finding]))
        return {"key": key, "html": html} if key else {"html": html}


def _projects_of(places: Iterable[PanelPlace]) -> tuple[str | None, ...]:
    """The projects whose runs some panels show."""
    from runpress.figures.selecting import project_of

    asked = (project_of(runset, place.default_project) for place in places for runset in place.grid.runsets)
    return tuple(dict.fromkeys(asked))


def _entry(item: Item, known: frozenset[str]) -> dict[str, str]:
    return {"key": item.key} if item.key in known else {"key": item.key, "html": str(item.keeping(known))}


def _by_top_level(page: LivePage) -> dict[str, list[Diagnostic]]:
    """Findings by the top-level block around them."""
    tops = {inner.key: top.key for top in page.content.items for inner in top.walk()}
    found: dict[str, list[Diagnostic]] = {}
    for key, finding in page.findings:
        if key in tops:
            found.setdefault(tops[key], []).append(finding)
    return found


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def changed_keys(page: LivePage, known: frozenset[str]) -> int:
    """How many blocks are new to a reader who has the known elements."""
    return sum(item.key not in known for item in page.content.items)
