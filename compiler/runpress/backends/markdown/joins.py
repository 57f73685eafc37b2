"""Whether two blocks may follow each other without a blank line: in tight lists, and beside comments."""

from __future__ import annotations

from runpress.model.blocks import (
    Block,
    Callout,
    Footnote,
    Heading,
    Image,
    List,
    Media,
    Paragraph,
    Quote,
    Table,
    TableOfContents,
)
from runpress.model.text import plain_text
from runpress.syntax.document import Verbatim

TEXTS = (Paragraph, Image, Media, TableOfContents)
"""Blocks that are paragraphs to Markdown."""
_RUNS_ON = (*TEXTS, List, Quote, Callout, Footnote, Table)
"""Blocks that the next line belongs to, if it is text."""


def may_touch(previous: Block, block: Block, *, is_tight: bool) -> bool:
    """Whether no blank line is needed between two blocks."""
    if isinstance(previous, Verbatim) or isinstance(block, Verbatim):
        return _touched(previous, block)
    if not is_tight:
        return False
    if isinstance(previous, Quote | Callout) and isinstance(block, Quote | Callout):
        return False
    if isinstance(block, List) and isinstance(previous, TEXTS):
        return _interrupts(block)
    goes_on = isinstance(block, (*TEXTS, Table)) or (isinstance(block, Heading) and "\n" in plain_text(block.children))
    return not (goes_on and isinstance(previous, _RUNS_ON))


def _touched(previous: Block, block: Block) -> bool:
    """Whether the author wrote a comment directly above or below a block, or kept text below kept text."""
    above, below = previous.span, block.span
    kept = [each for each in (previous, block) if isinstance(each, Verbatim)]
    if above is None or below is None or (len(kept) == 1 and not kept[0].text.startswith("<")):
        return False
    return above.source.text.count("\n", above.end, below.start) <= 1


def _interrupts(block: List) -> bool:
    """Whether a list may begin directly below text (CommonMark 5.2)."""
    return bool(block.items) and bool(block.items[0].blocks) and (not block.ordered or block.start == 1)
