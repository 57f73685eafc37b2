"""Views without a document: which of them may be deleted, and which are nobody's here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.codec.about import DRAFT, REPORT, WORKSPACE
from runpress.publish.planning.deciding import Action, bases_of
from runpress.publish.planning.steps import Step
from runpress.publish.views.contents import content_of
from runpress.publish.views.identity import Identity, view_name
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.placing import Surroundings
    from runpress.publish.views.marker import Marker

_TYPES = (REPORT, DRAFT, WORKSPACE)


def prune_steps(
    targets: Iterable[Target], documents: Collection[str], scope: str, around: Surroundings, *, overwrite: bool
) -> list[Step]:
    """Deletions of views that carry the marker of this repository, and whose documents are gone.

    `documents` are the ids of all documents that there are, and `scope` is their folder in the repository: others
    in the same repository have views of their own. What someone else has changed since it was published
    is left alone.
    """
    places = dict.fromkeys(Target(one.name, one.entity, one.project) for one in targets)
    found = [
        (target, view) for target in places for view_type in _TYPES for view in around.listings.all(target, view_type)
    ]
    gone = [(target, view) for target, view in found if is_gone(view, target, documents, scope, around)]
    steps = [
        _deletion(target, view, around, overwrite=overwrite)
        for target, view in gone
        if _is_published(view, target, gone, around)
    ]
    return [step for step in steps if step is not None]


def _is_published(
    view: StoredView, target: Target, gone: Collection[tuple[Target, StoredView]], around: Surroundings
) -> bool:
    """Whether a view is what was published; False for copies that somebody made of it, which carry its marker, too."""
    marker, where = marker_of(view), _where(target, view)
    alike = [other for _, other in gone if other.type == view.type and _says_same(marker_of(other), marker)]
    if marker is None or len(alike) == 1:
        return True
    entry = around.lock.get(marker.document, where)
    if entry is not None and any(other.id == entry.id for other in alike):
        return view.id == entry.id
    if any(marker.name == other.name for other in alike):
        return view.name == marker.name
    return view.name == view_name(Identity(marker.document, "workspace" if view.type == WORKSPACE else "report"), where)


def is_gone(view: StoredView, target: Target, documents: Collection[str], scope: str, around: Surroundings) -> bool:
    """Whether a view is that of a document of this project that is no longer there."""
    marker, where = marker_of(view), _where(target, view)
    if marker is None or marker.document in documents or marker.target != where.key:
        return False
    entry = around.lock.get(marker.document, where)
    if entry is not None and entry.id == view.id:
        return True
    is_here = marker.path and marker.path.startswith(scope)
    return bool(marker.repository) and marker.repository == around.repository.digest and bool(is_here)


def _says_same(one: Marker | None, other: Marker | None) -> bool:
    if one is None or other is None:
        return False
    return (one.document, one.target) == (other.document, other.target)


def _deletion(target: Target, view: StoredView, around: Surroundings, *, overwrite: bool) -> Step | None:
    found = content_of(view)
    server, marker = found or (None, None)
    if server is None or marker is None:
        return None
    where = _where(target, view)
    bases = bases_of(marker.document, where, marker, around.lock.get(marker.document, where))
    is_drifted = server.digest not in bases
    base = around.backups.base(view.id, bases[0]) if is_drifted and bases else None
    return Step(
        action=Action.DRIFTED if is_drifted and not overwrite else Action.DELETE,
        identity=Identity(marker.document, server.kind),
        target=where,
        name=view.name,
        view=view,
        server=server,
        base=base,
        overwrites=is_drifted and overwrite,
        note=_gone(marker),
    )


def _gone(marker: Marker) -> str:
    return f"its document is gone: `id: {marker.document}`" + (f", {marker.path}" if marker.path else "")


def _where(target: Target, view: StoredView) -> Target:
    return Target(target.name, target.entity, target.project, draft=view.type == DRAFT)


def unmanaged_steps(
    targets: Iterable[Target],
    known: Collection[Step],
    around: Surroundings,
    is_gone: Callable[[StoredView, Target], bool],
) -> list[Step]:
    """Views of the projects that no document has, as far as they are listed or in the lock. They are left alone.

    Others than those without a marker are only told of where their document `is_gone` from this repository.
    """
    ids = {step.view.id for step in known if step.view is not None}
    documents = {step.identity.document for step in known}
    steps: list[Step] = []
    for target in dict.fromkeys(Target(one.name, one.entity, one.project) for one in targets):
        for view in (*around.listings.listed(target), *_locked(target, documents, around)):
            content, marker = content_of(view) or (None, None)
            if view.id in ids or content is None or (marker is not None and not is_gone(view, target)):
                continue
            ids.add(view.id)
            steps.append(
                Step(
                    action=Action.UNMANAGED,
                    identity=Identity("", content.kind),
                    target=target,
                    name=view.name,
                    view=view,
                    server=content,
                    note=f"{_gone(marker)}; `publish --prune` deletes it" if marker is not None else "",
                )
            )
    return steps


def _locked(target: Target, documents: Collection[str], around: Surroundings) -> Iterator[StoredView]:
    """The views in a target that the lock knows of other documents."""
    keys = (target.key, replace(target, draft=True).key)
    for document, entries in around.lock.documents().items():
        for key, entry in entries:
            if key in keys and document not in documents:
                view = around.listings.by_id(target, REPORT, entry.id)
                if view is not None:
                    yield view
