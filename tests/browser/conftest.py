"""A Chromium for all tests of this folder, and pages that report what goes wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from support import browser as chromium
from support.figures import TestPage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here need the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.chromium_path(), args=list(chromium.ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def faults() -> list[str]:
    """What the pages of a test complained about; empty at its end, or the test fails."""
    return []


@pytest.fixture
def show(browser: Browser, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own: `show(page, width=…, color_scheme=…)`."""
    contexts = []

    def open_page(target: TestPage | str, *, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda message: faults.append(message.text) if _is_fault(message.type, message.text) else None
        )
        # A preview that has just started shares its cores with other tests.
        page.goto(target.url if isinstance(target, TestPage) else target, timeout=60_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _is_fault(kind: str, text: str) -> bool:
    # Tests read canvases back; pages do not.
    return kind in ("error", "warning") and "willReadFrequently" not in text
