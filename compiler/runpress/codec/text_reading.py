"""The leaves and elements that W&B stores to rich text. See `codec/text.py` for what they say.

Leaves and elements become pieces; a piece knows its marks and what else it has. Then runs of pieces become nodes, with
boundaries where leaves would join.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

from runpress.codec.json_text import Deep, Json
from runpress.codec.line_ends import LINE_ENDS, line_ends
from runpress.codec.residue import same
from runpress.codec.text import UNPRINTABLE, WIRE_MARKS, TextScope, encode_element, printable, readable
from runpress.frozen import frozen
from runpress.model.blocks.base import Dialect
from runpress.model.text import NO_MARKS, Boundary, Break, Element, Inline, Link, Mark, Math, Text, Wrapped, is_element

_MARK_OF = {wire: mark for mark, wire in WIRE_MARKS.items()}
_UNUSUAL = re.compile(f"\n|{UNPRINTABLE.pattern}")


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
    usual = _usual(stored, dialect)
    if usual is not None:
        return usual
    pieces: list[_Piece] = []
    for item in stored:
        piece = None if has_deep(item) else _piece(item, dialect)
        if piece is None:
            return None
        pieces.append(piece)
    if dialect == "editor":
        pieces = _without_fillings(pieces)
    return tuple(_inlines(pieces))


def _usual(stored: Sequence[Json], dialect: Dialect) -> tuple[Inline, ...] | None:
    """What nearly all text is: leaves that differ in their marks, and links with one leaf. None if there is more to it."""
    out: list[Inline] = []
    before: frozenset[Mark] | None = None if dialect == "editor" else NO_MARKS
    """The marks of the leaf before; None where the editor has no leaf."""
    is_beside_link = True
    for item in stored:
        if not isinstance(item, dict):
            return None
        text, url = item.get("text"), item.get("url")
        if item.keys() == _LINK_KEYS and type(url) is str:
            inner = item["children"]
            if before is None or item["type"] != "link" or UNPRINTABLE.search(url) or not _is_plain_leaf(inner):
                return None
            out.append(Link(url, (Text(inner[0]["text"]),)))
            before, is_beside_link = None if dialect == "editor" else NO_MARKS, True
            continue
        marks = NO_MARKS if len(item) == 1 else _all_marks(item)
        if type(text) is not str or not text or _UNUSUAL.search(text) or marks is None:
            return None
        if marks == before and not is_beside_link:
            return None
        out.append(Text(text, marks))
        before, is_beside_link = marks, False
    return None if before is None else tuple(out)


_MARKS_OF_MATHS = re.compile(r"(?<!\\)(?:\\\\)*\$\$")
_LINK_KEYS = frozenset({"type", "url", "children"})


def _is_plain_leaf(stored: Json) -> bool:
    """Whether this is the text of a link that has no marks."""
    if not isinstance(stored, list) or len(stored) != 1 or not isinstance(stored[0], dict) or len(stored[0]) != 1:
        return False
    text = stored[0].get("text")
    return type(text) is str and bool(text) and not _UNUSUAL.search(text)


def _all_marks(leaf: Mapping[str, Json]) -> frozenset[Mark] | None:
    """The marks of a leaf that has nothing else."""
    marks = frozenset(_MARK_OF[key] for key, value in leaf.items() if value is True and key in _MARK_OF)
    return marks if len(marks) == len(leaf) - 1 else None


def _piece(item: Json, dialect: Dialect) -> _Piece | None:
    if not isinstance(item, dict):
        return Element(item)
    if not is_element(item):
        return _leaf(item) if "text" in item else None
    found: _Piece | None = None
    if item.get("type") == "link":
        found = _link(item, dialect)
    elif item.get("type") == "latex":
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
    said = readable(text)
    if "code" in marks and "\n" in said:
        marks, extra = marks - {"code"}, {**extra, WIRE_MARKS["code"]: True}
    if said != text:
        ends = line_ends(text, said)
        text, extra = said, {**extra, "text": text if ends is None else {LINE_ENDS: ends}}
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
    if not isinstance(content, str) or printable(content) != content or "\n" in content:
        return None
    if not content or content != content.strip() or _MARKS_OF_MATHS.search(content):
        return None  # Markdown has neither space inside the marks nor the marks themselves
    leaf = children[0] if isinstance(children, list) and len(children) == 1 else None
    return _kept(Math(content, _marks(leaf) if isinstance(leaf, dict) else NO_MARKS), item, "sdk")


def _kept(
    element: Link | Math, item: Mapping[str, Json], dialect: Dialect, *, also: Iterable[str] = ()
) -> Link | Math | Wrapped | None:
    """The element with its further keys; None if it would be stored otherwise."""
    said = encode_element(element, TextScope(dialect))
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
