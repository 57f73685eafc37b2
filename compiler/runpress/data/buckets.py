"""Buckets of an x axis: where they begin, how wide they are, where their points are drawn."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edges:
    """Buckets of one width, shared by all runs of a query, so that their curves share x."""

    start: float
    width: float
    count: int
    is_whole: bool
    """Whether x is whole, and buckets too."""
    end: float

    def centres(self) -> array[float]:
        """The x at which each bucket is drawn: its middle; on a whole axis rounded down."""
        if self.is_whole:
            half = (int(self.width) - 1) // 2
            return array("d", (min(self.start + number * self.width + half, self.end) for number in range(self.count)))
        return array("d", (self.start + (number + 0.5) * self.width for number in range(self.count)))


def edges_of(least: float, greatest: float, buckets: int, *, is_whole: bool) -> Edges:
    """At most `buckets` buckets over a range, both ends in it."""
    if is_whole:
        span = int(greatest) - int(least) + 1
        width = -(-span // buckets)
        return Edges(int(least), width, -(-span // width), is_whole, int(greatest))
    step = greatest / buckets - least / buckets  # the difference itself may be too large for a double
    if least == greatest or not step or not math.isfinite(step):
        return Edges(least, 1.0, 1, is_whole, greatest)
    return Edges(least, step, buckets, is_whole, greatest)
