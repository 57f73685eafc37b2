"""Share links where the preview wants its token: each opens exactly its view, and nothing else on this server."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import httpx
import pytest
from starlette.types import ASGIApp

from runpress.project import Project, find_project
from runpress.serve.addresses import Addresses
from runpress.serve.app import PreviewApp
from runpress.serve.hub import Hub
from runpress.serve.preview import Preview
from runpress.serve.security import COOKIE, EVENTS, Access
from runpress.serve.stored_views import StoredPage, StoredViews
from runpress.server.app import ApiApp
from runpress.server.context import Server, global_id
from runpress.server.store import View, ViewChange, open_database
from runpress.themes import Theme, load_theme
from support.loops import in_own_loop
from support.sites import write

URL = "http://127.0.0.1:8000"
NOW = "2026-11-21T00:00:00Z"
OWN_TOKEN = "preview-" + "p" * 40
SHARE = "share-" + "s" * 40
OTHER_SHARE = "share-" + "o" * 40
KEY = "local-" + "k" * 40
PIXEL = b"\x89PNG\r\n\x1a\n-the-image-of-this-view"


def history(value: float) -> str:
    return "run,_step,loss\n" + "".join(f"r,{at},{value}\n" for at in range(3))


FILES = {
    "mkdocs.yml": "site_name: Secret lab\ndocs_dir: docs\n"
    "plugins:\n  - runpress:\n      data: {acme/one: one, acme/two: two}\n",
    "docs/index.md": "# Secret start\n",
    "docs/plans.md": "# Secret plans\n",
    "docs/pic.png": b"\x89PNG-secret-picture",
    "one/runs.csv": "id,name,state\nr,shown-run,finished\n",
    "one/history.csv": history(0.125),
    "two/runs.csv": "id,name,state\nr,secret-run,finished\n",
    "two/history.csv": history(0.0625),
}


class Slow(StoredViews):
    """Stored views of which a page takes as long as somebody likes."""

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.is_asked, self.may_go_on = Event(), Event()
        self.may_go_on.set()

    def page(self, view_id: str) -> StoredPage | None:
        self.is_asked.set()
        assert self.may_go_on.wait(60)
        return super().page(view_id)


def panels(*projects: str) -> dict[str, object]:
    runsets = [{"id": name, "name": name, "project": {"entityName": "acme", "name": name}} for name in projects]
    table = {"viewType": "Run History Line Plot", "config": {"metrics": ["loss"]}, "layout": {"w": 8, "h": 6}}
    return {"type": "panel-grid", "metadata": {"runSets": runsets, "panelBankSectionConfig": {"panels": [table]}}}


def prose(text: str) -> dict[str, object]:
    return {"type": "paragraph", "children": [{"text": text}]}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    database = open_database(tmp_path / "server")
    yield Server(database, tmp_path / "files", "acme", lambda: datetime.now(UTC), lambda: "unused", URL, b"signs")
    database.close()


@pytest.fixture
def views(server: Server) -> Slow:
    return Slow(server)


@pytest.fixture
def app(tmp_path: Path, server: Server, views: StoredViews) -> ASGIApp:
    folder = write(tmp_path / "p", FILES)

    def load() -> tuple[Project, Theme]:
        return find_project(folder, environ={}), load_theme()

    access = Access(8000, needs_token=True, token=OWN_TOKEN)
    preview = Preview(load, clock=time.monotonic, uploads=f"{URL}/docs/-/images/")
    pages = PreviewApp(preview, Hub(), access, editor="true", make_views=lambda: views).asgi()
    return Addresses(pages, lambda: ApiApp(server, KEY, allows_host=access.allows_host).asgi())


def save(server: Server, *blocks: object, name: str = "one", title: str = "Shared words") -> View:
    project, _ = server.projects.ensure("acme", "one", now=NOW)
    spec = json.dumps({"version": 5, "blocks": blocks})
    return server.views.insert(project, ViewChange("runs", name, title, "", spec), now=NOW)[0]


def share(server: Server, view: View, token: str = SHARE, *projects: str) -> None:
    read = [{"entityName": "acme", "projectName": name} for name in projects or ("one",)]
    server.shares.add(token, view.id, read, now=NOW)


def address(view: View, token: str = SHARE) -> str:
    return f"/acme/one/reports/x--{global_id('View', view.id).rstrip('=')}?accessToken={token}"


def ask(app: ASGIApp, path: str, method: str = "GET", **more: object) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]  # what tests give

    return in_own_loop(asked())


@pytest.fixture
def report(server: Server) -> View:
    view = save(server, prose("Cosine wins."), panels("one", "two"))
    share(server, view)
    return view


def test_a_link_opens_its_view_as_one_page_that_asks_for_nothing_more(app: ASGIApp, report: View) -> None:
    answer = ask(app, address(report))
    assert answer.status_code == 200
    assert "Cosine wins." in answer.text
    assert "Shared words" in answer.text
    # `href` of links and `src` of anything: nothing of this server.
    loads = re.findall(r"""(?:\ssrc|data-src|data-events|data-edit|data-token|data-index)=["']([^"']*)""", answer.text)
    assert [one for one in loads if one and not one.startswith("data:")] == []
    assert not re.search(r"""<link [^>]*href=["'](?!data:)""", answer.text)
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "connect-src" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'self'" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert ask(app, address(report), "HEAD").status_code == 200


def test_it_says_nothing_of_other_documents_of_the_preview_or_of_other_projects(
    app: ASGIApp, server: Server, report: View
) -> None:
    text = ask(app, address(report)).text
    assert "shown-run" in text
    assert "secret" not in text.lower()
    for secret in ("0.0625", OWN_TOKEN, SHARE, KEY, "plans"):
        assert secret not in text, secret
    share(server, report, OTHER_SHARE, "one", "two")
    both = ask(app, address(report, OTHER_SHARE)).text
    assert "secret-run" in both  # so the check above is one


def test_a_link_with_several_run_sets_shows_those_that_it_may_read(app: ASGIApp, server: Server) -> None:
    view = save(server, panels("two"))
    share(server, view, SHARE, "one")
    text = ask(app, address(view)).text
    assert "secret-run" not in text
    assert "0.0625" not in text


@pytest.mark.parametrize(
    "slug", ["../../../docs/plans.md", "..%2f..%2f..%2fdocs%2fplans.html", "%2e%2e", "x", "--", "x--"]
)
@pytest.mark.usefixtures("report")
def test_odd_addresses_show_nothing(app: ASGIApp, slug: str) -> None:
    answer = ask(app, f"/acme/one/reports/{slug}?accessToken={SHARE}")
    assert answer.status_code in (403, 404)
    assert "secret" not in answer.text.lower()
    assert "Cosine" not in answer.text


PATHS = [
    "/",
    "/docs/",
    "/docs/index.html",
    "/docs/plans.html",
    "/docs/pic.png",
    "/docs/..%2fmkdocs.yml",
    "/docs/../one/runs.csv",
    "/docs/-/assets/search.js",
    "/docs/-/assets/page.js",
    EVENTS,
    f"{EVENTS}?page=index.md&reader=1",
    "/docs/-/edit?page=index.md&line=1",
    "/docs/-/panel/index.md/x",
    "/docs/-/media/x.png",
    "/docs/-/views/{id}",
    "/docs/-/images/{id}/a.png",
    "/acme/one",
    "/acme/one/workspace",
    "/acme/two/reports/x--{id}",
    "/acme/one/reports/x--{other}",
    "/acme/one?nw=other",
    "/docs/plans.html?nw=x",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
def test_the_token_of_a_link_opens_no_other_address(
    app: ASGIApp, server: Server, report: View, path: str, method: str
) -> None:
    other = save(server, prose("Another view."), name="other", title="Other")
    share(server, other, OTHER_SHARE)
    server.views.insert(report.project, ViewChange("project-view", "nw-other-v", "W", "", '{"section":{}}'), now=NOW)
    ids = {"id": global_id("View", report.id).rstrip("="), "other": global_id("View", other.id).rstrip("=")}
    url = path.format(**ids)
    url += f"{'&' if '?' in url else '?'}accessToken={SHARE}"
    for headers in ({}, {"x-runpress-token": SHARE, "origin": URL}, {"cookie": f"{COOKIE}={SHARE}"}):
        answer = ask(app, url, method, headers=headers)
        assert answer.status_code in (401, 403, 404, 405), url
        assert "secret" not in answer.text.lower()
        assert "Another view" not in answer.text
    with_token = url.replace("?", f"?token={SHARE}&", 1)
    assert ask(app, with_token, method).status_code in (401, 403, 404, 405)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_link_only_reads(app: ASGIApp, report: View, method: str) -> None:
    assert ask(app, address(report), method).status_code in (403, 405)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": f"Bearer {SHARE}"},
        {"authorization": "Basic YXBpOnNoYXJlLQ=="},
        {"x-runpress-token": SHARE},
    ],
)
@pytest.mark.usefixtures("report")
def test_the_api_does_not_take_the_token_of_a_link(app: ASGIApp, headers: dict[str, str]) -> None:
    for path in (f"/graphql?accessToken={SHARE}", f"/graphql?token={SHARE}"):
        query = {"query": "{ viewer { username } }", "variables": {"accessToken": SHARE}}
        answer = ask(app, path, "POST", json=query, headers=headers)
        assert answer.status_code == 401
        assert "acme" not in answer.text
    assert ask(app, f"/files/acme/one/r/file_stream?accessToken={SHARE}", "POST", json={}).status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?accessToken=",
        f"?accessToken={SHARE}x",
        f"?accessToken={SHARE.upper()}",
        f"?accessToken={SHARE[:-1]}",
        "?accessToken=%25",
        "?accessToken=' OR '1'='1",
        f"?accessToken={SHARE}&accessToken={SHARE}",
        f"?accesstoken={SHARE}",
        f"?token={SHARE}",
        "?accessToken=%00",
        "?accessToken=%ff%fe",
    ],
)
def test_what_is_no_token_of_a_link_shows_nothing(app: ASGIApp, report: View, query: str) -> None:
    path = address(report).partition("?")[0]
    answer = ask(app, path + query)
    assert answer.status_code == 403
    assert "Cosine" not in answer.text


