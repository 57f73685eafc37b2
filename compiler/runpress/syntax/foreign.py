"""Callouts of other tools, and callouts whose name is misspelt."""

from __future__ import annotations

import re

from markdown_it.token import Token

from runpress.diagnostics import Edit
from runpress.diagnostics.codes import prose as codes
from runpress.diagnostics.suggest import suggestion
from runpress.model.blocks import Block, Callout, Details, Paragraph
from runpress.model.text import Inline, Text
from runpress.source import Span
from runpress.syntax.context import Lowering
from runpress.syntax.rules.containers import TONES

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_MARKER = re.compile(r"\[!([A-Za-z][A-Za-z -]{0,30})\]")


def lower_admonition(lowering: Lowering, token: Token, blocks: list[Block], span: Span) -> Block:
    """`!!! note`, `:::{note}` as a callout, `???` as a fold; with a note that says how it is written here."""
    title = _title(lowering, token)
    tone = TONES[token.info]
    _report(lowering, token, span, tone)
    if token.markup.startswith("?"):
        summary = title or (Text(token.info.capitalize(), span=span),)
        return Details(summary=summary, blocks=tuple(blocks), is_open=token.markup.endswith("+"), span=span)
    if title:
        bold = tuple(Text(part.text, part.marks | {"bold"}, part.span) for part in title if isinstance(part, Text))
        blocks = [Paragraph(children=bold, span=bold[0].span), *blocks]
    return Callout(tone=tone, blocks=tuple(blocks), span=span)


def _title(lowering: Lowering, token: Token) -> tuple[Inline, ...]:
    at = token.meta["title_at"]
    if not token.content or at < 0:
        return ()
    return (Text(token.content, span=lowering.span(at, at + len(token.content))),)


def _report(lowering: Lowering, token: Token, span: Span, tone: str) -> None:
    source = span.source
    line_end = source.text.find("\n", span.start)
    opening = Span(source, span.start, len(source.text) if line_end < 0 else line_end)
    folds = token.markup.startswith("?")
    lowering.findings.append(
        codes.FOREIGN_CALLOUT.at(
            opening,
            f"`{opening.text.strip()}` is read as a callout, but other readers of Markdown show it as text",
            label="write `<details>`" if folds else f"write `> [!{tone.upper()}]`",
            fix=() if folds or lowering.fixed or token.meta["body_lines"] is None else _fix(token, opening, tone),
        )
    )


def _fix(token: Token, opening: Span, tone: str) -> tuple[Edit, ...]:
    """Quote marks in place of the indent, line by line, so that the markers of containers stay."""
    source = opening.source
    start = source.text.rfind("\n", 0, opening.start) + 1
    prefix = "".join(char if char in "> \t" else " " for char in source.text[start : opening.start])
    title = f"\n{prefix}> **{token.content}**\n{prefix}>" if token.content else ""
    edits = [Edit(opening, f"> [!{tone.upper()}]{title}")]
    for begin, end in token.meta["body_lines"]:
        is_blank = begin == end and source.text[end : end + 1] in ("\n", "")
        written = begin - source.text.rfind("\n", 0, begin) - 1
        edits.append(Edit(Span(source, begin, end), f"{prefix[written:]}>" if is_blank else "> "))
    close = token.meta.get("close")
    if close:
        edits.append(Edit(Span(source, close[0], close[1]), ""))
    return tuple(edits)


def report_unknown_callout(lowering: Lowering, blocks: list[Block]) -> None:
    """`> [!NOTES]` is a quote on every site; say so if it is near one of the five."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not first.children or not isinstance(first.children[0], Text):
        return
    text = first.children[0]
    match = _MARKER.match(text.text)
    if match is None or text.span is None:
        return
    near = suggestion(match[1].upper(), ALERTS)
    place = lowering.span(text.span.start + 2, text.span.start + 2 + len(match[1]))
    if match[1].upper() in ALERTS:
        message, label = (
            f"`[!{match[1]}]` has text behind it, so this is a plain quote",
            "put the text on the next line",
        )
    else:
        message = f"there is no callout `[!{match[1]}]`, so this is a plain quote"
        label = f"did you mean `{near}`?" if near else f"there are {', '.join(ALERTS)}"
    lowering.findings.append(codes.UNKNOWN_CALLOUT.at(place, message, label=label))
