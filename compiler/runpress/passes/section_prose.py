"""Prose of a workspace as the text of Markdown panels: as it was written, and with the footnotes that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from runpress.model.blocks import Block, Footnote
from runpress.passes.footnotes import reached, references
from runpress.source import Span
from runpress.syntax.comments import without_comments

_MARKERS = re.compile(r"(?:[>\s]|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$)|</?(?:details|summary)\b[^>]*>)+")
"""What stands around blocks and says nothing by itself."""


def prose_text(blocks: Sequence[Block], fences: Sequence[Span], notes: Mapping[str, Footnote]) -> str:
    """The text of blocks, without the fences in them; empty where nothing else is there."""
    parts = [_text_of(block.span, fences) for block in blocks if block.span]
    if not any(_MARKERS.sub("", part) if fences else part.strip() for part in parts):
        return ""
    return "\n\n".join([*parts, *_footnotes(blocks, notes)])


def _text_of(span: Span, fences: Sequence[Span]) -> str:
    span = with_indentation(span)
    cuts = [fence for fence in fences if span.start <= fence.start < span.end]
    return without_comments(_without(span, cuts) if cuts else span.text)


def with_indentation(span: Span) -> Span:
    """The place of a block with the blanks before it: four of them make code of text."""
    source, start, end = span
    line_start = source.text.rfind("\n", 0, start) + 1
    return span if source.text[line_start:start].strip() else Span(source, line_start, end)


def _without(span: Span, cuts: Iterable[Span]) -> str:
    """The text without the lines of fences; the marker of a list item stays where it stands before one."""
    source, at = span.source, span.start
    parts: list[str] = []
    for cut in cuts:
        line_start = max(source.offset(cut.begin.line), span.start)
        prefix = source.text[line_start : cut.start]
        parts.append(source.text[at:line_start] + (f"{prefix.rstrip()}\n" if prefix.strip(" \t>") else ""))
        line_end = source.text.find("\n", max(cut.start, cut.end - 1))
        at = span.end if line_end < 0 else min(line_end + 1, span.end)
    return "".join([*parts, source.text[at : span.end]]).strip("\n")


def _footnotes(blocks: Sequence[Block], notes: Mapping[str, Footnote]) -> list[str]:
    """The definitions that the blocks refer to, those in the footnotes too; those among the blocks are there already."""
    spans = [block.span for block in blocks if block.span]
    found = [notes[label] for label in reached(references(tuple(blocks)), notes) if label in notes]
    return [
        without_comments(note.span.text.rstrip("\n"))
        for note in found
        if note.span and not any(span.start <= note.span.start < span.end for span in spans)
    ]
