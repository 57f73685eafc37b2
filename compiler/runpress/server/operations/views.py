"""Views: reports, drafts, workspaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from runpress.codec.about import VIEW_TYPES
from runpress.server.context import Server, global_id, number_of
from runpress.server.graphql import Object, RefusedError
from runpress.server.operations.paging import connection
from runpress.server.store import Project, Share, View, ViewChange
from runpress.server.store.views import Moved

_KNOWN_TYPES = (*VIEW_TYPES, "run-view")
MOVED = "VIEW_MOVED"
"""The code of a refusal to save over what someone else saved."""
LONGEST_SPEC = 64 * 1024 * 1024


def view(server: Server, arguments: Mapping[str, Any]) -> Object | None:
    """A view by its id; null if there is none."""
    found = _numbered(server, arguments.get("id"))
    return None if found is None else view_fields(server, found)


def upsert_view(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Save a view: with an id in place, else as a new one. What is null stays as it is.

    Beside what W&B's API takes, `expectedVersion` refuses to save over what someone else saved meanwhile.
    """
    given = arguments.get("input") or {}
    change = _change(server, given)
    try:
        saved, is_new = _saved(server, given, change)
    except Moved:
        raise RefusedError("the view was saved by someone else meanwhile", code=MOVED) from None
    server.changed_views.put(saved.id)
    return {"view": view_fields(server, saved), "inserted": is_new}


def delete_view(server: Server, arguments: Mapping[str, Any]) -> Object:
    """Delete a view and its drafts; their versions are kept on the server.

    With drafts that the client did not say to delete too, nothing is deleted. `expectedVersion` as for saving.
    """
    given = arguments.get("input") or arguments
    found = _numbered(server, given.get("id"))
    if found is None:
        raise RefusedError("view not found")
    if server.views.children(found.id) and not given.get("deleteDrafts"):
        return {"__typename": "DeleteViewPayload", "success": False, "pendingDrafts": True}
    try:
        is_deleted = server.views.delete(found.id, expected=_expected(given))
    except Moved:
        raise RefusedError("the view was saved by someone else meanwhile", code=MOVED) from None
    server.changed_views.put(found.id)
    return {"__typename": "DeleteViewPayload", "success": is_deleted, "pendingDrafts": False}


def views_of(server: Server, project: Project, arguments: Mapping[str, Any]) -> Object:
    """The views of a project, in pages; `viewName` is a view's name, or what people call it."""
    found = server.views.all(project, type=arguments.get("viewType"), name=arguments.get("viewName") or None)
    return connection([(one.id, view_fields(server, one)) for one in found], arguments)


def view_fields(server: Server, found: View) -> Object:
    """A view as clients see it. `version` counts what was saved."""
    return {
        "__typename": "View",
        "id": global_id("View", found.id),
        "type": found.type,
        "name": found.name,
        "displayName": found.display_name,
        "description": found.description,
        "spec": found.spec,
        "version": found.version,
        "createdAt": found.created_at,
        "updatedAt": found.updated_at,
        "createdUsing": "WANDB_SDK",
        "project": {
            "__typename": "Project",
            "id": global_id("Project", found.project.id),
            "name": found.project.name,
            "entityName": found.project.entity,
        },
        "entityName": found.project.entity,
        "user": {"__typename": "User", "username": server.entity, "name": server.entity, "photoUrl": "", "email": ""},
        "updatedBy": {"__typename": "User", "username": server.entity, "name": server.entity},
        "parentId": None if found.parent_id is None else global_id("View", found.parent_id),
        "children": lambda arguments: connection(
            [(one.id, view_fields(server, one)) for one in server.views.children(found.id)], arguments
        ),
        "imageUploadUrl": lambda arguments: _image_fields(server, found, arguments),
        "uploadHeaders": [],
        "discussionThreads": lambda arguments: connection([], arguments),
        "accessTokens": lambda _: [_share_fields(share) for share in server.shares.of_view(found.id)],
        "versions": lambda _: [
            {
                "version": one.version,
                "displayName": one.display_name,
                "description": one.description,
                "savedAt": one.saved_at,
                "spec": one.spec,
            }
            for one in server.views.versions(found.id)
        ],
    }


def _image_fields(server: Server, found: View, arguments: Mapping[str, Any]) -> Object:
    address = server.image_address(found.id, str(arguments.get("name") or ""))
    if address is None:
        raise RefusedError("an image has a name such as `loss.png`: letters, digits, `.`, `_`, `-`")
    url, shown = address
    return {"__typename": "ImageUrl", "url": url, "publicUrl": shown, "path": urlsplit(shown).path}


def _share_fields(share: Share) -> Object:
    return {
        "token": share.token,
        "type": share.type,
        "revokedAt": share.revoked_at,
        "projects": [{"entityName": one.get("entityName"), "name": one.get("projectName")} for one in share.projects],
    }


def _numbered(server: Server, given: object) -> View | None:
    number = number_of("View", given)
    return None if number is None else server.views.find(number)


def _saved(server: Server, given: Mapping[str, Any], change: ViewChange) -> tuple[View, bool]:
    expected, now = _expected(given), server.now()
    if given.get("id"):
        number = number_of("View", given["id"])
        found = None if number is None else server.views.update(number, change, now=now, expected=expected)
        if found is None:
            raise RefusedError("view not found")
        return found, False
    entity, name = given.get("entityName") or server.entity, str(given.get("projectName") or "")
    project = server.projects.find(entity, name)
    if project is None:
        raise RefusedError(f"project not found: {entity}/{name}")
    return server.views.insert(project, change, now=now, expected=expected)


def _expected(given: Mapping[str, Any]) -> int | None:
    expected = given.get("expectedVersion")
    if not isinstance(expected, int | None) or isinstance(expected, bool):
        raise RefusedError("`expectedVersion` is a whole number")
    return expected


def _change(server: Server, given: Mapping[str, Any]) -> ViewChange:
    for key in ("type", "name", "displayName", "description", "spec"):
        if not isinstance(given.get(key), str | None):
            raise RefusedError(f"`{key}` is a text")
    if given.get("type") not in (None, *_KNOWN_TYPES):
        raise RefusedError(f"invalid view type `{given['type']}`")
    if len(given.get("spec") or "") > LONGEST_SPEC:
        raise RefusedError("the spec is too large")
    parent = _numbered(server, given["parentId"]) if given.get("parentId") else None
    if given.get("parentId") and parent is None:
        raise RefusedError("the report that the draft belongs to is not found")
    return ViewChange(
        type=given.get("type"),
        name=given.get("name"),
        display_name=given.get("displayName"),
        description=given.get("description"),
        spec=given.get("spec"),
        parent_id=None if parent is None else parent.id,
    )


QUERIES = {"view": view}
MUTATIONS = {"upsertView": upsert_view, "deleteView": delete_view}
