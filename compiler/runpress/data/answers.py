"""Answers of this process to series queries: the latest ones, up to a number of points."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from runpress.data.protocol import Series

MOST_POINTS = 8_000_000


class Answers:
    """Series by digest; the least recently used go first. May be used from any thread."""

    def __init__(self, *, most_points: int = MOST_POINTS) -> None:
        self._most = most_points
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Sequence[Series]] = OrderedDict()
        self._points = 0

    def get(self, digest: str) -> Sequence[Series] | None:
        """An answer, if it is still here."""
        with self._lock:
            if digest in self._known:
                self._known.move_to_end(digest)
            return self._known.get(digest)

    def put(self, digest: str, series: Sequence[Series]) -> None:
        """Keep an answer."""
        with self._lock:
            if digest in self._known:
                return
            self._known[digest] = series
            self._points += _points(series)
            while self._points > self._most and len(self._known) > 1:
                _, old = self._known.popitem(last=False)
                self._points -= _points(old)


def _points(series: Sequence[Series]) -> int:
    return sum(len(one.y) * (2 if one.low is None else 4) for one in series)
