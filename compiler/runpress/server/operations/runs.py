"""Runs, as far as clients that log one or make views ask for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from runpress.server.context import Server, global_id, number_of
from runpress.server.graphql import Object, RefusedError
from runpress.server.operations.names import check_name
from runpress.server.operations.paging import connection
from runpress.server.operations.run_files import file_fields, history_fields
from runpress.server.run_filters import filtered, ordered
from runpress.server.store import Project
from runpress.server.store.runs import Run

_KEPT = (
    "displayName",
    "description",
    "notes",
    "config",
    "state",
    "host",
    "groupName",
    "jobType",
    "tags",
    "sweep",
    "program",
    "summaryMetrics",
    "commit",
)
_MOST_RUNS = 100_000


def upsert_bucket(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Make a run or change it; its project is made if it is not there. What is null stays as it is."""
    given = arguments.get("input") or {}
    fields = {key: given[key] for key in _KEPT if given.get(key) is not None}
    number = number_of("Run", given.get("id"))
    old = None if number is None else server.runs.numbered(number)
    if old is not None:
        run, _ = server.runs.save(old.project, old.name, fields, now=server.now())
        return {"bucket": run_fields(server, run), "inserted": False}
    name = str(given.get("name") or "")
    if not name:
        raise RefusedError("a run needs a name")
    entity, project_name = given.get("entityName") or server.entity, given.get("modelName") or "uncategorized"
    check_name(entity, "entity")
    check_name(project_name, "project")
    project, _ = server.projects.ensure(entity, project_name, now=server.now())
    run, is_new = server.runs.save(project, name, fields, now=server.now())
    return {"bucket": run_fields(server, run), "inserted": is_new}


def create_run_files(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Addresses to put a run's files to. They hold a token, since clients send no key with bytes."""
    given = arguments.get("input") or {}
    entity, project, run = (str(given.get(key) or "") for key in ("entityName", "projectName", "runName"))
    found = server.projects.find(entity or server.entity, project)
    kept = None if found is None else server.runs.find(found, run)
    if kept is None:
        raise RefusedError(f"run not found: {entity}/{project}/{run}")
    path = "/".join(quote(part, safe="") for part in (kept.project.entity, kept.project.name, kept.name))
    files = [
        {"name": name, "uploadUrl": server.upload_url(f"{path}/{quote(str(name))}")}
        for name in given.get("files") or []
    ]
    return {"runID": kept.name, "uploadHeaders": [], "files": files}


def run_page(server: Server, project: Project, arguments: Mapping[str, Any]) -> Object:
    """The runs of a project that pass the filters, in pages; in the order in which they came, or in another."""
    found = ordered(_passing(server, project, arguments), arguments.get("order"))
    return connection([(one.id, run_fields(server, one)) for one in found], arguments)


def run_count(server: Server, project: Project, arguments: Mapping[str, Any]) -> int:
    """How many runs of a project pass the filters."""
    return len(_passing(server, project, arguments))


def _passing(server: Server, project: Project, arguments: Mapping[str, Any]) -> list[Run]:
    return filtered(server.runs.all(project, first=_MOST_RUNS), arguments.get("filters"))


def run_of(server: Server, project: Project, arguments: Mapping[str, Any]) -> Object | None:
    """A run by its id; null if there is none."""
    found = server.runs.find(project, str(arguments.get("name") or ""))
    return None if found is None else run_fields(server, found)


def run_fields(server: Server, run: Run) -> Object:
    """A run as clients see it."""
    fields = run.fields
    project = {
        "__typename": "Project",
        "id": global_id("Project", run.project.id),
        "name": run.project.name,
        "entity": {"id": global_id("Entity", run.project.id), "name": run.project.entity},
        "entityName": run.project.entity,
    }
    return {
        "__typename": "Run",
        "id": global_id("Run", run.id),
        "name": run.name,
        "projectId": str(run.project.id),
        "project": project,
        "displayName": fields.get("displayName") or run.name,
        "description": fields.get("description"),
        "notes": fields.get("notes"),
        "config": fields.get("config") or "{}",
        "summaryMetrics": fields.get("summaryMetrics") or "{}",
        "systemMetrics": "{}",
        "state": fields.get("state") or "running",
        "tags": fields.get("tags") or [],
        "group": fields.get("groupName"),
        "jobType": fields.get("jobType"),
        "sweepName": fields.get("sweep"),
        "commit": fields.get("commit"),
        "host": fields.get("host"),
        "readOnly": False,
        "createdAt": run.created_at,
        "updatedAt": run.updated_at,
        "heartbeatAt": run.updated_at,
        "historyLineCount": fields.get("historyLineCount", 0),
        "eventsLineCount": fields.get("eventsLineCount", 0),
        "logLineCount": 0,
        "wandbConfig": _started(fields),
        "historyTail": "[]",
        "eventsTail": "[]",
        **history_fields(server, run),
        **file_fields(server, run),
        "user": {"__typename": "User", "name": run.project.entity, "username": run.project.entity},
    }


def _started(fields: Mapping[str, Any]) -> str | None:
    """What says that a run has begun, to who wants to resume it; None if its client did not say so."""
    try:
        known = json.loads(fields.get("config") or "{}").get("_wandb")
    except ValueError:
        return None
    value = known.get("value") if isinstance(known, dict) else None
    return json.dumps({"t": value["t"]}) if isinstance(value, dict) and "t" in value else None


MUTATIONS = {"upsertBucket": upsert_bucket, "createRunFiles": create_run_files}