def test_a_link_that_was_disabled_or_whose_view_is_gone_shows_nothing(
    app: ASGIApp, server: Server, report: View
) -> None:
    assert ask(app, address(report)).status_code == 200
    server.shares.revoke(SHARE, now=NOW)
    answer = ask(app, address(report))
    assert (answer.status_code, answer.text) == (
        403,
        "403: this link shows nothing: it is not whole, or it was disabled\n",
    )
    share(server, report, OTHER_SHARE)
    assert ask(app, address(report, OTHER_SHARE)).status_code == 200
    server.views.delete(report.id)
    assert ask(app, address(report, OTHER_SHARE)).status_code == 403


def test_a_link_shows_the_view_as_it_is_now(app: ASGIApp, server: Server, report: View) -> None:
    assert "Cosine wins." in ask(app, address(report)).text
    spec = report.spec.replace("Cosine wins.", "Step wins.")
    server.views.update(report.id, ViewChange(spec=spec, display_name="New title"), now=NOW)
    text = ask(app, address(report)).text
    assert "Step wins." in text
    assert "New title" in text


def test_who_has_no_good_link_waits_for_no_page_that_is_drawn(app: ASGIApp, report: View, views: Slow) -> None:
    views.may_go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ask, app, address(report))
        assert views.is_asked.wait(60)
        assert ask(app, address(report, "nothing")).status_code == 403
        assert not first.done()
        views.may_go_on.set()
        assert first.result(60).status_code == 200


