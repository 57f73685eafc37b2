"""AX402: headings are how screen readers and tables of contents walk a page; a skipped level loses its way."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.codes import accessibility
from runpress.diagnostics.diagnostic import Diagnostic
from runpress.lint.walk import Outline
from runpress.model.blocks import Heading
from runpress.model.text import plain_text


def heading_order(outline: Outline) -> Iterator[Diagnostic]:
    """A note for each heading that is more than one level below the one before it."""
    above = 0
    for block in outline.blocks:
        if not isinstance(block, Heading):
            continue
        if above and block.level > above + 1 and block.span is not None:
            title = plain_text(block.children)
            yield accessibility.HEADING_ORDER.at(
                block.span,
                f"the heading `{title}` is of level {block.level}, the one before it of level {above}",
                help=f"write `{'#' * (above + 1)} {title}`",
            )
        above = block.level
