"""Quotes and callouts: text in one piece, and text line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from runpress.codec.blocks.form import EMPTY_TEXT, Blocks, Form, Reading, Stored, Writing, items, void
from runpress.codec.blocks.lines import is_prose, lines_of
from runpress.codec.json_text import Json
from runpress.codec.residue import same
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import Block, Callout, Paragraph, Quote
from runpress.model.text import NO_MARKS, Break, Inline

_BETWEEN = (Break(), Break())
"""What stands between paragraphs of a quote."""


def encode_quote(block: Quote, writing: Writing) -> Sequence[Stored]:
    """Its paragraphs as one text. With anything else in it, it stays Markdown."""
    if all(isinstance(inner, Paragraph) for inner in block.blocks):
        return [_quote(block.blocks, writing)]
    if is_prose(block.blocks):
        writing.notes.add(codes.QUOTE, block.span, "a quote that holds more than text is published as a Markdown block")
        return [void("markdown-block", content=writing.markdown(block))]
    writing.notes.add(codes.QUOTE, block.span, "what is no text in a quote is published below it")
    stored: list[Stored] = []
    for is_text, run in groupby(block.blocks, key=lambda inner: isinstance(inner, Paragraph)):
        part = tuple(run)
        stored += [_quote(part, writing)] if is_text else writing.blocks(part, writing)
    return stored


def _quote(paragraphs: Blocks, writing: Writing) -> Stored:
    text: list[Inline] = []
    for at, inner in enumerate(paragraphs):
        text += (*(_BETWEEN if at else ()), *_text(inner))
    return {"type": "block-quote", "children": writing.inline(text)}


def _text(block: Block) -> tuple[Inline, ...]:
    return block.children if isinstance(block, Paragraph) else ()


def decode_quote(stored: Mapping[str, Json], reading: Reading) -> Quote:
    """A paragraph for each stretch of text between empty lines."""
    text = reading.inline(stored.get("children"))
    parts = tuple(_parts(text))
    if any(part == _BETWEEN[:1] for part in parts):  # alone it would be an empty paragraph
        parts = (text,)
    return Quote(blocks=tuple(Paragraph(children=part) for part in parts) if text else ())


def _parts(text: Sequence[Inline]) -> Iterator[tuple[Inline, ...]]:
    begin = at = 0
    while at < len(text):
        if _is_plain_break(text[at : at + 1]) and _is_plain_break(text[at + 1 : at + 2]):
            yield tuple(text[begin:at])
            begin = at = at + 2
        else:
            at += 1
    yield tuple(text[begin:])


def _is_plain_break(part: Sequence[Inline]) -> bool:
    return bool(part) and isinstance(part[0], Break) and part[0].marks == NO_MARKS


def encode_callout(block: Callout, writing: Writing) -> Sequence[Stored]:
    """Its paragraphs as lines. What is no text becomes lines of text, or stands below."""
    if block.tone != "note":
        message = f"a callout `[!{block.tone.upper()}]` looks like all others on the server"
        writing.notes.add(codes.CALLOUT, block.span, message, help="say in the text how much it matters")
    lines = list(_callout_lines(block.blocks, writing))
    stored = {"type": "callout-block", "children": [_line(writing.inline(line)) for line in lines or [()]]}
    below = tuple(inner for inner in block.blocks if not is_prose([inner]))
    return [stored, *writing.blocks(below, writing)]


def _callout_lines(blocks: Iterable[Block], writing: Writing) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.children
            continue
        where = "becomes lines of text" if is_prose([block]) else "is published below it"
        writing.notes.add(codes.CALLOUT, block.span, f"a {block.kind} block in a callout {where}")
        yield from lines_of(block, writing.markdown)


def _line(children: list[Json]) -> Stored:
    return {"type": "callout-line", "children": children}


def decode_callout(stored: Mapping[str, Json], reading: Reading) -> Callout:
    """A paragraph a line."""
    lines = items(stored.get("children"))
    if len(lines) == 1 and same(lines[0], _line(list(EMPTY_TEXT))):
        lines = []
    texts = (reading.inline(line.get("children") if isinstance(line, dict) else None) for line in lines)
    return Callout(tone="note", blocks=tuple(Paragraph(children=text) for text in texts))


FORMS = (
    Form(wire="block-quote", block=Quote, encode=encode_quote, decode=decode_quote, has_text=True),
    Form(wire="callout-block", block=Callout, encode=encode_callout, decode=decode_callout, has_text=True),
)
