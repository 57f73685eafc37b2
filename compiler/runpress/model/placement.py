"""Where the panels of a grid stand: exact layouts are kept, all others flow around them."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import layout as codes
from runpress.model.flow import Box, flow
from runpress.model.grid import GridOptions
from runpress.model.layout import COLUMNS, DEFAULT_HEIGHT, DEFAULT_WIDTH, LOWEST, Layout, columns_of
from runpress.model.panels.base import Panel
from runpress.source import Span

_MOST_CLASHES = 100


def place_panels(panels: Sequence[Panel], grid: GridOptions) -> tuple[tuple[Layout, ...], list[Diagnostic]]:
    """The layout of each panel, and a finding for each panel whose exact layout overlaps another's or leaves the grid."""
    exact = {at: _box(panel.layout) for at, panel in enumerate(panels) if panel.layout is not None}
    clashes, standing = _clashes(exact)
    findings = _outside(panels, exact) + _overlaps(panels, clashes)
    free = iter(flow([size_of(panel, grid) for panel in panels if panel.layout is None], standing))
    boxes = [exact.get(at) or next(free) for at in range(len(panels))]
    return tuple(map(_place, boxes)), findings


def size_of(panel: Panel, grid: GridOptions) -> tuple[int, int]:
    """The width in columns and height in rows of a panel without exact layout."""
    default = COLUMNS // grid.columns if grid.columns else DEFAULT_WIDTH
    width = columns_of(panel.width) if panel.width is not None else default
    return width, panel.height or grid.height or DEFAULT_HEIGHT


def _place(box: Box) -> Layout:
    # Not validated: what flows below very many panels stands deeper than any `layout` that an author may write.
    make = Layout if box.y <= LOWEST else Layout.model_construct
    return make(x=box.x, y=box.y, w=box.w, h=box.h)


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
