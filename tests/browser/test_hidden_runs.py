"""Runs that the author hid: closed eyes at first, and every panel has them once a reader opens one."""

from __future__ import annotations

import math
import re

import pytest

from runpress.backends.html.runsets import render_runsets
from runpress.data.protocol import Media
from runpress.figures import curves, draw
from runpress.model.panels import (
    BarPanel,
    LinePanel,
    MediaBrowserPanel,
    RunComparerPanel,
    RunTablePanel,
    ScalarPanel,
    ScatterPanel,
)
from runpress.model.runset import Runset, RunSettings
from support.browser import settle, until
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
    settle(page)
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


GROUPED = MemoryData(
    [
        run(name, config={"g": "x" if name in "abcd" else "y"}, summary={"loss": value}, runtime=3600.0 * (at + 1))
        for at, (name, value) in enumerate(zip("abcdef", (1, 2.5, 6, 30, 3, 4), strict=True))
    ],
    {
        "a": rows(loss=[3, 2, 1.5, 1.25, 1]),
        "b": rows(loss=[4, 2, 2, 2.5]),
        "c": rows(loss=[6, 5, 3, 2, 90]),
        "d": rows(loss=[1, 9, 2, 7, 3]),
        "e": rows(loss=[2, 2, 2]),
        "f": rows(loss=[5, 4, 3]),
    },
)


def grouped(*hidden: str, groupby: str = "config.g"):
    settings = {name: RunSettings(disabled=True) for name in hidden}
    keys = [groupby] if groupby else []
    return selected(GROUPED, Runset(name="all", order=["name"], groupby=keys, run_settings=settings))


def page_of(tmp_path, show, panel, *hidden: str, groupby: str = "config.g"):
    selection = grouped(*hidden, groupby=groupby)
    content = grid(
        THEME,
        [draw(panel, selection, GROUPED)],
        runsets=render_runsets(THEME, selection, key="g", active="all"),
    )
    opened = show(write_page(tmp_path, content, theme=THEME))
    opened.locator(".chart, .scalar-value").first.wait_for()
    return opened


def toggle(page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=f"Show run {name}", exact=True).click()


def table(page) -> list[list[float | None]]:
    """What the panel draws now, without labels."""
    page.locator("article.panel").first.hover()
    page.get_by_role("button", name="Menu").first.click()
    page.get_by_role("menu").get_by_text("View as table").click()
    texts = page.evaluate(
        "[...document.querySelectorAll('.view-table tbody tr')].map(row => [...row.children].map(cell => cell.textContent))"
    )
    return [
        [float(text.replace("\N{MINUS SIGN}", "-")) if text else None for text in row if _is_value(text)]
        for row in texts
    ]


def _is_value(text: str) -> bool:
    return not any(letter.isalpha() for letter in text)


def expected(panel, *hidden: str) -> list[list[float | None]]:
    """The rows of a line figure that Python makes of the shown runs alone."""
    content = draw(panel, grouped(*hidden), GROUPED).content
    columns = []
    for curve in content.curves:
        if curve.hidden:
            continue
        x = content.xs[curve.x]
        kept = [values for values in (curve.y, curve.original, curve.low, curve.high) if values is not None]
        columns += [dict(zip(x, values, strict=True)) for values in kept]
    places = sorted({x for column in columns for x, value in column.items() if _finite(value) is not None})
    return [[x, *(_finite(column.get(x)) for column in columns)] for x in places]


def _finite(value):
    return None if value is None or math.isnan(value) else value


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"groupby_aggfunc": "median", "groupby_rangefunc": "stddev"},
        {"groupby_aggfunc": "min", "groupby_rangefunc": "stderr"},
        {"groupby_aggfunc": "max", "groupby_rangefunc": "none"},
        {"groupby_aggfunc": "sum"},
        {"smoothing_type": "gaussian", "smoothing_factor": 2},
        {"smoothing_type": "exponential", "smoothing_factor": 0.6, "groupby_rangefunc": "stddev"},
    ],
    ids=lambda options: ", ".join(map(str, options.values())) or "defaults",
)
@pytest.mark.parametrize("hidden", ["c", "acd", "abcd"], ids=lambda hidden: f"without {hidden}")
def test_the_curves_of_groups_are_those_of_the_shown_runs(tmp_path, show, options, hidden):
    panel = LinePanel(y="loss", **options)
    page = page_of(tmp_path, show, panel)
    toggle(page, *hidden)
    found = table(page)
    wanted = expected(panel, *hidden)
    assert len(found) == len(wanted)
    for row, other in zip(found, wanted, strict=True):
        assert [value is None for value in row] == [value is None for value in other]
        assert [value for value in row if value is not None] == pytest.approx(
            [value for value in other if value is not None], rel=1e-4
        )


