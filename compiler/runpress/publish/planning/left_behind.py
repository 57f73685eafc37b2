"""Views in projects that their documents do not go to any more: they are told of, because nobody else would find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runpress.publish.planning.deciding import Action
from runpress.publish.planning.listings import says
from runpress.publish.planning.steps import Step
from runpress.publish.views.contents import content_of
from runpress.publish.views.identity import Identity
from runpress.publish.views.targets import Target, target_of, targets_of
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.session import Session
    from runpress.publish.preparing.documents import LocalView


def left_steps(session: Session, known: Sequence[Step]) -> list[Step]:
    """Steps that leave views alone which the lock knows, in places that no target gives their documents."""
    ids = {step.view.id for step in known if step.view is not None}
    locals_ = {one.local.identity.document: one.local for one in session.wanted}
    found = [(local, *left) for local in locals_.values() for left in _left(local, session)]
    return [_step(local, view, target, session) for local, view, target in found if view.id not in ids]


def _left(local: LocalView, session: Session) -> Iterator[tuple[StoredView, Target]]:
    paths = _paths_of(local, session)
    for key, entry in session.around.lock.documents().get(local.identity.document, ()):
        target = target_of(key)
        if target is None or target.path in paths:
            continue
        view = session.client.find(entry.id)
        if view is not None and says(view, local.identity.document, target):
            yield view, target


def _paths_of(local: LocalView, session: Session) -> frozenset[str]:
    """All projects that a document may go to: those that it names, and those of targets in mkdocs.yml."""
    settings = (None, *session.project.configuration.targets)
    return frozenset(target.path for each in settings for target in targets_of(local.view, each)[0])


def _step(local: LocalView, view: StoredView, target: Target, session: Session) -> Step:
    found = content_of(view)
    url = view_url(session.around.base_url, view)
    return Step(
        action=Action.UNMANAGED,
        identity=Identity("", local.identity.kind),
        target=target,
        name=view.name,
        view=view,
        server=found[0] if found else None,
        note=f'{local.source.path} does not go there any more; `runpress delete "{url}"` deletes it',
    )
