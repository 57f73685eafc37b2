"""Views whose documents are gone, and which of them may be deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from runpress.codec.about import DRAFT, REPORT, WORKSPACE
from runpress.publish.planning.deciding import Action, bases_of
from runpress.publish.planning.steps import Step
from runpress.publish.planning.whereabouts import Whereabouts, place_of
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
    targets: Iterable[Target], whereabouts: Whereabouts, around: Surroundings, *, overwrite: bool
) -> list[Step]:
    """Deletions of views that carry the marker of this repository, and whose documents are gone.

    What someone else has changed since it was published is left alone.
    """
    places = dict.fromkeys(Target(one.name, one.entity, one.project) for one in targets)
    found = [
        (target, view) for target in places for view_type in _TYPES for view in around.listings.all(target, view_type)
    ]
    gone = [(target, view) for target, view in found if whereabouts.is_gone(view, target)]
    steps = [
        _deletion(target, view, around, overwrite=overwrite)
        for target, view in gone
        if _is_published(view, target, gone, around)
    ]
    return [step for step in steps if step is not None]


def gone_note(marker: Marker) -> str:
    """What is said of a view whose document is gone."""
    return f"its document is gone: `id: {marker.document}`" + (f", {marker.path}" if marker.path else "")


def _is_published(
    view: StoredView, target: Target, gone: Collection[tuple[Target, StoredView]], around: Surroundings
) -> bool:
    """Whether a view is what was published; False for copies that somebody made of it, which carry its marker, too."""
    marker, where = marker_of(view), place_of(target, view)
    alike = [other for _, other in gone if other.type == view.type and _says_same(marker_of(other), marker)]
    if marker is None or len(alike) == 1:
        return True
    entry = around.lock.get(marker.document, where)
    if entry is not None and any(other.id == entry.id for other in alike):
        return view.id == entry.id
    if any(marker.name == other.name for other in alike):
        return view.name == marker.name
    return view.name == view_name(Identity(marker.document, "workspace" if view.type == WORKSPACE else "report"), where)


def _says_same(one: Marker | None, other: Marker | None) -> bool:
    if one is None or other is None:
        return False
    return (one.document, one.target) == (other.document, other.target)


def _deletion(target: Target, view: StoredView, around: Surroundings, *, overwrite: bool) -> Step | None:
    found = content_of(view)
    server, marker = found or (None, None)
    if server is None or marker is None:
        return None
    where = place_of(target, view)
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
        note=gone_note(marker),
    )
