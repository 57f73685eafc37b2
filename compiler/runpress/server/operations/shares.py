"""Share links of views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.server.context import Server, number_of
from runpress.server.graphql import Object, RefusedError


def create_access_token(server: Server, arguments: Mapping[str, Any]) -> Object:
    """A new link to a view."""
    given = arguments.get("input") or {}
    number = number_of("View", given.get("viewId"))
    if number is None or server.views.find(number) is None:
        raise RefusedError("view not found")
    share = server.shares.add(server.make_token(), number, given.get("projects") or [], now=server.now())
    return {"accessToken": {"token": share.token, "type": share.type, "projects": list(share.projects)}}


def update_access_token_projects(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Let a link show other projects."""
    given = arguments.get("input") or {}
    return {"success": server.shares.rescope(str(given.get("token")), given.get("projects") or [])}


def revoke_access_token(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Let a link show nothing any more."""
    given = arguments.get("input") or {}
    return {"success": server.shares.revoke(str(given.get("token")), now=server.now())}


MUTATIONS = {
    "createAccessToken": create_access_token,
    "updateAccessTokenProjects": update_access_token_projects,
    "revokeAccessToken": revoke_access_token,
}
