"""Figures of numbers and names out of the ordinary: one point, the huge, the nearly equal, the long, the right-to-left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runpress.figures.figure import Axis, Figure, ParallelAxis, ParallelContent, ParallelLine
from support import figures
from support.browser import until
from support.figures import grid, load_theme, write_page

THEME = load_theme()
TEXTS = """
window.drawn = [];
const draw = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { window.drawn.push(text); return draw.call(this, text, ...rest); };
"""


@pytest.fixture
def page_of(tmp_path, show):
    def make(*shown, size=8, width=1280):
        page = show(write_page(tmp_path, grid(THEME, shown, width=size), theme=THEME), width=width)
        page.wait_for_selector("[data-figure]")
        return page

    return make


def line_of(ys, xs=None, **changes):
    xs = list(range(len(ys))) if xs is None else xs
    return figures.lines(xs=(xs,), curves=(figures.curve(0, y=ys),), **changes)


def texts_of_canvas(page):
    """What a line figure writes on its canvas, axes and all."""
    page.add_init_script(TEXTS)
    page.reload()
    until(page, "window.drawn.length > 2")
    return page.evaluate("window.drawn")


def bars_of(named, orientation="horizontal"):
    """Bars of names and values."""
    figure = figures.bars(orientation=orientation)
    bars = [
        replace(bar, label=name, value=value, low=None, high=None)
        for bar, (name, value) in zip(figure.content.bars, named, strict=False)
    ]
    return replace(figure, content=replace(figure.content, bars=tuple(bars)))


def beyond(page):
    """The texts of a chart that reach beyond it, sideways or below."""
    script = """() => { const box = document.querySelector('.chart').getBoundingClientRect();
      return [...document.querySelectorAll('.chart svg text')].filter((one) => { const at = one.getBoundingClientRect();
        return at.left < box.left - 1 || at.right > box.right + 1 || at.bottom > box.bottom + 1; })
        .map((one) => one.textContent); }"""
    return page.evaluate(script)


def test_a_single_point_stands_in_the_middle_as_a_whole(page_of):
    page = page_of(line_of([3.5], [7]))
    page.wait_for_selector(".uplot canvas")
    script = """() => { const canvas = document.querySelector('.uplot canvas');
      const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const found = [];
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200 && Math.abs(data[at] - 47) < 12 && Math.abs(data[at + 1] - 111) < 12 && Math.abs(data[at + 2] - 208) < 12)
          found.push([(at / 4) % width, Math.floor(at / 4 / width)]);
      const plot = document.querySelector('.u-over').getBoundingClientRect(), box = canvas.getBoundingClientRect();
      const places = found.map(([x]) => (x / canvas.width) * box.width + box.left);
      return { middle: plot.left + plot.width / 2, low: Math.min(...places), high: Math.max(...places) }; }"""
    at = page.evaluate(script)
    assert (at["low"] + at["high"]) / 2 == pytest.approx(at["middle"], abs=1.5)
    assert at["high"] - at["low"] >= 3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1e300, 2e300, 3e300], "2e300"),
        ([1e-299, 2e-299], "1e-299"),
        ([1e9, 1e9 + 0.06], "1\u202f000\u202f000\u202f000.02"),
        ([7_283_904.0, 7_283_906.0], "7\u202f283\u202f905.0"),
        ([0.0, 4_000_000.0], "2M"),
    ],
)
def test_axes_say_what_their_ticks_are(page_of, values, expected):
    texts = texts_of_canvas(page_of(line_of(values)))
    assert any(text.startswith(expected) for text in texts), texts


def test_a_long_name_of_an_axis_is_shortened_in_its_middle(page_of):
    name = "a/very/deeply/nested/name/layer_17.attention.self.query.weight.grad_norm/that/ends/here"
    texts = texts_of_canvas(page_of(line_of([1.0, 2.0], y=Axis(name))))
    assert name not in texts
    assert any(text.startswith("a/very") and "…" in text and text.endswith("here") for text in texts), texts


@pytest.mark.parametrize("width", [1280, 390])
def test_names_of_groups_stand_level_below_their_bars_and_in_full(page_of, width):
    names = ("optimizer: adam", "optimizer: lion", "optimizer: sgd")
    page = page_of(bars_of([(name, 1) for name in names], "vertical"), width=width)
    page.wait_for_selector(".bar")
    texts = " ".join(text.strip() for text in page.locator(".chart svg text").all_text_contents())
    assert all(name in texts for name in names), texts
    assert page.locator(".chart svg text[transform*='-45']").count() == 0
    assert beyond(page) == []


def test_names_that_stand_aslant_are_whole_where_they_fit(page_of):
    named = [(f"run-number-{number}", number + 1) for number in range(6)]
    page = page_of(bars_of(named, "vertical"), size=6)
    page.wait_for_selector(".bar")
    assert {name for name, _ in named} <= set(page.locator(".chart svg text").all_text_contents())
    assert beyond(page) == []


def test_bars_begin_where_the_axis_does(page_of):
    page = page_of(bars_of([("none", 0), ("some", 59), ("more", 118)]))
    page.wait_for_selector(".bar")
    boxes = [box.bounding_box() for box in page.locator(".bar rect").all()]
    assert len({round(box["x"]) for box in boxes}) == 1
    line = page.locator(".chart svg > path").last.bounding_box()
    assert boxes[0]["x"] == pytest.approx(line["x"], abs=1)


def parallel_of(*values):
    axes = (ParallelAxis("lr"), ParallelAxis("a/very/long/name/of/the/last/axis"))
    lines = [
        ParallelLine(figures.RUNS[at], figures.LABELS[at], figures.COLORS[at], [1.0 + at, value])
        for at, value in enumerate(values)
    ]
    return Figure(ParallelContent(axes=axes, lines=tuple(lines)), title="Parallel", alt="Runs over 2 axes.")


def test_what_stands_at_the_last_of_parallel_axes_has_room(page_of):
    page = page_of(parallel_of(7_283_904.0, 7_283_905.0, 7_283_906.0))
    page.wait_for_selector(".thread", state="attached")
    assert "7\u202f283\u202f906.0" in page.locator(".chart svg text").all_text_contents()
    assert beyond(page) == []


def test_a_parallel_axis_without_values_has_no_ticks(page_of):
    page = page_of(parallel_of(None, None, None))
    page.wait_for_selector(".thread", state="attached")
    assert not {"0", "0.5"} & set(page.locator(".chart svg text").all_text_contents())


@pytest.mark.parametrize("text", ["0.1098", "2.59e300", "1\u202f000\u202f000\u202f000"])
def test_a_number_stands_on_one_line(page_of, text):
    figure = figures.scalar()
    page = page_of(replace(figure, content=replace(figure.content, text=text, values=())), size=6)
    box = page.locator(".scalar-value")
    until(page, "document.querySelector('.scalar-value').textContent.length > 1")
    assert box.inner_text() == text
    assert box.evaluate("one => one.getClientRects().length") == 1
    assert box.evaluate("one => one.getBoundingClientRect().height < 1.3 * parseFloat(getComputedStyle(one).fontSize)")
    assert box.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")


def test_names_from_the_right_keep_their_order_in_legends(page_of):
    name = "تجربة التدريب الأولى مع معدل تعلم مرتفع جدا جدا"
    page = page_of(figures.lines(curves=(figures.curve(0, label=name),)))
    entry = page.locator(".legend button")
    entry.wait_for()
    first, last = (piece.bounding_box() for piece in entry.locator("span").all())
    assert first["x"] > last["x"]
