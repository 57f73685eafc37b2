"""Views that no document has: they are left alone, and told of with what can be done about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.publish.planning.deciding import Action
from runpress.publish.planning.pruning import gone_note
from runpress.publish.planning.steps import Step
from runpress.publish.planning.whereabouts import Whereabouts, place_of
from runpress.publish.views.contents import content_of
from runpress.publish.views.identity import Identity
from runpress.publish.views.targets import Target, target_of
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.codec.about import Kind
    from runpress.publish.planning.session import Session
    from runpress.publish.views.marker import Marker


def unmanaged_steps(session: Session, known: Sequence[Step], whereabouts: Whereabouts) -> list[Step]:
    """Steps for views that are listed anyway, or that the lock knows of documents that are no reports and workspaces.

    Of those with a marker only the views of this project are told of, and no copies of views that have a document.
    """
    ids = {step.view.id for step in known if step.view is not None}
    steps: list[Step] = []
    for target, view in (*_listed(session), *_locked(session, whereabouts)):
        content, marker = content_of(view) or (None, None)
        note = "" if marker is None else _note(session, view, marker, target, whereabouts)
        if view.id not in ids and content is not None and (note or marker is None):
            ids.add(view.id)
            steps.append(left_alone(view, target, content.kind, note))
    return steps


def left_alone(view: StoredView, target: Target, kind: Kind, note: str) -> Step:
    """The step that leaves a view alone which no document has."""
    found = content_of(view)
    return Step(
        action=Action.UNMANAGED,
        identity=Identity("", kind),
        target=target,
        name=view.name,
        view=view,
        server=found[0] if found else None,
        note=note,
    )


def deletes(view: StoredView, session: Session) -> str:
    """How a view is deleted that no plan deletes."""
    return f'`runpress delete "{view_url(session.around.base_url, view)}"` deletes it'


def _listed(session: Session) -> Iterator[tuple[Target, StoredView]]:
    around = session.around
    targets = [one.target for one in session.wanted if around.projects.has(one.target)]
    for target in dict.fromkeys(Target(one.name, one.entity, one.project) for one in targets):
        for view in around.listings.listed(target):
            yield target, view


def _locked(session: Session, whereabouts: Whereabouts) -> Iterator[tuple[Target, StoredView]]:
    """The views of documents that become none any more. Others are not asked for: there may be many."""
    own = {one.local.identity.document for one in session.wanted}
    for document, entries in session.around.lock.documents().items():
        if document in own or whereabouts.is_there(document):
            continue
        for key, entry in entries:
            target, view = target_of(key), session.client.find(entry.id)
            if target is not None and view is not None:
                yield replace(target, draft=False), view


def _note(session: Session, view: StoredView, marker: Marker, target: Target, whereabouts: Whereabouts) -> str:
    """What became of a view's document, and what can be done; empty if that is no matter of this project."""
    if whereabouts.is_gone(view, target):
        may_be_pruned = session.allows(target) and session.around.projects.has(target)
        return f"{gone_note(marker)}; {'`publish --prune` deletes it' if may_be_pruned else deletes(view, session)}"
    page = whereabouts.page(marker.document) if marker.target == place_of(target, view).key else ""
    is_copy = marker.name not in ("", view.name)
    return f"{page} is a page now, and becomes no view; {deletes(view, session)}" if page and not is_copy else ""
