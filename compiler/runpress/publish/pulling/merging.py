"""A server's view merged into a document: what either side changed since the base is in the text.

What both sides changed stands between conflict markers.
"""

from __future__ import annotations

from runpress.conversion.document import encode
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.view import Report, Workspace
from runpress.publish.pulling.into_text import in_words_of, pulled
from runpress.publish.pulling.merge.markers import FORMS, marked, marked_whole
from runpress.publish.pulling.merge.views import MergedView, merged_views
from runpress.publish.pulling.patching.items import items_of
from runpress.publish.pulling.patching.places import canonical, decoded
from runpress.publish.pulling.patching.reading import Read, Reader
from runpress.publish.pulling.patching.shapes import shaped, shapes_of
from runpress.publish.views.contents import Content


@frozen
class Merging:
    """A document with the changes of both sides."""

    text: str
    conflicts: tuple[int, ...] = ()
    """The lines, from 1, at which conflicts begin."""
    findings: tuple[Diagnostic, ...] = ()


def merged(text: str, base: Content, theirs: Content, reader: Reader) -> Merging:
    """The text with what the server changed since the base; the same text if that is nothing.

    The contents are without comment threads. A text that is no view, is of another kind, or holds conflicts already
    stays as it is.
    """
    own = reader.read(text)
    if own is None or own.view.front.kind != theirs.kind or base.kind != theirs.kind:
        return Merging(text)
    unsettled = tuple(finding for finding in own.compiled.diagnostics if finding.code is codes.CONFLICT)
    if unsettled:
        return Merging(text, findings=unsettled)
    if own.says(theirs) or base.digest == theirs.digest:
        return Merging(text)
    if own.says(base):
        found = pulled(text, theirs, reader)
        return Merging(found.text, findings=found.findings)
    both = merged_with(own, base, theirs)
    return Merging(text) if both is None else _written(both, own, reader)


def merged_with(own: Read, base: Content, theirs: Content) -> MergedView | None:
    """What a document says, with what the server changed since the base; None if a content cannot be read.

    All three say the sizes of panels in the document's words, so that other words are no change.
    """
    known = own.items()
    sides = [decoded(each.spec, own.beside(each)) for each in (base, theirs)]
    if sides[0] is None or sides[1] is None:
        return None
    mine = canonical(own.view, own.about)
    before, other = (in_words_of(own, known, side) for side in (sides[0], sides[1]))
    return merged_views(before, shaped(mine, shapes_of(own.view, mine)), other)


def _written(both: MergedView, own: Read, reader: Reader) -> Merging:
    """The text that says the merged view, with markers where sides are at odds."""
    found = pulled(own.text, content_of(both.view, own), reader)
    new = None if both.is_clean else reader.read(found.text)
    if new is None:
        return Merging(found.text, findings=found.findings)
    known = new.items()
    theirs = shaped(both.theirs, shapes_of(new.view, known.view))
    items, written = items_of(theirs, new.view.front), new.pieces(known)
    wanted = content_of(both.settled, own)
    for form in FORMS:
        result = marked(written, known, items, both, form)
        settled = reader.read(result.settled)
        if settled is not None and settled.says(wanted):
            return Merging(result.text, result.lines, found.findings)
    result = marked_whole(written, items, both)
    return Merging(result.text, result.lines, found.findings)


def content_of(view: Report | Workspace, own: Read) -> Content:
    """What a view says."""
    front = view.front
    title = own.about.title if front.title is None else front.title
    return Content(own.about.kind, title=title, description=front.description or "", spec=encode(view).spec)
