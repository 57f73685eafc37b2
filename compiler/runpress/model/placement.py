"""Where the panels of a grid stand: exact layouts are kept, all others flow around them, row by row.

Panels flow as W&B places them, three of 8 columns to a row, wherever that gives no overlap; where
heights differ, a row begins below the tallest panel of the row before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import layout as codes
from runpress.model.grid import GridOptions
from runpress.model.layout import COLUMNS, DEFAULT_HEIGHT, DEFAULT_WIDTH, Layout, columns_of
from runpress.model.panels.base import Panel
from runpress.source import Span

_MOST_CLASHES = 100


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


def place_panels(panels: Sequence[Panel], grid: GridOptions) -> tuple[tuple[Layout, ...], list[Diagnostic]]:
    """The layout of each panel, and a finding for each panel whose exact layout overlaps another's or leaves the grid."""
    exact = {at: _box(panel.layout) for at, panel in enumerate(panels) if panel.layout is not None}
    clashes, standing = _clashes(exact)
    findings = _outside(panels, exact) + _overlaps(panels, clashes)
    flow = _Flow(standing)
    boxes = [exact.get(at) or flow.next(*size_of(panel, grid)) for at, panel in enumerate(panels)]
    return tuple(Layout(x=box.x, y=box.y, w=box.w, h=box.h) for box in boxes), findings


def size_of(panel: Panel, grid: GridOptions) -> tuple[int, int]:
    """The width in columns and height in rows of a panel without exact layout."""
    default = COLUMNS // grid.columns if grid.columns else DEFAULT_WIDTH
    width = columns_of(panel.width) if panel.width is not None else default
    return width, panel.height or grid.height or DEFAULT_HEIGHT


class _Flow:
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


def _box(layout: Layout) -> Box:
    return Box(layout.x, layout.y, layout.w, layout.h)


def _outside(panels: Sequence[Panel], exact: dict[int, Box]) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    for at, box in exact.items():
        span = panels[at].value_span("layout")
        if box.right > COLUMNS and span is not None:
            message = f"a panel of {box.w} columns that begins in column {box.x} ends outside the {COLUMNS} of the grid"
            findings.append(codes.OUTSIDE.at(span, message, label=f"`w` can be {COLUMNS - box.x} at most here"))
    return findings


def _clashes(exact: dict[int, Box]) -> tuple[dict[int, int], list[Box]]:
    """Each panel that overlaps an earlier one with the first such, and the boxes that were looked at.

    Looking ends at the hundredth overlap: boxes that do not overlap are few at any height, all others may be many.
    """
    clashes: dict[int, int] = {}
    standing: list[Box] = []
    near: list[int] = []
    for at in sorted(exact, key=lambda at: (exact[at].y, at)):
        near = [other for other in near if exact[other].bottom > exact[at].y]
        for other in near:
            if exact[at].overlaps(exact[other]):
                first, second = sorted((at, other))
                clashes[second] = min(first, clashes.get(second, first))
        near.append(at)
        standing.append(exact[at])
        if len(clashes) >= _MOST_CLASHES:
            break
    return clashes, standing


def _overlaps(panels: Sequence[Panel], clashes: dict[int, int]) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    for second, first in sorted(clashes.items()):
        span = panels[second].value_span("layout")
        if span is not None:
            findings.append(_overlap(span, panels[first]))
    return findings


def _overlap(span: Span, panel: Panel) -> Diagnostic:
    other = panel.value_span("layout")
    named = f"panel `{panel.title}`" if panel.title else "panel"
    where = f" in line {other.begin.line}" if other is not None else ""
    return codes.OVERLAP.at(
        span,
        f"this layout overlaps that of the {named}{where}",
        label="two panels cannot stand in one place",
        help="change `x` or `y`, or leave `layout` out: panels then find their own places",
    )
