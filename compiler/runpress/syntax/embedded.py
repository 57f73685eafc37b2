"""The Markdown of an `embed` fence and its caption, read as blocks whose places are those of the file."""

from __future__ import annotations

from runpress.model.blocks import Block, Paragraph
from runpress.model.embed import EmbedOptions
from runpress.source import SourceFile, Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import Fence, LowerFence
from runpress.syntax.markdown import read_blocks, read_inline, read_lines


def read_embedded(lowering: Lowering, fence: Fence, options: EmbedOptions, lower: LowerFence) -> tuple[Block, ...]:
    """The blocks of `markdown:`, and the caption. Fences inside are code, as they are on the server."""
    del lower
    caption = _caption(lowering, options, fence.span)
    if not options.markdown:
        return caption
    span = options.value_span("markdown") or fence.span
    return _markdown(lowering, options.markdown, span) + caption


def _markdown(lowering: Lowering, text: str, span: Span) -> tuple[Block, ...]:
    lines = _source_lines(text, span)
    if lines is not None:
        return read_lines(lowering, lines, None)
    # A value has no byte order mark: that character is one of its own.
    inner = Lowering(SourceFile(lowering.source.path, f"\ufeff{text}"), fixed=span)
    blocks = read_blocks(inner, None)
    lowering.findings.extend(inner.findings)
    return blocks


def _caption(lowering: Lowering, options: EmbedOptions, around: Span) -> tuple[Block, ...]:
    if not options.caption:
        return ()
    span = options.value_span("caption") or around
    return (Paragraph(children=read_inline(lowering, options.caption.strip(), span), span=span),)


def caption_blocks(caption: str) -> tuple[Block, ...]:
    """The blocks of an embed with this caption, without places."""
    if not caption:
        return ()
    source = SourceFile("", caption)
    return (Paragraph(children=read_inline(Lowering(source), caption.strip(), source.span(0))),)


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of Markdown that W&B keeps as Markdown, without places. Fences are code."""
    return read_blocks(Lowering(SourceFile("", f"\ufeff{text}")), None)


def _source_lines(text: str, span: Span) -> list[Span] | None:
    """The lines of a `|` block as they stand in the file, or None if the value is written another way."""
    source = span.source
    if not span.text.startswith("|"):
        return None
    line = span.begin.line
    found: list[Span] = []
    for wanted in text.rstrip("\n").split("\n"):
        line += 1
        start = source.offset(line)
        end = start + len(source.line_text(line))
        if not source.text[start:end].endswith(wanted):
            return None
        found.append(Span(source, end - len(wanted), end))
    return found
