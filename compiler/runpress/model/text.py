"""Rich text: what stands inside a paragraph, a heading, a list item, a caption.

A run of text carries its marks as a set, because marks nest in every order and W&B stores them as
flags on a leaf. Nodes compare by content; `span` is where they were written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from runpress.source import Span

Mark: TypeAlias = str
"""`bold`, `italic`, `underline`, `strikethrough`, `code`, `sub`, `sup`, `kbd`."""

MARKS: tuple[Mark, ...] = ("bold", "italic", "strikethrough", "underline", "sub", "sup", "kbd", "code")
"""All marks, in the order in which they enclose each other when written: the first is outermost."""

NO_MARKS: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """Text with marks. A line feed in it is a soft line break."""

    text: str
    marks: frozenset[Mark] = NO_MARKS
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""

    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A link; its children carry their own marks."""

    url: str
    children: tuple[Inline, ...]
    title: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image inside text."""

    url: str
    alt: str
    title: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Math:
    """LaTeX inside text."""

    content: str
    marks: frozenset[Mark] = NO_MARKS
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """A reference to a footnote by its label."""

    label: str
    span: Span | None = field(default=None, compare=False, repr=False)


Inline: TypeAlias = Text | Break | Link | Picture | Math | FootnoteReference


def plain_text(children: tuple[Inline, ...]) -> str:
    """The text of inline nodes as a reader would say it: for titles, anchors, summaries."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(text=text) | Math(content=text) | Picture(alt=text):
                parts.append(text)
            case Link(children=inner):
                parts.append(plain_text(inner))
            case Break():
                parts.append("\n")
            case FootnoteReference():
                pass
    return "".join(parts)
