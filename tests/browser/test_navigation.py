"""The navigation at the side of a page."""

from __future__ import annotations

import pytest

from support.full_page import full_page


@pytest.mark.parametrize("width", [360, 1280])
def test_a_site_of_one_page_has_no_navigation(tmp_path, show, width):
    entry = {
        "title": "Home",
        "href": "index.html",
        "is_active": True,
        "is_open": False,
        "is_folder": False,
        "children": [],
    }
    shown = show(full_page(tmp_path, nav=[entry]), width=width)
    assert not shown.locator(".nav-side").is_visible()
    assert not shown.locator(".nav-toggle").is_visible()


def test_a_folder_that_is_closed_looks_like_one(tmp_path, show):
    named = {"is_active": False, "is_open": False, "children": []}
    entries = [
        {"title": "Home", "href": "index.html", "is_folder": False, **named},
        {"title": "Guide", "href": "guide/a.html", "is_folder": True, **named},
    ]
    shown = show(full_page(tmp_path, nav=entries))
    mark = "e => getComputedStyle(e, '::after').content"
    assert shown.locator(".nav-side a", has_text="Home").evaluate(mark) == "none"
    assert shown.locator(".nav-side a", has_text="Guide").evaluate(mark) == '""'


def test_pages_with_and_without_contents_begin_at_the_same_place(tmp_path, show):
    entries = [
        {
            "title": title,
            "href": f"{title}.html",
            "is_active": False,
            "is_open": False,
            "is_folder": False,
            "children": [],
        }
        for title in ("a", "b")
    ]
    left = "document.querySelector('.doc-head').getBoundingClientRect().left"
    places = {show(full_page(tmp_path, nav=entries, **toc), width=1440).evaluate(left) for toc in ({}, {"toc": []})}
    assert len(places) == 1
