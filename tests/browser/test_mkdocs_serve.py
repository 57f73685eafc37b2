"""`mkdocs serve`, with the real programs: what is saved is what the open page shows."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.sites import write

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120
DOCUMENT = """---
title: Small
kind: report
project: acme/small
---

```panel
type: line
title: Loss
y: loss
```
"""
CONFIGURATION = """site_name: Small
theme: {{name: {theme}, {option}: false}}
plugins:
  - search
  - runpress:
      data: {{acme/small: runs}}
"""
OPTIONS = {"mkdocs": "highlightjs", "material": "font"}


def history(runs: str) -> str:
    return "run,_step,loss\n" + "".join(f"{run},{step},{1 / (step + 1)}\n" for run in runs for step in range(20))


def free_port() -> int:
    """A port that no other test gets before MkDocs listens: it is none of those that the system gives."""
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(10_000, 30_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[str]:
    """The address at which MkDocs serves a folder."""
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            url = f"http://127.0.0.1:{port}/"
            _wait(url, process, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=300)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=300).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that is not ours: what its theme complains about is its own affair."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    yield page
    expect.set_options(timeout=5000)
    context.close()


@pytest.mark.parametrize("theme", OPTIONS)
def test_the_page_follows_its_document_and_its_data(tmp_path: Path, page: Page, theme: str) -> None:
    folder = write(
        tmp_path / "project",
        {
            "mkdocs.yml": CONFIGURATION.format(theme=theme, option=OPTIONS[theme]),
            "docs/index.md": DOCUMENT,
            "runs/history.csv": history("ab"),
        },
    )
    document = folder / "docs/index.md"
    with serving(folder, tmp_path / "log") as url:
        page.goto(url)
        title = page.locator(".runpress .panel-title")
        expect(title).to_have_text("Loss")
        expect(page.locator(".runpress canvas").first).to_be_visible()
        expect(page.locator(".figure[aria-label^='2 runs']")).to_have_count(1)

        document.write_text(DOCUMENT.replace("title: Loss", "title: Loss, again"))
        expect(title).to_have_text("Loss, again")

        document.write_text(DOCUMENT.replace("type: line", "type: lime"))
        expect(page.locator(".runpress").get_by_text("lime").first).to_be_visible()

        document.write_text(DOCUMENT)
        expect(title).to_have_text("Loss")

        aside = folder / "aside.csv"
        aside.write_text(history("abc"))
        aside.replace(folder / "runs/history.csv")
        expect(page.locator(".figure[aria-label^='3 runs']")).to_have_count(1)


def test_the_example_documents_are_served(tmp_path: Path, page: Page) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    index = folder / "content/index.md"
    with serving(folder, tmp_path / "log") as url:
        page.goto(url)
        expect(page.locator(".runpress .panel-title")).to_have_text("Validation loss")
        expect(page.locator(".runpress canvas").first).to_be_visible()
        before, behind = index.read_text().rsplit("title: Validation loss\n", 1)
        index.write_text(f"{before}title: How it went\n{behind}")
        expect(page.locator(".runpress .panel-title")).to_have_text("How it went")
        expect(page.locator(".runpress canvas").first).to_be_visible()
        page.goto(f"{url}workspaces/digits/")
        expect(page.locator("h1")).to_have_text("Digits")
        expect(page.locator(".runpress canvas").first).to_be_visible()
    assert "Traceback" not in (tmp_path / "log").read_text()
