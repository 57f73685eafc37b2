"""MkDocs and Material draw what `runpress build` draws, with the real programs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.browser import until

PANEL = "```panel\ntype: line\ntitle: {title}\ny: loss\n```"
RUNS = "id,name,state\na1,alpha,finished\nb2,beta,finished\n"
HISTORY = "run,_step,loss\n" + "".join(f"{run},{step},{1 / (step + 1)}\n" for run in ("a1", "b2") for step in range(50))

DOCUMENT = f"""---
title: Everywhere
kind: report
project: acme/small
---

# Everywhere

Prose before.

{PANEL.format(title="top")}

- a list item

{"".join(f"  {line}{chr(10)}" for line in PANEL.format(title="in a list").splitlines())}
> a quote
>
{"".join(f"> {line}{chr(10)}" for line in PANEL.format(title="in a quote").splitlines())}
!!! note

{"".join(f"    {line}{chr(10)}" for line in PANEL.format(title="in an admonition").splitlines())}
<details>
<summary>More</summary>

{PANEL.format(title="in details")}

</details>

How it is written:

````md
{PANEL.format(title="shown as code")}
````
"""
PLAIN = "# Plain\n\n```python\nprint('no figures here')\n```\n"
Built = Callable[[str, str], Path]
TITLES = ["top", "in a list", "in a quote", "in an admonition", "in details"]
EXTENSIONS = {
    "fenced_code": "[fenced_code, admonition]",
    "superfences": "[pymdownx.superfences, admonition]",
}


def write_project(folder: Path, *, theme: str, extensions: str) -> Path:
    docs, runs = folder / "docs", folder / "runs" / "small"
    docs.mkdir(parents=True)
    runs.mkdir(parents=True)
    (runs / "runs.csv").write_text(RUNS)
    (runs / "history.csv").write_text(HISTORY)
    (docs / "index.md").write_text(DOCUMENT)
    (docs / "plain.md").write_text(PLAIN)
    (folder / "mkdocs.yml").write_text(
        "site_name: Small\n"
        f"theme: {{name: {theme}{', font: false' if theme == 'material' else ', highlightjs: false'}}}\n"
        f"markdown_extensions: {extensions}\n"
        "plugins:\n  - search\n  - runpress:\n      data: {acme/small: runs/small}\n"
    )
    return folder


def build(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def figures(html: str) -> list[object]:
    """The data of all figures, as the script reads it."""
    pattern = r'<script type="application/json" class="figure-data">(.*?)</script>'
    return [json.loads(data) for data in re.findall(pattern, html, re.DOTALL)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project built by MkDocs, once for all tests: `built(theme, extensions)` is its folder."""

    @cache
    def make(theme: str, extensions: str) -> Path:
        folder = write_project(tmp_path_factory.mktemp("site") / "it", theme=theme, extensions=EXTENSIONS[extensions])
        build(folder, "mkdocs", "build", "--quiet")
        return folder

    return make


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that is not ours: what its theme complains about is its own affair."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("extensions", EXTENSIONS)
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_fences_in_every_container_give_what_build_gives(built: Built, theme: str, extensions: str) -> None:
    folder = built(theme, extensions)
    build(folder, "runpress", "build", "-o", "ours")
    theirs = (folder / "site" / "index.html").read_text()
    ours = (folder / "ours" / "index.html").read_text()
    assert len(figures(ours)) == len(TITLES)
    assert figures(theirs) == figures(ours)
    assert "shown as code" in theirs


def test_containers_stay_around_their_figures(built: Built, page: Page) -> None:
    page.goto((built("mkdocs", "superfences") / "site" / "index.html").as_uri())
    for container, title in (
        ("li", "in a list"),
        ("blockquote", "in a quote"),
        (".admonition", "in an admonition"),
        ("details", "in details"),
    ):
        assert page.locator(f"{container} .runpress .panel").get_by_text(title, exact=True).count() == 1, container


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_curves_are_drawn_in_the_browser(built: Built, page: Page, theme: str) -> None:
    page.goto((built(theme, "fenced_code") / "site" / "index.html").as_uri())
    until(page, "document.querySelectorAll('.runpress canvas').length >= 1")
    assert page.evaluate("document.querySelector('.runpress canvas').getBoundingClientRect().height") > 50


def test_a_page_without_fences_is_untouched(tmp_path: Path, built: Built) -> None:
    folder = built("mkdocs", "fenced_code")
    bare = write_project(tmp_path / "without", theme="mkdocs", extensions=EXTENSIONS["fenced_code"])
    (bare / "mkdocs.yml").write_text((bare / "mkdocs.yml").read_text().split("  - runpress:")[0])
    build(bare, "mkdocs", "build", "--quiet")
    plain = "site/plain/index.html"
    assert (folder / plain).read_text() == (bare / plain).read_text()


def test_findings_are_warnings_of_the_build(tmp_path: Path) -> None:
    folder = write_project(tmp_path, theme="mkdocs", extensions=EXTENSIONS["fenced_code"])
    (folder / "docs" / "wrong.md").write_text("# Wrong\n\n```panel\ntype: lime\n```\n")
    said = build(folder, "mkdocs", "build")
    assert "docs/wrong.md:4:7: error[" in said
    assert "`lime`" in said


NOTES = """---
title: Notes & more
---

> [!WARNING]
> Mind the *gap*.

> [!TIP]
> Look up.
"""


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_titles_and_call_outs_are_shown_without_extensions(tmp_path: Path, page: Page, theme: str) -> None:
    folder = write_project(tmp_path, theme=theme, extensions="[]")
    (folder / "docs" / "notes.md").write_text(NOTES)
    build(folder, "mkdocs", "build", "--quiet")
    page.goto((folder / "site" / "notes" / "index.html").as_uri())
    assert page.locator("h1").all_text_contents() == ["Notes & more"]
    boxes = [text.split("\n\n") for text in page.locator(".admonition").all_inner_texts()]
    assert boxes == [["Warning", "Mind the gap."], ["Tip", "Look up."]]
    assert page.locator("blockquote").count() == 0
    page.goto((folder / "site" / "index.html").as_uri())
    assert page.locator("h1").all_text_contents() == ["Everywhere"]  # it has one already


def test_search_finds_titles_and_holds_no_data(built: Built) -> None:
    index = (built("mkdocs", "fenced_code") / "site" / "search" / "search_index.json").read_text()
    assert "in an admonition" in index
    assert '\\"xs\\"' not in index
    assert "runpress" not in re.sub(r'"location":\s*"[^"]*"', "", index)
