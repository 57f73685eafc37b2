"""Whether a text of any depth is JSON: Python's own parser ends at some hundred levels."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder

_TOKEN = re.compile(
    r'[ \t\n\r]*+(?:("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"|(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null|NaN|-?Infinity)"
    r"|([\[\]{},:]))"
)
_BLANKS = re.compile(r"[ \t\n\r]*")
_OPENING = {"[": "value or end", "{": "key or end"}
_CLOSING = {"[": "]", "{": "}"}
_FAULTS = {
    "value": "Expecting value",
    "value or end": "Expecting value",
    "key": "Expecting property name enclosed in double quotes",
    "key or end": "Expecting property name enclosed in double quotes",
    "colon": "Expecting ':' delimiter",
    "more": "Expecting ',' delimiter",
    "nothing": "Extra data",
}
"""What Python's parser says where something else stands than belongs there."""


def fault_in(text: str) -> JSONDecodeError | None:
    """The first place where a text is no JSON, as Python's parser tells it; None if it is."""
    holders: list[str] = []
    expected = "value"
    at = 0
    while token := _TOKEN.match(text, at):
        kind = token[3] or (token[1] and '"') or "word"
        after = _after(expected, kind, holders)
        if not after:
            break
        expected, at = after, token.end()
    place = _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
    if expected == "nothing" and place == len(text):
        return None
    return _in_string(text, place, expected) or JSONDecodeError(_FAULTS[expected], text, place)


def _after(expected: str, kind: str, holders: list[str]) -> str:
    """What belongs behind a token, which stands where something is expected; empty if it does not belong there."""
    if expected in ("value", "value or end") and kind in _OPENING:
        holders.append(kind)
        return _OPENING[kind]
    if expected in ("key", "key or end") and kind == '"':
        return "colon"
    if expected == "colon" and kind == ":":
        return "value"
    if expected == "more" and kind == ",":
        return "value" if holders[-1] == "[" else "key"
    is_value = expected in ("value", "value or end") and kind in ('"', "word")
    is_end = expected in ("more", "value or end", "key or end") and kind == _CLOSING[holders[-1]]
    if is_end:
        holders.pop()
    return "" if not is_value and not is_end else "more" if holders else "nothing"


def _in_string(text: str, place: int, expected: str) -> JSONDecodeError | None:
    """The fault of a string that begins at a place where one belongs."""
    if text[place : place + 1] != '"' or expected not in ("value", "value or end", "key", "key or end"):
        return None
    try:
        JSONDecoder().raw_decode(text, place)
    except JSONDecodeError as fault:
        return fault
    return None
