"""Which application answers an address: W&B's API, or the pages of the preview; which document a page's address means."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from runpress.project.documents import Document, page_url
from runpress.project.project import is_document

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from runpress.backends.html.site import Site

API_PREFIXES = ("/graphql", "/files/", "/sdk/", "/artifactsV2/")
"""Addresses of the API; all others are pages."""

STORED_VIEWS = "-/views/"
"""Where pages of stored views are, below the documents: no document's address begins with `-/`."""


def awaited(url: str) -> str:
    """The document whose page would be at an address, below the documents', where none is."""
    if url == "" or url.endswith("/"):
        return f"{url}index.md"
    return url if is_document(url) else f"{url.removesuffix('.html')}.md"


def page_of(site: Site, path: str) -> Document | None:
    """The document of that path, or the one whose page is where its page would be: `README.md` for `index.md`."""
    return site.by_path.get(path) or site.by_url.get(page_url(path, set()))


class Addresses:
    """ASGI: clients of the API go to it, everything else (the start of the server, too) to `pages`.

    The API is made when it is first asked for, since a preview without clients should start quickly.
    """

    def __init__(self, pages: ASGIApp, make_api: Callable[[], ASGIApp]) -> None:
        self._pages = pages
        self._make_api = make_api

    @cached_property
    def _api(self) -> ASGIApp:
        return self._make_api()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_api = scope["type"] == "http" and scope["path"].startswith(API_PREFIXES)
        await (self._api if is_api else self._pages)(scope, receive, send)