@pytest.mark.parametrize("hidden", ["c", "abcd", "abcdef"], ids=lambda hidden: f"hides {hidden}")
def test_runs_that_the_document_hides_come_into_their_groups(tmp_path, show, hidden):
    panel = LinePanel(y="loss", groupby_rangefunc="stddev")
    page = page_of(tmp_path, show, panel, *hidden)
    toggle(page, *hidden)
    found = table(page)
    for row, other in zip(found, expected(panel), strict=True):
        assert [value for value in row if value is not None] == pytest.approx(
            [value for value in other if value is not None], rel=1e-4
        )


def test_outliers_stay_away(tmp_path, show):
    panel = LinePanel(y="loss", ignore_outliers=True, groupby_aggfunc="max")
    page = page_of(tmp_path, show, panel)
    toggle(page, "b")
    found = table(page)
    assert [row[1] for row in found] == [6, 9, 3, 7, None]
    for row, other in zip(found, expected(panel, "b"), strict=True):
        assert [value for value in row if value is not None] == pytest.approx(
            [value for value in other if value is not None], rel=1e-4
        )


@pytest.mark.parametrize("plot", ["bar", "boxplot", "violin"])
def test_bars_boxes_and_violins_are_those_of_the_shown_runs(tmp_path, show, plot):
    panel = BarPanel(metrics="loss", plot_style=plot, groupby_rangefunc="stddev", groupby_aggfunc="median")
    page = page_of(tmp_path, show, panel)
    toggle(page, "b")
    wanted = draw(panel, grouped("b"), GROUPED).content.bars
    found = table(page)
    for row, bar in zip(found, wanted, strict=True):
        quartiles = list(bar.quartiles[1:4]) if plot != "bar" else []
        assert row == pytest.approx([bar.value, bar.low, bar.high, *quartiles], rel=1e-4)


def test_the_outline_of_a_violin_is_that_of_the_shown_runs(tmp_path, show):
    panel = BarPanel(metrics="loss", plot_style="violin")
    page = page_of(tmp_path, show, panel)
    toggle(page, "b")
    found = page.locator("g.bar path").first.get_attribute("d")
    (tmp_path / "other").mkdir()
    other = page_of(tmp_path / "other", show, panel, "b").locator("g.bar path").first.get_attribute("d")
    numbers = [[float(one) for one in re.findall(r"-?[\d.]+", path)] for path in (found, other)]
    assert numbers[0] == pytest.approx(numbers[1], abs=0.1)


def test_a_number_and_its_parts_are_those_of_the_shown_runs(tmp_path, show):
    panel = ScalarPanel(metric="run.runtime", groupby="config.g")
    page = page_of(tmp_path, show, panel, "f")
    assert page.locator(".scalar-value").inner_text() == "3 h"
    toggle(page, "f")
    assert page.locator(".scalar-value").inner_text() == "3 h 30 min"
    toggle(page, "a", "b", "c")
    assert page.locator(".scalar-value").inner_text() == "5 h"
    assert page.locator(".scalar-parts b").all_inner_texts() == ["4 h", "5 h"]


def test_a_number_says_of_how_many_runs_it_is(tmp_path, show):
    page = page_of(tmp_path, show, ScalarPanel(metric="run.runtime", groupby="config.g"), "f")
    label = page.locator(".scalar-label")
    assert label.inner_text() == "mean Runtime of 5 runs"
    toggle(page, "f")
    assert label.inner_text() == "mean Runtime of 6 runs"
    toggle(page, "a", "b", "c", "d", "e")
    assert label.inner_text() == "mean Runtime of 1 run"
    toggle(page, "a", "b", "c", "d", "e", "f")
    assert label.inner_text() == "mean Runtime of 5 runs"