def test_a_workspace_has_a_link_too(app: ASGIApp, server: Server) -> None:
    project, _ = server.projects.ensure("acme", "one", now=NOW)
    section = {"name": "Validation", "panels": [], "isOpen": True}
    spec = {"section": {"panelBankConfig": {"sections": [section]}, "runSets": [{"id": ""}], "customRunColors": {}}}
    change = ViewChange("project-view", "nw-abc-v", "Schedules", "", json.dumps(spec))
    view, _ = server.views.insert(project, change, now=NOW)
    share(server, view)
    for path in ("/acme/one", "/acme/one/workspace"):
        answer = ask(app, f"{path}?nw=abc&accessToken={SHARE}")
        assert answer.status_code == 200
        assert "Validation" in answer.text


def test_images_of_the_view_are_in_the_page_and_no_others(app: ASGIApp, server: Server) -> None:
    view = save(server, prose("x"))
    other = save(server, prose("y"), name="other")
    for one, content in ((view, PIXEL), (other, b"\x89PNG-secret")):
        path = server.folder / "-images" / str(one.id) / "a.png"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    shown = [f"{URL}/docs/-/images/{global_id('View', one.id)}/a.png" for one in (view, other)]
    images = [{"type": "image", "url": url, "children": [{"text": ""}]} for url in (*shown, "pic.png", "../pic.png")]
    spec = json.dumps({"version": 5, "blocks": images})
    server.views.update(view.id, ViewChange(spec=spec), now=NOW)
    share(server, view)
    text = ask(app, address(view)).text
    assert re.findall(r'<img[^>]* src="([^"]*)"', text) == [
        "data:image/png;base64,iVBORw0KGgotdGhlLWltYWdlLW9mLXRoaXMtdmlldw=="
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8000"},
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
)
def test_pages_of_other_sites_get_nothing_by_a_link(app: ASGIApp, report: View, headers: dict[str, str]) -> None:
    answer = ask(app, address(report), headers=headers)
    assert answer.status_code == 403
    assert "Cosine" not in answer.text


def test_a_link_in_a_mail_can_be_followed(app: ASGIApp, report: View) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert ask(app, address(report), headers=headers).status_code == 200


def test_who_has_the_token_of_the_preview_sees_the_live_page(app: ASGIApp, report: View) -> None:
    answer = ask(app, f"{address(report)}&token={OWN_TOKEN}")
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("/docs/-/views/")
