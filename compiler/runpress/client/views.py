"""Views and projects of one server. Servers send fields in any order, add some, and leave some out: only an id is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from runpress.client import documents
from runpress.client.graphql import GraphQL, Operation, RefusedError
from runpress.client.optional_fields import OptionalFields
from runpress.client.values import Saved, StoredProject, StoredView, ViewVersion, mapping, nodes, text, view_of
from runpress.codec.about import DRAFT
from runpress.errors import DriftError, NetworkError

_PAGE = 50
_MOST_PAGES = 10_000
_MOVED = "VIEW_MOVED"
_CONDITION = "expectedVersion"


class MovedError(DriftError):
    """The view was saved by someone else since we read it, and the server refused to save over that."""


class ViewsClient:
    """Views of one server."""

    def __init__(self, graphql: GraphQL) -> None:
        self.graphql = graphql
        self._fields = OptionalFields(graphql)

    def entities(self) -> list[str]:
        """The user's own entity first, then teams."""
        viewer = mapping(self.graphql.ask(documents.VIEWER, {}).get("viewer"))
        names = [text(viewer, "entity") or text(viewer, "username")]
        names += [text(node, "name") for node in nodes(viewer.get("teams"))]
        return list(dict.fromkeys(name for name in names if name))

    def project(self, entity: str, project: str) -> StoredProject | None:
        """The project that a server has by this name; None if there is none. It may call it by another name now."""
        found = self.graphql.ask(documents.PROJECT, {"name": project, "entity": entity}).get("project")
        if not isinstance(found, Mapping):
            return None
        known_as = str(found.get("internalId") or found.get("id") or "")
        return StoredProject(known_as, text(found, "entityName") or entity, text(found, "name") or project)

    def project_id(self, entity: str, project: str) -> str | None:
        """The internal id of a project, which run sets name; None if there is no such project."""
        found = self.project(entity, project)
        return None if found is None else found.id

    def projects(self, entity: str) -> list[str]:
        """The names of an entity's projects."""
        pages = _pages(
            lambda page: self.graphql.ask(documents.PROJECTS, {"entity": entity, **page}),
            lambda data: data.get("models"),
        )
        return [name for node in pages if (name := text(node, "name"))]

    def create_project(self, entity: str, project: str) -> None:
        """Make a project; nothing happens if it is there."""
        self.graphql.ask(documents.CREATE_PROJECT, {"name": project, "entity": entity})

    def find(self, view_id: str) -> StoredView | None:
        """The view with an id; None if there is none."""
        found = self._fields.ask(documents.view, {"id": view_id}).get("view")
        return view_of(found) if isinstance(found, Mapping) else None

    def all(self, entity: str, project: str, view_type: str, *, name: str | None = None) -> list[StoredView]:
        """The views of a project of one type, by name if one is given."""
        variables = {"entity": entity, "project": project, "viewType": view_type, "viewName": name}
        pages = _pages(
            lambda page: self._fields.ask(documents.views, {**variables, **page}),
            lambda data: mapping(data.get("project")).get("allViews"),
        )
        where = {"project": {"name": project, "entityName": entity}, "type": view_type}
        return [view_of({**where, **_said(node)}) for node in pages]

    def save(self, variables: Mapping[str, Any], *, expected: int | None = None) -> Saved:
        """Save a view: with an `id` in place, else as a new one. Sent once: a lost reply is an unknown outcome.

        `variables` are W&B's: id, entityName, projectName, type, name, displayName, description, spec, parentId.
        `expected` is the version that was read, 0 for a view that must not be there yet. Only servers that count
        versions hold to it, and then raise `MovedError` where someone else was faster.
        """
        data = self._change(lambda given: documents.upsert(given, self._fields.settled), variables, expected)
        answer = mapping(data.get("upsertView"))
        view = mapping(answer.get("view"))
        if not view.get("id"):
            raise NetworkError("the server saved a view and did not say which")
        # Where nobody looked before, it is not known yet whether the server tells parents, and they are not asked for.
        known = {"parentId": variables.get("parentId"), **_said(view)}
        return Saved(view_of(known), bool(answer.get("inserted")))

    def delete(self, view_id: str, *, expected: int | None = None, drafts: bool = True) -> bool:
        """Whether the view was deleted, and, if `drafts`, its drafts. `expected` as for `save`."""
        data = self._change(documents.delete, {"id": view_id, "deleteDrafts": drafts}, expected)
        return bool(mapping(data.get("deleteView")).get("success"))

    def drafts(self, report: StoredView) -> list[StoredView]:
        """The drafts that people have of a published report."""
        try:
            data = self._fields.ask(documents.drafts, {"id": report.id})
        except RefusedError:
            every = self.all(report.entity, report.project, DRAFT)
            return [view for view in every if view.parent == report.id]
        where = {"project": {"name": report.project, "entityName": report.entity}, "type": DRAFT, "parentId": report.id}
        children = nodes(mapping(data.get("view")).get("children"))
        return [view_of({**where, **_said(node)}) for node in children]

    def versions(self, view_id: str) -> list[ViewVersion]:
        """Everything that was saved of a view, the last first; nothing on servers that keep no versions."""
        if "version" not in self._fields.settled and self.find(view_id) is None:
            return []
        if "version" not in self._fields.settled:
            return []
        found = mapping(self.graphql.ask(documents.VERSIONS, {"id": view_id}).get("view")).get("versions")
        every = [mapping(one) for one in found] if isinstance(found, list) else []
        return [
            ViewVersion(
                one["version"],
                text(one, "displayName"),
                text(one, "description"),
                text(one, "spec"),
                text(one, "savedAt"),
            )
            for one in every
            if isinstance(one.get("version"), int)
        ]

    def _change(
        self, make: Callable[[Mapping[str, Any]], Operation], variables: Mapping[str, Any], expected: int | None
    ) -> dict[str, Any]:
        """Send a change, on condition of a version where the server counts them.

        A server that does not know the condition has refused the document as a whole: it goes again without.
        """
        counts = expected is not None and "version" in self._fields.settled
        given = {**variables, **({_CONDITION: expected} if counts else {})}
        try:
            return self.graphql.ask(make(given), given)
        except RefusedError as refused:
            if refused.code == _MOVED:
                raise MovedError(str(refused)) from None
            if not counts or _CONDITION not in str(refused):
                raise
        return self.graphql.ask(make(variables), variables)


def _said(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a server says, without what it says is nothing."""
    return {key: value for key, value in found.items() if value is not None}


def _pages(
    ask: Callable[[Mapping[str, Any]], Mapping[str, Any]], connection: Callable[[Mapping[str, Any]], object]
) -> Iterator[Mapping[str, Any]]:
    """All objects of a connection. Some servers tell the next page by `endCursor`, some by the last edge's cursor."""
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = mapping(connection(ask({"cursor": cursor, "perPage": _PAGE})))
        yield from nodes(page)
        info = mapping(page.get("pageInfo"))
        edges = page.get("edges")
        last = mapping(edges[-1]) if isinstance(edges, list) and edges else {}
        following = text(info, "endCursor") or text(last, "cursor")
        if not info.get("hasNextPage") or not following or following == cursor:
            return
        cursor = following
