"""What servers say, as values. Empty texts where a server says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runpress.client.secret import Secret


@dataclass(frozen=True, slots=True)
class StoredView:
    """A view as the server has it."""

    id: str
    type: str
    name: str
    title: str
    description: str
    entity: str
    project: str
    spec: str
    updated_at: str
    updated_by: str = ""
    version: int | None = None
    """Counts what was saved, from 1; None on servers that do not count."""
    parent: str = ""
    """The id of the report that a draft belongs to; empty for a draft of something never published."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a server made of a view that was saved."""

    view: StoredView
    is_new: bool


@dataclass(frozen=True, slots=True)
class ViewVersion:
    """What was saved once, on servers that keep it."""

    version: int
    title: str
    description: str
    spec: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class StoredProject:
    """A project as the server has it. Some servers also find one by the name that it once had."""

    id: str
    """The internal id, by which run sets name it."""
    entity: str
    name: str

    @property
    def path(self) -> str:
        """`entity/project`."""
        return f"{self.entity}/{self.name}"


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A token that shows one view to whoever has it, and what it reads. The token is never shown by accident."""

    token: Secret
    projects: tuple[tuple[str, str], ...]
    """Entity and project."""

    def url(self, view_url: str) -> str:
        """The address to give away."""
        return f"{view_url}{'&' if '?' in view_url else '?'}accessToken={self.token.reveal()}"


@dataclass(frozen=True, slots=True)
class Comment:
    """What someone said, and the answers to it."""

    id: str
    author: str
    text: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A discussion: `comments` in order, the one that began it first."""

    id: str
    comments: tuple[Comment, ...]


def view_of(found: Mapping[str, Any]) -> StoredView:
    """A view from an answer: fields in any order, some more, some missing."""
    project = mapping(found.get("project"))
    version = found.get("version")
    return StoredView(
        id=text(found, "id"),
        type=text(found, "type"),
        name=text(found, "name"),
        title=text(found, "displayName"),
        description=text(found, "description"),
        entity=text(project, "entityName"),
        project=text(project, "name"),
        spec=text(found, "spec"),
        updated_at=text(found, "updatedAt"),
        updated_by=text(mapping(found.get("updatedBy")), "username"),
        version=version if isinstance(version, int) and not isinstance(version, bool) else None,
        parent=text(found, "parentId"),
    )


def nodes(connection: object) -> list[Mapping[str, Any]]:
    """The objects of a connection; an empty list where there is none."""
    edges = mapping(connection).get("edges")
    found = [mapping(edge).get("node") for edge in edges] if isinstance(edges, list) else []
    return [node for node in found if isinstance(node, Mapping)]


def mapping(value: object) -> Mapping[str, Any]:
    """An object; an empty one where a server sends something else."""
    return value if isinstance(value, Mapping) else {}


def text(holder: Mapping[str, Any], key: str) -> str:
    """A text; an empty one where a server sends null or something else."""
    value = holder.get(key)
    return value if isinstance(value, str) else ""
