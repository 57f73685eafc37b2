"""The view that somebody names for a document, by its address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.codec.about import VIEW_TYPES, view_type_of
from runpress.errors import UsageError
from runpress.publish.planning.ambiguous import AmbiguousError
from runpress.publish.planning.lookup import find_view
from runpress.publish.views.addresses import is_address, shown, view_at
from runpress.publish.views.marker import marker_of
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.placing import Wanted
    from runpress.publish.planning.session import Session


def choose_view(session: Session, url: str) -> None:
    """Take the view at an address for that of the only document of a session.

    Raises `UsageError` if there is no such view, or it cannot be the document's.
    """
    if not session.wanted and session.has_errors:
        return  # what is wrong with the document is said anyway
    if len(session.wanted) != 1:
        count = f"{len(session.wanted)} are meant" if session.wanted else "none is meant"
        raise UsageError(
            f"`--view` names the view of one document in one project, and {count}", hint="name that document before it"
        )
    if not is_address(url):
        raise UsageError(f"`--view` takes the address of a view, not `{url}`", hint="`runpress status` shows addresses")
    view = view_at(url, session.client)
    if view is None:
        raise UsageError(
            f"there is no view at `{shown(url)}`, or the key may not read it",
            hint="`runpress doctor` says whose key is used",
        )
    wanted = session.wanted[0]
    _check(view, wanted, session)
    session.wanted = [replace(wanted, view=view)]


def _check(view: StoredView, wanted: Wanted, session: Session) -> None:
    path, identity, target = wanted.local.source.path, wanted.local.identity, wanted.target
    if view.type != view_type_of(identity.kind, is_draft=target.draft):
        kind = f"{VIEW_TYPES.get(view.type, 'view')}{' draft' if view.type.endswith('draft') else ''}"
        wanted_kind = f"{identity.kind}{' draft' if target.draft else ''}"
        raise UsageError(f"that view is a {kind}, and `{path}` becomes a {wanted_kind}", hint="name another view")
    if not session.around.listings.is_in(view, target):
        raise UsageError(
            f"that view is in `{view.entity}/{view.project}`, and `{path}` goes to `{target.path}`",
            hint=f"name a view in `{target.path}`, or write `project: {view.entity}/{view.project}`",
        )
    there = _view_of(wanted, session)
    if there is not None and there.id != view.id:
        url = view_url(session.around.base_url, there)
        raise UsageError(
            f"`{path}` has a view already: {url}",
            hint=f'`runpress delete "{url}"` deletes it, and a backup stays; then name the other one',
        )
    marker = marker_of(view)
    if marker is not None and marker.document != identity.document and marker.document in session.all_ids():
        raise UsageError(f"that view is the one of the document `{marker.document}`", hint="name another view")


def _view_of(wanted: Wanted, session: Session) -> StoredView | None:
    """The document's view, if it is known."""
    around = session.around
    try:
        found = find_view(around.listings, wanted.local.identity, wanted.target, around.lock)
    except AmbiguousError:
        return None
    return None if found is None else found.view
