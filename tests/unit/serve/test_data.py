"""Panels of a live page: bodies on request, and only those whose data changed are asked for again."""

import re
import time

import pytest

from runpress.project import find_project
from runpress.serve.preview import Preview
from runpress.themes import load_theme
from support.sites import write

PAGE = """---
project: acme/one
---
# Panels

Words.

```panel
type: line
y: loss
```

Other words.

```runset
name: others
project: acme/two
```

```panel
type: line
y: loss
title: Other
```
"""
RUNS = "id,name,state\na,ada,finished\n"
HISTORY = "run,_step,loss\n" + "".join(f"a,{at},{1 / (at + 1):.4f}\n" for at in range(20))
FILES = {
    "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/one: one, acme/two: two}\n",
    "docs/index.md": PAGE,
    "one/runs.csv": RUNS,
    "one/history.csv": HISTORY,
    "two/runs.csv": RUNS,
    "two/history.csv": HISTORY,
}


@pytest.fixture
def preview(tmp_path):
    folder = write(tmp_path / "p", FILES)

    def load():
        project = find_project(folder, environ={})
        return project, load_theme()

    return Preview(load, clock=time.monotonic)


def panels(preview):
    page = preview.page("index.md")
    return [inner.key for item in page.content.items for inner in item.walk() if inner.key in page.places]


def test_a_panel_has_an_address_instead_of_a_body(preview):
    page = preview.page("index.md")
    sources = re.findall(r'data-src="([^"]+)"', str(page.content.html))
    assert sources == [f"/docs/-/panel/index.md/{key}" for key in panels(preview)]
    assert "figure-data" not in str(page.content.html)


def test_its_body_is_drawn_on_request(preview):
    first, _ = panels(preview)
    assert "figure-data" in str(preview.body("index.md", first))
    assert preview.body("index.md", "nothing") is None
    assert preview.body("nothing.md", first) is None


def test_only_panels_over_changed_data_are_asked_for_again(preview, tmp_path):
    first, second = panels(preview)
    for key in (first, second):
        preview.body("index.md", key)
    history = tmp_path / "p/two/history.csv"
    history.write_text(history.read_text() + "a,20,0.5\n")
    update = preview.update(None, watched=["index.md"])
    assert update.refreshed == {"index.md": (second,)}
    assert preview.update(None, watched=["index.md"]).refreshed == {}


def test_words_above_a_panel_leave_it_the_same(preview, tmp_path):
    before = panels(preview)
    write(tmp_path / "p", {"docs/index.md": PAGE.replace("Words.", "New words.\n\nMore.")})
    update = preview.update([str(tmp_path / "p/docs/index.md")], watched=["index.md"])
    assert panels(preview) == before
    page, old = update.pages[0]
    message = preview.patch(page, old.keys, old.around)
    assert [re.sub("<[^>]+>", "", entry["html"]).strip() for entry in message["order"] if "html" in entry] == [
        "New words.",
        "More.",
    ]


def test_an_option_changes_its_panel_and_keeps_the_others(preview, tmp_path):
    first, second = panels(preview)
    text = PAGE.replace("title: Other", "title: Another")
    write(
        tmp_path / "p",
        {
            "docs/index.md": text.replace(
                "y: loss\n```\n\nOther", "y: loss\n```\n\n```panel\ny: loss\ntitle: Third\n```\n\nOther"
            )
        },
    )
    update = preview.update(None, watched=["index.md"])
    page, old = update.pages[0]
    message = preview.patch(page, old.keys, old.around)
    html = "".join(entry.get("html", "") for entry in message["order"])
    assert f'data-key="{first}" data-keep' in html
    assert second not in html
    assert "Another" in html


def test_settings_that_are_broken_keep_the_page(preview, tmp_path):
    preview.page("index.md")
    write(tmp_path / "p", {"mkdocs.yml": "docs_dir: ["})
    update = preview.reload()
    assert "mkdocs.yml" in update.banners[0].banner
    write(tmp_path / "p", {"mkdocs.yml": FILES["mkdocs.yml"]})
    assert preview.reload().is_new_site
    assert preview.page("index.md").banner == ""


def test_a_page_tells_of_faults_in_the_data_that_it_shows_and_of_no_other(preview, tmp_path):
    folder = tmp_path / "p"
    write(
        folder,
        {
            "docs/two.md": "---\nproject: acme/two\n---\n```panel\ny: loss\n```\n",
            "docs/words.md": "Words.\n",
            "one/history.csv": "",
        },
    )
    preview.update(None, watched=[])
    shown = {path: [finding.span.source.path for _, finding in preview.page(path).findings] for path in PAGES}
    assert shown == {"index.md": ["one/history.csv"], "two.md": [], "words.md": []}


PAGES = ("index.md", "two.md", "words.md")
