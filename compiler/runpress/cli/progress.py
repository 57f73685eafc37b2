"""One line on stderr that says how far a long command is: only on a terminal, only after half a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TextIO, TypeVar

Item = TypeVar("Item")
PATIENCE_SECONDS: Final = 0.5
_BETWEEN_SECONDS: Final = 0.1


class Progress:
    """Counts what is done of a known whole. `clock` gives seconds."""

    def __init__(
        self, what: str, total: int, *, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._what = what
        self._total = total
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = clock() + PATIENCE_SECONDS
        self._is_shown = False
        self._width = 0

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, each counted when it is asked for; the line is gone at the end."""
        try:
            for done, item in enumerate(items, start=1):
                yield item
                self.report(done)
        finally:
            self.clear()

    def report(self, done: int, note: str = "") -> None:
        """Say how much is done, if it is time to."""
        now = self._clock()
        if now < self._next or not self._stream.isatty():
            return
        self._next = now + _BETWEEN_SECONDS
        text = f"{self._what}  {done}/{self._total}  {note}".rstrip()
        self._stream.write(f"\r{text:<{self._width}}")
        self._stream.flush()
        self._width = len(text)
        self._is_shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            self._stream.write(f"\r{'':<{self._width}}\r")
            self._stream.flush()
            self._is_shown = False
