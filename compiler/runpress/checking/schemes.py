"""Links that pages do not follow: `javascript:`, `file:` and whatever else is neither web, mail nor a path."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.backends.html.escape import image_url, is_remote, link_url
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import links as codes
from runpress.lint.walk import blocks_of, inlines_of
from runpress.model.blocks import Block, Embed, Image
from runpress.model.text import Link, Picture
from runpress.model.view import View
from runpress.source import Span


def check_schemes(view: View) -> Iterator[Diagnostic]:
    """A warning for each URL that is shown as text because no page leads there."""
    for block in blocks_of(view):
        for url, span, is_image in _urls_of(block):
            if span is not None and link_url(url) is None and not (is_image and image_url(url)):
                yield codes.UNFOLLOWED.at(
                    span,
                    f"`{url}` is shown, but leads nowhere",
                    help="links are `https:`, `http:`, `mailto:`, or paths relative to this file",
                )


def _urls_of(block: Block) -> Iterator[tuple[str, Span | None, bool]]:
    match block:
        case Image(url=url):
            yield url, block.span, True
        case Embed(options=options):
            if options.url and is_remote(options.url):
                yield options.url, options.value_span("url") or block.span, False
        case _:
            pass
    for child in inlines_of(block):
        if isinstance(child, (Link, Picture)):
            yield child.url, child.span or block.span, isinstance(child, Picture)
