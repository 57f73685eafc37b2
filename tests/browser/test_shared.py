"""A share link in a real browser, on a server that asks for its token: the view is drawn, and nothing more is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from runpress.client.connecting import connect
from runpress.client.shares import disable_share, enable_share
from runpress.client.views import ViewsClient
from runpress.codec.about import REPORT
from runpress.codec.json_text import compact
from runpress.conversion.spec import compile_spec
from runpress.publish.views.urls import view_url
from runpress.source import SourceFile
from runpress.starter import starter_files
from support.browser import until
from support.sites import serving, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "p", starter_files("Mine", docs="docs", has_config=False))


@pytest.fixture
def url(folder: Path, tmp_path: Path) -> Iterator[str]:
    with serving(folder, tmp_path / "log", "--token") as preview:
        yield f"http://127.0.0.1:{preview.port}"


@pytest.fixture
def views(url: str, folder: Path) -> Iterator[ViewsClient]:
    key = (folder / ".runpress" / "key").read_text().strip()
    connection = connect({"WANDB_BASE_URL": url, "WANDB_API_KEY": key})
    connection.views.create_project("my-team", "first-project")
    yield connection.views
    connection.close()


def test_a_link_shows_curves_and_nothing_else_until_it_is_disabled(
    url: str, folder: Path, views: ViewsClient, show: Callable[..., Page]
) -> None:
    text = (folder / "docs" / "reports" / "first-report.md").read_text()
    spec = compile_spec(SourceFile("a.md", text)).spec
    place = {"entityName": "my-team", "projectName": "first-project", "type": REPORT, "name": "mine"}
    view = views.save({**place, "displayName": "First report", "spec": compact(spec)}).view
    link = enable_share(views.graphql, view.id, [("my-team", "first-project")]).url(view_url(url, view))
    page = show("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 200
    until(page, "document.querySelectorAll('main canvas').length > 0")
    assert [one for one in asked if not one.startswith("data:")] == [link]
    assert page.evaluate("document.body.textContent.includes('Both optimisers learn')")
    assert page.evaluate("document.cookie") == ""
    assert (
        page.evaluate("Object.keys(document.body.dataset).filter(name => ['events', 'edit', 'token'].includes(name))")
        == []
    )
    # What the page leads to of this server shows nothing.
    for path in ("/docs/", "/docs/-/views/x", "/docs/-/assets/search.js"):
        assert page.request.get(f"{url}{path}").status == 403
    assert disable_share(views.graphql, view.id) == 1
    # Chromium tells of a refused page in the console, at a time of its own: this page is not listened to.
    again = page.context.new_page().goto(link, timeout=120_000)
    assert again is not None
    assert again.status == 403
