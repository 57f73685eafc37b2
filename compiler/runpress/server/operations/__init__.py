"""Root fields of the API, one module a subject: functions of the server and of the field's arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from runpress.server.context import Server
from runpress.server.graphql import Roots
from runpress.server.operations import people, projects, runs, shares, views

Field: TypeAlias = Callable[[Server, Mapping[str, Any]], Any]

QUERIES: dict[str, Field] = {**people.QUERIES, **projects.QUERIES, **views.QUERIES}
MUTATIONS: dict[str, Field] = {**projects.MUTATIONS, **views.MUTATIONS, **shares.MUTATIONS, **runs.MUTATIONS}


def roots(server: Server) -> Roots:
    """All root fields, on one server."""
    return Roots(
        {name: partial(field, server) for name, field in QUERIES.items()},
        {name: partial(field, server) for name, field in MUTATIONS.items()},
    )
