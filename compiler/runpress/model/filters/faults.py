"""What can be wrong with a filter, in words for its author. The parser raises a fault and goes on at the next clause."""

from __future__ import annotations

from dataclasses import dataclass

from runpress.diagnostics.codes import runsets
from runpress.diagnostics.diagnostic import Code
from runpress.model.filters.tokens import Token

_MEANT = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    ",": "and",
    ";": "and",
    "!": "not",
    "===": "==",
    "!==": "!=",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "~": "matches",
    "=~": "matches",
    "is": "==",
    "like": "matches",
    "regex": "matches",
    "contains": "matches",
}
_LONGEST_SHOWN = 60


@dataclass(eq=False)
class Fault(Exception):  # noqa: N818 - never leaves the parser
    """A mistake at a place of the filter's text."""

    start: int
    end: int
    message: str
    label: str = ""
    help: str = ""
    code: Code = runsets.FILTER_SYNTAX


def shown(text: str) -> str:
    """What was typed, for a message: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def meant(token: Token) -> str:
    """The word of this language for a word of another; empty if there is none."""
    return _MEANT.get(token.lower or token.text, "")


def unexpected(token: Token, *, wanted: str) -> Fault:
    """A word stands where another one is needed."""
    if token.kind == "end":
        return Fault(
            token.start, token.end, f"the filter ends where {wanted} should follow", help=f"write {wanted} here"
        )
    if token.kind == "unclosed":
        return unclosed_text(token)
    word = meant(token)
    label = f"did you mean `{word}`?" if word else ""
    message = f"`{shown(token.text)}` stands where {wanted} should"
    return Fault(token.start, token.end, message, label=label, help="" if label else f"write {wanted} here")


def unclosed_text(token: Token) -> Fault:
    """A quote without its partner."""
    quote = token.text[0]
    return Fault(token.start, token.start + 1, f"the quote {quote} is not closed", help=f"end the text with {quote}")


def unquoted(token: Token) -> Fault:
    """A bare word stands where a value should."""
    return Fault(
        token.start,
        token.end,
        f"`{shown(token.text)}` is not a value: text stands in quotes",
        label=f'write `"{shown(token.text)}"`',
        code=runsets.FILTER_VALUE,
    )
