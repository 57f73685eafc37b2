"""What pages leave behind: nothing that only the search for cycles finds, or hundreds of pages would fill the memory."""

from __future__ import annotations

import gc
from types import FunctionType

import pytest

from runpress.backends.html.build import BuildOptions, build_site
from runpress.pipeline import compile_document
from runpress.project import find_project
from runpress.source import SourceFile
from runpress.themes import load_theme

VIEW = ("markupsafe", "runpress.model", "runpress.passes", "runpress.pipeline", "runpress.source", "runpress.syntax")
"""Where the parts of a view come from, what makes it, and what is drawn of it."""
DOCUMENT = """---
title: A report
kind: report
project: acme/digits
---

# Part one

Text with a [link](https://example.org) and `code`.[^1]

<details>
<summary><h2>Fold</h2></summary>

### Inside

```panel
type: line
y: loss
```

</details>

```embed
type: gallery
links: [https://wandb.ai/acme/digits/reports/a--Vmlldzox]
```

```runset
name: main
```

```panel
type: bar
metrics: loss
```

[^1]: A note.
"""


@pytest.fixture
def leavings():
    """What an action leaves of views in cycles, by the names of types and functions."""

    def look(action):
        action()  # what is loaded or remembered once is no garbage
        gc.collect()
        gc.disable()
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            action()
            gc.collect()
            found = [each if isinstance(each, FunctionType) else type(each) for each in gc.garbage]
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()
        return {each.__qualname__ for each in found if str(each.__module__).startswith(VIEW)}

    return look


def test_a_view_goes_with_its_last_user(leavings):
    assert leavings(lambda: compile_document(SourceFile("a.md", DOCUMENT))) == set()


def test_a_page_takes_its_view_with_it(leavings, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(DOCUMENT, encoding="utf-8")
    project, theme = find_project(tmp_path / "docs", environ={}), load_theme()
    options = BuildOptions(out=tmp_path / "site", has_cache=False)
    assert leavings(lambda: build_site(project, theme, options, progress=lambda *_: None)) == set()
