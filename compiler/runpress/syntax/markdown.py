"""Markdown text to blocks: the one place that puts markdown-it-py and our rules together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import blockquote, code, hr, list_block
from markdown_it.rules_inline import (
    autolink,
    backtick,
    entity,
    escape,
    html_inline,
    image,
    link,
    newline,
    strikethrough,
)
from markdown_it.token import Token

from runpress.model.blocks import Block
from runpress.model.text import Inline
from runpress.source import Span
from runpress.syntax.block_parser import MAX_NESTING, BlockParser, BlockState
from runpress.syntax.block_parser import Rule as BlockRule
from runpress.syntax.blocks import lower_blocks
from runpress.syntax.context import Lowering
from runpress.syntax.document import LowerFence
from runpress.syntax.inline_parser import InlineParser
from runpress.syntax.inline_parser import Rule as InlineRule
from runpress.syntax.inlines import lower_inlines
from runpress.syntax.places import identity
from runpress.syntax.rules.autolinks import find_autolinks
from runpress.syntax.rules.containers import admonition, colon_fence
from runpress.syntax.rules.definitions import definition
from runpress.syntax.rules.fence import fence
from runpress.syntax.rules.footnotes import footnote
from runpress.syntax.rules.html import html
from runpress.syntax.rules.inline import emphasis, footnote_reference, math, mustache
from runpress.syntax.rules.math import math_block
from runpress.syntax.rules.table import table
from runpress.syntax.rules.text import heading, text

DIGITS = "0123456789"

# What can begin with a character, in the order in which CommonMark tries it.
_STARTERS: dict[str, tuple[BlockRule, ...]] = {
    "`": (fence,),
    "~": (fence,),
    ">": (blockquote,),
    "*": (hr, list_block),
    "-": (hr, list_block),
    "_": (hr,),
    "+": (list_block,),
    **dict.fromkeys(DIGITS, (list_block,)),
    "[": (footnote, definition),
    "<": (html,),
    "#": (heading,),
    "$": (math_block,),
    "!": (admonition,),
    "?": (admonition,),
    ":": (colon_fence,),
}
# What can end a paragraph: the same without references and admonitions.
_INTERRUPTERS = {**_STARTERS, "[": (footnote,)}
del _INTERRUPTERS["!"], _INTERRUPTERS["?"]

_INLINE: dict[str, tuple[InlineRule, ...]] = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "~": (strikethrough.tokenize,),
    "*": (emphasis,),
    "_": (emphasis,),
    "[": (footnote_reference, link),
    "!": (image,),
    "<": (autolink, html_inline),
    "&": (entity,),
    "$": (math,),
    "{": (mustache,),
}

# markdown-it-py's own rules ask its ruler which blocks may end theirs.
_EVERYWHERE: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_NOT_LISTS: Any = {"alt": ["paragraph", "reference", "blockquote"]}


def read_blocks(lowering: Lowering, fence: LowerFence | None, *, first_line: int = 0) -> tuple[Block, ...]:
    """The blocks of a file from a line (from 0) on. Without `fence` all fences are code."""
    env = _environment()
    state = BlockState(lowering.source.text, _parser(), env, [])
    state.md.block.tokenize(state, min(first_line, state.lineMax), state.lineMax)
    return _finish(lowering, state.tokens, env, fence)


def read_tokens(lowering: Lowering) -> list[Token]:
    """The tokens of a file, those of its text among them."""
    env = _environment()
    state = BlockState(lowering.source.text, _parser(), env, [])
    state.md.block.tokenize(state, 0, state.lineMax)
    _parse_text(state.tokens, env)
    return state.tokens


def read_lines(lowering: Lowering, lines: Sequence[Span], fence: LowerFence | None) -> tuple[Block, ...]:
    """The blocks of some stretches of a file, a line each: Markdown inside a fence, say."""
    env = _environment()
    state = BlockState("", _parser(), env, [])
    state.src = lowering.source.text
    state.clear_lines()
    for span in lines:
        state.add_line(span.start, span.end, span.text)
    state.end_lines()
    state.md.block.tokenize(state, 0, state.lineMax)
    return _finish(lowering, state.tokens, env, fence)


def read_inline(lowering: Lowering, text: str, place: Span) -> tuple[Inline, ...]:
    """Rich text that stands at a place of the file: the caption in a fence, say."""
    parser, env = _parser(), _environment()
    children: list[Token] = []
    token = Token("inline", "", 0, content=text, children=children)
    is_as_written = place.text == text
    token.meta["places"] = identity(place.start if is_as_written else 0)
    parser.inline.parse(text, parser, env, children)
    inner = lowering if is_as_written else Lowering(lowering.source, lowering.findings, fixed=place)
    return lower_inlines(inner, token)


def _environment() -> dict[str, Any]:
    return {"references": {}, "footnotes": set()}


def _finish(
    lowering: Lowering, tokens: list[Token], env: dict[str, Any], fence: LowerFence | None
) -> tuple[Block, ...]:
    _parse_text(tokens, env)
    return lower_blocks(lowering, tokens, fence)


def _parse_text(tokens: Sequence[Token], env: dict[str, Any]) -> None:
    """Text is parsed once all blocks are known, because references may be defined below their use."""
    parser = _parser()
    for token in tokens:
        if token.type == "inline" and token.children is not None and token.content and "places" in token.meta:
            parser.inline.parse(token.content, parser, env, token.children)


@cache
def _parser() -> MarkdownIt:
    """The parser; it keeps no state between documents."""
    parser = MarkdownIt(
        "commonmark",
        {
            "html": True,
            "maxNesting": MAX_NESTING,
            "tasklists": True,
            "alerts": True,
            "strikethrough_single_tilde": True,
            "store_labels": True,
        },
    )
    parser.validateLink = _allow  # type: ignore[method-assign, assignment]  # schemes are checked where links are written
    # Addresses stay as they are typed, because servers get them as they are; HTML encodes them where it is written.
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    parser.inline = InlineParser(_INLINE, find_autolinks)
    block = BlockParser()
    block.starters, block.interrupters = _STARTERS, _INTERRUPTERS
    block.code, block.table, block.text = code, table, text
    ruler: Any = block.ruler  # our rules want our state, which is the only one there is
    ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    ruler.at("fence", fence, _EVERYWHERE)
    ruler.at("html_block", html, _NOT_LISTS)
    ruler.at("heading", heading, _NOT_LISTS)
    ruler.push("math_block", math_block, _NOT_LISTS)
    ruler.push("footnote", footnote, _NOT_LISTS)
    ruler.push("colon_fence", colon_fence, _EVERYWHERE)
    parser.block = block
    return parser


def _allow(_url: str) -> bool:
    return True
