"""The preview's addresses. Documents are under /docs/; what belongs to the preview itself under /docs/-/."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from runpress.backends.html.assets import Assets
from runpress.backends.html.page import PageContent
from runpress.backends.html.policy import served_policy
from runpress.backends.html.renderer import page_with
from runpress.backends.html.site import PageFrame
from runpress.errors import UsageError
from runpress.project.documents import Document
from runpress.project.files import UnreadableError, read_bytes
from runpress.project.targets import Target, relative_url
from runpress.serve.addresses import awaited, page_of
from runpress.serve.editor import EditorError, open_line
from runpress.serve.eyes import parse_eyes
from runpress.serve.hub import LIST, Hub, event
from runpress.serve.page import LivePage
from runpress.serve.preview import Preview
from runpress.serve.search import live_index
from runpress.serve.security import EVENTS, Access, Guard
from runpress.serve.shared_views import SharedViews, is_shared
from runpress.serve.telling import around_list, catch_up
from runpress.server.clients import IF_CLIENTS_LEAVE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from runpress.serve.stored_views import StoredViews

EDIT = "/docs/-/edit"
_EYES_LIMIT = 4 * 1024 * 1024
_ASSET_LIMIT = 200 * 1024 * 1024
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
}
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For files that documents bring: whatever is in them runs nothing and loads nothing."""

_NO_VIEW = "-/views/none"
"""The address of no view: its page says so."""
_PAGE_GONE = "There is no such page. It may have been moved or renamed; once its document is there, it appears here."
_VIEW_GONE = "There is no such view on this server. It may have been deleted, or its address is not whole."


