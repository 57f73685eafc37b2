"""Projects on the server: whether they are there, and the internal numbers by which run sets name them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from runpress.client.graphql import GraphQL, RefusedError
from runpress.client.runs import RunName, run_names
from runpress.codec.json_text import Json, objects_in
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.diagnostics.suggest import suggestion
from runpress.publish.views.targets import Target
from runpress.source import Span

if TYPE_CHECKING:
    from runpress.client.values import StoredProject
    from runpress.client.views import ViewsClient


MOST_LOOKED_THROUGH: Final = 100
"""In how many projects of one owner views are looked for that the lock does not know."""


class Projects:
    """The projects of one server, each asked for once. May be used from several threads."""

    def __init__(self, client: ViewsClient) -> None:
        self._client = client
        self._guard = threading.Lock()
        self._found: dict[tuple[str, str], StoredProject | None] = {}
        self._names: dict[str, list[str]] = {}
        self._runs: dict[tuple[str, str], list[RunName]] = {}

    @property
    def graphql(self) -> GraphQL:
        """Requests to the server."""
        return self._client.graphql

    def find(self, entity: str, project: str) -> StoredProject | None:
        """The project that the server has by a name; None if it is not there."""
        key = (entity, project)
        with self._guard:
            if key not in self._found:
                self._found[key] = self._client.project(entity, project)
            return self._found[key]

    def id_of(self, entity: str, project: str) -> str | None:
        """The internal id of a project; None if it is not there."""
        found = self.find(entity, project)
        return None if found is None else found.id

    def runs_of(self, entity: str, project: str) -> list[RunName]:
        """The runs of a project; none of a project that is not there, or whose server does not tell them."""
        key = (entity, project)
        with self._guard:
            if key not in self._runs:
                try:
                    self._runs[key] = run_names(self.graphql, entity, project)
                except RefusedError:
                    self._runs[key] = []
            return self._runs[key]

    def has(self, target: Target) -> bool:
        """Whether a target's project is there."""
        return self.id_of(target.entity, target.project) is not None

    def names_of(self, entity: str) -> list[str]:
        """The names of an owner's projects."""
        with self._guard:
            if entity not in self._names:
                self._names[entity] = self._client.projects(entity)
            return self._names[entity]

    def create(self, target: Target) -> None:
        """Make a target's project."""
        self._client.create_project(target.entity, target.project)
        with self._guard:
            self._found.pop((target.entity, target.project), None)
            self._names.pop(target.entity, None)

    def missing(self, target: Target, span: Span) -> Diagnostic:
        """The finding for a project that is not there, with the nearest one that is."""
        near, what = self._nearest(target)
        return codes.UNKNOWN_PROJECT.at(
            span,
            f"{what} is not on the server, or not for you to see",
            label=f"did you mean `{near}`?" if near else "",
            help=f"correct the name, or make the project: `runpress publish --create-project` makes `{target.path}`",
        )

    def _nearest(self, target: Target) -> tuple[str, str]:
        names = self.names_of(target.entity)
        if names:
            near = suggestion(target.project, names)
            return (f"{target.entity}/{near}" if near else ""), f"the project `{target.path}`"
        entities = self._client.entities()
        if target.entity in entities:
            return "", f"the project `{target.path}`"
        near = suggestion(target.entity, entities)
        return (f"{near}/{target.project}" if near else ""), f"the project `{target.path}`"

    def with_ids(self, spec: Mapping[str, Json]) -> Json:
        """The spec with the internal ids of the projects that its run sets name."""
        named = {key for key in map(_named, _runsets(spec)) if key is not None}
        ids = {key: found for key in sorted(named) if (found := self.id_of(*key))}
        return _filled(spec, ids) if ids else spec


def _runsets(spec: Json) -> Iterable[Mapping[str, Json]]:
    for holder in objects_in(spec):
        found = holder.get("runSets")
        if isinstance(found, list):
            yield from (runset for runset in found if isinstance(runset, dict))


def _named(runset: Mapping[str, Json]) -> tuple[str, str] | None:
    project = runset.get("project")
    if not isinstance(project, dict):
        return None
    entity, name = project.get("entityName"), project.get("name")
    return (entity, name) if isinstance(entity, str) and isinstance(name, str) and entity and name else None


def _filled(value: Json, ids: Mapping[tuple[str, str], str]) -> Json:
    if isinstance(value, list):
        return [_filled(inner, ids) for inner in value]
    if not isinstance(value, dict):
        return value
    filled = {key: _filled(inner, ids) for key, inner in value.items()}
    if isinstance(filled.get("runSets"), list):
        filled["runSets"] = [_with_id(runset, ids) for runset in filled["runSets"]]
    return filled


def _with_id(runset: Json, ids: Mapping[tuple[str, str], str]) -> Json:
    found = ids.get(_named(runset) or ("", "")) if isinstance(runset, dict) else None
    return {**runset, "project": {**runset["project"], "id": found}} if found else runset
