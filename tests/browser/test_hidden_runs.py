"""Runs that the author hid: closed eyes at first, and every panel has them once a reader opens one."""

from __future__ import annotations

import pytest

from runpress.backends.html.runsets import render_runsets
from runpress.figures import draw
from runpress.model.panels import BarPanel, LinePanel, RunTablePanel, ScatterPanel
from runpress.model.runset import Runset, RunSettings
from support.browser import until
from support.figures import grid, load_theme, write_page
from support.memory_data import MemoryData
from support.runs import rows, run, selected

THEME = load_theme()


@pytest.fixture
def page(tmp_path, show):
    data = MemoryData(
        [run(name, config={"lr": at + 1}, summary={"loss": at + 1}) for at, name in enumerate("abc")],
        {name: rows(loss=[3, 2, 1 + at]) for at, name in enumerate("abc")},
    )
    runset = Runset(name="all", order=["name"], run_settings={"a": RunSettings(disabled=True)})
    selection = selected(data, runset)
    panels = [
        LinePanel(y="loss", legend_template="${run:name} [[ ${x} to ${y} of ${run:id} ]]"),
        ScatterPanel(x="config.lr", y="loss"),
        BarPanel(metrics="loss"),
        RunTablePanel(visible_columns=["config.lr"]),
    ]
    drawn = [draw(panel, selection, data) for panel in panels]
    content = grid(THEME, drawn, runsets=render_runsets(THEME, selection, key="g", active="all"))
    opened = show(write_page(tmp_path, content, theme=THEME), height=2500)
    until(opened, "document.querySelectorAll('.chart').length === 3")
    return opened


def test_a_hidden_run_is_drawn_once_its_eye_is_opened(page):
    eye = page.get_by_role("button", name="Show run a", exact=True)
    assert eye.get_attribute("aria-pressed") == "false"
    assert page.locator(".dot").count() == 2
    assert page.locator("g.bar").count() == 2
    assert page.locator(".figure-table tbody tr:visible").count() == 2
    eye.click()
    assert eye.get_attribute("aria-pressed") == "true"
    assert page.locator(".dot").count() == 3
    assert page.locator("g.bar").count() == 3
    assert page.locator(".figure-table tbody tr:visible").count() == 3
    page.reload()
    page.locator("g.bar").first.wait_for()
    assert page.locator("g.bar").count() == 3


def test_the_crosshair_speaks_as_the_legend_template_says(page):
    plot = page.locator(".figure-lines .u-over").bounding_box()
    page.mouse.move(plot["x"] + plot["width"] / 2, plot["y"] + plot["height"] / 2)
    page.locator(".tooltip").wait_for()
    assert "1 to 2 of b" in page.locator(".tooltip").inner_text()


def test_the_bar_of_a_group_leaves_out_the_runs_that_are_hidden(tmp_path, show):
    data = MemoryData(
        [run(name, config={"g": 1}, summary={"loss": value}) for name, value in (("a", 1), ("b", 2), ("c", 6))]
    )
    selection = selected(data, Runset(name="all", order=["name"], groupby=["config.g"]))
    drawn = [draw(BarPanel(metrics="loss"), selection, data)]
    content = grid(THEME, drawn, runsets=render_runsets(THEME, selection, key="g", active="all"))
    page = show(write_page(tmp_path, content, theme=THEME))
    bar = page.locator("g.bar")
    bar.hover()
    assert page.locator(".tooltip b").first.inner_text() == "3"
    page.get_by_role("button", name="Show run c", exact=True).click()
    bar.hover()
    assert page.locator(".tooltip b").first.inner_text() == "1.5"
