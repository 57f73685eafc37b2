"""The running preview in a real browser: what a save changes on the page, and what it leaves the same."""

import pytest

from runpress.backends.html.build import BuildOptions, build_site
from runpress.project import find_project
from runpress.starter import starter_files
from runpress.themes import load_theme
from support.browser import settle, until
from support.sites import serving, tree, write

REPORT = "docs/reports/first-report.md"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "p", starter_files("Mine", docs="docs", has_config=False))


@pytest.fixture
def served(folder, tmp_path):
    """A preview; tests name it before `show`, so that it ends after their pages."""
    with serving(folder, tmp_path / "log") as preview:
        yield preview


def save(folder, old, new):
    path = folder / REPORT
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def drawn(page):
    """Wait until the panels of the page are drawn."""
    until(page, "document.querySelectorAll('article.panel canvas').length >= 1")
    until(page, "!document.querySelector('article.panel:not(:has([data-figure]))')")
    settle(page)


def test_a_block_above_leaves_panels_and_canvases_the_same_objects(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    drawn(page)
    page.evaluate("window.before = [...document.querySelectorAll('article.panel, article.panel canvas, h2, li')]")
    save(folder, "## Training", "Inserted above.\n\n## Training")
    until(page, "document.querySelector('main').textContent.includes('Inserted above.')")
    assert page.evaluate("window.before.length") > 5
    assert page.evaluate("window.before.filter(one => !one.isConnected).map(one => one.outerHTML.slice(0, 200))") == []


def test_on_paper_panels_are_drawn_that_nobody_has_scrolled_to(served, folder, show):
    fences = "".join(f"Text {n}.\n\n```panel\ntype: line\ntitle: Loss {n}\ny: val_loss\n```\n\n" for n in range(14))
    save(folder, "## Training", f"{fences}## Training")
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html", height=500)
    until(page, "document.querySelectorAll('article.panel canvas').length >= 1")
    assert page.locator("article.panel:not(:has([data-figure]))").count() > 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article.panel:not(:has([data-figure]))").count() == 0
    assert page.locator("article.panel[data-type='Line'] .print-picture").count() == 15


def test_a_finding_in_a_panel_leaves_the_figure_its_room(served, folder, show):
    save(folder, "smoothing: 0.5", "smothing: 0.5")
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    until(page, "document.querySelector('article.panel .finding')?.textContent.includes('DX103')")
    until(page, "document.querySelector('article.panel:has(.finding) canvas')")
    drawn(page)
    panel = page.locator("article.panel:has(.finding)")
    whole, finding, body = (
        box.bounding_box() for box in (panel, panel.locator(".finding"), panel.locator(".panel-body"))
    )
    assert body["height"] >= 120
    assert body["y"] + body["height"] <= whole["y"] + whole["height"] + 1
    assert whole["x"] + 4 < finding["x"]
    assert finding["x"] + finding["width"] < whole["x"] + whole["width"] - 4


def test_an_option_changes_its_panel_only(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    drawn(page)
    page.evaluate("window.before = [...document.querySelectorAll('article.panel')]")
    save(folder, "title: Best accuracy", "title: Accuracy at the end")
    until(page, "document.querySelector('main').textContent.includes('Accuracy at the end')")
    assert page.evaluate("window.before.map(one => one.isConnected)") == [True, False]


def test_an_error_shows_at_its_block_and_goes_again(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    until(page, "document.querySelectorAll('article.panel canvas').length >= 1")
    save(folder, "type: bar", "type: baar")
    until(page, "document.querySelector('.finding')?.textContent.includes('PN202')")
    assert page.evaluate("document.querySelectorAll('article.panel canvas').length >= 1")
    save(folder, "type: baar", "type: bar")
    until(page, "!document.querySelector('.finding')")


def test_new_data_reaches_the_drawing(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    until(page, "document.querySelectorAll('article.panel .figure-data').length >= 2")
    before = page.evaluate("document.querySelector('article.panel .figure-data').textContent")
    history = folder / "runs/history.csv"
    history.write_text(history.read_text() + "sgd001,400,0.1,0.99\n")
    page.evaluate("text => { window.old = text }", before)
    until(page, "document.querySelector('article.panel .figure-data')?.textContent !== window.old")


def test_description_authors_and_date_follow_the_front_matter_in_place(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    drawn(page)
    page.evaluate("window.before = [...document.querySelectorAll('article.panel canvas')]")
    save(folder, "description: Six runs,", "authors: [Ada]\ndate: 2026-11-21\ndescription: Half a dozen runs,")
    until(page, "document.querySelector('.doc-description').textContent.startsWith('Half a dozen runs,')")
    assert page.locator(".doc-meta").inner_text().split("\n")[0] == "Ada"
    assert page.locator(".doc-meta time").get_attribute("datetime") == "2026-11-21"
    assert page.evaluate("window.before.every(one => one.isConnected)")
    save(folder, "authors: [Ada]\ndate: 2026-11-21\ndescription: Half a dozen runs,", "old: 1 #")
    until(page, "!document.querySelector('.doc-description, .doc-meta')")
    assert page.locator("h1").inner_text() == "A first report"


def test_another_width_and_another_kind_make_the_page_anew(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    until(page, "document.querySelectorAll('article.panel canvas').length >= 1")
    save(folder, "kind: report", "kind: report\nwidth: fluid")
    page.wait_for_selector("body[data-width=fluid]")
    save(folder, "kind: report\nwidth: fluid", "kind: workspace")
    page.wait_for_selector("body[data-kind=workspace] .run-list")


def test_a_page_that_is_not_there_shows_itself_once_its_document_is(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/second.html", allowed="404")
    assert page.locator("h1").inner_text() == "Not found"
    until(page, "document.getElementById('rp-live').dataset.state === 'live'")
    assert page.locator("#rp-banner").is_hidden()
    (folder / "docs/reports/second.md").write_text("# Second\n\nHere now.\n")
    page.wait_for_selector("main :text('Here now.')")


def test_a_save_is_on_the_screen_without_a_reload(served, folder, show):
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html")
    until(page, "document.getElementById('rp-live').dataset.state === 'live'")
    page.evaluate("window.isSame = true")
    save(folder, "## Training", "Quickly.\n\n## Training")
    until(page, "document.querySelector('main').textContent.includes('Quickly.')")
    assert page.evaluate("window.isSame")


@pytest.mark.parametrize("is_single", [False, True], ids=["site", "single file"])
def test_built_pages_work_from_disk_under_their_own_policy(folder, tmp_path, show, is_single):
    out = tmp_path / "site"
    project = find_project(folder, environ={})
    build_site(project, load_theme(), BuildOptions(out=out, is_single=is_single), progress=lambda *_: None)
    assert "reports/first-report.html" in tree(out)
    page = show((out / "reports/first-report.html").as_uri())
    until(page, "document.querySelectorAll('article.panel canvas').length >= 1")
    if not is_single:
        page.fill("#rp-search", "first")
        until(page, "document.getElementById('rp-search-results').textContent.includes('A first report')")


def test_templates_of_a_repository_bring_no_script(folder, tmp_path, browser):
    files = {
        "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      theme: {custom_dir: mine}\n"
        "      data: {my-team/first-project: runs}\n",
        "mine/index.html.j2": "",
        "mine/header.html.j2": "<h2>Mine</h2><script>document.title = 'hit'</script><script src='/docs/evil.js'></script>",
        "docs/evil.js": "document.title = 'hit'",
    }
    write(folder, files)
    with serving(folder, tmp_path / "own") as preview:
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(f"http://127.0.0.1:{preview.port}/docs/reports/first-report.html")
        until(page, "document.querySelectorAll('article.panel canvas').length >= 1")
        assert page.get_by_role("heading", name="Mine").is_visible()
        assert page.title() != "hit"
        page.close()


def test_findings_fit_into_narrow_pages(served, folder, show):
    save(folder, "smoothing: 0.5", "smothing_with_a_long_name: 0.5")
    page = show(f"http://127.0.0.1:{served.port}/docs/reports/first-report.html", width=390)
    until(page, "document.querySelector('article.panel .finding')?.textContent.includes('DX103')")
    drawn(page)
    finding, frame, code, message = (
        page.locator(f"article.panel {name}").bounding_box()
        for name in (".finding", ".finding .frame", ".finding-code", ".finding-message")
    )
    assert frame["width"] > finding["width"] - 40, "nothing stands beside the frame"
    assert code["x"] >= message["x"] + message["width"]
    assert code["y"] + code["height"] <= frame["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
