"""Where panels stand: W&B's places where they do not overlap, and never an overlap of ours."""

from __future__ import annotations

import warnings
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.model.flow import Box
from runpress.model.grid import GridOptions
from runpress.model.layout import Layout, columns_of
from runpress.model.panels import LinePanel
from runpress.model.placement import place_panels
from support.fences import node

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from wandb_workspaces.reports.v2 import Layout as WandbLayout
    from wandb_workspaces.reports.v2 import LinePlot
    from wandb_workspaces.reports.v2.interface import _resolve_collisions


def boxes(panels, grid=None):
    layouts, findings = place_panels(panels, grid or GridOptions())
    assert findings == []
    return [(each.x, each.y, each.w, each.h) for each in layouts]


def test_seven_panels_stand_three_to_a_row_as_in_wandb() -> None:
    # W&B's own result for seven default panels.
    assert [box[:2] for box in boxes([LinePanel() for _ in range(7)])] == [
        (0, 0), (8, 0), (16, 0), (0, 6), (8, 6), (16, 6), (0, 12),
    ]  # fmt: skip


def test_panels_flow_deeper_than_a_layout_may_say() -> None:
    panels = [LinePanel(height=100) for _ in range(1200)]
    assert boxes(panels, GridOptions(columns=1))[-1] == (0, 119_900, 24, 100)


def test_widths_wrap_as_in_wandb() -> None:
    panels = [LinePanel(width=24, height=8), LinePanel(width=12), LinePanel(width="1/2"), LinePanel(width=4, height=2)]
    assert [box[:2] for box in boxes(panels)] == [(0, 0), (0, 8), (12, 8), (0, 14)]


def test_a_row_begins_below_the_tallest_panel_of_the_row_before() -> None:
    # W&B's one pass puts the fourth panel on the first here.
    panels = [LinePanel(height=height) for height in (10, 4, 6, 6)]
    assert [box[:2] for box in boxes(panels)] == [(0, 0), (8, 0), (16, 0), (0, 10)]


def test_exact_layouts_stay_and_others_flow_around_them() -> None:
    panels = [LinePanel(), LinePanel(layout=Layout(x=0, y=0, w=12, h=4)), LinePanel()]
    assert boxes(panels, GridOptions(columns=2)) == [(12, 0, 12, 6), (0, 0, 12, 4), (0, 6, 12, 6)]


def test_a_grid_sets_columns_and_height() -> None:
    assert boxes([LinePanel(), LinePanel(height=3)], GridOptions(columns=4, height=9)) == [(0, 0, 6, 9), (6, 0, 6, 3)]


def test_panels_flow_below_a_layout_that_fills_the_rows() -> None:
    panels = [LinePanel(layout=Layout(x=0, y=0, w=24, h=5)), LinePanel()]
    assert boxes(panels)[1] == (0, 5, 8, 6)


def test_a_layout_far_below_does_not_push_panels_down() -> None:
    panels = [LinePanel(layout=Layout(x=0, y=1000, w=24, h=5)), LinePanel()]
    assert boxes(panels)[1] == (0, 0, 8, 6)


@pytest.mark.parametrize(
    ("width", "columns"),
    [("1/2", 12), ("1/3", 8), ("2/3", 16), ("1/1", 24), ("1/5", 4), ("1/100", 1), (1, 1), (24, 24), (" 3 / 4 ", 18)],
)
def test_widths_in_columns(width, columns) -> None:
    assert columns_of(width) == columns


@pytest.mark.parametrize("width", ["half", "0/2", "3/2", "1/0", 0, 25, -1, "50%", "", "1/2/3"])
def test_what_is_no_width(width) -> None:
    with pytest.raises(ValueError, match="width"):
        columns_of(width)


panels = st.one_of(
    st.builds(LinePanel, width=st.none() | st.integers(1, 24), height=st.none() | st.integers(1, 12)),
    st.builds(
        lambda x, y, w, h: LinePanel(layout=Layout(x=x, y=y, w=min(w, 24 - x), h=h)),
        st.integers(0, 23),
        st.integers(0, 30),
        st.integers(1, 24),
        st.integers(1, 9),
    ),
)


@given(st.lists(panels, max_size=25), st.none() | st.integers(1, 24))
def test_flowing_panels_overlap_nothing_and_stay_in_the_grid(given_panels, columns) -> None:
    layouts, _ = place_panels(given_panels, GridOptions(columns=columns))
    placed = [Box(each.x, each.y, each.w, each.h) for each in layouts]
    for (first, one), (second, other) in combinations(zip(given_panels, placed, strict=True), 2):
        if first.layout is None or second.layout is None:
            assert not one.overlaps(other)
    for panel, box in zip(given_panels, placed, strict=True):
        assert box.right <= 24
        if panel.layout is not None:
            assert box == (panel.layout.x, panel.layout.y, panel.layout.w, panel.layout.h)


@given(st.integers(1, 40), st.integers(1, 24), st.integers(1, 20))
def test_panels_of_one_size_keep_their_order(count, width, height) -> None:
    places = [(y, x) for x, y, _, _ in boxes([LinePanel(width=width, height=height) for _ in range(count)])]
    assert places == sorted(places)


@given(st.lists(st.tuples(st.sampled_from([3, 4, 6, 8, 12, 16, 24]), st.integers(1, 12)), max_size=12))
def test_panels_stand_where_wandb_puts_them_unless_it_lets_them_overlap(sizes) -> None:
    theirs = _resolve_collisions([LinePlot(layout=WandbLayout(w=width, h=height)) for width, height in sizes])
    expected = [Box(each.layout.x, each.layout.y, each.layout.w, each.layout.h) for each in theirs]
    ours = [Box(*box) for box in boxes([LinePanel(width=width, height=height) for width, height in sizes])]
    if any(one.overlaps(other) for one, other in combinations(expected, 2)):
        assert not any(one.overlaps(other) for one, other in combinations(ours, 2))
    else:
        assert ours == expected


def test_many_panels_are_placed_in_no_time() -> None:
    exact = [LinePanel(layout=Layout(x=0, y=12 * at, w=24, h=6)) for at in range(500)]
    layouts, findings = place_panels([*exact, *(LinePanel(width=24) for _ in range(500))], GridOptions())
    assert findings == []
    assert [each.y for each in layouts[500:503]] == [6, 18, 30]


def test_overlaps_are_found_up_to_a_hundred() -> None:
    _, findings = place_panels([node("panel", "y: a\nlayout: {x: 0}") for _ in range(200)], GridOptions())
    assert len(findings) == 100
    assert {finding.code.id for finding in findings} == {"LY401"}
