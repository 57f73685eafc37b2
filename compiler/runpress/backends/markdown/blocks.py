"""Blocks as lines of Markdown; containers put their marks before the lines of what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from runpress.backends.markdown import leaves
from runpress.backends.markdown.comments import extras_lines
from runpress.backends.markdown.escapes import BREAK
from runpress.backends.markdown.fences import directive_lines, embed_lines
from runpress.backends.markdown.inline import print_inlines
from runpress.backends.markdown.joins import may_touch
from runpress.backends.markdown.line_ends import as_line
from runpress.backends.markdown.lists import list_lines, marker_of
from runpress.backends.markdown.settings import TOP, Place, Settings
from runpress.backends.markdown.tables import table_lines
from runpress.model.blocks import (
    Block,
    Callout,
    CodeBlock,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    List,
    MathBlock,
    Media,
    Paragraph,
    Problem,
    Quote,
    RawBlock,
    Rule,
    Table,
    TableOfContents,
)
from runpress.model.text import Inline
from runpress.syntax.document import Directive, Fenced, Verbatim

_FOOTNOTE_INDENT = "    "


def print_blocks(blocks: Sequence[Block], settings: Settings, place: Place = TOP) -> list[str]:
    """The lines of blocks, with blank lines between them."""
    lines: list[str] = []
    previous: Block | None = None
    marker = ""
    for block in blocks:
        where = place if previous is None else place.later
        extras = extras_lines(block) if block.extra is not None or block.omit or block.dialect else []
        touches = previous is None or may_touch(previous, block, is_tight=place.is_tight)
        if not touches and not (place.is_tight and extras):
            # A blank line would make a tight list loose; the comment with its keys parts blocks too.
            lines.append("<!-- -->" if place.is_tight else "")
        lines += extras
        if isinstance(block, List):
            marker = marker_of(block, marker if isinstance(previous, List) else "", where)
            lines += list_lines(block, marker, lambda inner, inside: print_blocks(inner, settings, inside))
        elif isinstance(block, Rule):
            lines.append(leaves.rule(previous, where))
        else:
            lines += _LINES[type(block)](block, settings, where)
        previous = block
    return lines


def _quote(block: Quote, settings: Settings, _place: Place) -> list[str]:
    return _quoted(print_blocks(block.blocks, settings)) or [">"]


def _callout(block: Callout, settings: Settings, _place: Place) -> list[str]:
    return [f"> [!{block.tone.upper()}]", *_quoted(print_blocks(block.blocks, settings))]


def _quoted(lines: list[str]) -> list[str]:
    return [f"> {line}" if line else ">" for line in lines]


def _details(block: Details, settings: Settings, _place: Place) -> list[str]:
    inner = print_blocks(block.blocks, settings)
    head = _summary(block.summary, block.level, settings)
    body = ["", *inner, ""] if inner else []
    return ["<details open>" if block.is_open else "<details>", *head, *body, "</details>"]


def _summary(summary: tuple[Inline, ...], level: int, settings: Settings) -> list[str]:
    """On one line, or between blank ones where its text would end it."""
    if not summary and not level:
        return []
    text = print_inlines(summary, has_labels=settings.has_labels)
    line = as_line(text)
    if "</summary" in line.lower():
        block = Heading(level=level, children=summary) if level else Paragraph(children=summary)
        return ["<summary>", "", *print_blocks((block,), settings), "", "</summary>"]
    if level:
        return [f"<summary><h{level}>{line}</h{level}></summary>"]
    return [f"<summary>{leaves.safe_start(line)}</summary>"]


def _footnote(block: Footnote, settings: Settings, _place: Place) -> list[str]:
    inner = print_blocks(block.blocks, settings)
    begins = bool(block.blocks) and isinstance(block.blocks[0], Paragraph) and not inner[0].startswith("<!--")
    head = f"[^{block.label}]:{f' {inner[0]}' if begins else ''}"
    return [head, *(f"{_FOOTNOTE_INDENT}{line}" if line else "" for line in inner[1 if begins else 0 :])]


def _heading(block: Heading, settings: Settings, _place: Place) -> list[str]:
    return leaves.heading(block.level, print_inlines(block.children, has_labels=settings.has_labels))


def _paragraph(block: Paragraph, settings: Settings, place: Place) -> list[str]:
    return leaves.paragraph(block.children, print_inlines(block.children, has_labels=settings.has_labels), place)


_LINES: Mapping[type[Block], Callable[[Any, Settings, Place], list[str]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Quote: _quote,
    Callout: _callout,
    Details: _details,
    Footnote: _footnote,
    Table: table_lines,
    Embed: embed_lines,
    Directive: directive_lines,
    CodeBlock: lambda block, _settings, _place: leaves.code(block.language, block.text),
    MathBlock: lambda block, _settings, _place: leaves.maths(block.content),
    Image: lambda block, _settings, _place: [leaves.image(block)],
    Media: lambda block, _settings, _place: [leaves.media(block)],
    TableOfContents: lambda _block, _settings, _place: ["[TOC]"],
    RawBlock: lambda block, _settings, _place: leaves.fenced("wandb-block", block.json),
    Problem: lambda block, _settings, _place: leaves.fenced(block.fence, block.text),
    Fenced: lambda block, _settings, _place: leaves.fenced(block.info, block.text),
    Verbatim: lambda block, _settings, _place: block.text.split("\n"),
}
"""What writes each kind of block, but for lists and rules, which depend on their neighbours."""

__all__ = ["BREAK", "print_blocks"]
