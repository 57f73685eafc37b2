"""Templates of a repository that cannot draw a page: it is said where, and the preview goes on."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runpress.project import Project, find_project
from runpress.serve.app import PreviewApp
from runpress.serve.hub import Hub, Reader
from runpress.serve.live import Live
from runpress.serve.preview import Preview
from runpress.serve.security import Access
from runpress.serve.telling import catch_up
from runpress.themes import Theme, load_theme
from support.sites import write
from support.streams import get, reader_of, told

FILES = {
    "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      theme: {name: default, custom_dir: own}\n",
    "docs/index.md": "# Page\n\nWords.\n",
    "docs/other.md": "# Other\n",
    "own/blocks/quote.html.j2": "<p>\n{{ nothing }}\n",
}
QUOTED = "# Page\n\nWords.\n\n> A quote.\n"
FAULT = "the templates of theme.custom_dir cannot draw `blocks/quote.html.j2`: blocks/quote.html.j2:2: 'nothing' is undefined"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "p", FILES)


@pytest.fixture
def preview(folder: Path) -> Preview:
    def load() -> tuple[Project, Theme]:
        project = find_project(folder, environ={})
        return project, load_theme(project.configuration.theme, custom_dir=project.custom_dir)

    return Preview(load, clock=time.monotonic)


def test_a_page_that_cannot_be_drawn_says_where_and_is_looked_at_again(folder: Path, preview: Preview) -> None:
    app = PreviewApp(preview, Hub(), Access(8000), editor="", make_views=None).asgi()
    write(folder, {"docs/index.md": QUOTED})
    answer = get(app, "/docs/")
    assert answer.status_code == 500
    assert answer.headers["refresh"] == "2"
    assert answer.text == f"500: {FAULT}\ncompare them with those of the theme that they replace\n"
    assert get(app, "/docs/other.html").status_code == 200


@pytest.mark.parametrize(
    ("template", "place"), [("{% if %}", "quote.html.j2:1: "), ("\n{% nothing %}", "quote.html.j2:2: ")]
)
def test_a_template_that_cannot_be_read_is_named_with_its_line(
    folder: Path, preview: Preview, template: str, place: str
) -> None:
    write(folder, {"docs/index.md": QUOTED, "own/blocks/quote.html.j2": template})
    app = PreviewApp(preview, Hub(), Access(8000), editor="", make_views=None).asgi()
    assert place in get(app, "/docs/").text


def test_a_preview_that_cannot_draw_a_change_says_so_once_and_follows_on(folder: Path, preview: Preview) -> None:
    hub, said = Hub(), list[str]()
    live = Live(preview, hub, say=said.append, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    app = PreviewApp(preview, hub, Access(8000), editor="", make_views=None).asgi()
    reader = reader_of(hub, get(app, "/docs/").text)

    async def greet(one: Reader) -> None:
        await catch_up(preview, hub, one)
        write(folder, {"docs/index.md": QUOTED})
        for _ in range(2):
            assert not await live.changed([str(folder / "docs" / "index.md")])
        write(folder, {"own/blocks/quote.html.j2": "{{ html }}"})
        await live.changed(None)

    messages = told(hub, reader, greet, until=lambda message: message["type"] == "reload")
    assert [message.get("text") for message in messages if message["type"] == "banner"] == [FAULT, ""]
    assert [line for line in said if FAULT in line] == [f"00:00:00 {FAULT}"]
    assert "A quote." in get(app, "/docs/").text
