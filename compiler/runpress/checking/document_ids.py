"""Ids for documents that have none: made from their paths, so that publishing finds their views however files are named."""

from __future__ import annotations

from runpress.checking.targets import Site, Target
from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.view import View
from runpress.pipeline import compile_document
from runpress.project.ids import Ids, id_edit, ids_of
from runpress.source import SourceFile, Span


@frozen
class NewId:
    """An id, and what writes it."""

    id: str
    edit: Edit


def said_id(view: View) -> str:
    """The id that front matter says; empty without one, and where there are only blanks."""
    return (view.front.id or "").strip()


def id_span(view: View, source: SourceFile) -> Span:
    """Where a document says its id."""
    return view.front.value_span("id") or source.span(0)


def same_id(span: Span, document_id: str, other: str) -> Diagnostic:
    """The finding for an id that another document has, too."""
    return codes.SAME_ID.at(
        span,
        f"`{document_id}` is the id of `{other}`, too",
        help="give one of them another id, or take the line out: `runpress publish` makes one",
    )


class NewIds:
    """The ids that documents of some projects get. Each project is looked at once, when it is first asked about."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Site, Ids]] = {}

    def of(self, target: Target, source: SourceFile) -> NewId | None:
        """The id for a report or a workspace that has none."""
        made = self._of(target.site).made.get(target.document.file)
        if made is None:
            return None
        view = compile_document(source, defaults=target.site.defaults).view
        edit = None if said_id(view) else id_edit(source, view.front, made)
        return NewId(made, edit) if edit is not None else None

    def _of(self, site: Site) -> Ids:
        if id(site) not in self._known:
            self._known[id(site)] = (site, ids_of(site.links.documents.values()))
        return self._known[id(site)][1]
