"""Where panels flow that nobody placed: three of 8 columns to a row, and so on.

W&B's own way goes once through all pairs of panels and pushes the later one aside. It may leave panels that
overlap, which then move again at each load. Its result is taken wherever nothing overlaps in it; elsewhere a row
begins below the tallest panel of the row before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runpress.model.layout import COLUMNS

_MOST_PAIRED = 500
"""W&B's way takes time by the square of the panels."""


class Box(NamedTuple):
    """A rectangle of the grid."""

    x: int
    y: int
    w: int
    h: int

    def overlaps(self, other: Box) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.h


def flow(sizes: Sequence[tuple[int, int]], standing: Sequence[Box] = ()) -> list[Box]:
    """A place for each panel of these widths and heights, around boxes that stand."""
    if not standing and len(set(sizes)) > 1 and len(sizes) <= _MOST_PAIRED:
        boxes = _pushed_aside(sizes)
        if boxes is not None:
            return boxes
    rows = _Rows(list(standing))
    return [rows.next(*size) for size in sizes]


def _pushed_aside(sizes: Sequence[tuple[int, int]]) -> list[Box] | None:
    """The places that W&B's own pass gives; None if two of them overlap."""
    placed: list[Box] = []
    for width, height in sizes:
        box = Box(0, 0, width, height)
        for other in placed:
            if box.overlaps(other):
                box = _beside(box, other)
        if any(map(box.overlaps, placed)):
            return None
        placed.append(box)
    return placed


def _beside(box: Box, other: Box) -> Box:
    """Right of the other one, or at the left below it."""
    if other.right + box.w <= COLUMNS:
        return box._replace(x=other.right)
    return box._replace(x=0, y=other.bottom)


class _Rows:
    """Gives out places from left to right and from top to bottom, around boxes that stand."""

    def __init__(self, standing: list[Box]) -> None:
        self.standing = sorted(standing, key=lambda box: box.y)
        self.first = 0
        """All boxes before this one end above the row."""
        self.x = 0
        self.y = 0
        self.row_bottom = 0

    def next(self, width: int, height: int) -> Box:
        """The next free place for a panel of this size."""
        while True:
            if self.x + width > COLUMNS:
                self._new_row(height)
            box = Box(self.x, self.y, width, height)
            obstacle = self._obstacle(box)
            if obstacle is None:
                self.x = box.right
                self.row_bottom = max(self.row_bottom, box.bottom)
                return box
            self.x = obstacle.right

    def _new_row(self, height: int) -> None:
        if self.row_bottom <= self.y:
            # Nothing stands in this row but boxes with exact layouts: go on below the first that ends.
            band = Box(0, self.y, COLUMNS, height)
            self.row_bottom = min(self._bottoms(band), default=self.y + 1)
        self.x, self.y = 0, self.row_bottom
        while self.first < len(self.standing) and self.standing[self.first].bottom <= self.y:
            self.first += 1

    def _bottoms(self, band: Box) -> Iterator[int]:
        for at in range(self.first, len(self.standing)):
            box = self.standing[at]
            if box.y >= band.bottom:
                return
            if box.overlaps(band):
                yield box.bottom

    def _obstacle(self, wanted: Box) -> Box | None:
        for at in range(self.first, len(self.standing)):
            box = self.standing[at]
            if box.y >= wanted.bottom:
                return None
            if box.overlaps(wanted):
                return box
        return None
