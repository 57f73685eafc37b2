"""Operations on views, projects and share links: their documents, and answers as values.

Servers send fields in any order, add some, and leave some out: only an id is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from runpress.client.graphql import GraphQL, Operation
from runpress.errors import NetworkError

_FIELDS = "id type name displayName description spec createdAt updatedAt project { id name entityName }"
_PAGE = 50
_MOST_PAGES = 10_000

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
VIEW = Operation("SpecificReport", f"query SpecificReport($id: ID!) {{ view(id: $id) {{ {_FIELDS} }} }}")
VIEWS = Operation(
    "ProjectViews",
    "query ProjectViews($project: String, $entity: String, $viewType: String, $viewName: String,"
    " $cursor: String, $perPage: Int = 50) { project(name: $project, entityName: $entity) {"
    " allViews(viewType: $viewType, viewName: $viewName, first: $perPage, after: $cursor) {"
    f" edges {{ node {{ {_FIELDS} }} cursor }} pageInfo {{ endCursor hasNextPage }} }} }} }}",
)
UPSERT = Operation(
    "upsertView",
    "mutation upsertView($id: ID, $entityName: String, $projectName: String, $type: String, $name: String,"
    " $displayName: String, $description: String, $spec: String!) { upsertView(input: { id: $id,"
    " entityName: $entityName, projectName: $projectName, type: $type, name: $name, displayName: $displayName,"
    f" description: $description, spec: $spec, createdUsing: WANDB_SDK }}) {{ view {{ {_FIELDS} }} inserted }} }}",
    is_safe=False,
)
DELETE = Operation(
    "deleteView",
    "mutation deleteView($id: ID!) { deleteView(input: { id: $id, deleteDrafts: true }) { success } }",
    is_safe=False,
)


@dataclass(frozen=True, slots=True)
class StoredView:
    """A view as the server has it. Empty texts where the server says nothing."""

    id: str
    type: str
    name: str
    title: str
    description: str
    entity: str
    project: str
    spec: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a server made of a view that was saved."""

    view: StoredView
    is_new: bool


class ViewsClient:
    """Views of one server."""

    def __init__(self, graphql: GraphQL) -> None:
        self._graphql = graphql

    def entities(self) -> list[str]:
        """The user's own entity first, then teams."""
        viewer = self._graphql.ask(VIEWER, {}).get("viewer") or {}
        teams = [node.get("name") for node in _nodes(viewer.get("teams"))]
        own = [viewer.get("entity") or viewer.get("username")]
        return list(dict.fromkeys(name for name in (*own, *teams) if isinstance(name, str) and name))

    def project_id(self, entity: str, project: str) -> str | None:
        """The internal id of a project, which run sets name; None if there is no such project."""
        found = self._graphql.ask(PROJECT, {"name": project, "entity": entity}).get("project")
        return None if not isinstance(found, Mapping) else str(found.get("internalId") or found.get("id") or "")

    def projects(self, entity: str) -> list[str]:
        """The names of an entity's projects."""
        pages = self._pages(PROJECTS, {"entity": entity}, lambda data: data.get("models"))
        return [str(node.get("name")) for node in pages]

    def create_project(self, entity: str, project: str) -> None:
        """Make a project; nothing happens if it is there."""
        self._graphql.ask(CREATE_PROJECT, {"name": project, "entity": entity})

    def find(self, view_id: str) -> StoredView | None:
        """The view with an id; None if there is none."""
        found = self._graphql.ask(VIEW, {"id": view_id}).get("view")
        return _view(found) if isinstance(found, Mapping) else None

    def all(self, entity: str, project: str, view_type: str, *, name: str | None = None) -> list[StoredView]:
        """The views of a project of one type, by name if one is given."""
        variables = {"entity": entity, "project": project, "viewType": view_type, "viewName": name}
        pages = self._pages(VIEWS, variables, lambda data: (data.get("project") or {}).get("allViews"))
        return [_view({"project": {"name": project, "entityName": entity}, **node}) for node in pages]

    def save(self, variables: Mapping[str, Any]) -> Saved:
        """Save a view: with an `id` in place, else as a new one. Sent once: a lost reply is an unknown outcome."""
        answer = self._graphql.ask(UPSERT, variables).get("upsertView")
        view = answer.get("view") if isinstance(answer, Mapping) else None
        if not isinstance(answer, Mapping) or not isinstance(view, Mapping) or not view.get("id"):
            raise NetworkError("the server saved a view and did not say which")
        return Saved(_view(view), bool(answer.get("inserted")))

    def delete(self, view_id: str) -> bool:
        """Whether the view was deleted."""
        answer = self._graphql.ask(DELETE, {"id": view_id}).get("deleteView")
        return bool(isinstance(answer, Mapping) and answer.get("success"))

    def _pages(
        self, operation: Operation, variables: Mapping[str, Any], connection: Any
    ) -> Iterator[Mapping[str, Any]]:
        cursor: str | None = None
        for _ in range(_MOST_PAGES):
            page = connection(self._graphql.ask(operation, {**variables, "cursor": cursor, "perPage": _PAGE})) or {}
            yield from _nodes(page)
            info = page.get("pageInfo") or {}
            edges = page.get("edges") or [{}]
            following = info.get("endCursor") or edges[-1].get("cursor")
            if not info.get("hasNextPage") or not following or following == cursor:
                return
            cursor = following


def _nodes(connection: Any) -> list[Mapping[str, Any]]:
    edges = connection.get("edges") if isinstance(connection, Mapping) else None
    found = [edge.get("node") for edge in edges or () if isinstance(edge, Mapping)]
    return [node for node in found if isinstance(node, Mapping)]


def _view(found: Mapping[str, Any]) -> StoredView:
    project = found.get("project") if isinstance(found.get("project"), Mapping) else {}
    return StoredView(
        id=_text(found, "id"),
        type=_text(found, "type"),
        name=_text(found, "name"),
        title=_text(found, "displayName"),
        description=_text(found, "description"),
        entity=_text(project or {}, "entityName"),
        project=_text(project or {}, "name"),
        spec=_text(found, "spec"),
        updated_at=_text(found, "updatedAt"),
    )


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
