"""Rich text: what stands inside a paragraph, a heading, a list item, a caption.

A run of text carries its marks as a set, because marks nest in every order and W&B stores them as
flags on a leaf. Nodes compare by content; `span` is where they were written.

W&B stores text as a list of leaves (text with flags) and elements (links, maths, mentions). Neighbours with
the same marks are one leaf. What this cannot say is said by `Element`, `Wrapped` and `Boundary`: they come
from views that W&B's editor stored, are comments in Markdown, and no author has to write one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, TypeAlias

from runpress.frozen import frozen
from runpress.source import Span

Mark: TypeAlias = str
"""`bold`, `italic`, `underline`, `strikethrough`, `code`, `sub`, `sup`, `kbd`."""

MARKS: tuple[Mark, ...] = ("bold", "italic", "strikethrough", "underline", "sub", "sup", "kbd", "code")
"""All marks, in the order in which they enclose each other when written: the first is outermost."""

NO_MARKS: frozenset[Mark] = frozenset()


@frozen
class Text:
    """Text with marks. A line feed in it is a soft line break."""

    text: str
    marks: frozenset[Mark] = NO_MARKS
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Break:
    """A hard line break. Its marks say which leaf it belongs to."""

    marks: frozenset[Mark] = NO_MARKS
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Link:
    """A link; its children carry their own marks."""

    url: str
    children: tuple[Inline, ...]
    title: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Picture:
    """An image inside text."""

    url: str
    alt: str
    title: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Math:
    """LaTeX inside text."""

    content: str
    marks: frozenset[Mark] = NO_MARKS
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class FootnoteReference:
    """A reference to a footnote by its label."""

    label: str
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Element:
    """A piece of text that runpress has no other form for, as W&B stores it: a mention of a person."""

    value: Any
    """JSON: what `is_element` takes for one."""
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Wrapped:
    """Text with further keys: the anchor of a comment, a mark of W&B's that runpress does not know.

    The keys are merged into each leaf or element that the children make; they win. They never join with
    what stands beside them. No children are one empty leaf.
    """

    extra: Mapping[str, Any]
    """JSON, an object without `type` and `children`; it may be empty."""
    children: tuple[Inline, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Boundary:
    """Two leaves meet here, although one would do. Beside nothing, or beside another boundary, a leaf is empty."""

    span: Span | None = field(default=None, compare=False, repr=False)


def is_element(value: Any) -> bool:
    """Whether JSON among text is a piece of its own, not further keys for text. A link may have lost its `type`."""
    return not isinstance(value, dict) or "type" in value or "children" in value


Inline: TypeAlias = Text | Break | Link | Picture | Math | FootnoteReference | Element | Wrapped | Boundary


def plain_text(children: tuple[Inline, ...]) -> str:
    """The text of inline nodes as a reader would say it: for titles, anchors, summaries."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(text=text) | Math(content=text) | Picture(alt=text):
                parts.append(text)
            case Link(children=inner) | Wrapped(children=inner):
                parts.append(plain_text(inner))
            case Break():
                parts.append("\n")
            case Element(value=value):
                parts.append(element_text(value))
            case FootnoteReference() | Boundary():
                pass
    return "".join(parts)


def element_text(value: Any) -> str:
    """What readers see of an element without a form of its own: whom it mentions, or the text in it."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return ""
    if "mention" in str(value.get("type")).lower():
        return f"@{_name_in(value) or '…'}"
    return _leaf_text(value)


def _name_in(value: Mapping[str, Any]) -> str:
    """Whom a mention names; editors keep the name beside the id, or one level below."""
    for holder in (value, value.get("user"), value.get("mention")):
        if isinstance(holder, Mapping):
            for key in ("username", "userName", "name", "label"):
                name = holder.get(key)
                if isinstance(name, str) and name:
                    return name
    return ""


def _leaf_text(value: Mapping[str, Any]) -> str:
    """The text in an element; what lies deeper than its leaves is not looked at."""
    children = value.get("children")
    leaves = [value, *(children if isinstance(children, list) else ())]
    texts = [leaf.get("text") for leaf in leaves if isinstance(leaf, Mapping)]
    return "".join(text for text in texts if isinstance(text, str))
