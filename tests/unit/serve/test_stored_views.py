"""Views that clients saved are pages: W&B's own addresses lead to them, and they are drawn like documents."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from runpress.project import Project, find_project
from runpress.serve.app import PreviewApp
from runpress.serve.hub import Hub, Reader
from runpress.serve.live import Live
from runpress.serve.preview import Preview
from runpress.serve.security import Access
from runpress.serve.stored_views import StoredViews
from runpress.server.context import Server, global_id
from runpress.server.store import ViewChange, open_database
from runpress.themes import Theme, load_theme
from support.loops import in_own_loop
from support.streams import told

URL = "http://127.0.0.1:8000"
NOW = "2026-11-21T00:00:00Z"
LINE = {
    "viewType": "Run History Line Plot",
    "config": {"metrics": ["val_loss"]},
    "layout": {"x": 0, "y": 0, "w": 8, "h": 6},
}
GRID = {
    "type": "panel-grid",
    "metadata": {"runSets": [{"id": "r", "name": "Run set"}], "panelBankSectionConfig": {"panels": [LINE]}},
}
SPEC = {"version": 5, "blocks": [{"type": "paragraph", "children": [{"text": "Cosine wins."}]}, GRID]}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    database = open_database(tmp_path / "server")
    yield Server(database, tmp_path / "files", "ada", lambda: datetime.now(UTC), lambda: "token")
    database.close()


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A\n")

    def load() -> tuple[Project, Theme]:
        project = find_project(tmp_path / "docs", environ={})
        return project, load_theme(project.configuration.theme, custom_dir=project.custom_dir)

    return Preview(load, clock=time.monotonic)


@pytest.fixture
def app(preview: Preview, server: Server) -> PreviewApp:
    return PreviewApp(preview, Hub(), Access(8000), editor="", make_views=lambda: StoredViews(server))


def save(server: Server, change: ViewChange) -> str:
    project, _ = server.projects.ensure("acme", "digits", now=NOW)
    return global_id("View", server.views.insert(project, change, now=NOW)[0].id)


def get(app: PreviewApp, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app.asgi())
        async with httpx.AsyncClient(transport=transport, base_url=URL, follow_redirects=True) as client:
            return await client.get(path)

    return in_own_loop(ask())


@pytest.fixture
def report(server: Server) -> str:
    return save(server, ViewChange("runs", "abc", "Cosine: wins", "Why.", json.dumps(SPEC)))


def test_a_report_is_shown_at_its_own_address(app: PreviewApp, report: str) -> None:
    for slug in (f"Cosine:-wins--{report}", f"anything--{report.rstrip('=')}", f"--{report}"):
        answer = get(app, f"/acme/digits/reports/{slug}")
        assert answer.status_code == 200
        assert "Cosine: wins" in answer.text
        assert "Why." in answer.text
        assert "Cosine wins." in answer.text
        assert "val_loss" in answer.text


def test_the_panels_of_a_report_have_addresses(app: PreviewApp, report: str) -> None:
    page = get(app, f"/acme/digits/reports/x--{report}").text
    source = page.partition('data-src="')[2].partition('"')[0]
    assert get(app, source).status_code == 200


def test_a_workspace_is_shown_at_its_own_address(app: PreviewApp, server: Server) -> None:
    section = {"name": "Validation", "panels": [LINE], "isOpen": True}
    spec = {"section": {"panelBankConfig": {"sections": [section]}, "runSets": [{"id": ""}], "customRunColors": {}}}
    save(server, ViewChange("project-view", "nw-abc123-v", "Schedules", "", json.dumps(spec)))
    for path in ("/acme/digits?nw=abc123", "/acme/digits/workspace?nw=abc123"):
        answer = get(app, path)
        assert answer.status_code == 200
        assert "Schedules" in answer.text
        assert "Validation" in answer.text


def test_a_saved_change_is_shown(app: PreviewApp, server: Server, report: str) -> None:
    get(app, f"/acme/digits/reports/x--{report}")
    server.views.update(1, ViewChange(display_name="Step wins"), now=NOW)
    assert "Step wins" in get(app, f"/acme/digits/reports/x--{report}").text


@pytest.mark.parametrize(
    "path",
    [
        "/acme/digits/reports/x--VmlldzoxMjM",
        "/acme/other/reports/x--Vmlldzox",
        "/acme/digits/reports/no-id",
        "/acme/digits?nw=nothing",
        "/acme/digits",
        "/docs/-/views/VmlldzoxMjM",
        "/docs/-/views/..%2f..%2fsecret",
    ],
)
def test_what_is_not_there_is_not_found(app: PreviewApp, report: str, path: str) -> None:
    del report
    answer = get(app, path)
    assert answer.status_code == 404
    if path not in ("/acme/digits", "/docs/-/views/..%2f..%2fsecret"):
        assert "There is no such view on this server." in answer.text
        assert "<title>Not found" in answer.text


@pytest.mark.parametrize("spec", ["", "{", "[]", "{}", "null"])
def test_a_view_without_anything_to_show_is_not_found(app: PreviewApp, server: Server, spec: str) -> None:
    odd = save(server, ViewChange("runs", "abc", "Odd", "", spec))
    assert get(app, f"/acme/digits/reports/x--{odd}").status_code == 404


def test_a_view_saved_just_after_new_settings_is_told(preview: Preview, server: Server, report: str) -> None:
    hub, views = Hub(), StoredViews(server)
    shown = views.page(report)
    assert shown is not None
    page = preview.stored_page(shown.document, shown.text)
    reader = hub.reader(hub.welcome(shown.document.path, page.keys, page.around, data=preview.data_version))
    assert reader is not None
    live = Live(preview, hub, say=lambda _line: None, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    async def greet(_reader: Reader) -> None:
        preview.reload()
        server.views.update(1, ViewChange(spec=json.dumps(SPEC).replace("Cosine wins.", "Step wins.")), now=NOW)
        await live.view_changed(lambda: views, 1)

    messages = told(hub, reader, greet, until=lambda message: message["type"] in ("patch", "banner"))
    assert [message["type"] for message in messages] == ["hello", "patch"]
    assert "Step wins." in json.dumps(messages[-1])
