"""A document of a site rendered: compiled, drawn, put into the theme's page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from runpress.backends.html.assets import ASSETS, Assets
from runpress.backends.html.data import ProjectData
from runpress.backends.html.escape import Markup
from runpress.backends.html.figures import Surroundings
from runpress.backends.html.fragments import anchors_of, fragment_rows
from runpress.backends.html.grids import Drawing
from runpress.backends.html.links import SiteLinks, inline_image
from runpress.backends.html.memory import PageRecord
from runpress.backends.html.page import PageContent, make_page, title_of
from runpress.backends.html.policy import single_file_policy, site_policy
from runpress.backends.html.prose import render_blocks
from runpress.backends.html.site import PageFrame, Site
from runpress.diagnostics import CODES, Diagnostic
from runpress.diagnostics.suppression import without_suppressed
from runpress.figures.figure import MediaItem
from runpress.lint import lint_outline
from runpress.lint.walk import Outline, outline_of
from runpress.model.view import View, Workspace
from runpress.passes.anchors import anchors_in
from runpress.project.documents import Document
from runpress.project.files import UnreadableError, decode, inside, read_bytes, unreadable
from runpress.project.links import check_links
from runpress.project.targets import Target, relative_url
from runpress.source import SourceFile

if TYPE_CHECKING:
    from runpress.pipeline import Compiled

MEDIA = f"{ASSETS}/media"
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
MEDIA_LIMIT = 20 * 1024 * 1024
"""The greatest size of an image of a run in bytes."""


@dataclass(slots=True)
class Media:
    """Images of runs that pages show: where each comes from, by its path in the site."""

    root: Path
    is_inline: bool = False
    files: dict[str, str] = field(default_factory=dict)

    def url(self, item: MediaItem, prefix: str) -> str:
        """The address of an image; only bitmaps inside the project's folder have one."""
        name = media_name(self.root, item.path)
        if not name:
            return ""
        if self.is_inline:
            return _data_url(Path(item.path).resolve(), _MEDIA_TYPES[PurePosixPath(name).suffix])
        self.files[f"{MEDIA}/{name}"] = item.path
        return f"{prefix}{MEDIA}/{name}"


def media_name(root: Path, path: str) -> str:
    """The name of an image of a run in the site; empty for all but bitmaps inside the project's folder."""
    real = inside(root, Path(path))
    if real is None or real.suffix.lower() not in _MEDIA_TYPES:
        return ""
    digest = hashlib.blake2b(real.relative_to(root).as_posix().encode("utf-8", "surrogateescape"), digest_size=8)
    return f"{digest.hexdigest()}{real.suffix.lower()}"


def _data_url(path: Path, kind: str) -> str:
    try:
        content = read_bytes(path, limit=MEDIA_LIMIT)
    except UnreadableError:
        return ""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


