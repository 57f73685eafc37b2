"""The GraphQL documents of operations on views and projects, with fields as W&B's schema names them.

Not all servers have all fields. Documents of views are therefore made for the optional fields that a server has
(`runpress.client.optional_fields`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from runpress.client.graphql import Operation

_FIELDS = "id type name displayName description spec createdAt updatedAt project { id name entityName }"
OPTIONAL = {"version": "version", "updatedBy": "updatedBy { username }", "parentId": "parentId"}
"""`version` is our own server's; W&B has the others, older servers do not."""

VIEWER = Operation("Viewer", "query Viewer { viewer { id username entity teams { edges { node { name } } } } }")
PROJECT = Operation(
    "ProjectInternalId",
    "query ProjectInternalId($name: String!, $entity: String!) {"
    " project(name: $name, entityName: $entity) { id internalId name entityName } }",
)
PROJECTS = Operation(
    "GetProjects",
    "query GetProjects($entity: String, $cursor: String, $perPage: Int = 50) {"
    " models(entityName: $entity, after: $cursor, first: $perPage) {"
    " edges { node { id name entityName } cursor } pageInfo { endCursor hasNextPage } } }",
)
CREATE_PROJECT = Operation(
    "CreateProject",
    "mutation CreateProject($name: String!, $entity: String!) {"
    " upsertModel(input: { name: $name, entityName: $entity }) { model { id name entityName } inserted } }",
)
VERSIONS = Operation(
    "ViewVersions",
    "query ViewVersions($id: ID!) { view(id: $id) { versions { version displayName description savedAt spec } } }",
)
_UPSERT_TYPES = {
    "id": "ID",
    "entityName": "String",
    "projectName": "String",
    "type": "String",
    "name": "String",
    "displayName": "String",
    "description": "String",
    "spec": "String!",
    "parentId": "ID",
    "expectedVersion": "Int",
}
_ALWAYS = 8
"""The first of these inputs are what every client sends."""


def view(optional: Collection[str]) -> Operation:
    """One view by its id."""
    return Operation("SpecificReport", f"query SpecificReport($id: ID!) {{ view(id: $id) {{ {_fields(optional)} }} }}")


def views(optional: Collection[str]) -> Operation:
    """A page of the views of a project."""
    return Operation(
        "ProjectViews",
        "query ProjectViews($project: String, $entity: String, $viewType: String, $viewName: String,"
        " $cursor: String, $perPage: Int = 50) { project(name: $project, entityName: $entity) {"
        " allViews(viewType: $viewType, viewName: $viewName, first: $perPage, after: $cursor) {"
        f" edges {{ node {{ {_fields(optional)} }} cursor }} pageInfo {{ endCursor hasNextPage }} }} }} }}",
    )


def drafts(optional: Collection[str]) -> Operation:
    """The drafts of a report."""
    return Operation(
        "ReportDrafts",
        f"query ReportDrafts($id: ID!) {{ view(id: $id) {{ id children {{ edges {{ node {{ {_fields(optional)} }} }} }} }} }}",
    )


def upsert(variables: Mapping[str, Any], optional: Collection[str]) -> Operation:
    """Save a view. Inputs that few servers know stand in the document only where they are given."""
    names = [name for index, name in enumerate(_UPSERT_TYPES) if index < _ALWAYS or name in variables]
    declared = ", ".join(f"${name}: {_UPSERT_TYPES[name]}" for name in names)
    inputs = ", ".join(f"{name}: ${name}" for name in names)
    return Operation(
        "upsertView",
        f"mutation upsertView({declared}) {{ upsertView(input: {{ {inputs}, createdUsing: WANDB_SDK }})"
        f" {{ view {{ {_fields(optional)} }} inserted }} }}",
        is_safe=False,
    )


def delete(variables: Mapping[str, Any]) -> Operation:
    """Delete a view."""
    declared, given = ("", "")
    if "expectedVersion" in variables:
        declared, given = (", $expectedVersion: Int", ", expectedVersion: $expectedVersion")
    return Operation(
        "deleteView",
        f"mutation deleteView($id: ID!, $deleteDrafts: Boolean{declared}) {{"
        f" deleteView(input: {{ id: $id, deleteDrafts: $deleteDrafts{given} }}) {{ success }} }}",
        is_safe=False,
    )


def _fields(optional: Collection[str]) -> str:
    return " ".join([_FIELDS, *(words for name, words in OPTIONAL.items() if name in optional)])
