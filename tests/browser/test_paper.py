"""Pages on paper: whole charts and tables, open folds, links that can be read."""

from __future__ import annotations

from itertools import combinations

from runpress.figures import draw
from runpress.model.panels import RunComparerPanel, RunTablePanel
from runpress.model.runset import Runset
from support import figures
from support.figures import grid, load_theme, write_page
from support.full_page import full_page
from support.memory_data import MemoryData
from support.runs import run, selected

THEME = load_theme()


def test_on_paper_tables_are_whole_and_lie_over_no_other_panel(tmp_path, show):
    data = MemoryData([run(f"run-{at}", config={f"key {n}": n for n in range(40)}) for at in range(30)])
    chosen = selected(data, Runset(name="all"))
    shown = [figures.lines(2), *(draw(panel, chosen, data) for panel in (RunTablePanel(), RunComparerPanel()))]
    page = show(write_page(tmp_path, grid(THEME, [*shown, figures.dots()]), theme=THEME))
    page.wait_for_selector(".uplot")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    boxes = [panel.bounding_box() for panel in page.locator("article.panel").all()]
    for one, other in combinations(boxes, 2):
        is_beside = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
        is_below = one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1
        assert is_beside or is_below
    for table, panel in zip(page.locator(".panel table:visible").all(), boxes[1:3], strict=True):
        whole = table.bounding_box()
        assert whole["y"] + whole["height"] <= panel["y"] + panel["height"] + 1


def test_on_paper_folds_are_open_charts_whole_and_links_listed(tmp_path, show):
    target = full_page(tmp_path)
    page = show(target, color_scheme="dark")
    page.wait_for_selector(".uplot")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.get_by_text("Hidden text.").is_visible()
    assert page.locator(".print-picture").count() == 6
    # Inherited strokes would outline texts and bands.
    assert page.evaluate(
        "[...document.querySelectorAll('.print-picture')].every(one => getComputedStyle(one).stroke === 'none')"
    )
    assert (
        page.evaluate(
            "Math.max(...[...document.querySelectorAll('.print-picture')].map(one => one.viewBox.baseVal.width))"
        )
        < 690
    )
    assert page.locator(".print-notes li").all_inner_texts() == ["https://example.org/x"]
    assert page.locator("sup.print-ref").all_inner_texts() == ["[1]", "[1]"]
    assert page.locator(".top-bar").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('article.panel')).breakInside") == "avoid"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".print-picture").count() == 0
    assert page.locator(".print-notes").count() == 0
    assert page.get_by_text("Hidden text.").is_hidden()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_pdf_has_the_charts(tmp_path, show):
    page = show(write_page(tmp_path, grid(THEME, [figures.lines(2)])))
    page.wait_for_selector(".uplot")
    assert len(page.pdf()) > 10_000
