"""Documents in their targets, each with its view on the server. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from runpress.codec.about import VIEW_TYPES, WORKSPACE, view_type_of
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.publish.planning.ambiguous import AmbiguousError, ambiguous_finding
from runpress.publish.planning.listings import Listings
from runpress.publish.planning.lookup import Found, chosen, find_promoted, find_view
from runpress.publish.views.marker import marker_of
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.memory.backups import Backups
    from runpress.publish.memory.lock import Lock
    from runpress.publish.memory.repository import Repository
    from runpress.publish.preparing.documents import LocalView
    from runpress.publish.preparing.projects import Projects
    from runpress.publish.views.targets import Target

PARALLEL: Final = 8
"""How many requests are under way at once."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What planning looks at beside the documents: the server, and what is remembered of it."""

    base_url: str
    listings: Listings
    projects: Projects
    lock: Lock
    backups: Backups
    repository: Repository


@frozen
class Wanted:
    """A document in one of its targets."""

    local: LocalView
    target: Target
    view: StoredView | None = None
    """The view that somebody has named for it; None where it is to be found."""


@frozen
class Placed:
    """A document in one of its targets, and its view there. `is_draft` if that was never published from here, but is to be."""

    wanted: Wanted
    view: StoredView | None = None
    is_draft: bool = False
    parent: str = ""
    """For a draft: the published report."""
    was: Target | None = None
    """What the view calls its target, where the project has another name by now."""
    gone: str = ""
    """What became of a view that the lock knows, and that is no longer the document's."""
    leftover: Found | None = None
    """The draft of a report that is published already."""


def place_views(wanted: Sequence[Wanted], around: Surroundings) -> tuple[list[Placed], list[tuple[Wanted, Diagnostic]]]:
    """The documents with their views on the server, and those of which it is not clear which view is theirs."""
    if not wanted:
        return [], []

    def placed(one: Wanted) -> Placed | Diagnostic:
        try:
            return _place_view(one, around)
        except AmbiguousError as error:
            return ambiguous_finding(one.local, error, around.base_url)

    with ThreadPoolExecutor(min(PARALLEL, len(wanted))) as pool:
        found = list(zip(wanted, pool.map(placed, wanted), strict=True))
    unclear = [(one, each) for one, each in found if isinstance(each, Diagnostic)]
    return [each for _, each in found if isinstance(each, Placed)], unclear


def _place_view(wanted: Wanted, around: Surroundings) -> Placed:
    """A document with its view on the server: what is published, or else the draft that waits to be.

    Raises `AmbiguousError` if several views say that they are the document's.
    """
    identity, target = wanted.local.identity, wanted.target
    if not around.projects.has(target):
        return Placed(wanted)
    if wanted.view is not None:
        return _at(wanted, chosen(wanted.view, identity, target))
    is_report = identity.kind == "report"
    place = _draft_placed if target.draft else _report_placed if is_report else _placed
    return place(wanted, around)


def _placed(wanted: Wanted, around: Surroundings) -> Placed:
    """A document with what is published of it."""
    found = find_view(around.listings, wanted.local.identity, wanted.target, around.lock)
    return _at(wanted, found, _gone(wanted, around) if found is None else "")


def _draft_placed(wanted: Wanted, around: Surroundings) -> Placed:
    """A report that is to be a draft, with the published one that the draft belongs to."""
    identity, public = wanted.local.identity, replace(wanted.target, draft=False)
    published = find_view(around.listings, identity, public, around.lock)
    report = published.view if published else find_promoted(around.listings, identity, public, around.lock)
    return replace(_placed(wanted, around), parent=report.id if report else "")


def _report_placed(wanted: Wanted, around: Surroundings) -> Placed:
    """A report with what is published of it, else with its draft."""
    identity, target = wanted.local.identity, wanted.target
    placed = _placed(wanted, around)
    draft = find_view(around.listings, identity, replace(target, draft=True), around.lock)
    if placed.view is not None:
        return replace(placed, leftover=draft)
    promoted = find_promoted(around.listings, identity, target, around.lock)
    if promoted is not None:
        return Placed(wanted, promoted, is_draft=True, leftover=draft)
    is_free = draft is not None and not draft.view.parent
    return replace(_at(wanted, draft, placed.gone), is_draft=True) if is_free else placed


def _at(wanted: Wanted, found: Found | None, gone: str = "") -> Placed:
    """A document with the view that was found."""
    return Placed(wanted, gone=gone) if found is None else Placed(wanted, found.view, was=found.was, gone=gone)


def _gone(wanted: Wanted, around: Surroundings) -> str:
    """What became of a view that the lock knows and that is not the document's any more; empty if there is none."""
    identity, target = wanted.local.identity, wanted.target
    entry = around.lock.get(identity.document, target)
    if entry is None:
        return ""
    view = around.listings.by_id(target, view_type_of(identity.kind, is_draft=target.draft), entry.id)
    marker = marker_of(view) if view is not None else None
    if view is None or marker is None or marker.document != identity.document:
        return "what was published is no longer on the server"
    if not around.listings.is_in(view, target):
        return f"what was published is in {view.entity}/{view.project} now, and stays there"
    if (view.type == WORKSPACE) != (identity.kind == "workspace"):
        url = view_url(around.base_url, view)
        return f'it was a {VIEW_TYPES.get(view.type, "view")}, which stays: `runpress delete "{url}"` deletes that'
    return "what was published is no longer on the server"
