"""The one user of a local server, entities, and what the server can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.server.context import Server, global_id
from runpress.server.graphql import Object


def viewer(server: Server, _: Mapping[str, Any]) -> Object:
    """The account of whoever has the key."""
    return {
        "__typename": "User",
        "id": global_id("User", 1),
        "name": server.entity,
        "username": server.entity,
        "email": "",
        "entity": server.entity,
        "admin": False,
        "flags": "{}",
        "teams": {"edges": [{"node": _team(name)} for name in server.projects.entities() if name != server.entity]},
        "apiKeys": {"edges": []},
    }


def entity(server: Server, arguments: Mapping[str, Any]) -> Object | None:
    """An entity: the user, or whoever has projects."""
    name = arguments.get("name") or server.entity
    known = {server.entity, *server.projects.entities()}
    return _team(name, is_team=name != server.entity) if name in known else None


def server_info(_: Server, __: Mapping[str, Any]) -> Object:
    """Nothing beside what every server can do."""
    return {"features": [], "latestLocalVersionInfo": None, "cliVersionInfo": {}}


def _team(name: str, *, is_team: bool = True) -> Object:
    return {
        "__typename": "Entity",
        "id": global_id("Entity", name.encode("ascii", "xmlcharrefreplace").decode("ascii")),
        "name": name,
        "isTeam": is_team,
        "entityType": "TEAM" if is_team else "USER",
        "available": False,
        "readOnly": False,
        "organization": None,
        "members": [],
    }


QUERIES = {"viewer": viewer, "entity": entity, "serverInfo": server_info}
