"""The inline half of the parser: markdown-it-py's state and rules, with places and a dispatch by character.

Every token knows the stretch of its text that it was made of (`token.map`, offsets in the text). A
position is only offered to the rules that its character can begin; text up to the next such
character is taken in one step.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, emphasis, link_pairs, strikethrough
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Rule = Callable[[Any, bool], bool]
MAX_NESTING = 20
"""Brackets in brackets that may be links; markdown-it-py's limit for CommonMark."""
MAX_ALT_NESTING = 8
"""Images in the text alternatives of images; what is deeper is text."""
_PAIRED = re.compile(r"[*_~]")


class InlineState(StateInline):
    """The text of one block while it is cut into inline tokens."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_at = 0
        """Where the text that is not yet a token begins."""
        self.autolinks: Mapping[int, tuple[int, str]] = {}
        """Bare links by their beginning: where they end, and what they point to."""
        self.autolink_starts: list[int] = []
        self.not_closed: dict[str, int] = {}
        """By opening mark: from this offset on there is no closing one (searched already)."""

    def append_pending(self, text: str) -> None:
        """Add literal text that stands at the current position."""
        if not self._pending_buffer and not self._pending:
            self.pending_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 - overrides
        """Make a token of the literal text so far: it stands in one stretch, but for what was cut off its end."""
        token = super().pushPending()
        token.map = [self.pending_at, self.pending_at + len(token.content)]
        return token


class InlineParser(ParserInline):
    """Offers each position to the rules that its character can begin."""

    def __init__(
        self, rules: Mapping[str, tuple[Rule, ...]], autolinks: Callable[[str], Mapping[int, tuple[int, str]]]
    ) -> None:
        super().__init__()
        self.by_character = rules
        self.find_autolinks = autolinks
        # `]` begins nothing, but the search for the end of a link's text has to stop at it.
        self.stop = re.compile("[" + re.escape("".join(rules) + "]") + "]")

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Cut text into tokens. Called by us for a block, and by markdown-it-py for the text alternative of an image."""
        nesting = env.get("alt_nesting", 0)
        if nesting > MAX_ALT_NESTING:
            token = Token("text", "", 0, content=src, map=[0, len(src)])
            tokens.append(token)
            return tokens
        # Text alternatives hold no links, as the text of links holds none.
        autolinks = {} if nesting else self.find_autolinks(src)
        if src and not autolinks and not self.stop.search(src):  # the cells of a table, most headings
            tokens.append(Token("text", "", 0, content=src, map=[0, len(src)]))
            return tokens
        env["alt_nesting"] = nesting + 1
        state = InlineState(src, md, env, tokens)
        state.autolinks = autolinks
        state.autolink_starts = sorted(state.autolinks)
        self.tokenize(state)
        env["alt_nesting"] = nesting
        if _PAIRED.search(src):
            link_pairs(state)
            strikethrough.postProcess(state)
            emphasis.postProcess(state)
        return tokens

    def tokenize(self, state: StateInline) -> None:
        """Cut `state.src[state.pos:state.posMax]` into tokens."""
        assert isinstance(state, InlineState)  # noqa: S101 - made by `parse` only
        src, end, tokens = state.src, state.posMax, state.tokens
        by_character = self.by_character
        while state.pos < end:
            position = state.pos
            first = len(tokens)
            if state.autolinks and position in state.autolinks and _push_autolink(state):
                continue
            rules = by_character.get(src[position], ())
            if state.level < MAX_NESTING:
                for rule in rules:
                    if rule(state, False):
                        break
                else:
                    rules = ()
            else:
                rules = ()
            if not rules:
                stop = self._text_end(state, position, end)
                state.append_pending(src[position:stop])
                state.pos = stop
            elif len(tokens) > first:
                _place(tokens, first, position, state.pos)
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - overrides
        """Step over one token without making it."""
        assert isinstance(state, InlineState)  # noqa: S101 - made by `parse` only
        position = state.pos
        known = state.cache.get(position)
        if known is not None:
            state.pos = known
            return
        rules = self.by_character.get(state.src[position])
        if rules is None:
            state.pos = self._text_end(state, position, state.posMax)
        elif state.level < MAX_NESTING:
            state.level += 1
            for rule in rules:
                if rule(state, True):
                    break
            else:
                state.pos = position + 1
            state.level -= 1
        else:
            state.pos = state.posMax
        state.cache[position] = state.pos

    def _text_end(self, state: InlineState, position: int, end: int) -> int:
        """Where the text that begins at `position` ends: always past its first character."""
        if state.autolink_starts:
            index = bisect_right(state.autolink_starts, position)
            if index < len(state.autolink_starts):
                end = min(end, state.autolink_starts[index])
        match = self.stop.search(state.src, position + 1, end)
        return match.start() if match else end


def _place(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Give the tokens of one rule their stretch; the marks of emphasis are one token each, in a row."""
    at = start
    for index in range(first, len(tokens)):
        token = tokens[index]
        if token.map is None:
            if token.type == "text":
                token.map = [at, at + len(token.content)]
                at += len(token.content)
            else:
                token.map = [start, end]


def _push_autolink(state: InlineState) -> bool:
    start = state.pos
    end, url = state.autolinks[start]
    if state.linkLevel > 0 or end > state.posMax:
        return False
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(url)}
    opening.markup = opening.info = "auto"
    text = state.push("text", "", 0)
    text.content = state.src[start:end]
    closing = state.push("link_close", "a", -1)
    for token in (opening, text, closing):
        token.map = [start, end]
    state.pos = end
    return True
