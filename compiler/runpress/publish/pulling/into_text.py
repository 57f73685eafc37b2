"""A server's view into the text of a document, with the least change of text.

What says the same keeps its bytes; what changed is rewritten alone; the new text compiles to what the server has.
Where a small change does not give that, more is written anew, up to the whole document, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.settings import Place
from runpress.conversion.document import document_of
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatter, FrontMatterDefaults
from runpress.model.view import Report, Workspace
from runpress.publish.pulling.patching.aligning import aligned, grids_of
from runpress.publish.pulling.patching.assembling import Plan, Wish, assembled
from runpress.publish.pulling.patching.front import front_anew, patched_front
from runpress.publish.pulling.patching.items import Items, items_of
from runpress.publish.pulling.patching.pieces import Written
from runpress.publish.pulling.patching.places import decoded
from runpress.publish.pulling.patching.reading import Read, Reader
from runpress.publish.pulling.patching.shapes import shaped, shapes_of
from runpress.publish.views.contents import Content


@frozen
class Pulled:
    """A document that says what a server has."""

    text: str
    findings: tuple[Diagnostic, ...] = ()


def pulled(text: str, content: Content, reader: Reader) -> Pulled:
    """The text of a document with the state of the server in it; the same text if it says that already.

    The content is without comment threads. A text that is no view, or of another kind, stays as it is.
    """
    own = reader.read(text)
    if own is None or own.says(content) or own.view.front.kind != content.kind:
        return Pulled(text)
    return _Pulling(text, own, content, reader).pulled()


@frozen
class _Pulling:
    """One document and one stored view."""

    text: str
    own: Read
    content: Content
    reader: Reader

    def pulled(self) -> Pulled:
        """The new text: as little of it changed as can be."""
        known = self.own.items()
        written = self.own.pieces(known)
        about = self.own.beside(self.content)
        texts: list[str] = []
        for new in (decoded(self.content.spec, about), document_of(self.content.spec, about)[1]):
            if new is None:
                return Pulled(self.text)
            said = in_words_of(self.own, known, _over(new, self.reader.defaults))
            wanted = items_of(said, self.own.view.front)
            old, front = known.view.front, wanted.view.front
            lines = patched_front(written, old, front) or front_anew(written, old, front)
            texts.append(self._patched(written, known, wanted, lines))
            if self._says(texts[-1]):
                return Pulled(texts[-1])
        return self._anew(written, wanted, lines, texts[0])

    def _says(self, text: str) -> bool:
        found = self.reader.read(text)
        return found is not None and found.says(self.content)

    def _patched(self, written: Written, known: Items, wanted: Items, front: Sequence[str]) -> str:
        """The text with patches; where these do not say it, with more and more put in its place and written anew.

        If that does not help either, it is the one with the least change.
        """
        origins = aligned(known.items, wanted.items)
        placed: frozenset[int] = frozenset()
        whole: frozenset[int] = frozenset()
        drops_silent = False
        first = ""
        while True:
            wishes = [
                Wish(item, origin, is_placed=at in placed, is_whole=at in whole)
                for at, (item, origin) in enumerate(zip(wanted.items, origins, strict=True))
            ]
            text = assembled(Plan(written, known.items, wishes, wanted.settings, drops_silent), front)
            first = first or text
            found = self.reader.read(text)
            if found is not None and found.says(self.content):
                return text
            wrong = frozenset(range(len(wanted.items)) if found is None else _wrong(found, wanted))
            if wrong <= whole and drops_silent:
                return first
            drops_silent = wrong <= whole
            whole |= wrong & placed
            placed |= wrong

    def _anew(self, written: Written, wanted: Items, front: Sequence[str], least: str) -> Pulled:
        """All blocks written anew; the least change, if that does not help either."""
        body = print_blocks(tuple(item.block for item in wanted.items), wanted.settings, Place(is_start=not front))
        newline = self.own.source.newline
        gap = [newline] if front and body else []
        text = "".join([written.mark, *front, *gap, *(f"{line}{newline}" for line in body)])
        if not self._says(text):
            message = "the document does not say all that is on the server: there are no words for it"
            help_ = "`runpress plan` shows what is different; publishing would change that on the server"
            return Pulled(least, (codes.NOT_ALL.at(self.own.source.span(0), message, help=help_),))
        message = "the whole document is written anew: a smaller change would not say what is on the server"
        help_ = "compare it with the version before: comments and line breaks of the old text are not in it"
        return Pulled(text, (codes.REWRITTEN.at(self.own.source.span(0), message, help=help_),))


def in_words_of(own: Read, known: Items, view: Report | Workspace) -> Report | Workspace:
    """A server's view, with the sizes of panels said as in those grids of the document that they were in."""
    shapes = shapes_of(own.view, known.view)
    if not shapes:
        return view
    items = items_of(view, own.view.front).items
    grids = grids_of(known.items, items, aligned(known.items, items))
    return shaped(view, {after: shapes[before] for after, before in grids.items() if before in shapes})


def _wrong(found: Read, wanted: Items) -> Iterator[int]:
    """The items of the parts of the view that a text does not say as they are wished for."""
    first, last = _unequal(_parts(found.items()), _parts(wanted))
    for at, item in enumerate(wanted.items):
        if item.spot.owner < 0 or first <= item.spot.owner <= last:
            yield at


def _over(view: Report | Workspace, defaults: FrontMatterDefaults | None) -> Report | Workspace:
    """The view with the width that it has, where the project says another."""
    if defaults is None or defaults.width is None or view.front.width is not None:
        return view
    front: FrontMatter = view.front.model_copy(update={"width": "readable"})
    return replace(view, front=front)


def _parts(items: Items) -> list[list[str]]:
    """The texts of the items of each block or section, in order."""
    parts: list[list[str]] = []
    for item in items.items:
        while len(parts) <= item.spot.owner:
            parts.append([])
        if item.spot.owner >= 0:
            parts[item.spot.owner].append(item.text)
    return parts


def _unequal(said: Sequence[object], wanted: Sequence[object]) -> tuple[int, int]:
    """The first and the last wanted part that is not said so."""
    first = 0
    while first < min(len(said), len(wanted)) and said[first] == wanted[first]:
        first += 1
    behind = 0
    while behind < min(len(said), len(wanted)) - first and said[-1 - behind] == wanted[-1 - behind]:
        behind += 1
    return first, len(wanted) - 1 - behind
