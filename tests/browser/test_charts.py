"""What readers do with line figures: crosshair, legend, zoom, smoothing, log axes."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from runpress.figures.figure import Axis
from support import figures
from support.browser import until
from support.figures import grid, load_theme, write_page

CASES = json.loads((Path(__file__).parents[1] / "cases/statistics/smoothing.json").read_text(encoding="utf-8"))
THEME = load_theme()
PANEL = "article.panel"


@pytest.fixture
def page_of(tmp_path, show):
    def make(*shown, **options):
        page = show(write_page(tmp_path, grid(THEME, shown), theme=THEME), **options)
        page.wait_for_selector(".uplot canvas, .chart svg, .scalar-value, .figure-table")
        return page

    return make


def inked(page, color):
    """How many pixels of the first canvas have nearly this colour."""
    script = """([r, g, b]) => {
      const canvas = document.querySelector('.uplot canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200 && Math.abs(data[at] - r) < 12 && Math.abs(data[at + 1] - g) < 12 && Math.abs(data[at + 2] - b) < 12) count++;
      return count;
    }"""
    return page.evaluate(script, [int(color[at : at + 2], 16) for at in (1, 3, 5)])


def state(page, at=0):
    """What a panel remembers."""
    return page.evaluate(
        "at => JSON.parse(sessionStorage.getItem('runpress:report.md') || '{}')['panel:grid-1/panel-' + at]", at
    )


def over(page, at=0):
    return page.locator(".u-over").nth(at).bounding_box()


def menu(page, label, at=0):
    page.locator(PANEL).nth(at).hover()
    page.get_by_role("button", name="Menu").nth(at).click()
    page.get_by_role("menu").get_by_text(label, exact=False).click()


def test_smoothing_gives_the_results_of_python(page_of):
    page = page_of(figures.lines(1))
    script = "cases => cases.map(c => runpress.smooth(c.x, c.y, c.kind, c.weight, c.xRange ?? (c.x.length ? c.x.at(-1) - c.x[0] : 0)))"
    for case, got in zip(CASES, page.evaluate(script, CASES), strict=True):
        assert [value is None for value in got] == [value is None for value in case["expected"]], case["name"]
        known = [value for value in case["expected"] if value is not None]
        assert [value for value in got if value is not None] == pytest.approx(known, rel=1e-9, abs=1e-9), case["name"]


def test_every_curve_is_drawn_in_its_colour(page_of):
    page = page_of(figures.lines(3))
    assert all(inked(page, color) > 50 for color in figures.COLORS[:3])


def test_the_crosshair_shows_all_values_sorted_with_the_nearest_marked(page_of):
    page = page_of(figures.lines(3))
    box = over(page)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 4)
    rows = page.locator(".tooltip-row")
    assert rows.count() == 3
    values = [float(text.replace("\N{MINUS SIGN}", "-")) for text in page.locator(".tooltip-row b").all_inner_texts()]
    at = round(199 * 0.5)
    assert values == sorted(values, reverse=True)
    assert values == pytest.approx(sorted((figures.wave(n)[at] for n in range(3)), reverse=True), abs=0.03)
    assert page.locator(".tooltip-row.is-near").inner_text().split("\n")[0] == rows.first.inner_text().split("\n")[0]
    assert page.locator(".tooltip-head").inner_text().startswith("Step ")


def test_the_crosshair_leaves_out_curves_that_end_before(page_of):
    short = figures.curve(1, x=1, y=figures.wave(1)[:50])
    page = page_of(figures.lines(xs=(list(range(200)), list(range(50))), curves=(figures.curve(0), short)))
    box = over(page)
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20)
    assert page.locator(".tooltip-row").count() == 1
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 20)
    assert page.locator(".tooltip-row").count() == 2


def test_a_thousand_runs_show_a_capped_list_around_the_nearest(page_of):
    many = tuple(
        figures.curve(n, id=f"c{n}", y=[n + at / 100 for at in range(200)], runs=(f"acme/demo/r{n}",))
        for n in range(1000)
    )
    page = page_of(figures.lines(curves=many))
    box = over(page)
    page.mouse.move(box["x"] + 50, box["y"] + box["height"] / 2)
    assert page.locator(".tooltip-row").count() == 12
    assert page.locator(".tooltip-row.is-near").count() == 1
    assert "above" in page.locator(".tooltip-more").first.inner_text()


def test_the_crosshair_moves_in_all_panels_of_the_grid_over_the_same_axis(page_of):
    other = figures.lines(2, title="Over time", x_key="_runtime")
    page = page_of(figures.lines(2), figures.lines(2, title="Train loss"), other)
    until(page, "document.querySelectorAll('.uplot').length === 3")
    box = over(page)
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    from_left = "e => e.getBoundingClientRect().left - e.closest('.u-over').getBoundingClientRect().left"
    places = page.evaluate(f"[...document.querySelectorAll('.u-cursor-x')].map({from_left})")
    assert places[0] == places[1]
    assert places[2] < 0
    middle = "e => { const box = e.getBoundingClientRect(); return (box.left + box.right) / 2; }"
    line, dot = (page.locator(what).first.evaluate(middle) for what in (".u-cursor-x", ".crosshair-dot:not([hidden])"))
    assert abs(line - dot) <= 1  # the line stands where the values are read, not at the pointer
    shown = page.evaluate(
        "[...document.querySelectorAll('.uplot')].map(p => p.querySelectorAll('.crosshair-dot:not([hidden])').length)"
    )
    assert shown == [2, 2, 0]


def test_a_click_on_a_legend_entry_hides_its_curve_and_a_second_one_shows_it(page_of):
    page = page_of(figures.lines(3))
    entry = page.locator(".legend button").nth(1)
    entry.click()
    assert entry.get_attribute("aria-pressed") == "false"
    page.mouse.move(5, 5)
    assert inked(page, figures.COLORS[1]) == 0
    assert state(page)["hiddenCurves"] == ["c1"]
    page.wait_for_timeout(600)  # not a double-click
    entry.click()
    assert entry.get_attribute("aria-pressed") == "true"
    assert state(page)["hiddenCurves"] == []


def test_a_double_click_isolates_and_another_shows_all(page_of):
    page = page_of(figures.lines(3))
    entry = page.locator(".legend button").nth(2)
    entry.dblclick()
    assert state(page)["hiddenCurves"] == ["c0", "c1"]
    page.wait_for_timeout(600)
    entry.dblclick()
    assert state(page)["hiddenCurves"] == []


def test_a_legend_is_one_stop_of_the_keyboard_and_arrows_lead_through_it(page_of):
    page = page_of(figures.lines(4), figures.lines(2, title="Another"))
    entries = page.locator(".legend").first.locator("button")
    assert [entry.get_attribute("tabindex") for entry in entries.all()] == ["0", "-1", "-1", "-1"]
    entries.first.focus()
    for key, at in (("ArrowRight", 1), ("ArrowDown", 2), ("End", 3), ("ArrowRight", 0), ("ArrowLeft", 3), ("Home", 0)):
        page.keyboard.press(key)
        assert entries.nth(at).evaluate("entry => entry === document.activeElement"), key
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    assert state(page)["hiddenCurves"] == ["c1"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.legend')") is None
    page.keyboard.press("Shift+Tab")
    assert entries.nth(1).evaluate("entry => entry === document.activeElement")


def test_long_names_in_a_legend_keep_their_ends(page_of):
    names = [f"transformer-large-pretrained-on-everything-with-cosine-decay-seed-{n}" for n in range(2)]
    curves = tuple(figures.curve(n, label=name) for n, name in enumerate(names))
    page = page_of(figures.lines(curves=curves), width=420)
    for entry, name in zip(page.locator(".legend button").all(), names, strict=True):
        assert entry.text_content() == name
        assert entry.get_attribute("title") == name
        legend, end = page.locator(".legend").bounding_box(), entry.locator("span").last.bounding_box()
        assert end["x"] + end["width"] <= legend["x"] + legend["width"] + 1
        assert entry.locator("span").last.text_content() == name[-14:]


def test_dragging_zooms_along_x_and_a_double_click_resets(page_of):
    page = page_of(figures.lines(2))
    box = over(page)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.25, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, middle + 3, steps=5)
    page.mouse.up()
    zoom = state(page)["zoom"]
    assert zoom["x"] == pytest.approx([199 * 0.25, 199 * 0.75], abs=2)
    assert zoom["y"] is None
    page.get_by_role("button", name="Reset zoom").wait_for()
    page.mouse.dblclick(box["x"] + box["width"] / 2, middle)
    assert state(page)["zoom"] == {"x": None, "y": None}


def test_dragging_a_rectangle_zooms_both_axes(page_of):
    page = page_of(figures.lines(2))
    box = over(page)
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 70, steps=5)
    page.mouse.up()
    zoom = state(page)["zoom"]
    assert zoom["x"][0] < zoom["x"][1]
    assert zoom["y"][0] < zoom["y"][1]


def test_the_smoothing_slider_redraws_and_shows_the_original_behind(page_of):
    page = page_of(figures.lines(1))
    before = page.evaluate("document.querySelector('.uplot canvas').toDataURL()")
    page.locator(PANEL).hover()
    page.get_by_role("button", name="Menu").click()
    page.get_by_label("Smoothing", exact=True).select_option("gaussian")
    page.get_by_label("Smoothing weight").fill("20")
    assert state(page)["smoothing"] == {"kind": "gaussian", "weight": 20}
    assert page.evaluate("document.querySelector('.uplot canvas').toDataURL()") != before
    page.keyboard.press("Escape")
    menu(page, "View as table")
    assert page.locator(".view-table thead th").all_inner_texts() == [
        "Step",
        "cosine-lr0e-3",
        "cosine-lr0e-3 (original)",
    ]


def test_smoothing_from_the_document_can_be_taken_away(page_of):
    page = page_of(figures.smoothed())
    page.locator(PANEL).hover()
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_label("Smoothing", exact=True).input_value() == "gaussian"
    page.get_by_label("Smoothing", exact=True).select_option("none")
    page.keyboard.press("Escape")
    menu(page, "View as table")
    first = page.locator(".view-table tbody tr").first.locator("td").first.inner_text()
    assert float(first) == pytest.approx(figures.wave(0)[0], rel=1e-4)


@pytest.mark.parametrize(("label", "key"), [("Log x axis", "logX"), ("Log y axis", "logY")])
def test_axes_can_be_made_logarithmic(page_of, label, key):
    page = page_of(figures.lines(2))
    before = page.evaluate("document.querySelector('.uplot canvas').toDataURL()")
    menu(page, label)
    assert state(page)[key] is True
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('.uplot canvas').toDataURL()") != before


def test_a_log_axis_passes_over_what_it_cannot_show(page_of):
    values = [0.0, -1.0, *[10.0 ** (at / 50) for at in range(198)]]
    page = page_of(figures.lines(curves=(figures.curve(0, y=values),)))
    menu(page, "Log y axis")
    page.keyboard.press("Escape")
    assert inked(page, figures.COLORS[0]) > 50


def test_labels_of_a_log_axis_have_room_and_round_numbers_come_first(page_of):
    values = [0.12 + 0.02 * (at % 100) for at in range(200)]
    page = page_of(figures.lines(curves=(figures.curve(0, y=values),), y=Axis("loss", scale="log")))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    found = page.locator(".print-picture text").evaluate_all(
        "all => all.filter(one => /^[0-9.]+$/.test(one.textContent) && +one.textContent < 10)"
        ".map(one => [one.textContent, one.getBBox().y, one.getBBox().height])"
    )
    labels = sorted(((text, top, height) for text, top, height in found if text != "0"), key=lambda one: one[1])
    assert {"0.2", "0.5", "1", "2"} <= {text for text, _, _ in labels}
    assert all(top + 0.8 * height <= below for (_, top, height), (_, below, _) in pairwise(labels))


def test_the_legend_of_a_picture_leaves_room_for_its_curves(page_of):
    curves = tuple(
        replace(figures.curve(at % 8), id=str(at), label=f"a rather long name of run {at}") for at in range(30)
    )
    page = page_of(figures.lines(curves=curves), figures.lines(2))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    heights = page.locator(".print-picture clipPath rect").evaluate_all(
        "all => all.map(one => +one.getAttribute('height'))"
    )
    assert len(heights) == 2
    assert min(heights) > 30
    shown = page.locator(".print-picture").first.locator("[data-legend] path").count()
    assert (
        page.locator(".print-picture").first.locator("[data-legend] text").last.text_content()
        == f"and {30 - shown} more"
    )


def test_keys_move_the_crosshair_and_read_it_aloud(page_of):
    page = page_of(figures.lines(2))
    page.locator(".chart").focus()
    page.keyboard.press("ArrowRight")
    assert (
        page.locator("#rp-announcer").inner_text()
        == f"Step 0: {figures.LABELS[0]} {figures.wave(0)[0]:.4g}, 1 other curve"
    )
    page.keyboard.press("ArrowRight")
    assert page.locator("#rp-announcer").inner_text().startswith("Step 1: ")
    page.keyboard.press("ArrowUp")
    assert figures.LABELS[1] in page.locator("#rp-announcer").inner_text()
    page.keyboard.press("End")
    assert page.locator("#rp-announcer").inner_text().startswith("Step 199: ")
    page.keyboard.press("Escape")
    assert page.locator(".tooltip").is_hidden()


def test_a_single_point_and_gaps_are_visible(page_of):
    values = [None] * 200
    values[100] = 0.5
    page = page_of(figures.lines(curves=(figures.curve(0, y=values),)))
    assert inked(page, figures.COLORS[0]) > 3


def test_no_spike_is_lost_where_points_are_many(page_of):
    values = [0.0] * 20_000
    values[7_777] = 1.0
    page = page_of(figures.lines(xs=(list(range(20_000)),), curves=(figures.curve(0, y=values),)))
    box = over(page)
    script = """([r, g, b]) => {
      const canvas = document.querySelector('.uplot canvas'); const {data, width, height} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let top = height;
      for (let at = 0; at < data.length; at += 4) if (Math.abs(data[at] - r) < 40 && Math.abs(data[at + 1] - g) < 40 && Math.abs(data[at + 2] - b) < 40 && data[at + 3] > 60) top = Math.min(top, Math.floor(at / 4 / width));
      return top / height;
    }"""
    color = figures.COLORS[0]
    assert box["height"] > 0
    assert page.evaluate(script, [int(color[at : at + 2], 16) for at in (1, 3, 5)]) < 0.15


@pytest.mark.parametrize("plot", ["stacked-area", "pct-area"])
def test_areas_are_stacked(page_of, plot):
    flat = tuple(figures.curve(n, y=[float(n + 1)] * 200) for n in range(3))
    page = page_of(figures.lines(curves=flat, plot=plot))
    menu(page, "View as table")
    cells = page.locator(".view-table tbody tr").first.locator("td").all_inner_texts()
    tops = [float(cell) for cell in cells[::3]]
    assert tops == pytest.approx([1, 3, 6] if plot == "stacked-area" else [100 / 6, 50, 100], rel=1e-3)


def path_of(page):
    """The points of the first curve of a picture, in pixels."""
    with page.expect_download() as caught:
        menu(page, "Download SVG")
    text = Path(caught.value.path()).read_text(encoding="utf-8")
    path = next(one for one in re.findall(r'<path d="(M[^"]+)" stroke="#[0-9a-f]{6}"', text) if "L" in one)
    return [tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d.]+ [-\d.]+)", path)]


def between(path, x):
    """The height of a path at x."""
    at = next(at for at in range(1, len(path)) if path[at][0] >= x)
    (x0, y0), (x1, y1) = path[at - 1], path[at]
    return y1 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@pytest.mark.parametrize("kind", ["smooth", "noisy", "steps"])
def test_a_curve_leaves_out_only_points_that_nobody_can_see(page_of, kind):
    values = {
        "smooth": figures.wave(9, 500),
        "noisy": [value + 0.3 * math.sin(at * at) for at, value in enumerate(figures.wave(0, 500))],
        "steps": [float(at // 50 % 3) for at in range(500)],
    }[kind]
    page = page_of(
        figures.lines(xs=(list(range(500)),), curves=(figures.curve(0, y=values),), legend=None), height=1400
    )
    path = path_of(page)
    assert len(path) < 300 or kind == "noisy"
    left, right = path[0][0], path[-1][0]
    top, bottom = min(y for _, y in path), max(y for _, y in path)
    low, high = min(values), max(values)
    for at, value in enumerate(values):
        x, y = left + (right - left) * at / 499, bottom - (bottom - top) * (value - low) / (high - low)
        assert between(path, x) == pytest.approx(y, abs=0.5 if kind == "smooth" else 1.5)


def test_many_points_keep_the_extremes_of_every_pixel(page_of):
    values = [math.sin(at / 7000) + (3 if at == 33_333 else -3 if at == 44_444 else 0) for at in range(60_000)]
    page = page_of(figures.lines(xs=(list(range(60_000)),), curves=(figures.curve(0, y=values),), legend=None))
    path = path_of(page)
    assert len(path) < 2000
    left, right = path[0][0], path[-1][0]
    top, bottom = (one(path, key=lambda point: point[1]) for one in (min, max))
    assert top[0] == pytest.approx(left + (right - left) * 33_333 / 60_000, abs=1)
    assert bottom[0] == pytest.approx(left + (right - left) * 44_444 / 60_000, abs=1)
