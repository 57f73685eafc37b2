"""Links that pages do not follow: `javascript:`, `file:` and whatever else is neither web, mail nor a path."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.backends.html.escape import image_url, is_remote, link_url
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import links as codes
from runpress.lint.walk import Outline
from runpress.model.blocks import Embed, Image
from runpress.model.text import Link, Picture
from runpress.source import Span


def check_schemes(outline: Outline) -> Iterator[Diagnostic]:
    """A warning for each URL that is shown as text because no page leads there."""
    for url, span, is_image in _urls_of(outline):
        if span is not None and link_url(url) is None and not (is_image and image_url(url)):
            yield codes.UNFOLLOWED.at(
                span,
                f"`{url}` is shown, but leads nowhere",
                help="links are `https:`, `http:`, `mailto:`, or paths relative to this file",
            )


def _urls_of(outline: Outline) -> Iterator[tuple[str, Span | None, bool]]:
    for block in outline.blocks:
        if isinstance(block, Image):
            yield block.url, block.span, True
        elif isinstance(block, Embed) and block.options.url and is_remote(block.options.url):
            yield block.options.url, block.options.value_span("url") or block.span, False
    for child, block in outline.inlines:
        if isinstance(child, (Link, Picture)):
            yield child.url, child.span or block.span, isinstance(child, Picture)
