"""Rich text to the leaves and elements that W&B stores, and back.

A leaf is text with flags, an element a link, maths or a mention. Neighbours with the same flags are one
leaf. The editor has a leaf before and after every element, if need be an empty one; the Python package
has not. Whatever else was stored is said by `Wrapped`, `Element` and `Boundary` (see `model/text.py`).

What stands between two elements is a run. A run without boundaries is its leaves. Boundaries cut a run
into segments, and a segment without text is an empty leaf; where all segments are, there is one empty
leaf for each boundary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from runpress.codec.json_text import Deep, Json
from runpress.codec.lowering import Notes
from runpress.codec.residue import merged, same
from runpress.diagnostics.codes import lowering as codes
from runpress.frozen import frozen
from runpress.model.blocks.base import Dialect
from runpress.model.text import (
    MARKS,
    NO_MARKS,
    Boundary,
    Break,
    Element,
    FootnoteReference,
    Inline,
    Link,
    Mark,
    Math,
    Picture,
    Text,
    Wrapped,
)

WIRE_MARKS: dict[Mark, str] = {mark: "inlineCode" if mark == "code" else mark for mark in MARKS}
"""The flag of each mark. Only `inlineCode` is known to the package; it keeps none of the others."""

_MARK_OF = {wire: mark for mark, wire in WIRE_MARKS.items()}
_UNPRINTABLE = re.compile("[\x00\r\ud800-\udfff]")
"""What Markdown cannot hold: it would read it as another character."""
_UNUSUAL = re.compile(f"\n|{_UNPRINTABLE.pattern}")


def printable(text: str) -> str:
    """The text with a mark for each character that Markdown cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def printable_values(stored: Json) -> dict[str, Json]:
    """The keys of an object, each text with marks for what Markdown cannot hold; none if it is no object."""
    if not isinstance(stored, dict):
        return {}
    return {key: printable(value) if isinstance(value, str) else value for key, value in stored.items()}


@dataclass(slots=True)
class TextScope:
    """How text is stored, and where its losses are noted."""

    dialect: Dialect = "sdk"
    notes: Notes = field(default_factory=Notes)
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """The number of each footnote by its label."""


def encode_text(children: Sequence[Inline], scope: TextScope) -> list[Json]:
    """The leaves and elements of some text; no text is one empty leaf."""
    if len(children) == 1 and type(children[0]) is Text and not children[0].marks:
        return [{"text": children[0].text.replace("\n", " ")}]
    return _Leaves(scope, fills=scope.dialect == "editor").of(children)


class _Leaves:
    """Leaves and elements, as they come."""

    def __init__(self, scope: TextScope, *, fills: bool) -> None:
        self.scope = scope
        self.fills = fills
        self.out: list[Json] = []
        self.segments: list[list[Json]] = [[]]
        self.marks: frozenset[Mark] | None = None
        """The marks of the leaf that text may still join."""

    def of(self, children: Sequence[Inline]) -> list[Json]:
        for child in children:
            self._add(child)
        self._end_run(is_beside_element=bool(self.out))
        return self.out or [{"text": ""}]

    def _add(self, child: Inline) -> None:
        match child:
            case Text(text=text, marks=marks):
                self._text(text.replace("\n", " "), marks)
            case Break(marks=marks):
                self._text("\n", marks)
            case Boundary():
                self.segments.append([])
                self.marks = None
            case Wrapped():
                self.segments[-1] += _wrapped(child, self.scope)
                self.marks = None
            case FootnoteReference(label=label, span=span):
                self.scope.notes.add(codes.FOOTNOTE, span, f"the reference to footnote `{label}` becomes text")
                self._text(f"[{self.scope.footnotes.get(label, label)}]", NO_MARKS)
            case _:
                self._end_run(is_beside_element=True)
                self.out.append(_element(child, self.scope))

    def _text(self, text: str, marks: frozenset[Mark]) -> None:
        if not text:
            return
        if self.marks == marks:
            self.segments[-1][-1]["text"] += text
            return
        self.segments[-1].append({"text": text, **{wire: True for mark, wire in WIRE_MARKS.items() if mark in marks}})
        self.marks = marks

    def _end_run(self, *, is_beside_element: bool) -> None:
        segments = self.segments
        self.segments = [[]]
        self.marks = None
        if len(segments) == 1:
            self.out += segments[0] or ([{"text": ""}] if self.fills and is_beside_element else [])
        elif not any(segments):
            self.out += [{"text": ""} for _ in segments[1:]]
        else:
            for segment in segments:
                self.out += segment or [{"text": ""}]


