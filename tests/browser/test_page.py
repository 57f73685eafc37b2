"""The page around figures: readable everywhere, in both colours, on paper, by keyboard, and safe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from runpress.backends.html.runsets import render_run_list, render_runsets
from runpress.figures.figure import Axis
from runpress.model.runset import Runset
from support import figures
from support.browser import until
from support.figures import every_kind, grid, load_theme, write_page
from support.full_page import PROSE, full_page, workspace
from support.hostile import texts
from support.memory_data import MemoryData
from support.runs import run

THEME = load_theme()
CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const over = (top, base) => [0, 1, 2].map(i => top[i] * top[3] / 255 + base[i] * (1 - top[3] / 255));
  const behind = e => { const layers = []; for (let n = e; n; n = n.parentElement) { const c = rgb(getComputedStyle(n).backgroundColor); layers.push(c); if (c[3] === 255) break; } return layers.reverse().reduce((base, c) => over(c, base), [255, 255, 255]); };
  const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) || e.closest('script,style,.visually-hidden,.skip')) continue;
    const style = getComputedStyle(e);
    const base = behind(e);
    const shown = over(rgb(e.closest('svg') ? style.fill : style.color), base);
    const [a, b] = [light(shown), light(base)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24;
    if (ratio < (isLarge ? 3 : 4.5)) found.push([walker.currentNode.textContent.trim().slice(0, 40), e.className.toString(), ratio.toFixed(2)]);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [full_page, workspace], ids=["report", "workspace"])
def test_all_text_has_the_contrast_of_wcag_aa(tmp_path, show, page, scheme):
    shown = show(page(tmp_path), color_scheme=scheme, height=4000, width=1500)
    until(shown, "document.querySelectorAll('.chart').length === 6")
    assert shown.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [360, 768, 1280, 2560])
@pytest.mark.parametrize("page", [full_page, workspace], ids=["report", "workspace"])
def test_nothing_scrolls_sideways(tmp_path, show, page, width):
    shown = show(page(tmp_path), width=width)
    shown.wait_for_selector(".uplot")
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    outside = shown.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-box, .table-scroll, .figure, pre')).map(e => e.className)"
    )
    assert outside == []


@pytest.mark.parametrize("width", [360, 1280])
def test_long_names_leave_room_for_what_stands_beside_them(tmp_path, show, width):
    title = "Oneverylongword" * 20
    near = {"title": title, "href": "x.html"}
    page = full_page(tmp_path, site={"name": title, "home": "index.html"}, previous=near, next=near)
    shown = show(page, width=width)
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    boxes = [button.bounding_box() for button in shown.locator(".top-bar .icon-button:visible").all()]
    assert boxes
    assert all(box["width"] == 32 for box in boxes)


def test_text_of_charts_looks_as_it_is_drawn(tmp_path, show):
    shown = show(full_page(tmp_path), height=4000)
    titles = shown.locator('.chart svg text[font-weight="600"]')
    titles.first.wait_for()
    style = "e => [getComputedStyle(e).fontWeight, getComputedStyle(e).stroke]"
    assert titles.first.evaluate(style) == ["600", "none"]
    haloed = shown.locator('.chart svg text[paint-order="stroke"]').first
    assert haloed.evaluate("e => getComputedStyle(e).stroke") == "rgb(255, 255, 255)"


def test_panels_stand_in_their_places_on_wide_screens_and_below_each_other_on_narrow_ones(tmp_path, show):
    target = write_page(tmp_path, grid(THEME, [figures.scalar() for _ in range(4)]))
    wide = show(target, width=1440)
    boxes = wide.evaluate(
        "[...document.querySelectorAll('article.panel')].map(e => e.getBoundingClientRect()).map(r => [r.left, r.top, r.width])"
    )
    assert boxes[0][1] == boxes[1][1] == boxes[2][1] < boxes[3][1]
    assert boxes[0][0] < boxes[1][0] < boxes[2][0]
    assert boxes[3][0] == boxes[0][0]
    narrow = show(target, width=360)
    tops = narrow.evaluate("[...document.querySelectorAll('article.panel')].map(e => e.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    assert len(tops) == 4


def test_colours_follow_the_system_and_the_choice_is_remembered(tmp_path, show):
    page = show(write_page(tmp_path, grid(THEME, [figures.lines(2)])), color_scheme="dark")
    page.wait_for_selector(".uplot canvas")
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "dark"
    before = page.evaluate("document.querySelector('.uplot canvas').toDataURL()")
    toggle = page.locator("[data-theme-toggle]")
    toggle.click()
    assert toggle.get_attribute("aria-label") == "Colours: light"
    assert page.evaluate(theme) == "light"
    until(page, f"document.querySelector('.uplot canvas').toDataURL() !== {before!r}")
    page.reload()
    assert page.evaluate(theme) == "light"
    assert toggle.get_attribute("aria-label") == "Colours: light"


def test_automatic_colours_change_with_the_system_without_a_reload(tmp_path, show):
    page = show(write_page(tmp_path, grid(THEME, [figures.dots()])), color_scheme="light")
    page.wait_for_selector(".dot")
    page.emulate_media(color_scheme="dark")
    until(page, "document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate("document.querySelector('.chart svg rect').getAttribute('fill')") == page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--surface').trim()"
    )


@pytest.mark.parametrize("payload", list(texts())[:: max(1, len(list(texts())) // 12)])
def test_text_in_any_label_is_shown_as_that_text(tmp_path, show, payload):
    def evil(figure):
        content = figure.content
        if hasattr(content, "curves"):
            content = replace(
                content,
                x=Axis(payload),
                y=Axis(payload),
                curves=(figures.curve(0, label=payload, group=payload, metric=payload),),
            )
        elif hasattr(content, "dots"):
            content = replace(
                content,
                x=Axis(payload),
                z=Axis(payload),
                dots=tuple(replace(dot, label=payload) for dot in content.dots),
            )
        elif hasattr(content, "bars"):
            content = replace(content, bars=tuple(replace(bar, label=payload) for bar in content.bars))
        return replace(figure, content=content, title=payload, alt=payload, notes=(payload,))

    def elements(shown):
        page = show(
            write_page(tmp_path, grid(THEME, shown, width=24), page={"title": shown[0].title, "path": "x"}), height=2000
        )
        page.evaluate("() => { window.hits = 0; window.hit = () => { window.hits++ } }")
        until(page, "document.querySelectorAll('.chart').length === 3")
        for at in range(3):
            box = page.locator(".chart").nth(at).bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.locator("article.panel").first.hover()
        page.get_by_role("button", name="Menu").first.click()
        page.get_by_text("View as table").click()
        return page, page.evaluate(
            "[...document.querySelectorAll('*')].map(e => e.tagName.toLowerCase()).filter(n => !['i', 'path', 'g', 'text', 'circle', 'b', 'div', 'span', 'small', 'p', 'sup', 'tr', 'td', 'th'].includes(n)).sort().join(' ')"
        )

    plain = [replace(figure, title="t", alt="t") for figure in (figures.lines(1), figures.dots(), figures.bars())]
    hostile, found = elements([evil(figure) for figure in (figures.lines(1), figures.dots(), figures.bars())])
    assert hostile.evaluate("window.hits") == 0
    assert hostile.locator(".panel-title").first.text_content() == payload
    assert hostile.locator(".legend button").text_content() == payload
    _, wanted = elements(plain)
    assert found == wanted


def test_every_figure_has_a_text_alternative(tmp_path, show):
    page = show(full_page(tmp_path), height=4000)
    until(page, "document.querySelectorAll('.chart').length === 6")
    for figure in every_kind():
        if figure.content.kind in ("card", "empty", "markdown"):
            continue
        found = page.locator("article.panel").filter(has=page.get_by_text(figure.title, exact=True)).first
        assert (
            figure.alt in (found.locator("[aria-label]").first.get_attribute("aria-label") or "") + found.inner_html()
        ), figure.title


def test_without_script_figures_are_readable(tmp_path, show):
    page = show(full_page(tmp_path), java_script_enabled=False)
    panel = page.locator("article.panel").first
    assert panel.get_by_text("4 runs, lowest val_loss").is_visible()
    assert panel.locator(".figure-summary tbody tr").count() == 4
    assert panel.locator(".figure-summary tbody td").first.is_visible()
    assert page.get_by_text("Cosine beats").first.is_visible()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(tmp_path, show):
    page = show(write_page(tmp_path, PROSE + grid(THEME, [figures.lines(2), figures.dots()])), height=1600)
    page.wait_for_selector(".dot")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        what = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e); return e === document.body ? null : [e.className.toString() || e.tagName, s.outlineStyle, parseFloat(s.outlineWidth)] }"""
        )
        if what is None:
            break
        seen.append(what)
        assert what[1] == "solid", what
        assert what[2] >= 2, what
    names = " ".join(what[0] for what in seen)
    for part in ("chart", "icon-button", "theme-toggle", "code"):
        assert part in names
    page.keyboard.press("Tab")


