"""Which view on the server is a document's: by the lock, then by its name, then by its marker.

So neither a lost reply, a lost lock, a server that gives views other names, someone's save with W&B's package, nor
another name of the project makes a second view of a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.codec.about import DRAFT, REPORT, view_type_of
from runpress.frozen import frozen
from runpress.publish.memory.lock import Entry
from runpress.publish.planning.ambiguous import AmbiguousError
from runpress.publish.planning.listings import Listings
from runpress.publish.views.identity import Identity, view_name
from runpress.publish.views.marker import Marker, marker_of
from runpress.publish.views.targets import Target, target_of

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.memory.lock import Lock


@frozen
class Found:
    """A view that is a document's."""

    view: StoredView
    by: str
    """`choice`, `lock`, `name`, `marker`, or `old name` of the project."""
    was: Target | None = None
    """What the view calls its target, where the project has another name by now."""


def find_view(listings: Listings, identity: Identity, target: Target, lock: Lock) -> Found | None:
    """The view of a document in a target; None if there is none.

    Raises `AmbiguousError` if several views say that they are the document's, and nothing tells which one is.
    """
    view_type = view_type_of(identity.kind, is_draft=target.draft)
    entry = lock.get(identity.document, target)
    if entry is not None:
        view = listings.by_id(target, view_type, entry.id)
        if view is not None and _is_own(view, view_type, entry, target.key, identity) and listings.is_in(view, target):
            return Found(view, "lock")
    named = _oldest(listings.by_name(target, view_type, view_name(identity, target)))
    if named is not None:
        return Found(named, "name")
    types = (REPORT, DRAFT) if view_type == REPORT else (view_type,)
    marked = [view for each in types for view in listings.by_marker(target, each, identity.document)]
    marked = [view for view in marked if not _is_taken(view, identity, lock)]
    if marked:
        return Found(_original(marked, identity, target), "marker")
    return _of_old_name(listings, identity, target, lock)


def chosen(view: StoredView, identity: Identity, target: Target) -> Found:
    """The view that somebody has named for a document."""
    marker = marker_of(view)
    is_own = marker is not None and marker.document == identity.document and marker.target != target.key
    return Found(view, "choice", target_of(marker.target) if marker is not None and is_own else None)


def _of_old_name(listings: Listings, identity: Identity, target: Target, lock: Lock) -> Found | None:
    """The view of a document in a project that had another name when it was published.

    What lies in the target's project and names another one was moved there with its project, or is a copy of a view
    elsewhere. The lock knows the view, and copies have names of their own; else it is ours if the project that it
    names is no longer there.
    """
    there: list[tuple[StoredView, Target]] = []
    view_type = view_type_of(identity.kind, is_draft=target.draft)
    for view in listings.of_document(target, view_type, identity.document):
        marker = marker_of(view)
        was = target_of(marker.target) if marker is not None else None
        if was is not None and was.draft == target.draft and not _is_taken(view, identity, lock):
            there.append((view, was))

    def is_known(view: StoredView, was: Target) -> bool:
        entry = lock.get(identity.document, was)
        return entry is not None and entry.id == view.id

    def may_be(was: Target) -> bool:
        return was.entity == target.entity and (listings.is_gone(was) or listings.are_one(was, target))

    likely = (
        [(view, was) for view, was in there if is_known(view, was)]
        or [(view, was) for view, was in there if view.name == view_name(identity, was)]
        or [(view, was) for view, was in there if may_be(was)]
    )
    if not likely:
        return None
    view = _original([view for view, _ in likely], identity, target)
    return Found(view, "old name", {one.id: was for one, was in likely}[view.id])


def find_promoted(listings: Listings, identity: Identity, target: Target, lock: Lock) -> StoredView | None:
    """The published report that was a document's draft until somebody made it public on the server; None if there is none."""
    draft = replace(target, draft=True)
    entry = lock.get(identity.document, draft)
    known, name = entry.id if entry is not None else "", view_name(identity, draft)
    report = view_type_of(identity.kind, is_draft=False)
    found = [one for one in listings.all(target, report) if one.id == known or one.name == name]
    return next(iter(found or listings.by_marker(draft, report, identity.document)), None)


def entry_of(view: StoredView, digest: str, document: str) -> Entry:
    """What the lock says of a view that a document has just taken over, or says the same as."""
    marker = marker_of(view)
    is_own = marker is not None and marker.document == document
    mark = marker.digest if marker and is_own else ""
    return Entry(
        view.id, view.name, digest, mark=mark if mark != digest else "", copy="" if is_own else _said_of(marker)
    )


def _said_of(marker: Marker | None) -> str:
    return f"{marker.document} in {marker.target}" if marker is not None else ""


def _is_own(view: StoredView, view_type: str, entry: Entry, key: str, identity: Identity) -> bool:
    """Whether a view that the lock names is still the document's, in the target with this key.

    A server that was made anew gives the same ids to other views; and somebody may have made a report a draft again.
    A copy of another document's view says so until it is published.
    """
    marker = marker_of(view)
    is_ours = marker is None or (marker.document, marker.target) == (identity.document, key)
    if not is_ours and _said_of(marker) != entry.copy:
        return False
    return view.type in ("", view_type) or (marker is not None and (view.type, view_type) == (DRAFT, REPORT))


def _is_taken(view: StoredView, identity: Identity, lock: Lock) -> bool:
    """Whether the lock gives a view to another document: it was pulled as one of its own."""
    others = (entries for document, entries in lock.documents().items() if document != identity.document)
    return any(entry.id == view.id for entries in others for _, entry in entries)


def _original(views: Sequence[StoredView], identity: Identity, target: Target) -> StoredView:
    """Of views that carry a document's marker, the one that it was written for: copies have other names."""
    markers = [(view, marker_of(view)) for view in views]
    named = [view for view, marker in markers if marker is not None and marker.name and marker.name == view.name]
    left = named or views
    if len(left) > 1:
        raise AmbiguousError(identity, target, tuple(left))
    return left[0]


def _oldest(views: Sequence[StoredView]) -> StoredView | None:
    """The first of views with one name, as two publishers at once may have made: the same one for everybody."""
    return min(views, key=lambda view: (len(view.id), view.id), default=None)
