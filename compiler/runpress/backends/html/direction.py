"""In which direction blocks are read, for those whose marks stand at the side where reading begins.

Paragraphs have their direction from the style sheet; lists, quotes, tables and call-outs have bullets, bars and columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from unicodedata import bidirectional

from runpress.model.blocks import Block, Details, Heading, Paragraph, Table
from runpress.model.text import Inline, Link, Text, Wrapped
from runpress.passes.walk import inside


def direction_of(block: Block) -> str | None:
    """`rtl` where the first letter of a block is of a script that is read from the right; else none."""
    for text in _texts(block):
        if found := _first_letter(text):
            return found if found == "rtl" else None
    return None


def _first_letter(text: str) -> str:
    for letter in text:
        if letter.isascii():
            if letter.isalpha():
                return "ltr"
            continue
        kind = bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return ""


def _texts(block: Block) -> Iterator[str]:
    """The texts of a block in the order in which they are read, as far as they may decide."""
    if isinstance(block, Paragraph | Heading):
        yield from _words(block.children)
    elif isinstance(block, Table):
        for cell in block.head:
            yield from _words(cell.children)
    else:
        if isinstance(block, Details):
            yield from _words(block.summary)
        for inner in chain.from_iterable(inside(block)):
            yield from _texts(inner)


def _words(children: Iterable[Inline]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Text):
            if "code" not in child.marks:
                yield child.text
        elif isinstance(child, Link | Wrapped):
            yield from _words(child.children)
