"""What things are called where people read of them: kinds, and the words by which one is known among others."""

from __future__ import annotations

import re
from typing import Any

from runpress.backends.markdown.options import options_of
from runpress.backends.markdown.yaml import flow
from runpress.model.blocks import (
    Block,
    Callout,
    CodeBlock,
    Details,
    Footnote,
    Heading,
    Image,
    List,
    MathBlock,
    Media,
    Paragraph,
    Quote,
    RawBlock,
    Table,
)
from runpress.model.panels.base import Panel
from runpress.model.panels.raw import RawPanel
from runpress.model.text import plain_text

_KINDS = {
    "callout": "call-out",
    "code": "code block",
    "details": "fold",
    "footnotes": "footnote",
    "math": "formula",
    "raw": "block kept as JSON",
    "rule": "line across",
    "toc": "table of contents",
}
"""The kinds of blocks whose names are no words for readers."""
_TYPE = re.compile(r'"type"\s*:\s*"([^"\\]*)"')
_LONGEST = 60
_TELLING = ("y", "metric", "metrics", "x", "columns", "media_keys", "markdown", "query")
"""Options of panels by which one without a title is known, the most telling first."""


def kind_name(block: Block) -> str:
    """The kind of a block."""
    return "heading" if isinstance(block, Details) and block.level else _KINDS.get(block.kind, block.kind)


def block_name(block: Block) -> str:
    """The words by which a block is known; empty if it has none."""
    return clipped(_words(block))


def panel_name(panel: Panel) -> str:
    """A panel's title, else what it shows."""
    if panel.title:
        return clipped(panel.title)
    if isinstance(panel, RawPanel):
        return clipped(str(panel.spec.get("viewType", "")))
    said = options_of(panel)
    value = next((said[name] for name in _TELLING if said.get(name)), "")
    return clipped(", ".join(map(_said, value)) if isinstance(value, list) else _said(value))


def clipped(text: str, room: int = _LONGEST) -> str:
    """The beginning of a text, on one line, as far as there is room for it."""
    line = " ".join(text.split())
    if len(line) <= room:
        return line
    cut = line[: room - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[room // 2 :] else cut}…"


def _said(value: Any) -> str:
    return value if isinstance(value, str) else flow(value, _LONGEST) or str(value)


def _words(block: Block) -> str:  # noqa: PLR0911 - one line a kind of block
    match block:
        case Paragraph(children=children) | Heading(children=children) | Details(summary=children):
            return plain_text(children)
        case CodeBlock(text=text) | MathBlock(content=text):
            return text
        case RawBlock(json=text):
            found = _TYPE.search(text)
            return found.group(1) if found else text
        case Image(alt=alt, url=url, caption=caption):
            return plain_text(caption) or alt or url
        case Media(url=url):
            return url
        case Table(head=head):
            return " | ".join(plain_text(cell.children) for cell in head)
        case Quote(blocks=blocks) | Callout(blocks=blocks) | Footnote(blocks=blocks):
            return _first_words(blocks)
        case List(items=items):
            return _first_words(tuple(inner for item in items for inner in item.blocks))
        case _:
            return ""


def _first_words(blocks: tuple[Block, ...]) -> str:
    return next((words for words in map(_words, blocks) if words), "")
