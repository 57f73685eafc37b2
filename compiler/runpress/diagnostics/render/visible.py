"""Text of documents and runs for a terminal: what could steer the terminal or reorder a line is written out."""

from __future__ import annotations

import re
import unicodedata

TAB = 4
"""Cells from one tab stop to the next."""

# Controls, bidirectional and invisible formatting, line and paragraph separators, tags, lone surrogates.
# ZWJ and ZWNJ stay: scripts and emoji need them, and they move nothing.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """The text on one line, with every character that is not seen as itself written as an escape."""
    return _HIDDEN.sub(_escape, text) if _HIDDEN.search(text) else text


def _escape(match: re.Match[str]) -> str:
    point = ord(match.group())
    names = {9: "\\t", 10: "\\n", 13: "\\r"}
    if point in names:
        return names[point]
    if point <= 0xFF:  # noqa: PLR2004 - two hexadecimal digits
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"  # noqa: PLR2004 - four digits


def cells(line: str) -> list[str]:
    """What each character of a line looks like in a terminal: tabs as spaces, hidden ones as escapes."""
    shown: list[str] = []
    column = 0
    for char in line:
        piece = " " * (TAB - column % TAB) if char == "\t" else visible(char)
        shown.append(piece)
        column += width(piece)
    return shown


def width(text: str) -> int:
    """The cells that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
