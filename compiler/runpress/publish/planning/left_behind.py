"""Views in projects that their documents do not go to any more: they are told of, because nobody else would find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runpress.publish.planning.listings import says
from runpress.publish.planning.steps import Step
from runpress.publish.planning.unmanaged import deletes, left_alone
from runpress.publish.planning.whereabouts import place_of
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target, target_of, targets_of

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.session import Session
    from runpress.publish.preparing.documents import LocalView


def left_steps(session: Session, known: Sequence[Step]) -> list[Step]:
    """Steps that leave views alone in places that no target gives their documents.

    The lock knows them; where it is lost, they are found in projects that were listed anyway.
    """
    ids = {step.view.id for step in known if step.view is not None}
    locals_ = {one.local.identity.document: one.local for one in session.wanted}
    found = {view.id: (local, view, target) for local in locals_.values() for view, target in _left(local, session)}
    return [
        left_alone(
            view,
            target,
            local.identity.kind,
            f"{local.source.path} does not go there any more; {deletes(view, session)}",
        )
        for local, view, target in found.values()
        if view.id not in ids
    ]


def _left(local: LocalView, session: Session) -> Iterator[tuple[StoredView, Target]]:
    paths, document = _paths_of(local, session), local.identity.document
    for key, entry in session.around.lock.documents().get(document, ()):
        target = target_of(key)
        if target is None or target.path in paths:
            continue
        view = session.client.find(entry.id)
        if view is not None and says(view, document, target):
            yield view, target
    for target, view in session.around.listings.listed_of(document):
        marker, where = marker_of(view), place_of(target, view)
        is_own = marker is not None and marker.name == view.name  # copies have other names
        if is_own and target.path not in paths and says(view, document, where):
            yield view, where


def _paths_of(local: LocalView, session: Session) -> frozenset[str]:
    """All projects that a document may go to: those that it names, and those of targets in mkdocs.yml."""
    settings = (None, *session.project.configuration.targets)
    return frozenset(target.path for each in settings for target in targets_of(local.view, each)[0])