def _wrapped(child: Wrapped, scope: TextScope) -> list[Json]:
    inner = _Leaves(scope, fills=False).of(child.children)
    return [merged(item, child.extra) if isinstance(item, dict) else item for item in inner]


def _element(child: Inline, scope: TextScope) -> Json:
    match child:
        case Link(url=url, children=children, title=title, span=span):
            if title:
                scope.notes.add(codes.LINK_TITLE, span, f"the title `{title}` of the link is left out")
            return {"type": "link", "url": url, "children": encode_text(children, scope)}
        case Math(content=content, marks=marks):
            leaf = {"text": "", **{wire: True for mark, wire in WIRE_MARKS.items() if mark in marks}}
            return {"type": "latex", "children": [leaf], "content": content}
        case Picture(url=url, alt=alt, span=span):
            scope.notes.add(codes.PICTURE, span, f"the image `{url}` inside text becomes a link")
            return {"type": "link", "url": url, "children": [{"text": alt.replace("\n", " ") or url}]}
        case Element(value=value):
            return value
        case _:
            raise TypeError(f"{type(child).__name__} is no element")


@frozen
class _Leaf:
    """A stored leaf: text with marks, and whatever else it has."""

    text: str
    marks: frozenset[Mark] = NO_MARKS
    extra: Mapping[str, Json] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.extra


_Piece: TypeAlias = _Leaf | Wrapped | Link | Math | Element


def decode_text(stored: Json, dialect: Dialect) -> tuple[Inline, ...] | None:
    """The text that is stored as these leaves and elements; None if it cannot be said."""
    if not isinstance(stored, list):
        return None
    if len(stored) == 1 and isinstance(stored[0], dict) and stored[0].keys() == {"text"}:
        text = stored[0]["text"]
        if isinstance(text, str) and not _UNUSUAL.search(text):  # most text there is
            return (Text(text),) if text else ()
    pieces: list[_Piece] = []
    for item in stored:
        piece = None if has_deep(item) else _piece(item, dialect)
        if piece is None:
            return None
        pieces.append(piece)
    if dialect == "editor":
        pieces = _without_fillings(pieces)
    return tuple(_inlines(pieces))


def _piece(item: Json, dialect: Dialect) -> _Piece | None:
    if not isinstance(item, dict):
        return Element(item)
    if "type" not in item:
        return _leaf(item) if "text" in item else None
    found: _Piece | None = None
    if item["type"] == "link":
        found = _link(item, dialect)
    elif item["type"] == "latex":
        found = _math(item)
    return found or Element(item)


def has_deep(value: Json) -> bool:
    """Whether a value holds something that is nested too deep to be looked into."""
    if isinstance(value, dict):
        return any(isinstance(inner, dict | list | Deep) and has_deep(inner) for inner in value.values())
    if isinstance(value, list):
        return any(isinstance(inner, dict | list | Deep) and has_deep(inner) for inner in value)
    return isinstance(value, Deep)


def _leaf(item: Mapping[str, Json]) -> _Leaf:
    text = item["text"]
    if not isinstance(text, str) or not text:
        # Marks on nothing have no Markdown; they are keys like any other.
        return _Leaf("", NO_MARKS, {key: value for key, value in item.items() if key != "text" or value != ""})
    marks = _marks(item)
    extra = {key: value for key, value in item.items() if key != "text" and _MARK_OF.get(key) not in marks}
    if "code" in marks and "\n" in text:
        marks, extra = marks - {"code"}, {**extra, WIRE_MARKS["code"]: True}
    if printable(text) != text:
        text, extra = printable(text), {**extra, "text": text}
    return _Leaf(text, marks, extra)


def _marks(item: Mapping[str, Json]) -> frozenset[Mark]:
    return frozenset(mark for wire, mark in _MARK_OF.items() if item.get(wire) is True)


def _link(item: Mapping[str, Json], dialect: Dialect) -> Link | Math | Wrapped | None:
    children = item.get("children")
    if not isinstance(children, list) or any(_is_link(child) for child in children):
        return None
    url = item.get("url")
    text = decode_text(children, dialect)
    if text is None:
        return None
    if isinstance(url, str) and printable(url) == url:
        return _kept(Link(url, text), item, dialect)
    return _kept(Link("", text), item, dialect, also=("url",))


def _is_link(child: Json) -> bool:
    return isinstance(child, dict) and child.get("type") == "link"


