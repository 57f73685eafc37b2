"""What a server has in projects, each asked for once: its views, and the names of the projects."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from runpress.publish.preparing.projects import Projects
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient

_WORTH_A_LISTING: Final = 4
"""From how many documents on one list of a project's views is less work than a question for each."""


class Listings:
    """The views of projects, each project asked for once. May be used from several threads.

    `expected` is how many documents will be looked up: few are asked for one by one, as far as that does.
    """

    def __init__(
        self, client: ViewsClient, *, expected: int = _WORTH_A_LISTING, projects: Projects | None = None
    ) -> None:
        self._client = client
        self._projects = projects or Projects(client)
        self._is_eager = expected >= _WORTH_A_LISTING
        self._guard = threading.Lock()
        self._views: dict[tuple[str, str, str], list[StoredView]] = {}
        self._marked: dict[tuple[str, str, str], dict[str, list[StoredView]]] = {}
        """The views with a marker by the document that it names: each spec is read once."""
        self._guards: dict[tuple[str, str, str], threading.Lock] = {}

    def all(self, target: Target, view_type: str) -> Sequence[StoredView]:
        """The views of one type in a target's project."""
        key = (target.entity, target.project, view_type)
        with self._guard:
            guard = self._guards.setdefault(key, threading.Lock())
        with guard:
            if key not in self._views:
                views = self._client.all(*key)
                self._marked[key] = _by_document(views)
                self._views[key] = views
            return self._views[key]

    def listed(self, target: Target) -> list[StoredView]:
        """The views of a target's project, of those types that were listed anyway."""
        return [
            view
            for (entity, project, _), views in sorted(self._views.items())
            if (entity, project) == (target.entity, target.project)
            for view in views
        ]

    def listed_of(self, document: str) -> list[tuple[Target, StoredView]]:
        """The views that say they are a document's, and the projects that they are in, as far as these were listed anyway."""
        return [
            (Target("", entity, project), view)
            for (entity, project, _), marked in sorted(self._marked.items())
            for view in marked.get(document, ())
        ]

    def by_id(self, target: Target, view_type: str, view_id: str) -> StoredView | None:
        """The view with an id, wherever it is now."""
        if self._is_eager:
            found = next((view for view in self.all(target, view_type) if view.id == view_id), None)
            if found is not None:
                return found
        return self._client.find(view_id)

    def by_name(self, target: Target, view_type: str, name: str) -> list[StoredView]:
        """The views with a name."""
        if self._is_eager or (target.entity, target.project, view_type) in self._views:
            return [view for view in self.all(target, view_type) if view.name == name]
        found = self._client.all(target.entity, target.project, view_type, name=name)
        return [view for view in found if view.name == name]  # some servers also find by title

    def by_marker(self, target: Target, view_type: str, document: str) -> list[StoredView]:
        """The views that say they are a document's in a target."""
        return [view for view in self.of_document(target, view_type, document) if says(view, document, target)]

    def of_document(self, target: Target, view_type: str, document: str) -> Sequence[StoredView]:
        """The views in a target's project that say they are a document's, wherever that was."""
        self.all(target, view_type)
        return self._marked[target.entity, target.project, view_type].get(document, ())

    def is_in(self, view: StoredView, target: Target) -> bool:
        """Whether a view is in a target's project, which may have had another name when one of them was said."""
        return not view.entity or self.are_one(Target("", view.entity, view.project), target)

    def are_one(self, old: Target, target: Target) -> bool:
        """Whether two targets name one project: servers may find it by a name that it once had."""
        if old.path == target.path:
            return True
        first, second = (self._projects.id_of(one.entity, one.project) for one in (old, target))
        return first is not None and first == second

    def is_gone(self, old: Target) -> bool:
        """Whether no project has this name any more."""
        return self._projects.id_of(old.entity, old.project) is None


def _by_document(views: Sequence[StoredView]) -> dict[str, list[StoredView]]:
    found: dict[str, list[StoredView]] = {}
    for view in views:
        marker = marker_of(view)
        if marker is not None:
            found.setdefault(marker.document, []).append(view)
    return found


def says(view: StoredView, document: str, target: Target) -> bool:
    """Whether a view says that it is a document's in a target."""
    marker = marker_of(view)
    return marker is not None and marker.document == document and marker.target == target.key
