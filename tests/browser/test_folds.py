"""Folds: headings that stand on them have anchors, and links into them open them."""

from __future__ import annotations

import pytest

from runpress.backends.html.build import BuildOptions, build_site
from runpress.project import find_project
from runpress.themes import load_theme
from support.browser import until
from support.sites import write

REPORT = """---
kind: report
title: Folds
---

See [the details](#the-details), [what is inside](#inside) and [the end](#the-end).

[TOC]

## Start

{filler}

<details><summary><h2>The *details*</h2></summary>

### Inside

<details>
<summary>

### Deeper

</summary>

Deep text.

</details>

</details>

## The end
"""


@pytest.fixture
def page(tmp_path, show):
    files = {"a.md": REPORT.replace("{filler}", "Words.\n\n" * 60), "b.md": "# B\n\n[Deep](a.md#deeper)\n"}
    build_site(
        find_project(write(tmp_path / "p", files), environ={}),
        load_theme(),
        BuildOptions(out=tmp_path / "site"),
        progress=lambda *_: None,
    )
    return show((tmp_path / "site/a.html").as_uri(), width=1600)


def is_in_view(selector):
    """As a script: browsers scroll in a frame of their own."""
    box = f"document.querySelector('{selector}').getBoundingClientRect()"
    return f"{box}.top >= 0 && {box}.bottom <= innerHeight"


def test_headings_on_folds_stand_in_the_contents_in_their_order(page):
    names = ["Start", "The details", "Inside", "Deeper", "The end"]
    assert page.locator("#rp-toc a").all_inner_texts() == names
    assert page.locator(".content ul a[href^='#']").all_inner_texts() == names


def test_a_link_to_the_heading_of_a_fold_opens_it(page):
    page.locator("#rp-toc a", has_text="The details").click()
    assert page.locator("#the-details").is_visible()
    assert page.locator("details").first.get_attribute("open") is not None
    assert page.locator("details").nth(1).get_attribute("open") is None
    until(page, is_in_view("#the-details"))
    page.locator("#the-details").click()
    assert page.locator("details").first.get_attribute("open") is None
    page.locator("#rp-toc a", has_text="The details").click()
    assert page.locator("details").first.get_attribute("open") is not None


def test_a_link_into_a_fold_opens_all_folds_around_it(page):
    page.goto(page.url.replace("a.html", "b.html"))
    page.get_by_role("link", name="Deep", exact=True).click()
    page.get_by_text("Deep text.").wait_for()
    until(page, is_in_view("#deeper"))
