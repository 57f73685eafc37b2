"""In which direction blocks are read, for those whose marks stand at the side where reading begins.

Paragraphs have their direction from the style sheet; lists, quotes, tables and call-outs have bullets, bars and columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import bidirectional

from runpress.model.blocks import Block, Callout, Details, Heading, List, Paragraph, Quote, Table
from runpress.model.text import Inline, Link, Text, Wrapped

_LINES: Final = (Paragraph, Heading)
_AROUND: Final = (Quote, Callout, Details)
_MAY_DECIDE: Final = re.compile(r"[A-Za-z]|[^\x00-\x7f]")
_DIRECTIONS: Final = {"R": "rtl", "AL": "rtl", "L": "ltr"}


def direction_of(block: Block) -> str | None:
    """`rtl` where the first letter of a block is of a script that is read from the right; else none."""
    return "rtl" if _of_block(block) == "rtl" else None


def _of_block(block: Block) -> str:
    """The direction of the first letter; nothing where there is none."""
    if isinstance(block, _LINES):
        return _of_words(block.children)
    if isinstance(block, List):
        return _first(inner for item in block.items for inner in item.blocks)
    if isinstance(block, Table):
        return next((found for cell in block.head if (found := _of_words(cell.children))), "")
    if isinstance(block, Details) and (found := _of_words(block.summary)):
        return found
    return _first(block.blocks) if isinstance(block, _AROUND) else ""


def _first(blocks: Iterable[Block]) -> str:
    return next((found for block in blocks if (found := _of_block(block))), "")


def _of_words(children: Iterable[Inline]) -> str:
    for child in children:
        found = ""
        if isinstance(child, Text):
            found = "" if "code" in child.marks else _of_text(child.text)
        elif isinstance(child, (Link, Wrapped)):
            found = _of_words(child.children)
        if found:
            return found
    return ""


def _of_text(text: str) -> str:
    for letter in _MAY_DECIDE.finditer(text):
        if found := _DIRECTIONS.get(bidirectional(letter[0])):
            return found
    return ""
