"""Views that share links show to people without the token of the preview: each as one page that holds all it needs.

Such a page asks for nothing more, so that nothing else has to be opened for its readers: no other document, no stream,
no file, no operation. It is drawn from the data of the projects that the link may read, and from no others.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from runpress.backends.html.assets import inline_assets
from runpress.backends.html.data import ProjectData
from runpress.backends.html.fingerprints import data_state
from runpress.backends.html.policy import single_file_policy
from runpress.backends.html.renderer import Renderer
from runpress.backends.html.site import Site
from runpress.project import Document, Project
from runpress.project.files import FoundFile
from runpress.server.clients import IF_CLIENTS_LEAVE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Scope

    from runpress.serve.preview import Preview
    from runpress.serve.stored_views import StoredViews
    from runpress.server.store import Share

PARAMETER: Final = "accessToken"
_SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
_MOST_PAGES: Final = 16
"""Pages that are remembered: drawing one takes as long as building it."""
_NOTHING: Final = "403: this link shows nothing: it is not whole, or it was disabled\n"
_FILE: Final = Document("view.md", Path("view.md"), "view.html")


def is_shared(scope: Scope) -> bool:
    """Whether a request comes with the token of a share link, and only reads."""
    return scope["method"] in _SAFE_METHODS and bool(_token(scope))


class SharedViews:
    """Answers those who have a share link. `make_views` opens the server that has the views."""

    def __init__(self, preview: Preview, make_views: Callable[[], StoredViews]) -> None:
        self._preview = preview
        self._make_views = make_views
        self._opening = threading.Lock()
        self._drawing = threading.Lock()
        """Held only for those whose link is good: others are refused at once."""
        self._views: StoredViews | None = None
        self._pages: dict[tuple[object, ...], tuple[bytes, str]] = {}

    def asgi(self) -> ASGIApp:
        """The application: W&B's own addresses of views, and no others."""
        routes = [
            Route("/{entity}/{project}/reports/{slug}", self._answer),
            Route("/{entity}/{project}", self._answer),
            Route("/{entity}/{project}/workspace", self._answer),
        ]
        return Starlette(routes=routes, exception_handlers=dict(IF_CLIENTS_LEAVE) | {404: _refused})

    async def _answer(self, request: Request) -> Response:
        found = await run_in_threadpool(
            self._page, _token(request.scope), dict(request.path_params), request.query_params.get("nw", "")
        )
        if found is None:
            return PlainTextResponse(_NOTHING, status_code=403)
        content, policy = found
        headers = {
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex",
        }
        return HTMLResponse(content, headers=headers)

    def _page(self, token: str, names: Mapping[str, str], workspace: str) -> tuple[bytes, str] | None:
        """The page that a token shows at an address, and its policy; None if it shows nothing there."""
        with self._opening:
            views = self._views = self._views or self._make_views()
        share = views.share(token)
        slug = names.get("slug", "")
        if share is None or not (slug or workspace):
            return None
        if views.number_at(names["entity"], names["project"], slug=slug, workspace=workspace) != share.view_id:
            return None
        with self._drawing:
            return self._drawn(views, share)

    def _drawn(self, views: StoredViews, share: Share) -> tuple[bytes, str] | None:
        """The page of a view, drawn anew where anything of it has changed."""
        found = views.page(views.numbered(share.view_id))
        if found is None:
            return None
        site = _cut_down(self._preview.site, views, share, title=found.title)
        key = (
            share.view_id,
            found.text,
            found.title,
            site.project.configuration.digest_text,
            data_state(site.project),
            site.theme.fingerprint,
        )
        if key not in self._pages:
            if len(self._pages) >= _MOST_PAGES:
                self._pages.pop(next(iter(self._pages)))
            assets = inline_assets(site.theme)
            renderer = Renderer(site, ProjectData(site.project), assets, is_single=True, search="")
            content, _ = renderer.page(_FILE, found.text.encode("utf-8", "surrogatepass"), "")
            policy = single_file_policy(scripts=[assets.early, assets.script], styles=[assets.style])
            self._pages[key] = content, policy
        return self._pages[key]


def _cut_down(site: Site, views: StoredViews, share: Share, *, title: str) -> Site:
    """A site of one view: without other documents and files, and with the data that a link may read."""
    return Site(
        project=_reading(site.project, views.projects_of(share)),
        theme=site.theme,
        documents=(_FILE,),
        nav=(),
        files=(),
        titles={_FILE.path: title},
        uploads=site.uploads,
        uploaded=lambda path: _image(views, views.numbered(share.view_id), path),
    )


def _reading(project: Project, allowed: frozenset[str]) -> Project:
    """The project with the data of those projects alone, and without what its pages say of it."""
    configuration = project.configuration
    data = tuple(one for one in configuration.data if one.project in allowed)
    return replace(
        project, configuration=replace(configuration, data=data, nav=None, site_name="runpress", site_description="")
    )


def _image(views: StoredViews, view_id: str, path: str) -> FoundFile | None:
    """An image that was uploaded for the view itself; `path` is the view's id and the image's name."""
    owner, _, name = path.partition("/")
    file = views.image(view_id, name) if owner.rstrip("=") == view_id.rstrip("=") else None
    if file is None:
        return None
    status = file.stat()
    return FoundFile(name, file, status.st_size, status.st_mtime_ns)


def _token(scope: Scope) -> str:
    values = parse_qs(scope["query_string"].decode("latin-1")).get(PARAMETER, [])
    return values[0] if len(values) == 1 else ""


async def _refused(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(_NOTHING, status_code=403)
