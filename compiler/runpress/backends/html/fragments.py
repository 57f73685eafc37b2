"""Links to headings of other documents: remembered with each page, and checked when all pages are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from runpress.backends.html.memory import PageRecord
from runpress.project.documents import Document
from runpress.project.files import UnreadableError, decode, read_bytes
from runpress.source import SourceFile, Span

# What compiles is not needed by a build with nothing to do, unless a heading is missing.
if TYPE_CHECKING:
    from runpress.backends.html.site import Site
    from runpress.diagnostics import Diagnostic
    from runpress.lint.walk import Outline
    from runpress.project.links import Fragment

Row: TypeAlias = list[Any]
"""A link: its start and its end, the heading that it names, and the path of the document."""


def fragment_rows(document: Document, outline: Outline, site: Site) -> list[Row]:
    """The links of a document to headings of others, as they are remembered."""
    return [
        [each.span.start, each.span.end, each.name, each.document.path]
        for each in asked_fragments(document, outline, site)
    ]


def asked_fragments(document: Document, outline: Outline, site: Site) -> list[Fragment]:
    """The links of a document to headings of others, but those that its author ignores."""
    from runpress.diagnostics import CODES
    from runpress.diagnostics.codes import links as codes
    from runpress.diagnostics.suppression import without_suppressed
    from runpress.model.text import Link
    from runpress.model.view import Workspace
    from runpress.project.links import fragments_of

    view = outline.view
    if isinstance(view, Workspace) or view.source is None:
        return []
    if not any(isinstance(child, Link) and "#" in child.url for child, _ in outline.inlines):
        return []
    found = [*fragments_of(document, view.blocks, site.targets)]
    suspects = [codes.BROKEN_LINK.at(each.span, "") for each in found]
    kept = without_suppressed(suspects, view.source, everywhere=view.front.ignore, unasked=CODES)
    asked = {(suspect.span.start, suspect.span.end) for suspect in kept}
    return [each for each in found if (each.span.start, each.span.end) in asked]


def anchors_of(outline: Outline) -> list[str]:
    """What links can lead to in a document."""
    from runpress.model.view import Workspace
    from runpress.passes.anchors import anchors_in

    if isinstance(outline.view, Workspace):
        return sorted(section.anchor for section in outline.view.sections)
    return sorted(anchors_in(outline.blocks))


def missing_headings(
    site: Site, records: Mapping[str, PageRecord], contents: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """A finding for each link to a heading that its document does not have."""
    known = {document.path: records[document.path].anchors for document in site.documents}
    for document in site.documents:
        for start, end, name, path in records[document.path].fragments:
            if path not in known:
                known[path] = _read_anchors(path, site)
            anchors = known[path]
            if anchors is not None and name not in anchors:
                # Not needed by a build with nothing to do.
                from runpress.project.links import Fragment, missing_heading

                span = Span(_source(document, site, contents), start, end)
                yield missing_heading(Fragment(span, name, _document(path, site)), anchors)


def _read_anchors(path: str, site: Site) -> list[str] | None:
    """The anchors of a document that the site does not show; None if it cannot be read."""
    from runpress.lint.walk import outline_of
    from runpress.pipeline import compile_document

    try:
        text = decode(read_bytes(_document(path, site).file))
    except UnreadableError:
        return None
    return anchors_of(outline_of(compile_document(SourceFile(path, text)).view))


def _source(document: Document, site: Site, contents: Mapping[str, bytes]) -> SourceFile:
    from runpress.backends.html.renderer import shown_path

    return SourceFile(shown_path(site, document), decode(contents[document.path]))


def _document(path: str, site: Site) -> Document:
    return next(document for document in site.everything if document.path == path)
