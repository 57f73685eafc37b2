"""Blocks of code have a button that copies them as they were written, in patched blocks too."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from support.browser import until
from support.figures import write_page

CODE = Markup(
    '<pre data-key="c" class="code" tabindex="0"><code><span class="k">y</span>: loss\n  &lt;log&gt;\n</code></pre>'
)
OTHER = '<pre data-key="d" class="code" tabindex="0"><code>second\n</code></pre>'
TAKE = """answer => Object.defineProperty(navigator.clipboard, "writeText", { value: text => {
    window.copied = text;
    return answer ? Promise.resolve() : Promise.reject(new Error("no"));
} })"""


@pytest.fixture
def page(tmp_path, show):
    return show(write_page(tmp_path, CODE))


def test_a_click_copies_the_text_and_nothing_else(page):
    page.evaluate(TAKE, True)
    page.locator("pre").hover()
    page.get_by_role("button", name="Copy code").click()
    until(page, "window.copied === 'y: loss\\n  <log>\\n'")
    until(page, "document.getElementById('rp-announcer')?.textContent === 'Copied'")


def test_the_keyboard_reaches_it(page):
    page.evaluate(TAKE, True)
    page.locator("pre").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "window.copied?.startsWith('y: loss')")


def test_a_browser_that_does_not_let_it_says_so(page):
    page.evaluate(TAKE, False)
    page.get_by_role("button", name="Copy code").click()
    until(page, "document.getElementById('rp-announcer')?.textContent.includes('does not let')")


def test_each_block_has_one_after_a_patch_too(page):
    page.evaluate("html => runpress.receive({ type: 'patch', order: [{ key: 'c' }, { key: 'd', html }] })", OTHER)
    until(page, "document.querySelectorAll('pre').length === 2")
    assert page.evaluate("[...document.querySelectorAll('pre')].map(e => e.querySelectorAll('.copy').length)") == [1, 1]
    assert page.locator("pre").first.inner_text() == "y: loss\n  <log>\n"
