"""Rich text to HTML. Marks are flags on runs of text; here they become nested elements again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.common.normalize_url import normalizeLink

from runpress.backends.html.context import Context
from runpress.backends.html.escape import Writer, own_id
from runpress.backends.html.maths import write_math
from runpress.model.text import (
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
    element_text,
)

_TAGS: dict[Mark, str] = {
    "italic": "em",
    "bold": "strong",
    "strikethrough": "del",
    "underline": "u",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
}
_IS_ENCODED = re.compile(r"[A-Za-z0-9;/?:@&=+$,_.!~*'()#-]*")
_INVISIBLE = (Wrapped, Boundary)
_ORDER = {mark: place for place, mark in enumerate(_TAGS)}


def write_inlines(writer: Writer, children: Sequence[Inline], context: Context) -> None:
    """Write inline nodes. A mark that several neighbours share is written once, around all of them."""
    children = _shown(children)
    if len(children) == 1 and isinstance(only := children[0], Text) and not only.marks:  # most cells, headings, items
        writer.text(only.text)
        return
    marks = [_marks_of(child) for child in children]
    if any(marks):
        _write_run(writer, children, marks, context)
        return
    for child in children:
        _write_one(writer, child, context, NO_MARKS)


def _shown(children: Sequence[Inline]) -> Sequence[Inline]:
    """The nodes that readers see: how W&B cuts text into leaves, and what it hangs on them, is not shown."""
    for child in children:
        if isinstance(child, _INVISIBLE):
            break
    else:
        return children
    shown: list[Inline] = []
    for child in children:
        if isinstance(child, Wrapped):
            shown += _shown(child.children)
        elif not isinstance(child, Boundary):
            shown.append(child)
    return shown


def _write_run(
    writer: Writer,
    children: Sequence[Inline],
    marks: Sequence[frozenset[Mark]],
    context: Context,
    done: frozenset[Mark] = NO_MARKS,
) -> None:
    at = 0
    while at < len(children):
        mark, end = _longest(marks, at, done)
        if mark is None:
            _write_one(writer, children[at], context, done)
            at += 1
            continue
        writer.start(_TAGS[mark])
        _write_run(writer, children[at:end], marks[at:end], context, done | {mark})
        writer.end(_TAGS[mark])
        at = end


def _longest(marks: Sequence[frozenset[Mark]], at: int, done: frozenset[Mark]) -> tuple[Mark | None, int]:
    """The open mark at `at` that reaches furthest, and where it ends."""
    best: Mark | None = None
    best_end = at
    if not marks[at]:
        return best, best_end
    for mark in sorted(marks[at] - done, key=lambda mark: _ORDER[mark]):
        end = at + 1
        while end < len(marks) and mark in marks[end]:
            end += 1
        if end > best_end:
            best, best_end = mark, end
    return best, best_end


def _marks_of(child: Inline) -> frozenset[Mark]:
    """The marks that enclose a node; a link's are those that all of its children have."""
    if isinstance(child, Text | Math | Break):
        return child.marks - {"code"} if child.marks else NO_MARKS
    if isinstance(child, Link):
        inner = [_marks_of(inner) for inner in _shown(child.children)]
        return frozenset.intersection(*inner) if inner else NO_MARKS
    return NO_MARKS


def _write_one(writer: Writer, child: Inline, context: Context, done: frozenset[Mark]) -> None:
    if isinstance(child, Text):  # first, because nearly all are
        if "code" in child.marks:
            writer.element("code", child.text)
        else:
            writer.text(child.text)
        return
    match child:
        case Break():
            writer.void("br")
            writer.newline()
        case Link():
            _write_link(writer, child, context, done)
        case Picture():
            write_picture(writer, child.url, child.alt, context, title=child.title)
        case Math():
            write_math(writer, child.content, display=False)
        case FootnoteReference():
            _write_reference(writer, child.label, context)
        case Element(value=value):
            writer.element("span", element_text(value), {"class": "element"})


def encoded(url: str) -> str:
    """An address as HTML holds it: what may not stand in one is percent-encoded."""
    return url if _IS_ENCODED.fullmatch(url) else normalizeLink(url)


def _write_link(writer: Writer, link: Link, context: Context, done: frozenset[Mark]) -> None:
    children = _shown(link.children)
    marks = [_marks_of(child) for child in children]
    target = context.links.link(encoded(link.url))
    if context.in_link:
        _write_run(writer, children, marks, context, done)
        return
    context.in_link = True
    if target is None:
        writer.start("span", {"class": "link-refused", "title": f"not a link: {link.url}"})
    else:
        writer.start("a", {"href": target, "title": link.title or None})
    _write_run(writer, children, marks, context, done)
    writer.end("span" if target is None else "a")
    context.in_link = False


def write_picture(writer: Writer, url: str, alt: str, context: Context, *, title: str = "") -> None:
    """Write an image of the project; one from elsewhere is a link to it, so that nothing is fetched."""
    source = context.links.image(encoded(url))
    if source is not None:
        writer.void("img", {"src": source, "alt": alt, "title": title or None, "loading": "lazy"})
        return
    target = context.links.link(encoded(url))
    if target is None:
        writer.element("span", alt or url, {"class": "link-refused", "title": f"not an image: {url}"})
    elif context.in_link:
        writer.element("span", alt or url, {"class": "remote-image", "title": title or url})
    else:
        writer.element("a", alt or url, {"class": "remote-image", "href": target, "title": title or url})


def _write_reference(writer: Writer, label: str, context: Context) -> None:
    number = context.footnotes.get(label)
    if number is None:
        writer.text(f"[^{label}]")
        return
    count = context.seen[label] = context.seen.get(label, 0) + 1
    target = context.links.link(f"#{own_id('fn', number)}")
    writer.start("sup", {"class": "footnote-ref"})
    writer.element(
        "a", str(number), {"href": target, "id": reference_id(number, count), "aria-label": f"Footnote {number}"}
    )
    writer.end("sup")


def reference_id(number: int, count: int) -> str:
    """The id of the `count`th reference to a footnote."""
    return own_id("fnref", number, count) if count > 1 else own_id("fnref", number)