def _math(item: Mapping[str, Json]) -> Link | Math | Wrapped | None:
    content, children = item.get("content"), item.get("children")
    if not isinstance(content, str) or printable(content) != content or not content.strip() or "\n" in content:
        return None
    leaf = children[0] if isinstance(children, list) and len(children) == 1 else None
    return _kept(Math(content, _marks(leaf) if isinstance(leaf, dict) else NO_MARKS), item, "sdk")


def _kept(
    element: Link | Math, item: Mapping[str, Json], dialect: Dialect, *, also: Iterable[str] = ()
) -> Link | Math | Wrapped | None:
    """The element with its further keys; None if it would be stored otherwise."""
    said = _element(element, TextScope(dialect))
    extra = {key: value for key, value in item.items() if key not in said or key in also}
    if not same({**said, **extra}, item):
        return None
    return Wrapped(extra, (element,)) if extra else element


def _is_bare(piece: _Piece) -> bool:
    """Whether the editor has leaves before and after it."""
    return not isinstance(piece, _Leaf | Wrapped)


def _without_fillings(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Without the empty leaves that the editor has around elements. An element that lacks one is wrapped."""
    out: list[_Piece] = []
    for run, element in _runs(_with_lacking_wrapped(pieces)):
        is_filling = len(run) == 1 and isinstance(run[0], _Leaf) and run[0].is_empty
        if not is_filling or (element is None and not out):
            out += run
        if element is not None:
            out.append(element)
    return out


def _with_lacking_wrapped(pieces: Sequence[_Piece]) -> list[_Piece]:
    out: list[_Piece] = []
    for piece in pieces:
        lacks = _is_bare(piece) and (not out or _is_bare(out[-1]))
        out.append(_alone(piece) if lacks else piece)
    if out and _is_bare(out[-1]):
        out[-1] = _alone(out[-1])
    return out


def _alone(piece: _Piece) -> Wrapped:
    assert not isinstance(piece, _Leaf)  # noqa: S101 - only elements lack leaves
    return Wrapped({}, (piece,))


def _runs(pieces: Iterable[_Piece]) -> Iterator[tuple[list[_Piece], _Piece | None]]:
    """What stands before each element, and the element; what stands behind the last, and None."""
    run: list[_Piece] = []
    for piece in pieces:
        if _is_bare(piece):
            yield run, piece
            run = []
        else:
            run.append(piece)
    yield run, None


def _inlines(pieces: Iterable[_Piece]) -> Iterator[Inline]:
    for run, element in _runs(pieces):
        if run and all(isinstance(piece, _Leaf) and piece.is_empty for piece in run):
            yield from (Boundary() for _ in run)
        else:
            yield from _of_run(run)
        if element is not None:
            yield element  # type: ignore[misc]  # a leaf is never bare


def _of_run(run: Sequence[_Piece]) -> Iterator[Inline]:
    at = 0
    while at < len(run):
        piece = run[at]
        if at and _needs_boundary(run[at - 1], piece):
            yield Boundary()
        if not isinstance(piece, _Leaf):
            yield piece
        elif not piece.extra:
            yield from _texts(piece)
        else:
            end = _end_of_shared(run, at)
            leaves = [leaf for leaf in run[at:end] if isinstance(leaf, _Leaf)]
            yield Wrapped(piece.extra, tuple(text for leaf in leaves for text in _texts(leaf)))
            at = end - 1
        at += 1


def _needs_boundary(before: _Piece, after: _Piece) -> bool:
    if any(isinstance(piece, _Leaf) and piece.is_empty for piece in (before, after)):
        return True
    if not isinstance(before, _Leaf) or not isinstance(after, _Leaf):
        return False
    return not before.extra and not after.extra and before.marks == after.marks


def _end_of_shared(run: Sequence[_Piece], at: int) -> int:
    """Where the leaves end that one wrapping can say: keys alike, marks that keep them apart."""
    end = at + 1
    while end < len(run) and _shares(run[end - 1], run[end]):
        end += 1
    return end


def _shares(before: _Piece, after: _Piece) -> bool:
    return (
        isinstance(before, _Leaf)
        and isinstance(after, _Leaf)
        and bool(before.text and after.text)
        and before.marks != after.marks
        and same(before.extra, after.extra)
        and "text" not in after.extra
    )


def _texts(leaf: _Leaf) -> Iterator[Inline]:
    lines = leaf.text.split("\n")
    for at, line in enumerate(lines):
        if at:
            yield Break(leaf.marks)
        if line:
            yield Text(line, leaf.marks)
