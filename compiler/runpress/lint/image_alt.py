"""AX401: an image that nobody describes is not there for readers who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.codes import accessibility
from runpress.diagnostics.diagnostic import Diagnostic
from runpress.lint.walk import Outline
from runpress.model.blocks import Image
from runpress.model.text import Picture
from runpress.source import Span


def image_alt(outline: Outline) -> Iterator[Diagnostic]:
    """A note for each image without a text alternative."""
    for block in outline.blocks:
        if isinstance(block, Image) and not block.alt.strip():
            yield from _finding(block.url, block.span)
    for child, block in outline.inlines:
        if isinstance(child, Picture) and not child.alt.strip():
            yield from _finding(child.url, child.span or block.span)


def _finding(url: str, span: Span | None) -> Iterator[Diagnostic]:
    if span is not None:
        yield accessibility.NO_ALT.at(
            span,
            f"the image `{url}` has no text alternative",
            help=f"say what it shows between the brackets: `![Loss over steps]({url})`",
        )
