"""Patches of a live page: what stays is the same object, and keeps what readers did to it."""

from __future__ import annotations

import json
import re

import pytest
from markupsafe import Markup
from playwright.sync_api import Page

from runpress.backends.html.figures import GridFrame, render_grid
from runpress.backends.html.runsets import render_runsets
from support import figures
from support.browser import settle, until
from support.figures import grid, load_theme, page_html, panel
from support.selections import selection

THEME = load_theme()
ORIGIN = "http://127.0.0.1:8999"
GONE = "gone"
"""In place of the body of a panel that its page does not have any more."""


def block(key: str, text: str = "") -> Markup:
    return Markup('<p data-key="{}">{}</p>').format(key, text or key)


class Preview:
    """A page served by the test itself: bodies of panels, and patches given straight to the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bodies: dict[str, str] = {}
        self.asked: list[str] = []
        self.edits: list[tuple[str, str | None]] = []
        self.streams = 0

    def answer(self, route) -> None:
        url = route.request.url.removeprefix(ORIGIN)
        if url.startswith("/events"):
            self.streams += 1
            route.fulfill(
                content_type="text/event-stream",
                body=f"retry: 100000\n\ndata: {json.dumps({'type': 'hello', 'version': '1'})}\n\n",
            )
        elif url.startswith("/edit"):
            self.edits.append((url, route.request.headers.get("x-runpress-token")))
            route.fulfill(status=200, body="")
        elif url.startswith("/panel/"):
            self.asked.append(url)
            body = self.bodies.get(url, "")
            route.fulfill(content_type="text/html", body=body) if body != GONE else route.fulfill(status=204)
        elif url.lstrip("/") in THEME.assets:
            kind = (
                "text/css" if url.endswith(".css") else "image/svg+xml" if url.endswith(".svg") else "text/javascript"
            )
            route.fulfill(content_type=kind, body=THEME.assets[url.lstrip("/")])
        else:
            route.fulfill(content_type="text/html; charset=utf-8", body=self.html)

    def patch(self, order, **more) -> None:
        entries = [{"key": one} if isinstance(one, str) else {"key": one[0], "html": str(one[1])} for one in order]
        self.page.evaluate("message => runpress.receive(message)", {"type": "patch", "order": entries, **more})

    def remember(self, **selectors: str) -> None:
        self.page.evaluate(
            "selectors => { window.kept = Object.fromEntries(Object.entries(selectors).map(([n, s]) => [n, document.querySelector(s)])) }",
            selectors,
        )

    def is_same(self, name: str, selector: str) -> bool:
        return self.page.evaluate(
            "([name, selector]) => window.kept[name] !== null && window.kept[name] === document.querySelector(selector)",
            [name, selector],
        )

    def keys(self) -> list[str]:
        return self.page.evaluate("[...document.querySelector('[data-blocks]').children].map(e => e.dataset.key)")


@pytest.fixture
def live(show):
    def start(content: Markup, *, bodies=None, **changes) -> Preview:
        page = show("about:blank")
        preview = Preview(page)
        preview.bodies = {address: str(body) for address, body in (bodies or {}).items()}
        assets = {"style": "/theme.css", "early": "/early.js", "script": "/page.js", "icon": "", "is_inline": False}
        settings = {"events": "/events?page=report", "edit": "/edit?page=report", "token": "secret"}
        preview.html = str(page_html(THEME, content, assets=assets, live=settings, **changes))
        page.route("**/*", preview.answer)
        page.goto(f"{ORIGIN}/docs/report")
        settle(page)
        return preview

    return start


def one_grid(key="g", *, figure=None, runsets=None):
    return grid(THEME, [figure or figures.lines(3)], key=key, runsets=runsets)


def test_a_block_inserted_above_leaves_all_others_as_they_are(live):
    preview = live(block("a") + one_grid() + block("b"))
    preview.page.wait_for_selector(".uplot canvas")
    preview.remember(
        a="[data-key=a]", b="[data-key=b]", grid="[data-key=g]", panel="article.panel", canvas=".uplot canvas"
    )
    preview.patch([("new", block("new", "Inserted above")), "a", "g", "b"])
    assert preview.keys() == ["new", "a", "g", "b"]
    for name, selector in {
        "a": "[data-key=a]",
        "b": "[data-key=b]",
        "grid": "[data-key=g]",
        "panel": "article.panel",
        "canvas": ".uplot canvas",
    }.items():
        assert preview.is_same(name, selector), name


def test_blocks_can_be_removed_and_change_places(live):
    preview = live(block("a") + block("b") + block("c") + block("d"))
    preview.remember(a="[data-key=a]", d="[data-key=d]")
    preview.patch(["d", "a", ("e", block("e"))])
    assert preview.keys() == ["d", "a", "e"]
    assert preview.is_same("a", "[data-key=a]")
    assert preview.is_same("d", "[data-key=d]")


def test_panels_that_stay_in_a_changed_grid_are_the_same(live):
    before = grid(THEME, [figures.lines(2), figures.dots()], key="g")
    preview = live(before)
    preview.page.wait_for_selector(".uplot canvas")
    preview.remember(panel="[data-key=g-0]", canvas=".uplot canvas")
    keep = Markup('<div data-key="g-0" data-keep></div>')
    after = render_grid(
        THEME,
        GridFrame(key="g2", slot="grid-1"),
        [panel(THEME, figures.bars(), 5, key="new", slot="grid-1/panel-9"), keep],
    )
    preview.patch([("g2", after)])
    assert preview.page.locator("article.panel").evaluate_all("all => all.map(e => e.dataset.key)") == ["new", "g-0"]
    assert preview.is_same("panel", "[data-key=g-0]")
    assert preview.is_same("canvas", ".uplot canvas")
    until(preview.page, "document.querySelectorAll('g.bar').length === 6")


def test_a_changed_panel_takes_over_what_readers_did_to_the_one_before(live):
    preview = live(one_grid("g"))
    page = preview.page
    page.wait_for_selector(".uplot canvas")
    page.locator(".legend button").nth(1).click()
    page.locator("article.panel").hover()
    page.get_by_role("button", name="Menu").click()
    page.get_by_text("Log y axis").click()
    page.keyboard.press("Escape")
    box = page.locator(".u-over").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 42, steps=4)
    page.mouse.up()
    preview.patch([("h", one_grid("h", figure=figures.lines(3, title="Another title")))])
    until(page, "document.querySelector('[data-key=h] .uplot')")
    assert page.locator(".panel-title").inner_text() == "Another title"
    assert page.locator(".legend button").nth(1).get_attribute("aria-pressed") == "false"
    assert page.get_by_role("button", name="Reset zoom").is_visible()
    page.locator("article.panel").hover()
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("menuitemcheckbox", name="Log y axis").get_attribute("aria-checked") == "true"


def test_a_zoom_over_another_axis_is_not_taken_over(live):
    preview = live(one_grid("g"))
    page = preview.page
    box = page.locator(".u-over").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 42, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Reset zoom").wait_for()
    preview.patch([("h", one_grid("h", figure=figures.lines(3, x_key="_runtime")))])
    until(page, "document.querySelector('[data-key=h] .uplot')")
    assert page.get_by_role("button", name="Reset zoom").is_hidden()


def test_open_folds_and_hidden_runs_stay(live):
    runsets = render_runsets(THEME, selection(), key="g", slot="grid-1")
    fold = Markup('<details data-key="{}"><summary>More</summary><p>{}</p></details>')
    preview = live(grid(THEME, [figures.dots()], key="g", runsets=runsets) + fold.format("f1", "one"))
    page = preview.page
    page.locator(".runset summary").click()
    page.get_by_text("More").click()
    page.get_by_role("button", name=f"Show {figures.LABELS[1]}").click()
    again = render_runsets(THEME, selection(), key="h", slot="grid-1")
    preview.patch([("h", grid(THEME, [figures.dots()], key="h", runsets=again)), ("f2", fold.format("f2", "two"))])
    assert page.locator(".runset").get_attribute("open") is not None
    assert page.get_by_text("two").is_visible()
    assert page.get_by_role("button", name=f"Show {figures.LABELS[1]}").get_attribute("aria-pressed") == "false"
    until(page, "document.querySelectorAll('.dot').length === 7")


def test_what_is_in_view_stays_where_it_is(live):
    tall = Markup("").join(block(f"b{n}", "Line. " * 200) for n in range(20))
    preview = live(tall)
    page = preview.page
    page.evaluate("scrollTo(0, 2500)")
    before = page.evaluate("document.querySelector('[data-key=b12]').getBoundingClientRect().top")
    preview.patch(
        [("n1", block("n1", "New. " * 400)), ("n2", block("n2", "New. " * 400)), *(f"b{n}" for n in range(20))]
    )
    assert page.evaluate("document.querySelector('[data-key=b12]').getBoundingClientRect().top") == pytest.approx(
        before, abs=1
    )


def test_bodies_are_fetched_when_they_come_near_the_view(live):
    body = figures.render_body(THEME, figures.lines(2), figures.surroundings())
    shells = Markup("").join(
        grid(THEME, [figures.lines(1)], key=f"g{n}", slot=f"grid-{n}", src=f"/panel/{n}", width=24, height=10)
        for n in range(1, 31)
    )
    preview = live(shells, bodies={f"/panel/{n}": body for n in range(1, 31)})
    until(preview.page, "document.querySelector('.uplot')")
    assert 0 < len(preview.asked) < 12
    preview.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(preview.page, "document.querySelectorAll('article.panel')[29].querySelector('.uplot')")
    assert len(preview.asked) == len(set(preview.asked))


def test_a_panel_that_went_while_its_body_was_asked_for_waits_for_its_patch(live):
    body = figures.render_body(THEME, figures.dots(), figures.surroundings())
    shell = grid(THEME, [figures.dots()], key="g", src="/panel/old")
    preview = live(shell, bodies={"/panel/old": GONE, "/panel/new": body})
    until(preview.page, "performance.getEntriesByName(location.origin + '/panel/old').length === 1")
    preview.patch([("h", grid(THEME, [figures.dots()], key="h", src="/panel/new"))])
    until(preview.page, "document.querySelectorAll('.dot').length === 8")
    assert preview.asked == ["/panel/old", "/panel/new"]
    assert preview.page.locator(".panel-failed").count() == 0


def test_new_data_replaces_the_drawing_when_it_is_there(live):
    body = figures.render_body(THEME, figures.dots(), figures.surroundings())
    fewer = figures.render_body(THEME, figures.dots(dots=figures.dots().content.dots[:3]), figures.surroundings())
    preview = live(grid(THEME, [figures.dots()], key="g", src="/panel/1"), bodies={"/panel/1": body})
    until(preview.page, "document.querySelectorAll('.dot').length === 8")
    preview.remember(panel="article.panel")
    preview.bodies["/panel/1"] = str(fewer)
    preview.page.evaluate("runpress.receive({type: 'refresh', keys: ['g-0']})")
    until(preview.page, "document.querySelectorAll('.dot').length === 3")
    assert preview.is_same("panel", "article.panel")


def test_findings_stand_at_their_blocks_and_go(live):
    finding = {
        "severity": "error",
        "code": "PN201",
        "message": "metric `val/los` is not logged",
        "path": "report.md",
        "line": 14,
        "column": 4,
        "frame": [{"number": 14, "text": "y: val/los", "mark_start": 3, "mark_end": 10}],
        "label": "did you mean `val/loss`?",
        "notes": [],
        "help": "runpress explain PN201",
    }
    html = str(THEME.render("problem.html.j2", findings=[finding]))
    preview = live(block("a") + block("b"))
    preview.patch(["a", "b"], findings=[{"key": "b", "html": html}, {"html": html.replace("PN201", "FM101")}])
    page = preview.page
    assert page.evaluate(
        "document.querySelector('[data-key=b]').previousElementSibling.classList.contains('block-findings')"
    )
    assert page.locator("#rp-findings .finding-code").inner_text() == "FM101"
    assert page.locator(".block-findings mark").first.inner_text() == "val/los"
    with page.expect_response("**/edit*"):
        page.get_by_role("button", name=re.compile(r":14:\d+, open in the editor")).first.click()
    assert preview.edits == [("/edit?page=report&line=14", "secret")]
    assert preview.keys()[0] == "a"
    preview.patch(["a", "b"], findings=[])
    assert page.locator(".finding").count() == 0
    assert preview.keys() == ["a", "b"]


def test_title_contents_and_lines_follow(live):
    preview = live(block("a") + one_grid("g"))
    page = preview.page
    page.wait_for_selector(".uplot")
    toc = str(THEME.render("toc.html.j2", toc=[{"title": "Fresh", "anchor": "fresh", "children": []}]))
    preview.patch(["a", "g"], title="New title", toc=toc, lines={"g-0": 41})
    assert page.locator("h1").inner_text() == "New title"
    assert page.title() == "New title · Digits"
    assert page.locator("#rp-toc a").all_text_contents() == ["Fresh"]
    page.locator("article.panel").hover()
    page.get_by_role("button", name="Menu").click()
    with page.expect_response("**/edit*"):
        page.get_by_text("Edit source, line 41").click()
    assert preview.edits == [("/edit?page=report&line=41", "secret")]


def test_a_patch_that_names_what_is_not_there_loads_the_page_anew(live):
    preview = live(block("a"))
    with preview.page.expect_navigation():
        preview.patch(["a", "missing"])


def test_a_banner_says_what_is_wrong_and_goes(live):
    preview = live(block("a"))
    page = preview.page
    page.evaluate("runpress.receive({type: 'banner', text: 'report.md is gone'})")
    assert page.get_by_role("alert").inner_text() == "report.md is gone"
    page.evaluate("runpress.receive({type: 'banner', text: ''})")
    assert page.locator("#rp-banner").text_content() != "report.md is gone"


def test_the_page_comes_back_by_itself_after_a_break(live):
    preview = live(block("a"))
    # The stream of this test ends after its first message, as if the server had gone.
    until(preview.page, "document.querySelector('#rp-live').dataset.state === 'lost'")
    for _ in range(1200):
        if preview.streams >= 2:
            break
        preview.page.wait_for_timeout(50)
    assert preview.streams >= 2
