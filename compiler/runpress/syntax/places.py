"""Where text that was cut out of a file came from: offsets in a piece mapped to offsets in the file.

A paragraph in a quote is read as one string, though each of its lines stands behind a marker; a
`Places` remembers where each stretch began.
"""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """A table of stretches: `offsets[i]` in the piece is `sources[i]` in the file, and so on from there."""

    __slots__ = ("delta", "lead", "offsets", "sources")

    def __init__(self, offsets: list[int], sources: list[int], lead: int = 0) -> None:
        self.offsets = offsets
        self.sources = sources
        self.lead = lead
        """How many characters were stripped from the beginning of the piece."""
        self.delta = sources[0] - offsets[0] + lead if len(offsets) == 1 else None
        """What to add to an offset, where the piece stands in the file in one stretch: nearly always."""

    def stripped(self, lead: int) -> Places:
        """The same table for the piece without its first `lead` characters."""
        return Places(self.offsets, self.sources, self.lead + lead) if lead else self

    def at(self, offset: int) -> int:
        """The offset in the file."""
        if self.delta is not None:
            return offset + self.delta
        offset += self.lead
        index = max(bisect_right(self.offsets, offset) - 1, 0)
        return self.sources[index] + offset - self.offsets[index]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the piece in the file; its end stays on the line of its last character."""
        delta = self.delta
        if delta is not None:
            return start + delta, end + delta
        begin = self.at(start)
        return (begin, self.at(end - 1) + 1) if end > start else (begin, begin)


def identity(start: int) -> Places:
    """The table of a piece that stands in the file in one stretch."""
    return Places([0], [start])
