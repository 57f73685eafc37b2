"""Where text that was cut out of a file came from: offsets in a piece mapped to offsets in the file.

A paragraph in a quote is read as one string, though each of its lines stands behind a marker; a
`Places` remembers where each stretch began.
"""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """A table of stretches: `offsets[i]` in the piece is `sources[i]` in the file, and so on from there."""

    __slots__ = ("lead", "offsets", "sources")

    def __init__(self, offsets: list[int], sources: list[int], lead: int = 0) -> None:
        self.offsets = offsets
        self.sources = sources
        self.lead = lead
        """How many characters were stripped from the beginning of the piece."""

    def stripped(self, lead: int) -> Places:
        """The same table for the piece without its first `lead` characters."""
        return Places(self.offsets, self.sources, self.lead + lead) if lead else self

    def at(self, offset: int) -> int:
        """The offset in the file."""
        offset += self.lead
        offsets = self.offsets
        if len(offsets) == 1:
            return self.sources[0] + offset - offsets[0]
        index = bisect_right(offsets, offset) - 1
        return self.sources[max(index, 0)] + offset - offsets[max(index, 0)]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the piece in the file; its end stays on the line of its last character."""
        begin = self.at(start)
        return (begin, self.at(end - 1) + 1) if end > start else (begin, begin)


def identity(start: int) -> Places:
    """The table of a piece that stands in the file in one stretch."""
    return Places([0], [start])
