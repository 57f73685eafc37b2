"""A server's view into the text of a document, with the least change of text.

What says the same keeps its bytes; what changed is rewritten alone; the new text compiles to what the server has.
Where a small change does not give that, more is written anew, up to the whole document, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.settings import Place
from runpress.codec.about import About
from runpress.codec.normal import is_equal
from runpress.conversion.document import document_of
from runpress.conversion.spec import Compilation, spec_of
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatter, FrontMatterDefaults
from runpress.model.view import Report, Workspace
from runpress.pipeline import Compiled, compile_document
from runpress.publish.contents import Content
from runpress.publish.patching.aligning import aligned
from runpress.publish.patching.assembling import Plan, Wish, assembled
from runpress.publish.patching.front import front_anew, patched_front
from runpress.publish.patching.items import Items, items_of
from runpress.publish.patching.pieces import Written, read_pieces
from runpress.publish.patching.places import canonical, decoded, places_of
from runpress.source import SourceFile


@frozen
class Pulled:
    """A document that says what a server has."""

    text: str
    findings: tuple[Diagnostic, ...] = ()


@frozen
class Read:
    """A text as a document, and what it becomes on a server."""

    source: SourceFile
    compiled: Compiled
    said: Compilation

    @property
    def about(self) -> About:
        """What stands beside its spec, but for where it goes."""
        assert self.said.about is not None  # noqa: S101 - callers asked for a view
        return replace(self.said.about, entity="", project="", is_draft=False)


def read(text: str, path: str, defaults: FrontMatterDefaults | None) -> Read:
    """A text as a document."""
    source = SourceFile(path, text)
    compiled = compile_document(source, defaults=defaults)
    return Read(source, compiled, spec_of(compiled, source))


def pulled(text: str, path: str, content: Content, *, defaults: FrontMatterDefaults | None = None) -> Pulled:
    """The text of a document with the state of the server in it; the same text if it says that already.

    The content is without comment threads. `path` is how the document is named in findings, `defaults` are what the
    project says.
    """
    own = read(text, path, defaults)
    view = own.said.view
    if not isinstance(view, Report | Workspace) or says(own, content):
        return Pulled(text)
    if view.front.kind != content.kind:
        return Pulled(text)
    return _Pulling(text, own, view, content, defaults).pulled()


def says(own: Read, content: Content) -> bool:
    """Whether a document says what a server has."""
    about = own.said.about
    if about is None or own.said.spec is None or not is_equal(own.said.spec, content.spec):
        return False
    return (content.title, content.description) == (about.title, about.description)


@frozen
class _Pulling:
    """One document and one stored view."""

    text: str
    own: Read
    view: Report | Workspace
    content: Content
    defaults: FrontMatterDefaults | None

    def pulled(self) -> Pulled:
        """The new text: as little of it changed as can be."""
        front, about = self.view.front, self.content.about()
        known = items_of(canonical(self.view, self.own.about), front.defaults)
        written = read_pieces(self.text, self.own.source, self.own.compiled, places_of(self.view, known))
        text = None
        for new in (decoded(self.content.spec, about), document_of(self.content.spec, about)[1]):
            if new is None:
                return Pulled(self.text)
            wanted = items_of(_over(new, self.defaults), front.defaults)
            lines = patched_front(written, known.view.front, wanted.view.front)
            text = None if lines is None else self._patched(written, known, wanted, lines)
            if text is not None:
                return Pulled(text)
        return self._anew(written, wanted, lines, known.view.front)

    def _patched(self, written: Written, known: Items, wanted: Items, front: Sequence[str]) -> str | None:
        """The text with patches; where these do not say it, with more and more written anew."""
        origins = aligned(known.items, wanted.items)
        whole: frozenset[int] = frozenset()
        drops_silent = False
        while True:
            wishes = [
                Wish(item, origin, is_whole=at in whole)
                for at, (item, origin) in enumerate(zip(wanted.items, origins, strict=True))
            ]
            text = assembled(Plan(written, known.items, wishes, wanted.settings, drops_silent), front)
            found = self._read(text)
            if says(found, self.content):
                return text
            wrong = frozenset(self._wrong(found, wanted))
            if wrong <= whole and drops_silent:
                return None
            drops_silent = wrong <= whole
            whole |= wrong

    def _read(self, text: str) -> Read:
        return read(text, self.own.source.path, self.defaults)

    def _wrong(self, found: Read, wanted: Items) -> Iterator[int]:
        """The items of the parts of the view that a text does not say as they are wished for."""
        view = found.said.view
        if not isinstance(view, Report | Workspace):
            yield from range(len(wanted.items))
            return
        said = items_of(canonical(view, found.about), self.view.front.defaults)
        first, last = _unequal(_parts(said), _parts(wanted))
        for at, item in enumerate(wanted.items):
            if item.spot.owner < 0 or first <= item.spot.owner <= last:
                yield at

    def _anew(self, written: Written, wanted: Items, front: Sequence[str] | None, old: FrontMatter) -> Pulled:
        """All blocks written anew, and front matter too if it must be."""
        for head in (front, front_anew(written, old, wanted.view.front)):
            if head is None:
                continue
            blocks = tuple(item.block for item in wanted.items)
            body = print_blocks(blocks, wanted.settings, Place(is_start=not head))
            newline = self.own.source.newline
            text = "".join(
                [written.mark, *head, *([newline] if head and body else []), *(f"{line}{newline}" for line in body)]
            )
            if says(self._read(text), self.content):
                break
        span = self.own.source.span(0)
        message = "the whole document is written anew: a smaller change would not say what is on the server"
        help_ = "compare with the version before; comments and line breaks of the old text are not in it"
        return Pulled(text, (codes.REWRITTEN.at(span, message, help=help_),))


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