class Renderer:
    """Renders the pages of a site, for files."""

    def __init__(self, site: Site, data: ProjectData, assets: Assets, *, is_single: bool, search: str) -> None:
        self._site = site
        self._data = data
        self._assets = assets
        self._is_single = is_single
        self._search = search
        self._defaults = site.project.configuration.front_matter_defaults()
        self._policy = (
            single_file_policy(scripts=[assets.early, assets.script], styles=[assets.style])
            if is_single
            else site_policy()
        )

    def page(self, document: Document, content: bytes, key: str) -> tuple[bytes, PageRecord]:
        """A page's bytes, and what is remembered of it."""
        shown = shown_path(self._site, document)
        try:
            source = SourceFile(shown, decode(content))
        except UnreadableError as error:
            return self._failed(document, unreadable(shown, str(error)), key)
        compiled = self._compile(source)
        media = Media(self._site.project.folder, is_inline=self._is_single)
        outline = outline_of(compiled.view)
        findings = findings_of(document, compiled, outline, self._site)
        page = self._content(document, compiled.view, findings, media)
        record = PageRecord(
            key=key,
            title=page.title,
            kind=page.kind,
            description=page.description,
            date=page.date,
            headings=[list(heading) for heading in page.headings],
            anchors=anchors_of(outline),
            fragments=fragment_rows(document, outline, self._site),
            has_panels=page.has_panels,
            findings=[_as_row(finding) for finding in findings],
            media=media.files,
        )
        return self._finished(document, page), record

    def _compile(self, source: SourceFile) -> Compiled:
        from runpress.pipeline import compile_document

        return compile_document(source, defaults=self._defaults)

    def _content(self, document: Document, view: View, findings: Sequence[Diagnostic], media: Media) -> PageContent:
        title, title_anchor = title_of(view, self._site.titles[document.path])
        root = "../" * document.url.count("/")
        links = SiteLinks(
            document, self._site, title_anchor=title_anchor, inline=inline_image if self._is_single else None
        )
        drawing = Drawing(
            theme=self._site.theme,
            data=self._data,
            default_project=view.front.project_path,
            surroundings=Surroundings(lambda item: media.url(item, root), render_markdown),
            overridden=self._site.overridden,
        )
        return make_page(view, findings, titled=(title, title_anchor), links=links, drawing=drawing)

    def _finished(self, document: Document, page: PageContent) -> bytes:
        root = "../" * document.url.count("/")
        around = self._site.neighbours(document) if page.kind != "workspace" else (None, None)
        frame = PageFrame(
            path=document.path,
            assets=self._assets,
            policy=self._policy,
            search={"index": f"{root}{self._search}"} if self._search else {},
            around=around,
        )
        return self._framed(document.url, page, frame)

    def _framed(self, url: str, page: PageContent, frame: PageFrame) -> bytes:
        context = self._site.page_context(url, page, frame)
        return encoded(self._site.theme.render("page.html.j2", **context))

    def _failed(self, document: Document, finding: Diagnostic, key: str) -> tuple[bytes, PageRecord]:
        title = self._site.titles[document.path]
        message = self._site.theme.render("error.html.j2", message=finding.message, home="")
        page = PageContent(title=title)
        record = PageRecord(key=key, title=title, findings=[_as_row(finding)])
        return self._finished(document, page_with(page, message)), record

    def index(self, records: Mapping[str, PageRecord]) -> bytes:
        """The start page of a site that has none of its own: the list of its documents."""
        entries = [
            {
                "title": record.title,
                "href": relative_url(self._site.home, Target("page", document.url)),
                "description": record.description,
                "kind": record.kind,
                "date": record.date,
            }
            for document in self._site.documents
            if (record := records.get(document.path)) is not None
        ]
        html = self._site.theme.render("index.html.j2", entries=entries)
        page = PageContent(title=self._site.project.name, description=self._site.project.configuration.site_description)
        search = {"index": self._search} if self._search else {}
        frame = PageFrame(assets=self._assets, policy=self._policy, search=search, blocks=html)
        return self._framed(self._site.home, page, frame)


def findings_of(document: Document, compiled: Compiled, outline: Outline, site: Site) -> list[Diagnostic]:
    """What is wrong with a document: as it stands, as it will be read, and its links in the site."""
    view = compiled.view
    findings = [*compiled.diagnostics, *lint_outline(outline)]
    if not isinstance(view, Workspace):
        findings += check_links(
            document,
            view.blocks,
            site.targets,
            anchors=anchors_in(outline.blocks),
            is_draft=lambda linked: linked.path in site.drafts,
        )
    if view.source is None or not findings:
        return findings
    shown = without_suppressed(findings, view.source, everywhere=view.front.ignore, unasked=CODES)
    return sorted(shown, key=lambda finding: finding.sort_key)


def shown_path(site: Site, document: Document) -> str:
    """How findings name a document: by its path from the project's folder, whatever the current one is."""
    return site.project.shown(document.path)


def page_with(page: PageContent, html: Markup) -> PageContent:
    """A page that holds one element."""
    from dataclasses import replace

    from runpress.backends.html.keyed import Item

    return replace(page, items=(Item("error", html),))


def render_markdown(text: str) -> Markup:
    """A piece of Markdown from a panel, as prose without panels."""
    from runpress.pipeline import compile_document

    view = compile_document(SourceFile("panel", text)).view
    return Markup("") if isinstance(view, Workspace) else render_blocks(view.blocks)


def _as_row(finding: Diagnostic) -> list[object]:
    """A finding as plain data that can be remembered; its file is known from where it is kept."""
    span = finding.span
    return [finding.code.id, span.start, span.end, finding.message, finding.label, list(finding.notes), finding.help]


def from_row(row: list[object], source: SourceFile) -> Diagnostic:
    """A remembered finding, in its file."""
    from runpress.diagnostics import CODES
    from runpress.source import Span

    code, start, end, message, label, notes, help_ = row
    return Diagnostic(
        CODES[str(code)],
        Span(source, int(str(start)), int(str(end))),
        str(message),
        label=str(label),
        notes=tuple(str(note) for note in notes) if isinstance(notes, list) else (),
        help=str(help_),
    )


def encoded(html: Markup) -> bytes:
    """A page as bytes."""
    return html.encode("utf-8", "replace")
