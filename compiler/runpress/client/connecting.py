"""A client of the server that the environment and the command line name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import SystemRandom
from typing import NamedTuple, TextIO

from runpress.client.credentials import Credentials, find_credentials, read_key
from runpress.client.graphql import GraphQL
from runpress.client.retries import real_effects
from runpress.client.views import ViewsClient


class Connection(NamedTuple):
    """A client, and who it is. `credentials.warnings` are for people, and hold no key."""

    views: ViewsClient
    credentials: Credentials

    def close(self) -> None:
        """Close all connections."""
        self.views.graphql.close()


def connect(
    environ: Mapping[str, str],
    *,
    host: str = "",
    key_from: TextIO | None = None,
    home: Path | None = None,
) -> Connection:
    """A client; nothing is sent yet. `key_from` is standard input with `--api-key-stdin`, else None.

    Raises `UsageError` for a host or a key that cannot be used, `NotPermittedError` if there is no key.
    """
    given = read_key(key_from) if key_from else ""
    credentials = find_credentials(environ, host=host, given=given, home=home)
    graphql = GraphQL(credentials, real_effects(SystemRandom().random))
    return Connection(ViewsClient(graphql), credentials)