class PreviewApp:
    """Answers requests about one preview."""

    def __init__(
        self,
        preview: Preview,
        hub: Hub,
        access: Access,
        *,
        editor: str,
        make_views: Callable[[], StoredViews] | None,
    ) -> None:
        self._preview = preview
        self._make_views = make_views
        self._hub = hub
        self._access = access
        self._editor = editor

    def asgi(self, beside: Callable[[], Coroutine[Any, Any, None]] | None = None) -> ASGIApp:
        """The application; `beside` runs as long as it does."""

        @asynccontextmanager
        async def running(_app: Starlette) -> AsyncIterator[None]:
            task = asyncio.create_task(beside()) if beside else None
            yield
            self._hub.close()
            if task is not None:
                task.cancel()

        routes = [
            Route("/", self._home),
            Route("/docs", self._home),
            Route(EVENTS, self._events),
            Route(EDIT, self._edit, methods=["POST"]),
            Route("/docs/-/panel/{path:path}", self._panel, methods=["GET", "POST"]),
            Route("/docs/-/media/{name}", self._media),
            Route("/docs/-/assets/{name}", self._asset),
            Route("/docs/-/views/{id}", self._stored_view),
            Route("/docs/-/images/{id}/{name}", self._uploaded_image),
            Route("/docs/{path:path}", self._document),
            Route("/{entity}/{project}/reports/{slug}", self._address_of_view),
            Route("/{entity}/{project}", self._address_of_view),
            Route("/{entity}/{project}/workspace", self._address_of_view),
        ]
        app = Starlette(routes=routes, lifespan=running, exception_handlers={**IF_CLIENTS_LEAVE, UsageError: _undrawn})
        shared = SharedViews(self._preview, self._make_views).asgi() if self._make_views else None
        return Guard(app, self._access, shared=shared, is_shared=is_shared)

    async def _home(self, _request: Request) -> Response:
        return RedirectResponse("/docs/", status_code=307)

    async def _document(self, request: Request) -> Response:
        path = request.path_params["path"]
        site = self._preview.site
        is_folder = path == "" or path.endswith("/")
        document = site.by_url.get(f"{path}index.html" if is_folder else path)
        if document is not None:
            return await self._page(document)
        if path == "" and len(site.documents) == 1:
            return RedirectResponse(f"/docs/{quote(site.documents[0].url)}", status_code=307)
        if path == "":
            reader = self._hub.welcome(LIST, frozenset(), around_list(site), data=self._preview.data_version)
            return await run_in_threadpool(self._index, self._live(LIST, reader))
        elsewhere = self._elsewhere(path)
        if elsewhere is not None:
            return RedirectResponse(f"/docs/{quote(elsewhere)}", status_code=307)
        if path in site.targets.files:
            return await run_in_threadpool(self._file, path)
        return await self._missing(path)

    @cached_property
    def _views(self) -> StoredViews | None:
        return self._make_views() if self._make_views else None

    async def _stored_view(self, request: Request) -> Response:
        """A view that a client saved to the local server."""
        view_id = request.path_params["id"]
        found = await run_in_threadpool(self._views.page, view_id) if self._views else None
        if found is None:
            return await run_in_threadpool(self._not_found, f"-/views/{view_id}", _VIEW_GONE)
        await run_in_threadpool(self._preview.stored_page, found.document, found.text)
        return await self._page(found.document)

    async def _uploaded_image(self, request: Request) -> Response:
        """An image that a client uploaded for a view."""
        names = request.path_params
        path = await run_in_threadpool(self._views.image, names["id"], names["name"]) if self._views else None
        if path is None:
            return PlainTextResponse("404: there is no such image\n", status_code=404)
        kind = _TYPES[path.suffix.lower()]
        return FileResponse(path, media_type=kind, headers={"Content-Security-Policy": _SANDBOX})

    async def _address_of_view(self, request: Request) -> Response:
        """W&B's own address of a view leads to its page."""
        names = request.path_params
        slug, workspace = names.get("slug", ""), request.query_params.get("nw", "")
        if not slug and not workspace:
            return PlainTextResponse("404: there is no such page\n", status_code=404)
        found = None
        if self._views:
            ask = partial(self._views.address, slug=slug, workspace=workspace)
            found = await run_in_threadpool(ask, names["entity"], names["project"])
        return RedirectResponse(f"/docs/{found or _NO_VIEW}", status_code=307)

    def _elsewhere(self, path: str) -> str | None:
        """The address of a page that was asked for by its document's, folder's or bare name."""
        site = self._preview.site
        found = (
            site.by_path.get(path)
            or site.by_url.get(f"{path.rstrip('/')}.html")
            or site.by_url.get(f"{path}/index.html")
            or page_of(site, awaited(path))
        )
        return None if found is None else found.url

    async def _page(self, document: Document) -> Response:
        data = self._preview.data_version
        page = await run_in_threadpool(self._preview.page, document.path)
        if page is None:  # it went since it was looked up
            return await self._missing(document.url)
        reader = self._hub.welcome(document.path, page.keys, page.around, data=data)
        return await run_in_threadpool(self._live_page, page, reader)

    def _live_page(self, page: LivePage, reader: str) -> Response:
        preview = self._preview
        document = page.document
        blocks, loose = preview.blocks(page)
        live = self._live(document.path, reader)
        has_neighbours = page.content.kind != "workspace" and document.path in preview.site.by_path
        around = preview.site.neighbours(document) if has_neighbours else (None, None)
        frame = PageFrame(
            assets=self._assets(), path=document.path, blocks=blocks, findings=loose, live=live, around=around
        )
        return self._rendered(document.url, page.content, frame)

    def _live(self, path: str, reader: str) -> dict[str, str]:
        """What the script of a page needs to follow its document."""
        token, here = self._access.token, quote(path, safe="")
        events = f"{EVENTS}?page={here}&reader={reader}&token={token}"
        return {"events": events, "edit": f"{EDIT}?page={here}", "token": token}

    async def _missing(self, url: str) -> Response:
        """A page that is not there; it loads itself anew once its document is."""
        path = awaited(url)
        reader = self._hub.welcome(path, frozenset(), {}, data=self._preview.data_version)
        return await run_in_threadpool(self._not_found, url, live=self._live(path, reader))

    def _assets(self) -> Assets:
        names = {name: f"-/assets/{name}" for name in self._preview.site.theme.assets}
        return Assets(names["theme.css"], names["early.js"], names["page.js"], names.get("favicon.svg", ""))

    def _rendered(self, url: str, content: PageContent, frame: PageFrame, *, status: int = 200) -> Response:
        """A page whose own scripts run, and no others: they are known by a word that nobody can foresee.

        Templates do not get it, because those of a repository could give it to scripts of theirs.
        """
        site = self._preview.site
        nonce = secrets.token_urlsafe(16)
        search = {"index": f"{'../' * url.count('/')}-/assets/search.js"}
        context = site.page_context(url, content, replace(frame, search=search))
        html = str(site.theme.render("page.html.j2", **context))
        for name in ("early", "script"):
            tag = f'<script src="{context["assets"][name]}"'
            html = html.replace(tag, f'{tag} nonce="{nonce}"')
        return HTMLResponse(html, status_code=status, headers={"Content-Security-Policy": served_policy(nonce)})

    def _index(self, live: dict[str, str]) -> Response:
        """The start page of a project that has none of its own; it follows documents that come and go."""
        site = self._preview.site
        entries = [
            {
                "title": site.titles[document.path],
                "href": relative_url(site.home, Target("page", document.url)),
                "description": "",
                "kind": "page",
                "date": "",
            }
            for document in site.documents
        ]
        html = site.theme.render("index.html.j2", entries=entries)
        content = PageContent(title=site.project.name, description=site.project.configuration.site_description)
        return self._rendered(site.home, content, PageFrame(assets=self._assets(), blocks=html, live=live))

    def _not_found(self, path: str, message: str = _PAGE_GONE, *, live: dict[str, str] | None = None) -> Response:
        site = self._preview.site
        home = relative_url(path, Target("page", site.home))
        html = site.theme.render("error.html.j2", message=message, home=home)
        content = page_with(PageContent(title="Not found"), html)
        return self._rendered(path, content, PageFrame(assets=self._assets(), live=live), status=404)

    def _file(self, path: str) -> Response:
        """A file beside the documents, as it is: no browser runs anything in it."""
        file = self._preview.site.targets.files[path]
        try:
            content = read_bytes(file.file, limit=_ASSET_LIMIT)
        except UnreadableError:
            return PlainTextResponse("404: there is no such file\n", status_code=404)
        kind = _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
        return Response(content, media_type=kind, headers={"Content-Security-Policy": _SANDBOX})

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name == "search.js":
            script = await run_in_threadpool(live_index, self._preview.site)
            return Response(script, media_type="text/javascript")
        content = self._preview.theme.assets.get(name)
        if content is None:
            return PlainTextResponse("404: there is no such file\n", status_code=404)
        return Response(content, media_type=_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream"))

    async def _media(self, request: Request) -> Response:
        name = request.path_params["name"]
        path = self._preview.media.get(name)
        if path is None:
            return PlainTextResponse("404: there is no such image\n", status_code=404)
        try:
            content = await run_in_threadpool(_image, path)
        except UnreadableError:
            return PlainTextResponse("404: there is no such image\n", status_code=404)
        return Response(
            content, media_type=_TYPES[PurePosixPath(name).suffix], headers={"Content-Security-Policy": _SANDBOX}
        )

    async def _panel(self, request: Request) -> Response:
        """The body of a panel; where the reader hid and showed runs, these come along."""
        path, _, key = request.path_params["path"].rpartition("/")
        eyes = parse_eyes(await _bytes(request)) if request.method == "POST" else None
        if request.method == "POST" and eyes is None:
            return PlainTextResponse("400: these are no runs to hide and show\n", status_code=400)
        body = await run_in_threadpool(self._preview.body, path, key, eyes)
        if body is None:
            # A panel that went while it was asked for is no fault: the reader's page is told how it is now.
            is_there = await run_in_threadpool(self._preview.page, path) is not None
            return Response(status_code=204) if is_there else PlainTextResponse("404: no such page\n", status_code=404)
        return HTMLResponse(str(body))

    async def _edit(self, request: Request) -> Response:
        document = self._preview.site.by_path.get(request.query_params.get("page", ""))
        line = request.query_params.get("line", "")
        if document is None or not line.isdecimal():
            return PlainTextResponse("404: there is no such line\n", status_code=404)
        try:
            await run_in_threadpool(open_line, self._editor, document.file, int(line))
        except EditorError as error:
            return PlainTextResponse(f"{error}\n", status_code=501)
        return Response(status_code=204)

    async def _events(self, request: Request) -> Response:
        reader = self._hub.reader(request.query_params.get("reader", ""))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        if reader is None:
            return StreamingResponse(_once({"type": "reload"}), media_type="text/event-stream", headers=headers)
        messages = self._hub.stream(reader, partial(catch_up, self._preview, self._hub))
        return StreamingResponse(messages, media_type="text/event-stream", headers=headers)


def _undrawn(_request: Request, error: Exception) -> Response:
    """A page that the templates of the repository cannot draw: said without them, and looked at again soon."""
    hint = getattr(error, "hint", "")
    text = f"500: {error}\n{hint}\n" if hint else f"500: {error}\n"
    return PlainTextResponse(text, status_code=500, headers={"Refresh": "2"})


def _image(path: str) -> bytes:
    return read_bytes(Path(path).resolve(), limit=_ASSET_LIMIT)


async def _bytes(request: Request) -> bytes | None:
    """What a request brings; None where it is too much."""
    parts: list[bytes] = []
    async for part in request.stream():
        parts.append(part)
        if sum(map(len, parts)) > _EYES_LIMIT:
            return None
    return b"".join(parts)


async def _once(message: dict[str, Any]) -> AsyncIterator[bytes]:
    yield event(message)
