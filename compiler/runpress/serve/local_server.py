"""The local server beside the preview: where it keeps its things, and what its clients need to know."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from runpress.server.context import Server
from runpress.server.key import load_key

if TYPE_CHECKING:
    from runpress.project import Project

FOLDER = "server"
_KEY_BYTES = 32


class LocalServer(NamedTuple):
    """An open server, its key, and where the key comes from."""

    server: Server
    key: str
    source: str


def open_server(folder: Path, project: Project, environ: Mapping[str, str], *, base_url: str) -> LocalServer:
    """The local server whose things are in `folder`. Raises `UsageError` for a key that cannot be used."""
    from runpress.server.store import open_database

    key, source = load_key(folder, environ, lambda: f"local-{secrets.token_hex(_KEY_BYTES)}")
    server = Server(
        database=open_database(folder / FOLDER),
        folder=folder / FOLDER / "files",
        entity=project.configuration.entity or "local",
        clock=lambda: datetime.now(UTC),
        make_token=lambda: secrets.token_urlsafe(_KEY_BYTES),
        base_url=base_url,
        upload_key=secrets.token_bytes(_KEY_BYTES),
    )
    return LocalServer(server, key, source)
