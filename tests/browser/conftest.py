"""A Chromium for all tests of this folder, and pages that report what goes wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from support import browser as chromium
from support.browser import settle
from support.figures import TestPage

PATIENCE_MS = 120_000
"""For a browser that shares its cores with other tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here need the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.chromium_path(), args=list(chromium.ARGUMENTS), timeout=PATIENCE_MS
        )
        yield started
        started.close()


@pytest.fixture
def faults() -> list[str]:
    """What the pages of a test complained about; empty at its end, or the test fails."""
    return []


@pytest.fixture
def show(browser: Browser, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own, its panels drawn: `show(page, width=…, color_scheme=…)`.

    What `allowed` names is no fault: Chromium tells of it at a time of its own.
    """
    contexts = []

    def open_page(
        target: TestPage | str, *, width: int = 1280, height: int = 900, allowed: str = "", **options: object
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.extend(_faults(message.type, message.text, allowed)))
        if isinstance(target, str):
            page.goto(target)
            return page
        page.goto(target.url)
        if options.get("java_script_enabled", True):
            settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _faults(kind: str, text: str, allowed: str) -> list[str]:
    is_fault = kind in ("error", "warning") and not (allowed and allowed in text)
    # Tests read canvases back; pages do not.
    return [text] if is_fault and "willReadFrequently" not in text else []
