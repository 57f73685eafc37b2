"""Chromium for tests: where it is found, how it is started."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars")


def chromium_path() -> str | None:
    """The browser to start: `$CHROMIUM`, the system's, else None for the one that Playwright brought."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def is_installed() -> bool:
    """Whether there is any Chromium to start; `.ci/chromium` asks."""
    if chromium_path():
        return True
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).is_file()


_SETTLED = """() => new Promise((resolve) => {
  let before = null, same = 0;
  const look = () => {
    const shown = [...document.querySelectorAll('article.panel, article.panel :is(canvas, svg, table)')];
    const now = shown.map((one) => Object.values(one.getBoundingClientRect().toJSON()).join(' ')).join();
    same = now === before ? same + 1 : 0;
    before = now;
    if (same === 3) resolve();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def settle(page: Page) -> None:
    """Wait until panels are drawn and keep their places: a frame draws at least one, and observers are told in it."""
    page.evaluate(_SETTLED)


def until(page: Page, condition: str, *, seconds: float = 120.0) -> None:
    """Wait until a script says yes. Playwright's own wait evaluates texts inside the page, which our policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never so: {condition}"
        page.wait_for_timeout(30)
