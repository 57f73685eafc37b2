"""The local server beside the preview: where it keeps its things, and what its clients need to know."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.server.addresses import IMAGES
from runpress.server.key import load_key

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from runpress.serve.security import Access
    from runpress.serve.stored_views import StoredViews
    from runpress.server.context import Server

FOLDER = "server"
_KEY_BYTES = 32
NOBODY = "local"
"""The entity of a user whose project names none."""


class LocalServer:
    """A local server whose things are in `folder`. Its key is made now, its database when a client comes.

    Raises `UsageError` for a key that cannot be used, `OSError` for a folder that cannot be written to.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str], *, entity: str | None, base_url: str) -> None:
        self._folder = folder
        self._entity = entity or NOBODY
        self._base_url = base_url
        self._key, self.source = load_key(folder, environ, lambda: f"local-{secrets.token_hex(_KEY_BYTES)}")

    @cached_property
    def server(self) -> Server:
        """The server with its database open."""
        from runpress.server.context import Server
        from runpress.server.store import open_database

        return Server(
            database=open_database(self._folder / FOLDER),
            folder=self._folder / FOLDER / "files",
            entity=self._entity,
            clock=lambda: datetime.now(UTC),
            make_token=lambda: secrets.token_urlsafe(_KEY_BYTES),
            base_url=self._base_url,
            upload_key=secrets.token_bytes(_KEY_BYTES),
        )

    def api(self, access: Access, follow: Callable[[int], Awaitable[None]] | None = None) -> ASGIApp:
        """The application that answers clients; `follow` is told of views that change."""
        from runpress.server.app import ApiApp

        return ApiApp(self.server, self._key, allows_host=access.allows_host, follow=follow).asgi()

    @property
    def uploads(self) -> str:
        """The address below which images are shown that clients uploaded."""
        return f"{self._base_url}{IMAGES}"

    def views(self) -> StoredViews:
        """What clients saved, as pages."""
        from runpress.serve.stored_views import StoredViews

        return StoredViews(self.server)

    def lines(self, shown: str) -> tuple[str, str]:
        """What to put into a shell so that W&B's own tools use this server; `shown` is the folder as people see it."""
        is_file = self.source == str(self._folder / "key")
        key = f"$(cat {shown}/key)" if is_file else f"${self.source}"
        return f"export WANDB_BASE_URL={self._base_url}", f"export WANDB_API_KEY={key}"
