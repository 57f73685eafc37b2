"""Which application answers an address: W&B's API, or the pages of the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runpress.server.app import API_PREFIXES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Addresses:
    """ASGI: clients of the API go to `api`, everything else (the start of the server, too) to `pages`."""

    def __init__(self, pages: ASGIApp, api: ASGIApp) -> None:
        self._pages = pages
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_api = scope["type"] == "http" and scope["path"].startswith(API_PREFIXES)
        await (self._api if is_api else self._pages)(scope, receive, send)
