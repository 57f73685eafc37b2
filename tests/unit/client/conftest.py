"""A local server for the tests of the client, and a client of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from runpress.client.credentials import Credentials
from runpress.client.graphql import GraphQL
from runpress.client.retries import Effects, real_effects
from runpress.client.secret import Secret
from runpress.client.views import ViewsClient
from support.local_server import KEY, Running, running


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        found.server.projects.ensure("ada", "digits", now="2026-01-01T00:00:00Z")
        yield found


@pytest.fixture
def effects() -> Effects:
    return real_effects(lambda: 0.0)


@pytest.fixture
def views(local: Running, effects: Effects) -> Iterator[ViewsClient]:
    graphql = GraphQL(Credentials(local.url, Secret(KEY), "WANDB_API_KEY"), effects)
    yield ViewsClient(graphql)
    graphql.close()
