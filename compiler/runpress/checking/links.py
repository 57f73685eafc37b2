"""Links of a document: to files, to its own headings, and to the headings of other documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runpress.checking.targets import Target
from runpress.diagnostics import Diagnostic
from runpress.lint.walk import Outline, outline_of
from runpress.model.text import Link
from runpress.model.view import Workspace
from runpress.passes.anchors import anchors_in
from runpress.pipeline import compile_document
from runpress.project import Document, UnreadableError, read_source
from runpress.project.links import Fragment, check_links, missing_heading
from runpress.project.links import fragments_of as each_fragment


class Anchors:
    """The anchors of documents. One that is only linked to is compiled when it is first asked about."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}

    def remember(self, document: Document, anchors: frozenset[str]) -> None:
        """Keep the anchors of a document that was compiled anyway."""
        self._known[str(document.file)] = anchors

    def of(self, document: Document) -> frozenset[str] | None:
        """The anchors of a document; None if it cannot be read."""
        key = str(document.file)
        if key not in self._known:
            try:
                source = read_source(document.file, document.path)
            except UnreadableError:
                return None
            self._known[key] = anchors_of(outline_of(compile_document(source).view))
        return self._known[key]


def anchors_of(outline: Outline) -> frozenset[str]:
    """What links can point to in a view."""
    if isinstance(outline.view, Workspace):
        return frozenset(section.anchor for section in outline.view.sections)
    return anchors_in(outline.blocks)


def check_own_links(outline: Outline, target: Target) -> list[Diagnostic]:
    """A finding for each link that leads to no file, or to no heading of its own document."""
    if isinstance(outline.view, Workspace):
        return []
    site = target.site
    return check_links(
        target.document,
        outline.view.blocks,
        site.links,
        anchors=anchors_of(outline),
        is_draft=(lambda _: False) if outline.view.front.draft else site.is_draft,
    )


def fragments_of(outline: Outline, target: Target) -> Iterator[Fragment]:
    """The links to headings of other documents."""
    if isinstance(outline.view, Workspace):
        return
    if any(isinstance(child, Link) and "#" in child.url for child, _ in outline.inlines):
        yield from each_fragment(target.document, outline.view.blocks, target.site.links)


def check_fragments(fragments: Iterable[Fragment], anchors: Anchors) -> Iterator[Diagnostic]:
    """A finding for each heading that is not there."""
    for fragment in fragments:
        known = anchors.of(fragment.document)
        if known is not None and fragment.name not in known:
            yield missing_heading(fragment, known)
