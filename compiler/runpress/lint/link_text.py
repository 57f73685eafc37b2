"""AX403: a link without text cannot be seen, read out, or clicked."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.codes import accessibility
from runpress.diagnostics.diagnostic import Diagnostic
from runpress.lint.walk import Outline
from runpress.model.text import Link, Picture, plain_text


def link_text(outline: Outline) -> Iterator[Diagnostic]:
    """A warning for each link that has neither text nor an image."""
    for child, block in outline.inlines:
        span = child.span or block.span
        if isinstance(child, Link) and span is not None and _is_empty(child):
            yield accessibility.EMPTY_LINK.at(
                span,
                f"the link to `{child.url}` has no text",
                help=f"say where it leads between the brackets: `[The paper]({child.url})`",
            )


def _is_empty(link: Link) -> bool:
    return not plain_text(link.children).strip() and not any(isinstance(child, Picture) for child in link.children)
