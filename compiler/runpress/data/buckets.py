"""Buckets of an x axis: where they begin, how wide they are, where their points are drawn."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

from runpress.frozen import frozen

_LARGEST_PRODUCT = 2**62
"""The engine multiplies in 64 bits."""


@frozen
class Edges:
    """Buckets shared by all runs of a query, so that their curves share x.

    A real x is in bucket `(x - start) / width`. A whole x is in bucket `(x - start) * scale // width`:
    as many buckets as may be, of whole x, as even as can be.
    """

    start: float
    width: float
    count: int
    scale: int = 0
    """0 for an axis that is not whole."""

    def centres(self) -> array[float]:
        """The x at which each bucket is drawn: its middle; on a whole axis the whole x at or before it."""
        if not self.scale:
            return array("d", (self.start + (number + 0.5) * self.width for number in range(self.count)))
        firsts = [-(-number * int(self.width) // self.scale) for number in range(self.count + 1)]
        return array("d", (self.start + (first + behind - 1) // 2 for first, behind in pairwise(firsts)))


def edges_of(least: float, greatest: float, buckets: int, *, is_whole: bool) -> Edges:
    """At most `buckets` buckets over a range, both ends in it."""
    if is_whole:
        span = int(greatest) - int(least) + 1
        if span * buckets < _LARGEST_PRODUCT:
            count = min(span, buckets)
            return Edges(int(least), span, count, scale=count)
        width = -(-span // buckets)
        return Edges(int(least), width, -(-span // width), scale=1)
    step = greatest / buckets - least / buckets  # the difference itself may be too large for a double
    if least == greatest or not step or not math.isfinite(step):
        return Edges(least, 1.0, 1)
    return Edges(least, step, buckets)
