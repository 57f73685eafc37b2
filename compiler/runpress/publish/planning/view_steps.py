"""What publishing would change: documents, lock and server side by side. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from runpress.codec.about import DRAFT
from runpress.diagnostics import Diagnostic
from runpress.publish.matching.adopting import adopt_ids
from runpress.publish.planning.base import Published, base_of
from runpress.publish.planning.deciding import Action, bases_of, decide, has_old_mark
from runpress.publish.planning.destinations import Destinations
from runpress.publish.planning.placing import Placed, Surroundings, Wanted, place_views
from runpress.publish.planning.server_form import Prepared, prepared
from runpress.publish.planning.steps import Plan, Step
from runpress.publish.preparing.links import link_that_waits
from runpress.publish.views.contents import Content, content_of
from runpress.publish.views.identity import view_name

if TYPE_CHECKING:
    from runpress.publish.preparing.documents import LocalView
    from runpress.publish.views.marker import Marker

_CHANGED_DRAFT: Final = "a draft of what is published now, which somebody has changed: look at it, and delete it there"
_SHORT_COMMIT: Final = 10
_RENEWED: Final = "readers see no change: the view notes that the document has what was changed on the server"


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
    placed, unclear = place_views(wanted, around)
    faulty = {*faulty, *(one.local.document.path for one, _ in unclear)}
    destinations = Destinations(around, placed, faulty)
    steps: list[Step] = []
    findings: list[Diagnostic] = []
    for one in watch(iter(placed)):
        step, said = step_of(one, around, destinations, overwrite=overwrite)
        step, waiting = _linked(step, one, faulty)
        steps.append(step)
        findings += waiting
        if step.action is not Action.DRIFTED:
            steps += _discarded(one, around)
        findings += said
    return Plan(tuple(steps), tuple(findings), tuple(unclear))


def _linked(step: Step, placed: Placed, faulty: Collection[str]) -> tuple[Step, list[Diagnostic]]:
    """The step of a document that waits for others, and what is to be said of those that cannot come."""
    stuck = step.waits_for.intersection(faulty)
    if stuck and step.changes:
        return replace(step, stuck=stuck), [link_that_waits(placed.wanted.local, path) for path in sorted(stuck)]
    if step.waits_for and not stuck and step.action is Action.UNCHANGED:
        # It was published when what it links to could not be.
        note = f"its links will lead to {', '.join(sorted(step.waits_for))}"
        return replace(step, action=Action.UPDATE, note=note), []
    return step, []


def _discarded(placed: Placed, around: Surroundings) -> list[Step]:
    """The deletion of a draft that is published now; one that someone else has changed is only told of."""
    draft, identity = placed.leftover, placed.wanted.local.identity
    target = replace(placed.wanted.target, draft=True)
    found = content_of(draft.view) if draft is not None else None
    if draft is None or found is None:
        return []
    server, marker = found
    known_as = draft.was or target
    bases = bases_of(identity.document, known_as, marker, around.lock.get(identity.document, known_as))
    is_drifted = server.digest not in bases
    step = Step(
        action=Action.UNMANAGED if is_drifted else Action.DELETE,
        identity=identity,
        target=target,
        name=draft.view.name,
        view=draft.view,
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
        note=placed.gone,
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
    target = placed.was or (replace(step.target, draft=True) if placed.is_draft else step.target)
    known = around.lock.get(step.identity.document, target)
    entry = known.of(placed.wanted.local.text_digest) if known and known.id == view.id else None
    decision = decide(
        content,
        server,
        bases_of(step.identity.document, target, marker, entry),
        sent=entry.sent if entry else "",
    )
    action = decision.action
    is_draft = view.type == DRAFT and not step.target.draft
    if (placed.is_draft or is_draft or placed.was) and action is Action.UNCHANGED:
        action = Action.UPDATE
    renews = action is Action.UNCHANGED and server is not None and has_old_mark(server, marker, entry)
    is_drifted = action is Action.DRIFTED
    is_update = action is Action.UPDATE or renews
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
        is_chosen=placed.wanted.view is not None,
        was=placed.was,
        note=_note(placed, marker, around, is_renewed=renews) if is_update else step.note,
    )


def _note(placed: Placed, marker: Marker | None, around: Surroundings, *, is_renewed: bool) -> str:
    """What is to be said of a view that is changed: what it was called, or whose work goes."""
    if placed.was is not None and placed.was.path != placed.wanted.target.path:
        return f"the project was called {placed.was.path} when this was published; the view stays the same"
    return _RENEWED if is_renewed else _others_work(marker, around)


def _others_work(marker: Marker | None, around: Surroundings) -> str:
    """What is to be said where the view was published from a commit that this document does not come from."""
    if marker is None or not marker.commit or marker.repository not in ("", around.repository.digest):
        return ""
    where = around.repository.lacks(marker.commit)
    if not where:
        return ""
    commit = marker.commit[:_SHORT_COMMIT]
    return (
        f"it was published last from commit {commit}, which {where} does not have: merge that first, or its changes go"
    )
