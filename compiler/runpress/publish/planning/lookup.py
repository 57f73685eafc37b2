"""Which view on the server is a document's: by the lock, then by its name, then by its marker.

So neither a lost reply, a lost lock, a server that gives views other names, nor someone's save with W&B's package makes
a second view of a document.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runpress.codec.about import DRAFT, REPORT, view_type_of
from runpress.codec.json_text import loads
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.publish.memory.lock import Entry
from runpress.publish.views.identity import Identity, view_name
from runpress.publish.views.marker import Marker, read_marker
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient
    from runpress.publish.memory.lock import Lock

_WORTH_A_LISTING: Final = 4
"""From how many documents on one list of a project's views is less work than a question for each."""


class Listings:
    """The views of projects, each project asked for once. May be used from several threads.

    `expected` is how many documents will be looked up: few are asked for one by one, as far as that does.
    """

    def __init__(self, client: ViewsClient, *, expected: int = _WORTH_A_LISTING) -> None:
        self._client = client
        self._is_eager = expected >= _WORTH_A_LISTING
        self._guard = threading.Lock()
        self._views: dict[tuple[str, str, str], list[StoredView]] = {}
        self._guards: dict[tuple[str, str, str], threading.Lock] = {}

    def all(self, target: Target, view_type: str) -> Sequence[StoredView]:
        """The views of one type in a target's project."""
        key = (target.entity, target.project, view_type)
        with self._guard:
            guard = self._guards.setdefault(key, threading.Lock())
        with guard:
            if key not in self._views:
                self._views[key] = self._client.all(*key)
            return self._views[key]

    def listed(self, target: Target) -> list[StoredView]:
        """The views of a target's project, of those types that were listed anyway."""
        return [
            view
            for (entity, project, _), views in sorted(self._views.items())
            if (entity, project) == (target.entity, target.project)
            for view in views
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
        """The views that say they are a document's."""
        return [view for view in self.all(target, view_type) if _says(view, document, target)]


@frozen
class Found:
    """A view that is a document's."""

    view: StoredView
    by: str
    """`lock`, `name` or `marker`."""


def find_view(listings: Listings, identity: Identity, target: Target, lock: Lock) -> Found | None:
    """The view of a document in a target; None if there is none.

    Raises `UsageError` if several views say that they are the document's, and nothing tells which one is.
    """
    view_type = view_type_of(identity.kind, is_draft=target.draft)
    entry = lock.get(identity.document, target)
    if entry is not None:
        view = listings.by_id(target, view_type, entry.id)
        if view is not None and _is_own(view, view_type, identity, target):
            return Found(view, "lock")
    named = _oldest(listings.by_name(target, view_type, view_name(identity, target)))
    if named is not None:
        return Found(named, "name")
    marked = listings.by_marker(target, view_type, identity.document)
    if view_type == REPORT:
        marked += listings.by_marker(target, DRAFT, identity.document)
    if len(marked) > 1:
        raise _ambiguous(identity, target, marked)
    return Found(marked[0], "marker") if marked else None


def find_promoted(listings: Listings, identity: Identity, target: Target, lock: Lock) -> StoredView | None:
    """The published report that was a document's draft until somebody made it public on the server; None if there is none."""
    draft = replace(target, draft=True)
    entry = lock.get(identity.document, draft)
    known, name = entry.id if entry is not None else "", view_name(identity, draft)
    reports = listings.all(target, view_type_of(identity.kind, is_draft=False))
    return next(
        (one for one in reports if one.id == known or one.name == name or _says(one, identity.document, draft)), None
    )


def marker_of(view: StoredView) -> Marker | None:
    """The marker of a stored view."""
    if '"runpress' not in view.spec and "%22runpress" not in view.spec:
        return None
    try:
        return read_marker(loads(view.spec))
    except json.JSONDecodeError:
        return None


def entry_of(view: StoredView, digest: str, document: str) -> Entry:
    """What the lock says of a view that a document has just taken over, or says the same as."""
    marker = marker_of(view)
    mark = marker.digest if marker and marker.document == document else ""
    return Entry(view.id, view.name, digest, mark=mark if mark != digest else "")


def _is_own(view: StoredView, view_type: str, identity: Identity, target: Target) -> bool:
    """Whether a view that the lock names is still the document's.

    A server that was made anew gives the same ids to other views; and somebody may have made a report a draft again.
    """
    marker = marker_of(view)
    if marker is not None and (marker.document, marker.target) != (identity.document, target.key):
        return False
    return view.type in ("", view_type) or (marker is not None and (view.type, view_type) == (DRAFT, REPORT))


def _says(view: StoredView, document: str, target: Target) -> bool:
    marker = marker_of(view)
    return marker is not None and marker.document == document and marker.target == target.key


def _oldest(views: Sequence[StoredView]) -> StoredView | None:
    """The first of views with one name, as two publishers at once may have made: the same one for everybody."""
    return min(views, key=lambda view: (len(view.id), view.id), default=None)


def _ambiguous(identity: Identity, target: Target, views: Sequence[StoredView]) -> UsageError:
    listed = ", ".join(f"`{view.title}` ({view.id})" for view in views)
    return UsageError(
        f"{len(views)} views in {target.path} say that they are `{identity.document}`: {listed}",
        hint="delete those that are copies, or commit the runpress.lock that names the right one",
    )
