"""The view that somebody names for a document, by its address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.codec.about import VIEW_TYPES, view_type_of
from runpress.errors import UsageError
from runpress.publish.views.addresses import shown, view_at
from runpress.publish.views.marker import marker_of

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
    marker = marker_of(view)
    if marker is not None and marker.document != identity.document and marker.document in session.all_ids():
        raise UsageError(f"that view is the one of the document `{marker.document}`", hint="name another view")