def test_the_skip_link_leads_to_the_content(tmp_path, show):
    page = show(write_page(tmp_path, PROSE))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'rp-main'")


def test_landmarks_and_headings(tmp_path, show):
    page = show(full_page(tmp_path), width=1500)
    for role in ("banner", "main", "search"):
        assert page.get_by_role(role).count() == 1, role
    assert (
        page.get_by_role("navigation").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
        == ["Site", "On this page", "Pages"]
        or page.get_by_role("navigation").count() == 3
    )
    levels = [
        int(name[1])
        for name in page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => e.tagName)")
    ]
    assert levels == [1, 2, 3]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", [full_page, workspace])
def test_landmarks_differ_by_name_and_controls_hold_no_controls(tmp_path, show, page):
    opened = show(page(tmp_path))
    opened.wait_for_selector(".panel")
    names = opened.evaluate(
        "() => [...document.querySelectorAll('nav, aside, search, [role=search], [role=region], section[aria-label]:not([role])')]"
        ".filter((one) => one.checkVisibility()).map((one) => `${one.getAttribute('role') ?? one.localName} ${one.getAttribute('aria-label') ?? ''}`)"
    )
    assert len(names) == len(set(names)), names
    inner = "a[href], button, input, select, summary, [tabindex='0']"
    assert opened.locator(f":is(summary, button, a[href]) :is({inner})").count() == 0


