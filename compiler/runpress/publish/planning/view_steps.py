"""What publishing would change: documents, lock and server side by side. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from runpress.codec.about import DRAFT, WORKSPACE, view_type_of
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.publish.matching.adopting import adopt_ids
from runpress.publish.planning.base import Published, base_of
from runpress.publish.planning.deciding import Action, bases_of, decide, has_old_mark
from runpress.publish.planning.destinations import Destinations
from runpress.publish.planning.lookup import Listings, find_promoted, find_view
from runpress.publish.planning.server_form import Prepared, prepared
from runpress.publish.planning.steps import Plan, Step
from runpress.publish.preparing.links import link_that_waits
from runpress.publish.views.contents import Content, content_of
from runpress.publish.views.identity import view_name

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
_CHANGED_DRAFT: Final = "a draft of what is published now, which somebody has changed: look at it, and delete it there"
_RENEWED: Final = "readers see no change: the view notes that the document has what was changed on the server"


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


@frozen
class Placed:
    """A document in one of its targets, and its view there. `is_draft` if that was never published from here, but is to be."""

    wanted: Wanted
    view: StoredView | None = None
    is_draft: bool = False
    parent: str = ""
    """For a draft: the published report."""
    is_gone: bool = False
    """Whether the lock knows a view that is no longer there."""
    leftover: StoredView | None = None
    """The draft of a report that is published already."""


def plan_views(
    wanted: Sequence[Wanted],
    around: Surroundings,
    *,
    faulty: Collection[str] = (),
    overwrite: bool = False,
    watch: Callable[[Iterator[Any]], Iterator[Any]] = iter,
) -> Plan:
    """The steps for documents in their targets. `watch` is handed one item a document. Raises what the client raises.

    `faulty` are the paths of documents that are left out because of errors; what links to them waits for them.
    """
    placed = place_views(wanted, around)
    destinations = Destinations(around, placed, faulty)
    steps: list[Step] = []
    findings: list[Diagnostic] = []
    for one in watch(iter(placed)):
        step, said = step_of(one, around, destinations, overwrite=overwrite)
        step, waiting = _linked(step, one, faulty)
        steps.append(step)
        findings += waiting
        if step.action is not Action.DRIFTED:
            steps += discarded(one, around)
        findings += said
    return Plan(tuple(steps), tuple(findings))


def _linked(step: Step, placed: Placed, faulty: Collection[str]) -> tuple[Step, list[Diagnostic]]:
    """The step of a document that waits for others, and what is to be said of those that cannot come."""
    stuck = sorted(step.waits_for.intersection(faulty))
    if stuck and step.changes:
        note = f"it waits for {stuck[0]}, which has errors"
        return replace(step, note=note), [link_that_waits(placed.wanted.local, path) for path in stuck]
    if step.waits_for and not stuck and step.action is Action.UNCHANGED:
        # It was published when what it links to could not be.
        note = f"its links will lead to {', '.join(sorted(step.waits_for))}"
        return replace(step, action=Action.UPDATE, note=note), []
    return step, []


def place_views(wanted: Sequence[Wanted], around: Surroundings) -> list[Placed]:
    """The documents with their views on the server."""
    if not wanted:
        return []
    with ThreadPoolExecutor(min(PARALLEL, len(wanted))) as pool:
        return list(pool.map(lambda one: place_view(one, around), wanted))


def place_view(wanted: Wanted, around: Surroundings) -> Placed:
    """A document with its view on the server: what is published, or else the draft that waits to be."""
    identity, target = wanted.local.identity, wanted.target
    if not around.projects.has(target):
        return Placed(wanted)
    found = find_view(around.listings, identity, target, around.lock)
    was_there = found is not None or _is_missing(wanted, around)
    if target.draft:
        public = replace(target, draft=False)
        published = find_view(around.listings, identity, public, around.lock)
        report = published.view if published else find_promoted(around.listings, identity, public, around.lock)
        parent = report.id if report else ""
        return Placed(wanted, found.view if found else None, parent=parent, is_gone=was_there and found is None)
    if identity.kind == "workspace":
        return Placed(wanted, found.view if found else None, is_gone=was_there and found is None)
    draft = find_view(around.listings, identity, replace(target, draft=True), around.lock)
    leftover = draft.view if draft else None
    if found is not None:
        return Placed(wanted, found.view, leftover=leftover)
    promoted = find_promoted(around.listings, identity, target, around.lock)
    if promoted is not None:
        return Placed(wanted, promoted, is_draft=True, leftover=leftover)
    is_free = draft is not None and not draft.view.parent
    return Placed(wanted, draft.view if draft and is_free else None, is_draft=is_free, is_gone=was_there)


def _is_missing(wanted: Wanted, around: Surroundings) -> bool:
    """Whether the lock knows a view that is no longer there: one of another kind may be, if the document became that."""
    identity, target = wanted.local.identity, wanted.target
    entry = around.lock.get(identity.document, target)
    if entry is None:
        return False
    view = around.listings.by_id(target, view_type_of(identity.kind, is_draft=target.draft), entry.id)
    return view is None or (view.type == WORKSPACE) == (identity.kind == "workspace")


def discarded(placed: Placed, around: Surroundings) -> list[Step]:
    """The deletion of a draft that is published now; one that someone else has changed is only told of."""
    draft, identity = placed.leftover, placed.wanted.local.identity
    target = replace(placed.wanted.target, draft=True)
    found = content_of(draft) if draft is not None else None
    if draft is None or found is None:
        return []
    server, marker = found
    bases = bases_of(identity.document, target, marker, around.lock.get(identity.document, target))
    is_drifted = server.digest not in bases
    step = Step(
        action=Action.UNMANAGED if is_drifted else Action.DELETE,
        identity=identity,
        target=target,
        name=draft.name,
        view=draft,
        server=server,
        note=_CHANGED_DRAFT if is_drifted else "a draft of what is published now",
    )
    return [step]


def step_of(
    placed: Placed, around: Surroundings, destinations: Destinations, *, overwrite: bool = False
) -> tuple[Step, tuple[Diagnostic, ...]]:
    """The step for one document, and what becomes of it and its links on the server."""
    local, target = placed.wanted.local, placed.wanted.target

    def made(document: LocalView) -> Prepared:
        return prepared(document, target, placed.view, projects=around.projects, destinations=destinations)

    ready = made(local)
    step = Step(
        action=Action.CREATE,
        identity=local.identity,
        target=target,
        name=view_name(local.identity, target),
        local=local,
        content=ready.content,
        parent=placed.parent,
        waits_for=ready.waits_for,
        uploads=ready.uploads,
        waiting_images=ready.waiting_images,
        note="what was published is no longer on the server" if placed.is_gone else "",
    )
    step = _compared(step, placed, around, lambda document: made(document).content, overwrite=overwrite)
    return step, ready.findings


def _compared(
    step: Step, placed: Placed, around: Surroundings, made: Callable[[LocalView], Content], *, overwrite: bool
) -> Step:
    """The step for a view that is there, else as it is; `made` gives the content of a document."""
    view, content = placed.view, step.content
    if view is None or content is None:
        return step
    found = content_of(view)
    server, marker = found or (None, None)
    target = replace(step.target, draft=True) if placed.is_draft else step.target
    known = around.lock.get(step.identity.document, target)
    entry = known.of(placed.wanted.local.text_digest) if known else None
    decision = decide(
        content,
        server,
        bases_of(step.identity.document, target, marker, entry),
        sent=entry.sent if entry else "",
    )
    action = decision.action
    is_draft = view.type == DRAFT and not step.target.draft
    if (placed.is_draft or is_draft) and action is Action.UNCHANGED:
        action = Action.UPDATE
    renews = action is Action.UNCHANGED and server is not None and has_old_mark(server, marker, entry)
    is_drifted = action is Action.DRIFTED
    published = Published(view.id, decision.base, marker)
    base = base_of(published, placed.wanted.local, made, around) if is_drifted else None
    adopted = adopt_ids(content.spec, server.spec) if server is not None and action is not Action.UNCHANGED else None
    if adopted is not None:
        content = content.with_spec(adopted.spec)
    return replace(
        step,
        action=Action.UPDATE if renews or (is_drifted and overwrite) else action,
        content=content,
        view=view,
        server=server,
        base=base,
        base_digest=decision.base,
        lost=adopted.lost if adopted else (),
        overwrites=is_drifted and overwrite,
        promotes=placed.is_draft or is_draft,
        renews=renews,
        note=_RENEWED if renews else step.note,
    )