def test_comparers_and_images_have_the_runs_that_the_document_hides(tmp_path, show):
    data = MemoryData(
        [
            run("a", config={"lr": 1, "same": 1}, summary={}),
            run("b", config={"lr": 1, "same": 1}, summary={}),
            run("c", config={"lr": 2, "same": 1, "own": "x"}, summary={}),
        ],
        images=[Media(name, "samples", 0, 0, f"/d/{name}.png") for name in "abc"],
    )
    runset = Runset(name="all", order=["name"], run_settings={"c": RunSettings(disabled=True)})
    selection = selected(data, runset)
    panels = [
        RunComparerPanel(diff_only=True),
        MediaBrowserPanel(media_keys=["samples"]),
        MediaBrowserPanel(media_keys=["samples"], grid_x_axis="step", grid_y_axis="run"),
    ]
    drawn = [draw(panel, selection, data) for panel in panels]
    content = grid(THEME, drawn, runsets=render_runsets(THEME, selection, key="g", active="all"))
    page = show(write_page(tmp_path, content, theme=THEME), height=2500)
    columns, keys = page.locator(".comparer thead th:visible"), page.locator(".comparer tr:not(.group-row) th:visible")
    gallery, rows_of_grid = (
        page.locator(".media-items .media-item:visible"),
        page.locator(".media-grid tbody tr:visible"),
    )
    columns.first.wait_for()

    def shown():
        return columns.count(), keys.all_inner_texts(), gallery.count(), rows_of_grid.count()

    rows_of_grid.first.wait_for()
    before = shown()
    assert (before[0], before[2], before[3]) == (2, 2, 2)
    assert not {"lr", "same", "own"}.intersection(keys.all_inner_texts())
    toggle(page, "c")
    assert (columns.count(), gallery.count(), rows_of_grid.count()) == (3, 3, 3)
    assert {"lr", "own"} <= set(keys.all_inner_texts())
    assert "same" not in keys.all_inner_texts()
    toggle(page, "c")
    assert shown() == before
    toggle(page, "a", "b")
    assert page.locator(".runs-none").all_inner_texts() == ["All runs are hidden."] * 3
    toggle(page, "a")
    assert page.locator(".runs-none").count() == 0


def test_a_figure_that_cannot_leave_runs_out_says_so(tmp_path, show, monkeypatch):
    monkeypatch.setattr(curves, "MOST_MEMBER_VALUES", 3)
    page = page_of(tmp_path, show, LinePanel(y="loss"))
    toggle(page, "a", "b")
    assert page.locator(".figure-strangers").inner_text() == "2 hidden runs still count here"
    toggle(page, "a", "b")
    assert page.locator(".figure-strangers").count() == 0


@pytest.mark.parametrize("groupby", ["", "config.g"])
def test_limits_of_outliers_are_said_to_be_of_the_runs_shown_at_first(tmp_path, show, groupby):
    page = page_of(tmp_path, show, LinePanel(y="loss", ignore_outliers=True), groupby=groupby)
    note = page.locator(".figure-strangers")
    assert note.count() == 0
    toggle(page, "a")
    assert note.inner_text() == "outliers as with the runs shown at first"
    toggle(page, "a")
    assert note.count() == 0


@pytest.mark.parametrize(
    "panel",
    [
        LinePanel(y=["loss", "acc"]),
        ScatterPanel(x="summary.loss", y="summary.acc"),
        BarPanel(metrics=["loss", "acc"]),
        ScalarPanel(metric="acc"),
    ],
)
def test_notes_are_said_to_be_of_the_runs_shown_at_first(tmp_path, show, panel):
    data = MemoryData(
        [run(name, summary={"loss": at, "acc": at} if at else {"loss": at}) for at, name in enumerate("abc")],
        {name: rows(loss=[3, 2], acc=[1, 2]) if name != "a" else rows(loss=[3, 2]) for name in "abc"},
    )
    selection = selected(data, Runset(name="all", order=["name"]))
    content = grid(
        THEME, [draw(panel, selection, data)], runsets=render_runsets(THEME, selection, key="g", active="all")
    )
    page = show(write_page(tmp_path, content, theme=THEME))
    page.locator(".chart, .scalar-value").first.wait_for()
    assert page.locator(".figure-notes").inner_text()
    toggle(page, "b")
    assert page.locator(".figure-strangers").inner_text() == "notes as with the runs shown at first"
    toggle(page, "b")
    assert page.locator(".figure-strangers").count() == 0


@pytest.mark.parametrize(
    "panel", [LinePanel(y="loss"), ScatterPanel(x="summary.loss", y="summary.loss"), BarPanel(metrics="loss")]
)
def test_where_the_document_hides_all_runs_eyes_bring_them_back(tmp_path, show, panel):
    settings = {name: RunSettings(disabled=True) for name in "abcdef"}
    selection = selected(GROUPED, Runset(name="all", order=["name"], run_settings=settings))
    content = grid(
        THEME, [draw(panel, selection, GROUPED)], runsets=render_runsets(THEME, selection, key="g", active="all")
    )
    page = show(write_page(tmp_path, content, theme=THEME))
    page.locator(".chart-none").first.wait_for()
    toggle(page, "a")
    assert page.locator(".chart-none").is_hidden()
    assert len(table(page)) == (5 if isinstance(panel, LinePanel) else 1)
