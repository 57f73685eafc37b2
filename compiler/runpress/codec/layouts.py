"""Places of stored panels, and the fewest words that say them: none where panels flow there by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import product
from typing import Any

from runpress.codec.fields import tupled
from runpress.codec.json_text import Json
from runpress.codec.residue import completed
from runpress.frozen import frozen
from runpress.model.flow import Box, flow
from runpress.model.layout import COLUMNS, DEFAULT_HEIGHT, DEFAULT_WIDTH, LOWEST, TALLEST, Layout
from runpress.model.panels.base import Panel

OFF_GRID = "this panel overlaps another one, or leaves the grid"
_TALLEST_SHORT = 100
"""The greatest height that `height:` takes."""
_FENCE_COST = 2
"""What a `grid` fence costs, counted in options of panels."""
_USUAL = (DEFAULT_WIDTH, DEFAULT_HEIGHT)
_SHARES = {24: "1/1", 18: "3/4", 16: "2/3", 12: "1/2", 8: "1/3", 6: "1/4", 4: "1/6", 3: "1/8"}


@frozen
class Words:
    """Options that say the places of the panels of a grid: of the grid, and of each panel."""

    grid: Mapping[str, Any] = field(default_factory=dict)
    panels: tuple[Mapping[str, Any], ...] = ()
    clashing: tuple[int, ...] = ()
    """Panels that overlap another one or leave the grid: no option puts them there, their layout stays W&B's."""


def stored_layout(stored: Json) -> Layout | None:
    """The nearest place in the grid; None if nothing is stored. What it differs in is kept beside the panel."""
    if stored is None:
        return None
    place = stored if isinstance(stored, dict) else {}
    return _layout(
        _within(place.get("x"), 0, COLUMNS - 1, 0),
        _within(place.get("y"), 0, LOWEST, 0),
        _within(place.get("w"), 1, COLUMNS, DEFAULT_WIDTH),
        _within(place.get("h"), 1, TALLEST, DEFAULT_HEIGHT),
    )


@lru_cache(maxsize=1000)
def _layout(x: int, y: int, w: int, h: int) -> Layout:
    """A place: most panels of most reports stand in a few."""
    return Layout(x=x, y=y, w=w, h=h)


def words_for(layouts: Sequence[Layout | None]) -> Words:
    """The fewest options that put the panels where they stand. Panels without a layout may stand anywhere."""
    sizes = [(layout.w, layout.h) if layout else _USUAL for layout in layouts]
    is_short = all(height <= _TALLEST_SHORT for _, height in sizes)
    if is_short and _flow_there(sizes, layouts):
        return _sizes_in_words(sizes)
    clashing = clashing_of(layouts)
    others = [None if at in clashing else layout for at, layout in enumerate(layouts)]
    if is_short and clashing and _flow_there(sizes, others):
        return replace(_sizes_in_words(sizes), clashing=tuple(sorted(clashing)))
    panels = tuple({"layout": layout} if layout and at not in clashing else {} for at, layout in enumerate(layouts))
    return Words(panels=panels, clashing=tuple(sorted(clashing)))


def clashing_of(layouts: Sequence[Layout | None]) -> set[int]:
    """The panels that leave the grid, or overlap one that begins above them or comes before them."""
    clashing: set[int] = set()
    standing: list[Box] = []
    boxes = [(at, Box(layout.x, layout.y, layout.w, layout.h)) for at, layout in enumerate(layouts) if layout]
    for at, box in sorted(boxes, key=lambda item: item[1].y):
        standing = [one for one in standing if one.bottom > box.y]
        if box.right > COLUMNS or any(map(box.overlaps, standing)):
            clashing.add(at)
        else:
            standing.append(box)
    return clashing


def kept_there(panel: Panel, layout: Layout) -> Panel:
    """A panel at a place that no option can say: wherever it flows, its stored layout wins."""
    if "layout" in panel.omit:
        return panel
    said = {key: value for key, value in layout.model_dump().items() if f"layout/{key}" not in panel.omit}
    beside = completed(panel.beside or {}, {"layout": said})
    return panel.model_copy(update={"beside": tupled(dict(beside))})


def _flow_there(sizes: Sequence[tuple[int, int]], layouts: Sequence[Layout | None]) -> bool:
    return all(
        layout is None or (box.x, box.y) == (layout.x, layout.y)
        for box, layout in zip(flow(sizes), layouts, strict=True)
    )


def _sizes_in_words(sizes: Sequence[tuple[int, int]]) -> Words:
    """Sizes that all have stand in the grid's options, all others in those of the panels."""
    if all(size == _USUAL for size in sizes):
        return Words(panels=({},) * len(sizes))
    columns = {None, *(COLUMNS // width for width, _ in sizes if COLUMNS % width == 0)}
    heights = {None, *(height for _, height in sizes)}
    choices = product(sorted(columns, key=_none_first), sorted(heights, key=_none_first))
    return min((words_with(sizes, *choice) for choice in choices), key=_cost)


def words_with(sizes: Sequence[tuple[int, int]], columns: int | None, height: int | None) -> Words:
    """The options that say sizes in a grid with so many columns, and panels of this height."""
    usual_width = COLUMNS // columns if columns else DEFAULT_WIDTH
    usual_height = height or DEFAULT_HEIGHT
    panels = tuple(
        {
            **({"width": _SHARES.get(width, width)} if width != usual_width else {}),
            **({"height": tall} if tall != usual_height else {}),
        }
        for width, tall in sizes
    )
    grid = {name: value for name, value in (("columns", columns), ("height", height)) if value is not None}
    return Words(grid, panels)


def _cost(words: Words) -> int:
    return (_FENCE_COST if words.grid else 0) + len(words.grid) + sum(map(len, words.panels))


def _none_first(value: int | None) -> int:
    return value or 0


def _within(value: Json, least: int, greatest: int, default: int) -> int:
    if type(value) is int and least <= value <= greatest:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    return int(min(max(value, least), greatest)) if value == value else default  # noqa: PLR0124 - NaN
