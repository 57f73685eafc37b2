"""Source files and places in them.

Text is kept as Markdown sees it: the byte order mark is gone, every line ends in a line feed,
and NUL is U+FFFD. None of this moves a line or a column, so places can be shown as they are.
Offsets count code points of that text from 0; lines and columns are shown from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple

_NEWLINE = re.compile(r"\r\n?")


class SourceFile:
    """The text of one file, with its path as it is shown to people (`/` on every system)."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.had_bom = text.startswith("\ufeff")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.as_written = text
        self.text = _normalise(text)

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r}, {len(self.text)} characters)"

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; a last line without a line feed counts."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column (from 1, in code points) of an offset."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column, both from 1; past the end is the end."""
        if line > len(self.line_starts):
            return len(self.text)
        return min(self.line_starts[line - 1] + column - 1, len(self.text))

    def line_text(self, line: int) -> str:
        """One line (from 1) without its line feed; empty past the end."""
        if not 1 <= line <= len(self.line_starts):
            return ""
        start = self.line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def span(self, start: int, end: int | None = None) -> Span:
        """The place from `start` to `end` (exclusive; by default empty)."""
        return Span(self, start, start if end is None else end)


class Position(NamedTuple):
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A place in a source file: offsets `start` to `end`, `end` excluded."""

    source: SourceFile
    start: int
    end: int

    def __repr__(self) -> str:
        begin = self.begin
        return f"<{self.source.path}:{begin.line}:{begin.column}+{self.end - self.start}>"

    @property
    def begin(self) -> Position:
        """Where the place begins, for people."""
        return self.source.position(self.start)

    @property
    def finish(self) -> Position:
        """Where the place ends (exclusive), for people."""
        return self.source.position(self.end)

    @property
    def text(self) -> str:
        """The text that stands there."""
        return self.source.text[self.start : self.end]


def _normalise(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    return text.replace("\0", "\ufffd")


NOWHERE: Final = SourceFile("", "").span(0)
"""The place of what was made by code."""
