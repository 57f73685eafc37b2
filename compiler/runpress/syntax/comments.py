"""Where comments stand in Markdown: what looks like one inside code is code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from runpress.source import SourceFile
from runpress.syntax.context import Lowering
from runpress.syntax.markdown import read_tokens

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def without_comments(text: str) -> str:
    """Markdown without its comments."""
    if "<!--" not in text:
        return text
    lowering = Lowering(SourceFile("", text))
    parts: list[str] = []
    at = 0
    for start, end in sorted(place for token in read_tokens(lowering) for place in _comments_of(token, lowering)):
        parts.append(text[at:start])
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _comments_of(token: Token, lowering: Lowering) -> Iterator[tuple[int, int]]:
    """The places of the comments in a token."""
    if token.type == "comment":
        yield token.meta["at"]
    elif token.type == "html_block":
        start, end = token.meta["at"]
        yield from (found.span() for found in _COMMENT.finditer(lowering.source.text, start, end))
    elif token.type == "inline":
        for child in token.children or ():
            if child.type == "html_inline" and child.content.startswith("<!--") and child.map:
                span = lowering.span_in(token.meta["places"], child.map[0], child.map[1])
                yield span.start, span.end
