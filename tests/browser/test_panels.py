"""What readers do with panels of every kind: eyes, menus, full screen, downloads, tables, images."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from lxml import etree

from runpress.backends.html.runsets import render_run_list, render_runsets
from runpress.figures.figure import Figure
from support import figures
from support.browser import settle, until
from support.figures import grid, load_theme, write_page
from support.selections import selection

THEME = load_theme()
PANEL = "article.panel"


@pytest.fixture
def page_of(tmp_path, show):
    def make(*shown, runsets=None, width=1280, size=8, **changes):
        content = grid(THEME, shown, runsets=runsets, width=size)
        opened = show(write_page(tmp_path, content, theme=THEME, **changes), width=width)
        opened.wait_for_selector("[data-figure]")
        return opened

    return make


def open_menu(page, at=0):
    page.locator(PANEL).nth(at).hover()
    page.get_by_role("button", name="Menu").nth(at).click()
    return page.get_by_role("menu")


def downloaded(page, label, at=0):
    with page.expect_download() as caught:
        open_menu(page, at).get_by_text(label).click()
    return caught.value


def test_an_eye_hides_its_run_in_every_panel(page_of):
    runsets = render_runsets(THEME, selection(), key="g", active="all")
    page = page_of(
        figures.lines(3),
        figures.dots(),
        figures.bars(),
        figures.table(),
        figures.scalar(),
        figures.comparer(),
        figures.media(),
        runsets=runsets,
    )
    until(page, "document.querySelectorAll('.chart').length === 3")
    assert page.locator(".dot").count() == 8
    assert page.locator("g.bar").count() == 6
    page.get_by_role("button", name=f"Show {figures.LABELS[1]}").click()
    assert page.locator(".dot").count() == 7
    assert page.locator("g.bar").count() == 5
    assert page.locator(".figure-table tbody tr:visible").count() == 5
    assert page.locator(".scalar-value").inner_text() == "0.8"  # the mean of 0.7 and 0.9
    assert page.locator(".figure-comparer thead th:visible").count() == 2
    assert page.locator(".media-item:visible").count() == 3
    assert page.locator(".legend button[aria-pressed=false]").inner_text() == figures.LABELS[1]
    page.get_by_role("button", name=f"Show {figures.LABELS[0]}").click()
    assert page.locator(".scalar-value").inner_text() == "0.9"


def test_hidden_runs_stay_hidden_when_the_page_is_loaded_again(page_of):
    runsets = render_runsets(THEME, selection(), key="g", active="all")
    page = page_of(figures.dots(), runsets=runsets)
    page.get_by_role("button", name=f"Show {figures.LABELS[2]}").click()
    page.reload()
    settle(page)
    assert page.locator(".dot").count() == 7
    assert page.get_by_role("button", name=f"Show {figures.LABELS[2]}").get_attribute("aria-pressed") == "false"


def test_the_eye_of_a_group_acts_on_its_runs(page_of):
    runsets = render_runsets(THEME, selection(groupby="config.schedule"), key="g", active="all")
    page = page_of(figures.dots(), runsets=runsets)
    page.get_by_role("button", name="Show schedule: cosine").or_(
        page.get_by_role("button", name="Show cosine", exact=True)
    ).first.click()
    assert page.locator(".dot").count() == 4


def test_the_run_list_searches_and_hides_all(page_of):
    runs = render_run_list(THEME, selection().runsets[0])
    page = page_of(figures.dots(), sidebar=runs, page={"kind": "workspace"})
    page.locator(".run-search").fill("lr[12]e")
    assert page.locator(".run-list li:visible").count() == 2
    assert page.locator(".run-list-shown").inner_text() == "2 of 2 shown"
    page.get_by_role("button", name="Show all runs").click()
    assert page.locator(".dot").count() == 6
    page.locator(".run-search").fill("")
    assert page.locator(".run-list-shown").inner_text() == "6 of 8 shown"


def test_panels_are_found_by_title_and_their_sections_opened(tmp_path, show):
    from runpress.backends.html.figures import SectionFrame, render_section

    closed = render_section(
        THEME,
        SectionFrame(key="s1", name="Losses", anchor="losses", count=1, slot="section-1"),
        grid(THEME, [figures.lines(1)], key="a"),
    )
    opened = render_section(
        THEME,
        SectionFrame(key="s2", name="Others", anchor="others", count=1, is_open=True, slot="section-2"),
        grid(THEME, [figures.dots()], key="b", slot="grid-2"),
    )
    runs = render_run_list(THEME, selection().runsets[0])
    page = show(write_page(tmp_path, closed + opened, sidebar=runs, page={"kind": "workspace", "width": "fluid"}))
    assert page.locator(f"{PANEL}:visible").count() == 1
    page.locator("#rp-panel-search").fill("validation")
    assert page.locator(f"{PANEL}:visible .panel-title").all_inner_texts() == ["Validation loss"]
    assert page.locator(".panel-search-count").inner_text() == "1 panel"
    page.locator("#rp-panel-search").fill("")
    assert page.locator(f"{PANEL}:visible .panel-title").all_inner_texts() == ["Accuracy by learning rate"]


def test_full_screen_and_back(page_of):
    page = page_of(figures.lines(2), figures.dots())
    panel = page.locator(PANEL).first
    before = panel.bounding_box()
    panel.hover()
    page.get_by_role("button", name="Full screen").first.click()
    assert panel.bounding_box()["width"] > 1150
    until(page, "document.querySelector('.uplot canvas').clientWidth > 1000")
    assert panel.get_attribute("aria-modal") == "true"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article.panel')?.classList.contains('is-full')")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert panel.bounding_box() == before


def test_csv_of_a_line_figure_is_what_is_drawn(page_of):
    page = page_of(figures.lines(3))
    page.locator(".legend button").nth(1).click()
    file = downloaded(page, "Download CSV")
    assert file.suggested_filename == "validation-loss.csv"
    rows = list(csv.reader(io.StringIO(file.path().read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["Step", figures.LABELS[0], figures.LABELS[2]]
    assert len(rows) == 201
    assert [float(cell) for cell in rows[8]] == pytest.approx([7, figures.wave(0)[7], figures.wave(2)[7]], rel=1e-5)


def test_csv_cells_that_a_spreadsheet_would_run_stay_text(page_of):
    evil = figures.curve(0, label='=HYPERLINK("http://x")')
    page = page_of(figures.lines(curves=(evil,)))
    text = downloaded(page, "Download CSV").path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == 'Step,"\'=HYPERLINK(""http://x"")"'


@pytest.mark.parametrize(
    ("figure", "mark", "count"),
    [
        (figures.lines(3), "{*}path[@stroke-linejoin]", 3),
        (figures.dots(), "{*}circle", 8),
        (figures.bars(), "{*}g[@class='bar']", 6),
        (figures.parallel(), "{*}path[@class='thread']", 8),
    ],
    ids=["lines", "dots", "bars", "parallel"],
)
def test_svg_stands_alone_and_has_every_mark(page_of, figure, mark, count):
    page = page_of(figure)
    text = downloaded(page, "Download SVG").path().read_bytes()
    root = etree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.findall(f".//{mark}")) == count
    assert b"var(--" not in text
    assert root.find("{*}title").text == figure.title
    for word in [figure.content.x.label] if hasattr(figure.content, "x") else []:
        assert word in text.decode()


def test_png_is_the_picture_at_twice_the_size(page_of):
    page = page_of(figures.lines(2))
    content = downloaded(page, "Download PNG").path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(content[16:20], "big")
    assert width == 2 * page.evaluate("document.querySelector('.plot-box').clientWidth") or width == 640


def test_a_table_panel_gives_its_visible_rows_as_csv(page_of):
    page = page_of(figures.table())
    rows = list(csv.reader(io.StringIO(downloaded(page, "Download CSV").path().read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["Name", "val_acc", "State"]
    assert len(rows) == 7


def test_every_drawn_figure_can_be_read_as_a_table(page_of):
    shown = [figures.lines(2), figures.dots(), figures.bars(), figures.parallel()]
    page = page_of(*shown, size=12)
    for at in range(4):
        page.locator(PANEL).nth(at).scroll_into_view_if_needed()
        open_menu(page, at).get_by_text("View as table").click()
        page.keyboard.press("Escape")
    tables = page.locator(".view-table table")
    assert tables.count() == 4
    assert [tables.nth(at).locator("tbody tr").count() for at in range(4)] == [200, 8, 6, 8]


def test_columns_sort_by_a_click(page_of):
    page = page_of(figures.table())
    cells = page.locator(".figure-table tbody td:nth-child(2)")
    page.get_by_role("button", name="val_acc").click()
    assert cells.all_inner_texts() == ["0.9", "0.9", "0.8", "0.8", "0.7", "0.7"]
    page.get_by_role("button", name="val_acc").click()
    assert cells.all_inner_texts() == ["0.7", "0.7", "0.8", "0.8", "0.9", "0.9"]
    assert page.locator(".figure-table th[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_the_comparer_shows_differences_only(page_of):
    page = page_of(figures.comparer())
    assert page.locator(".comparer tbody tr:visible").count() == 5
    page.get_by_label("Differences only").check()
    assert page.locator(".comparer tbody tr:visible").count() == 4
    assert page.get_by_text("batch_size").is_hidden()


def test_a_comparer_of_differences_starts_so(page_of):
    page = page_of(figures.comparer(diff_only=True))
    assert page.get_by_text("batch_size").is_hidden()
    assert page.get_by_label("Differences only").is_checked()


def test_images_are_chosen_by_step(page_of):
    page = page_of(figures.media())
    slider = page.get_by_label("Step")
    assert page.locator(".media-item:visible .media-step").all_inner_texts() == ["step 20"] * 4
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".media-item:visible .media-step").all_inner_texts() == ["step 10"] * 4
    assert slider.get_attribute("aria-valuetext") == "Step 10"


def media_grid(**changes) -> Figure:
    shown = figures.media()
    return replace(shown, content=replace(shown.content, mode="grid", **changes))


def test_a_grid_of_images_has_a_column_a_step_and_a_row_a_run(page_of):
    page = page_of(media_grid(x_axis="step", y_axis="run"))
    table = page.locator("table.media-grid")
    assert table.locator("thead th").all_inner_texts() == ["Step 0", "Step 10", "Step 20"]
    assert table.locator("tbody th").all_inner_texts() == list(figures.LABELS[:4])
    alternatives = "images => images.map(image => image.alt)"
    assert table.locator("tbody tr").nth(1).locator("img").evaluate_all(alternatives) == [
        f"digit 1, {figures.LABELS[1]}, step {step}" for step in (0, 10, 20)
    ]
    assert table.locator(".media-item:visible").count() == 12
    assert page.get_by_label("Step").count() == 0


def test_a_grid_of_images_without_steps_has_a_slider(page_of):
    page = page_of(media_grid(x_axis="run", y_axis="index"))
    table = page.locator("table.media-grid")
    assert table.locator("thead th").all_inner_texts() == list(figures.LABELS[:4])
    assert table.locator("tbody th").all_inner_texts() == ["Image 1"]
    page.get_by_label("Step").focus()
    page.keyboard.press("Home")
    assert table.locator(".media-step:visible").all_inner_texts() == ["step 0"] * 4


@pytest.mark.parametrize("columns", [0, 8])
def test_captions_of_images_have_room_on_narrow_screens(page_of, columns):
    shown = figures.media()
    page = page_of(replace(shown, content=replace(shown.content, columns=columns)), width=360)
    widths = page.locator(".media-item:visible").evaluate_all("all => all.map(one => one.clientWidth)")
    assert len(widths) == 4
    assert min(widths) >= 100


def test_dots_tell_their_run_and_zoom_by_a_rectangle(page_of):
    page = page_of(figures.dots(), size=24)
    dot = page.locator(".dot").nth(3).bounding_box()
    page.mouse.move(dot["x"] + 5, dot["y"] + 5)
    assert page.locator(".tooltip-head").inner_text() == figures.LABELS[3]
    box = page.locator(".chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.7, steps=4)
    page.mouse.up()
    assert 0 < page.locator(".dot").count() < 8
    page.get_by_role("button", name="Reset zoom").click()
    assert page.locator(".dot").count() == 8


def test_a_range_on_a_parallel_axis_keeps_the_lines_through_it(page_of):
    page = page_of(figures.parallel(), size=24)
    box = page.locator(".chart").bounding_box()
    page.mouse.move(box["x"] + 44, box["y"] + box["height"] - 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 44, box["y"] + box["height"] - 5, steps=4)
    page.mouse.up()
    assert page.locator(".thread:not(.is-faint)").count() == 3  # those with the first category
    page.mouse.dblclick(box["x"] + 200, box["y"] + 5)
    assert page.locator(".thread:not(.is-faint)").count() == 8


@pytest.mark.parametrize(
    "figure", [figures.dots(), figures.bars(), figures.parallel()], ids=["dots", "bars", "parallel"]
)
def test_keys_walk_over_marks(page_of, figure):
    page = page_of(figure)
    page.locator(".chart").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#rp-announcer").inner_text().startswith(figures.LABELS[0])
    page.keyboard.press("ArrowRight")
    assert page.locator("#rp-announcer").inner_text().startswith(figures.LABELS[1])
    assert page.locator(".is-near").count() == 1


def test_far_panels_are_let_go_and_drawn_again(tmp_path, show):
    content = grid(THEME, [figures.lines(2) for _ in range(60)], width=24)
    page = show(write_page(tmp_path, content))
    page.wait_for_selector(".uplot")
    assert 0 < page.locator(".uplot").count() < 20
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(page, "document.querySelectorAll('article.panel')[59].querySelector('.uplot')")
    until(page, "!document.querySelectorAll('article.panel')[0].querySelector('.uplot')")
    assert page.locator(".uplot").count() < 20
    page.evaluate("scrollTo(0, 0)")
    until(page, "document.querySelectorAll('article.panel')[0].querySelector('.uplot')")