def test_the_eye_of_a_group_in_the_run_list_stands_before_its_line_and_leaves_it_open(tmp_path, show):
    opened = show(workspace(tmp_path))
    box = opened.locator(".run-group-box").first
    eye, line = box.locator(":scope > .eye"), box.locator("summary")
    at, around = eye.bounding_box(), line.bounding_box()
    assert at["y"] + at["height"] / 2 == pytest.approx(around["y"] + around["height"] / 2, abs=1)
    assert at["x"] + at["width"] <= line.locator(".swatch").bounding_box()["x"]
    eye.click()
    assert eye.get_attribute("aria-pressed") == "false"
    assert box.locator("details").evaluate("one => one.open")
    assert "is-run-hidden" in line.get_attribute("class")


def test_forced_colours_leave_runs_their_colours_and_eyes_their_shape(tmp_path, show):
    page = show(workspace(tmp_path), forced_colors="active")
    page.wait_for_selector(".run-list .swatch")
    colors = page.evaluate(
        "[...document.querySelectorAll('.run-list .swatch')].map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(colors)) > 1
    around = page.evaluate("getComputedStyle(document.querySelector('.runs-side')).backgroundColor")
    eye = page.evaluate("getComputedStyle(document.querySelector('.eye'), '::before').backgroundColor")
    assert eye not in (around, "rgba(0, 0, 0, 0)")


def test_without_script_nothing_stands_there_that_would_do_nothing(tmp_path, show):
    page = show(workspace(tmp_path), java_script_enabled=False)
    for control in ("#rp-search", "#rp-panel-search", "#rp-run-search", ".theme-toggle", ".swatch"):
        assert page.locator(control).count(), control
        assert not page.locator(control).first.is_visible(), control
    assert page.locator(".run-list .run-name").first.is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_wide_table_scrolls_in_its_box_and_keeps_words_of_code_whole(tmp_path, show, width):
    cell = Markup("<td><code>smoothing_show_original_{}</code></td>")
    box = Markup('<div class="table-scroll" data-key="t"><table><tbody><tr>{}</tr></tbody></table></div>')
    table = box.format(Markup("").join(cell.format(number) for number in range(9)))
    page = show(write_page(tmp_path, table), width=width)
    words = page.locator("td code")
    assert words.evaluate_all("all => all.map((one) => one.getClientRects().length)") == [1] * 9
    assert page.locator(".table-scroll").evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_frame_of_the_focus_has_room_in_a_legend(tmp_path, show):
    page = show(full_page(tmp_path))
    first = page.locator(".legend button").first
    first.wait_for()
    at, around = first.bounding_box(), page.locator(".legend").first.bounding_box()
    assert at["x"] - around["x"] >= 4
    assert at["y"] - around["y"] >= 4


def test_on_narrow_screens_pages_open_as_a_drawer(tmp_path, show):
    page = show(write_page(tmp_path, PROSE), width=400)
    nav = page.locator("#rp-nav")
    assert nav.is_hidden()
    page.get_by_role("button", name="Pages").click()
    assert nav.is_visible()
    page.keyboard.press("Escape")
    assert nav.is_hidden()
    page.get_by_role("button", name="On this page").click()
    page.locator("#rp-toc").get_by_text("Validation").click()
    assert page.locator("#rp-toc").is_hidden()
    until(page, "location.hash === '#validation'")


def test_search_finds_titles_and_headings(tmp_path, show):
    page = show(write_page(tmp_path, PROSE))
    page.keyboard.press("/")
    page.keyboard.type("loss")
    hits = page.locator("#rp-search-results a")
    hits.first.wait_for()
    assert hits.evaluate_all("all => all.map(e => [e.getAttribute('href'), e.querySelector('mark').textContent])") == [
        ["r.html#v", "loss"]
    ]
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("cosine loss")  # a heading, and the page that it stands on
    until(page, "document.querySelector('#rp-search-results')?.textContent === 'Validation lossCosine report'")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("zzz")
    page.get_by_text("Nothing has “zzz” in its title or headings.").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#rp-search-results").is_hidden()


def test_the_contents_follow_the_reader(tmp_path, show):
    tall = (
        PROSE
        + Markup('<div data-key="t1" class="tall"></div>')
        + Markup("").join(Markup('<p data-key="x{}">Text</p>').format(n) for n in range(100))
    )
    page = show(write_page(tmp_path, tall), width=1500, height=500)
    page.evaluate("document.getElementById('loss').scrollIntoView()")
    until(page, "document.querySelector('#rp-toc [aria-current]')?.textContent === 'Loss'")


def test_nothing_is_loaded_from_elsewhere(tmp_path, show):
    asked: list[str] = []
    page = show("about:blank")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(full_page(tmp_path).url)
    page.wait_for_selector(".uplot")
    assert {url.partition(":")[0] for url in asked} - {"data", "blob"} == {"file"}


def test_tables_of_no_run_and_of_a_thousand(tmp_path, show):
    from runpress.figures import select

    many = [run(f"r{n}", name=f"a rather long name of a run number {n} " * 4) for n in range(1000)]
    none = select((Runset(name="none"),), MemoryData([], {}), default_project="acme/demo")
    all_of_them = select((Runset(name="many"),), MemoryData(many, {}), default_project="acme/demo")
    content = render_runsets(THEME, none, key="a", active="none") + render_runsets(
        THEME, all_of_them, key="b", active="many"
    )
    page = show(
        write_page(
            tmp_path,
            content,
            sidebar=render_run_list(THEME, all_of_them.runsets[0]),
            page={"kind": "workspace", "width": "fluid"},
        )
    )
    assert page.get_by_text("No run of the project is recorded here.").is_visible()
    assert page.locator(".run-list li").count() == 1000
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    name = page.locator(".run-list li .run-name").first
    assert name.evaluate("e => e.scrollWidth > e.clientWidth && getComputedStyle(e).textOverflow === 'ellipsis'")
