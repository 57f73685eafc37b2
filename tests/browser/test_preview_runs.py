"""Runs of the running preview: what the page cannot take together by itself, it asks for."""

from __future__ import annotations

import pytest

from runpress.starter import starter_files
from support.browser import until
from support.sites import serving, write

WORKSPACE = """---
title: Compare
kind: workspace
project: my-team/first-project
---

```runset
name: all
order: name
run_settings:
  sgd001: {disabled: true}
  mom001: {disabled: true}
```

## Runs

```panel
type: run-comparer
```

```panel
type: line
y: val_loss
```
"""


@pytest.fixture
def page(tmp_path, show):
    files = {**starter_files("Mine", docs="docs", has_config=False), "docs/compare.md": WORKSPACE}
    with serving(write(tmp_path / "p", files), tmp_path / "log") as preview:
        opened = show(f"http://127.0.0.1:{preview.port}/docs/compare.html")
        opened.locator(".section > summary").click()
        opened.locator("table.comparer").wait_for()
        opened.folder = tmp_path / "p"
        yield opened
        opened.goto("about:blank")


def test_a_run_that_the_document_hides_comes_into_the_comparer(page):
    assert page.locator("table.comparer thead th:visible").count() == 4
    page.get_by_role("button", name="Show sgd-0.01", exact=True).click()
    until(page, "document.querySelectorAll('table.comparer thead th:not(.is-run-hidden)').length === 5")
    page.get_by_role("button", name="Show sgd-0.01", exact=True).click()
    until(page, "document.querySelectorAll('table.comparer thead th:not(.is-run-hidden)').length === 4")


def test_the_list_of_runs_is_left_alone_while_other_things_change(page):
    page.evaluate("window.before = document.querySelector('#rp-runs .run-list')")
    until(page, "document.getElementById('rp-live').dataset.state === 'live'")
    document = page.folder / "docs/compare.md"
    document.write_text(document.read_text().replace("y: val_loss", "y: val_acc"))
    until(page, "document.querySelector('main').textContent.includes('val_acc')")
    assert page.evaluate("window.before === document.querySelector('#rp-runs .run-list')")
    document.write_text(document.read_text().replace("order: name", "order: -name"))
    until(page, "window.before !== document.querySelector('#rp-runs .run-list')")
