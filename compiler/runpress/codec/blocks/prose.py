"""Paragraphs, headings and folds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.blocks.form import Form, Reading, Stored, Writing, items
from runpress.codec.json_text import Json
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import Block, Details, Heading, Paragraph
from runpress.model.text import Inline, Text

LOWEST_LEVEL = 3
"""W&B has three levels of headings."""
_MOST_LEVEL = 6
_UNNAMED = (Text("Details"),)  # what browsers show for a fold without summary


def encode_paragraph(block: Paragraph, writing: Writing) -> Sequence[Stored]:
    """Its text."""
    return [{"type": "paragraph", "children": writing.inline(block.children)}]


def decode_paragraph(stored: Mapping[str, Json], reading: Reading) -> Paragraph:
    """Its text."""
    return Paragraph(children=reading.inline(stored.get("children")))


def encode_heading(block: Heading, writing: Writing) -> Sequence[Stored]:
    """Its text and level."""
    return [_heading(block, block.level, block.children, writing)]


def encode_fold(block: Details, writing: Writing) -> Sequence[Stored]:
    """A heading whose blocks are folded."""
    level = block.level or LOWEST_LEVEL
    if not block.level:
        writing.notes.add(
            codes.FOLD, block.span, "a fold without heading becomes a folded heading of level 3", help=_USE_HEADING
        )
    if block.is_open:
        writing.notes.add(codes.FOLD, block.span, "a fold that stands open is closed on the server")
    stored = _heading(block, level, block.summary or _UNNAMED if not block.level else block.summary, writing)
    return [{**stored, "collapsedChildren": writing.blocks(block.blocks, writing)}]


_USE_HEADING = "write the heading into the summary: `<summary><h3>Details</h3></summary>`"


def _heading(block: Block, level: int, children: Sequence[Inline], writing: Writing) -> Stored:
    if level > LOWEST_LEVEL and "level" not in (block.extra or {}):
        message = f"a heading of level {level} is published as level {LOWEST_LEVEL}"
        writing.notes.add(codes.HEADING_LEVEL, block.span, message)
    return {"type": "heading", "children": writing.inline(children), "level": min(level, LOWEST_LEVEL)}


def decode_heading(stored: Mapping[str, Json], reading: Reading) -> Heading | Details:
    """A heading, or what is folded below one."""
    level = stored.get("level")
    known = level if type(level) is int and 1 <= level <= _MOST_LEVEL else 1
    children = reading.inline(stored.get("children"))
    folded = stored.get("collapsedChildren")
    if not isinstance(folded, list):
        return Heading(level=known, children=children)
    return Details(summary=children, level=known, blocks=reading.inner(items(folded), "collapsedChildren"))


FORMS = (
    Form(wire="paragraph", block=Paragraph, encode=encode_paragraph, decode=decode_paragraph, has_text=True),
    Form(wire="default", block=Paragraph, encode=encode_paragraph, decode=decode_paragraph, has_text=True),
    Form(wire="heading", block=Heading, encode=encode_heading, decode=decode_heading, has_text=True),
    Form(wire="heading", block=Details, encode=encode_fold, decode=decode_heading, has_text=True),
)
