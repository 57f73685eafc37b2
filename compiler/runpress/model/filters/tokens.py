"""The words of a filter, with their places. Nothing is refused here: what no filter has is a token of its own."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

TokenKind: TypeAlias = Literal["word", "text", "number", "sign", "unclosed", "end"]

_QUOTED = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
_PIECE = r"[\w/\-]+"
_TOKEN = re.compile(
    rf"""
    (?P<number> [+-]? (?: \d+ (?:\.\d*)? | \.\d+ ) (?: [eE][+-]?\d+ )? )
  | (?P<word> [^\W\d]{_PIECE[:-1]}* (?: \. (?: {_PIECE} | {_QUOTED} )? )* )
  | (?P<text> {_QUOTED} )
  | (?P<unclosed> ["'] .* )
  | (?P<sign> ===? | !== | => | =< | <> | =~ | != | <= | >= | && | \|\| | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"\s*")
_ESCAPE = re.compile(r"""\\(["'\\ntr])""")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


class Token(NamedTuple):
    """One word of a filter; `start` and `end` count characters of the filter's text."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case: `and`, `or`, `not`, `in` are read in any case. Quoted text is never a word."""
        return self.text.lower() if self.kind == "word" else ""


def tokenize(text: str) -> list[Token]:
    """The words of a filter; the last is the end, and stands where the last word does."""
    tokens: list[Token] = []
    at = _skip_space(text, 0)
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # noqa: S101 - the last alternative takes any character
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the groups have the kinds' names
        tokens.append(Token(kind, match.group(), match.start(), match.end()))
        at = _skip_space(text, match.end())
    last = tokens[-1] if tokens else Token("end", "", 0, 0)
    return [*tokens, Token("end", "", last.start, last.end)]


def unquote(text: str) -> str:
    r"""What quotes enclose. `\\ \" \' \n \t \r` are escapes; any other backslash stays, so patterns need no doubling."""
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match.group(1), match.group(1)), text[1:-1])


def raw_offset(text: str, index: int) -> int:
    """Where the character `index` of the unquoted text stands in the quoted one."""
    offset = 1 + index
    for match in _ESCAPE.finditer(text, 1, len(text) - 1):
        if match.start() >= offset:
            break
        offset += 1
    return offset


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
