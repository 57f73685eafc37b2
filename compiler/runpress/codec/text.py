"""Rich text to the leaves and elements that W&B stores; `codec/text_reading.py` is the way back.

A leaf is text with flags, an element a link, maths or a mention. Neighbours with the same flags are one
leaf. The editor has a leaf before and after every element, if need be an empty one; the Python package
has not. Whatever else was stored is said by `Wrapped`, `Element` and `Boundary` (see `model/text.py`).

What stands between two elements is a run. A run without boundaries is its leaves. Boundaries cut a run
into segments, and a segment without text is an empty leaf; where all segments are, there is one empty
leaf for each boundary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from runpress.codec.json_text import Json
from runpress.codec.line_ends import without_returns
from runpress.codec.lowering import Notes
from runpress.codec.residue import merged
from runpress.diagnostics.codes import lowering as codes
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

UNPRINTABLE = re.compile("[\x00\r\ud800-\udfff]")
"""What Markdown cannot hold: it would read it as another character."""


def printable(text: str) -> str:
    """The text with a mark for each character that Markdown cannot hold."""
    return UNPRINTABLE.sub("\ufffd", text)


def readable(text: str) -> str:
    """The text as Markdown holds it: with line feeds at the ends of lines, and marks for all else that it cannot hold."""
    return printable(without_returns(text)) if UNPRINTABLE.search(text) else text


_HALVES = re.compile("[\ud800-\udfff]")


def quotable(text: str) -> str:
    """The text with a mark for each half of a character: YAML in quotes holds all else, also what Markdown cannot."""
    return _HALVES.sub("\ufffd", text)


def quotable_values(stored: Json) -> dict[str, Json]:
    """The keys of an object, each text as YAML can hold it; none if it is no object."""
    if not isinstance(stored, dict):
        return {}
    return {key: quotable(value) if isinstance(value, str) else value for key, value in stored.items()}


@dataclass(slots=True)
class TextScope:
    """How text is stored, and where its losses are noted."""

    dialect: Dialect = "sdk"
    notes: Notes = field(default_factory=Notes)
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """The number of each footnote by its label."""
    has_raw: bool = False
    """Whether a piece of text is said in W&B's own words."""


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
        if isinstance(child, Text):  # as most are
            self._text(child.text.replace("\n", " "), child.marks)
            return
        match child:
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
                self.out.append(encode_element(child, self.scope))

    def _text(self, text: str, marks: frozenset[Mark]) -> None:
        if not text:
            return
        if self.marks == marks:
            self.segments[-1][-1]["text"] += text
            return
        leaf: dict[str, Json] = {"text": text}
        if marks:
            leaf |= _flags(marks)
        self.segments[-1].append(leaf)
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


@cache
def _flags(marks: frozenset[Mark]) -> dict[str, Json]:
    return {wire: True for mark, wire in WIRE_MARKS.items() if mark in marks}


def _wrapped(child: Wrapped, scope: TextScope) -> list[Json]:
    scope.has_raw = True
    inner = _Leaves(scope, fills=False).of(child.children)
    return [merged(item, child.extra) if isinstance(item, dict) else item for item in inner]


def encode_element(child: Inline, scope: TextScope) -> Json:
    """What is stored for a link, maths, an image inside text, or an element as it is."""
    match child:
        case Link(url=url, children=children, title=title, span=span):
            if title:
                scope.notes.add(codes.LINK_TITLE, span, f"the title `{title}` of the link is left out")
            return {"type": "link", "url": url, "children": encode_text(_without_pictures(children, scope), scope)}
        case Math(content=content, marks=marks):
            return {"type": "latex", "children": [{"text": "", **_flags(marks)}], "content": content}
        case Picture(url=url, alt=alt, span=span):
            scope.notes.add(codes.PICTURE, span, f"the image `{url}` inside text becomes a link")
            return {"type": "link", "url": url, "children": [{"text": _words_of(alt, url)}]}
        case Element(value=value):
            scope.has_raw = True
            return value
        case _:
            raise TypeError(f"{type(child).__name__} is no element")


def _without_pictures(children: Sequence[Inline], scope: TextScope) -> Sequence[Inline]:
    """The text of a link, words in place of images: a link holds no link."""
    if not any(isinstance(child, Picture) for child in children):
        return children
    return tuple(_as_words(child, scope) if isinstance(child, Picture) else child for child in children)


def _as_words(picture: Picture, scope: TextScope) -> Text:
    scope.notes.add(codes.PICTURE, picture.span, f"the image `{picture.url}` inside a link becomes the link's text")
    return Text(_words_of(picture.alt, picture.url))


def _words_of(alt: str, url: str) -> str:
    return alt.replace("\n", " ") or url
