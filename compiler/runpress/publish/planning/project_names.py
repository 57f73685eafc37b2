"""Projects that have another name on the server than a document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runpress.codec.about import view_type_of
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.publish.planning.listings import says
from runpress.publish.preparing.projects import MOST_LOOKED_THROUGH
from runpress.publish.views.identity import view_name
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target, span_of

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient
    from runpress.publish.planning.placing import Surroundings, Wanted
    from runpress.publish.preparing.projects import Projects


def other_name(wanted: Wanted, projects: Projects) -> Diagnostic | None:
    """The finding for a project that the server finds by a name that it once had; None if it has this name."""
    target = wanted.target
    found = projects.find(target.entity, target.project)
    if found is None or found.path == target.path:
        return None
    return codes.RENAMED_PROJECT.at(
        span_of(wanted.local.view, target),
        f"the project `{target.path}` is called `{found.path}` on the server",
        help=_help(wanted, found.path),
    )


def moved_project(wanted: Wanted, client: ViewsClient, around: Surroundings) -> Diagnostic | None:
    """The finding for a project that is not there, if the document's view is in another one; None if it is not.

    Without it, a project made anew would get a second view of the document.
    """
    view = _view_elsewhere(wanted, client, around)
    if view is None:
        return None
    target, there = wanted.target, f"{view.entity}/{view.project}"
    return codes.UNKNOWN_PROJECT.at(
        span_of(wanted.local.view, target),
        f"there is no project `{target.path}` any more: what was published to it is in `{there}` now",
        label=f"called `{there}`",
        help=_help(wanted, there),
    )


def _help(wanted: Wanted, path: str) -> str:
    target, front = wanted.target, wanted.local.view.front
    is_own = bool(front.projects) or ("project",) in front.origin.values
    place = f"the target `{target.name}` of mkdocs.yml" if target.name else "its place" if is_own else "mkdocs.yml"
    return f"write `{path}` in {place}; the view stays the same"


def _view_elsewhere(wanted: Wanted, client: ViewsClient, around: Surroundings) -> StoredView | None:
    identity, target = wanted.local.identity, wanted.target
    entry = around.lock.get(identity.document, target)
    known = client.find(entry.id) if entry is not None else None
    if known is not None and _is_own(known, wanted):
        return known
    if wanted.local.has_new_id:
        return None  # it was never published
    view_type = view_type_of(identity.kind, is_draft=target.draft)
    name = view_name(identity, target)
    for project in around.projects.names_of(target.entity)[:MOST_LOOKED_THROUGH]:
        found = around.listings.by_name(Target("", target.entity, project), view_type, name)
        own = next((view for view in found if says(view, identity.document, target)), None)
        if own is not None:
            return own
    return None


def _is_own(view: StoredView, wanted: Wanted) -> bool:
    """Whether a view that the lock names is the document's, and is somewhere else."""
    marker = marker_of(view)
    is_here = not view.entity or Target("", view.entity, view.project).path == wanted.target.path
    return not is_here and (marker is None or marker.document == wanted.local.identity.document)
