"""The fewest words that put panels where they stand."""

from __future__ import annotations

import pytest

from runpress.codec.layouts import Words, clashing_of, stored_layout, words_for
from runpress.model.layout import Layout


def at(x: int, y: int, w: int = 8, h: int = 6) -> Layout:
    return Layout(x=x, y=y, w=w, h=h)


def test_panels_that_flow_there_by_themselves_need_no_words():
    assert words_for([at(0, 0), at(8, 0), at(16, 0), at(0, 6)]) == Words(panels=({}, {}, {}, {}))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (2, Words(panels=({"width": "1/2"},) * 2)),
        (3, Words(panels=({"width": "1/2"},) * 3)),
        (4, Words(grid={"columns": 2}, panels=({},) * 4)),
    ],
)
def test_a_size_that_many_panels_have_stands_in_the_grid(count: int, words: Words):
    halves = [at(12 * (number % 2), 6 * (number // 2), w=12) for number in range(count)]
    assert words_for(halves) == words


def test_a_place_that_no_flow_gives_is_said():
    """It may touch the right edge."""
    apart = at(12, 0, w=12)
    assert words_for([apart]) == Words(panels=({"layout": apart},))


@pytest.mark.parametrize(
    ("layouts", "clashing"),
    [
        ([at(16, 0)], set()),
        ([at(17, 0)], {0}),
        ([at(0, 0), at(7, 5)], {1}),
        ([at(0, 0), at(8, 0), at(0, 6)], set()),
        # Which of two gives way is a matter of their places, not of their order.
        ([at(4, 3), at(0, 0)], {0}),
        ([at(0, 0), None, at(4, 0)], {2}),
    ],
)
def test_panels_that_leave_the_grid_or_overlap_clash(layouts: list[Layout | None], clashing: set[int]):
    assert clashing_of(layouts) == clashing


@pytest.mark.parametrize(
    ("stored", "layout"),
    [
        (None, None),
        ({}, at(0, 0)),
        ({"x": 3, "y": 4, "w": 5, "h": 7}, at(3, 4, 5, 7)),
        ({"x": -1, "y": -1, "w": 0, "h": 0}, at(0, 0, 1, 1)),
        ({"x": 40, "y": 2, "w": 40, "h": 6}, at(23, 2, 24, 6)),
        ({"x": True, "y": "2", "w": float("nan"), "h": None}, at(0, 0)),
        ("nowhere", at(0, 0)),
    ],
)
def test_what_is_stored_is_read_as_the_nearest_place(stored: object, layout: Layout | None):
    assert stored_layout(stored) == layout
