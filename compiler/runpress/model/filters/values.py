"""The values in filters: texts, numbers, `true`, `false`, `null`, and lists of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from runpress.diagnostics.codes import runsets
from runpress.model.filters.faults import Fault, shown, unclosed_text, unexpected, unquoted
from runpress.model.filters.nodes import Literal
from runpress.model.filters.tokens import Token, unquote
from runpress.model.filters.words import Words
from runpress.model.keys import Key
from runpress.source import Span

_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "none": None}
_NOT_NUMBERS: Final = ("nan", "inf", "infinity")
_ARITHMETIC: Final = ("+", "-", "*", "/", "%")
_CLOSING: Final = {"[": "]", "(": ")"}
_MOST_DIGITS = 400

SpanOf: TypeAlias = Callable[[int, int], Span]
"""The place in the document of characters `start` to `end` of the filter's text."""


class Value(NamedTuple):
    """A value, and the word that says it."""

    literal: Literal
    token: Token


def is_value(token: Token) -> bool:
    """Whether a value begins here."""
    return token.kind in {"text", "number"} or token.lower in _CONSTANTS


def read_value(words: Words, span_of: SpanOf, *, bare_words: bool) -> Value:
    """Read one value. `bare_words` is W&B's spelling, where `Metric("State") == finished` means the text."""
    token = words.now
    if not is_value(token) and not (bare_words and token.kind == "word"):
        raise _no_value(token)
    words.advance()
    _refuse_arithmetic(token, words.now)
    return Value(Literal(_scalar(token), span_of(token.start, token.end)), token)


def _scalar(token: Token) -> str | float | bool | None:
    if token.kind == "number":
        return _number(token)
    if token.kind == "text":
        return unquote(token.text)
    return _CONSTANTS.get(token.lower, token.text)


def _number(token: Token) -> int | float:
    if len(token.text) <= _MOST_DIGITS:
        number = int(token.text) if token.text.lstrip("+-").isdigit() else float(token.text)
        if abs(number) < float("inf") and _is_double(number):
            return number
    message = f"`{shown(token.text)}` is too large for a number"
    raise Fault(token.start, token.end, message, help="numbers reach to 1e308", code=runsets.FILTER_VALUE)


def _is_double(number: float) -> bool:
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False


def _refuse_arithmetic(value: Token, token: Token) -> None:
    is_signed = token.kind == "number" and token.text[0] in "+-"
    if value.kind == "number" and (is_signed or token.text in _ARITHMETIC):
        raise Fault(
            value.start,
            token.end,
            "filters do not calculate",
            help='write the result; a date stands in quotes: `"2026-11-21"`',
            code=runsets.FILTER_VALUE,
        )


def _no_value(token: Token) -> Fault:
    if token.kind != "word":
        return unclosed_text(token) if token.kind == "unclosed" else unexpected(token, wanted="a value")
    if token.lower in _NOT_NUMBERS:
        message = f"`{token.text}` is no value: nothing equals it, and nothing is ordered by it"
        help_ = "NaN is `exists(KEY) and not (KEY < 0 or KEY >= 0)`, infinity is `KEY > 1e308`"
        return Fault(token.start, token.end, message, help=help_, code=runsets.FILTER_VALUE)
    if _is_sectioned_key(token.text):
        message = f"a key is compared with a value, and `{shown(token.text)}` is a key"
        return Fault(
            token.start,
            token.end,
            message,
            help="write a text, a number, `true`, `false` or `null`",
            code=runsets.FILTER_VALUE,
        )
    return unquoted(token)


def _is_sectioned_key(text: str) -> bool:
    try:
        return Key.parse(text).section != "run"
    except ValueError:
        return False


def read_list(words: Words, span_of: SpanOf, *, bare_words: bool) -> list[Value]:
    """Read `[1, 2]` or `(1, 2)`; a comma may stand behind the last one."""
    opening = words.now
    if opening.text not in _CLOSING:
        raise _no_list(opening)
    words.advance()
    closing = _CLOSING[opening.text]
    values: list[Value] = []
    while words.now.text != closing:
        if words.now.kind == "end":
            raise Fault(
                opening.start, opening.end, f"the list `{opening.text}` is not closed", help=f"end it with `{closing}`"
            )
        values.append(read_value(words, span_of, bare_words=bare_words))
        if words.now.text != ",":
            break
        words.advance()
    if words.now.kind == "end":
        raise Fault(
            opening.start, opening.end, f"the list `{opening.text}` is not closed", help=f"end it with `{closing}`"
        )
    words.expect(closing, wanted=f"`,` or `{closing}`")
    return values


def _no_list(token: Token) -> Fault:
    if not is_value(token):
        return unexpected(token, wanted="a list such as `[1, 2]`")
    return Fault(
        token.start,
        token.end,
        f"`in` wants a list, not {shown(token.text)}",
        label=f"write `[{shown(token.text)}]`",
        code=runsets.FILTER_VALUE,
    )
