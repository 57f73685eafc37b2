"""Projects: looked up, listed, made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from runpress.server.context import Server, global_id
from runpress.server.graphql import Object
from runpress.server.operations.names import check_name
from runpress.server.operations.paging import connection
from runpress.server.operations.runs import run_count, run_of, run_page
from runpress.server.operations.views import views_of
from runpress.server.store import Project


def project(server: Server, arguments: Mapping[str, Any]) -> Object | None:
    """A project by name and entity; null if there is none, which is how clients learn it."""
    found = server.projects.find(_entity(server, arguments), str(arguments.get("name") or ""))
    return None if found is None else project_fields(server, found)


def models(server: Server, arguments: Mapping[str, Any]) -> Object:
    """The projects of an entity, in pages."""
    found = server.projects.all(_entity(server, arguments))
    return connection([(one.id, project_fields(server, one)) for one in found], arguments)


def upsert_model(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Make a project. One that is there stays as it is."""
    given = arguments.get("input") or {}
    name = str(given.get("name") or "")
    check_name(name, "project")
    entity = given.get("entityName") or server.entity
    check_name(entity, "entity")
    made, is_new = server.projects.ensure(
        entity, name, now=server.now(), description=given.get("description") or "", access=given.get("access") or ""
    )
    fields = project_fields(server, made)
    return {"project": fields, "model": fields, "inserted": is_new}


def project_fields(server: Server, found: Project) -> Object:
    """A project as clients see it."""
    return {
        "__typename": "Project",
        "id": global_id("Project", found.id),
        "internalId": global_id("ProjectInternalId", found.id),
        "name": found.name,
        "entityName": found.entity,
        "entity": {"__typename": "Entity", "id": global_id("Entity", found.id), "name": found.entity},
        "description": found.description,
        "access": found.access,
        "createdAt": found.created_at,
        "views": "{}",
        "isBenchmark": False,
        "readOnly": False,
        "user": None,
        "allViews": partial(views_of, server, found),
        "runCount": partial(run_count, server, found),
        "runs": partial(run_page, server, found),
        "run": partial(run_of, server, found),
        "bucket": partial(run_of, server, found),
    }


def _entity(server: Server, arguments: Mapping[str, Any]) -> str:
    return str(arguments.get("entityName") or server.entity)


QUERIES = {"project": project, "model": project, "models": models}
MUTATIONS = {"upsertModel": upsert_model}
