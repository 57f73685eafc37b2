"""The plan of a session: its documents, and the views that have none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from runpress.publish.planning.left_behind import left_steps
from runpress.publish.planning.pruning import prune_steps
from runpress.publish.planning.session import Session
from runpress.publish.planning.steps import Plan
from runpress.publish.planning.unmanaged import unmanaged_steps
from runpress.publish.planning.view_steps import plan_views
from runpress.publish.planning.whereabouts import Whereabouts
from runpress.publish.preparing.projects import MOST_LOOKED_THROUGH
from runpress.publish.views.targets import Target, target_of


def whole_plan(
    session: Session,
    *,
    overwrite: bool = False,
    prune: bool = False,
    watch: Callable[[Iterator[Any]], Iterator[Any]] = iter,
) -> Plan:
    """The steps for all documents of a session, then those for views that have none.

    With `prune`, views of this repository whose documents are gone are deleted; no document may then be faulty,
    since it cannot be told which view is its own.
    """
    plan = plan_views(session.wanted, session.around, faulty=session.left_out, overwrite=overwrite, watch=watch)
    session.leave_out(plan.unclear)
    whereabouts = Whereabouts(session)
    steps = list(plan.steps)
    if prune and not session.has_errors:
        steps += prune_steps(_places(session), whereabouts, session.around, overwrite=overwrite)
    steps += left_steps(session, steps)
    steps += unmanaged_steps(session, steps, whereabouts)
    return replace(plan, steps=tuple(steps))


def _places(session: Session) -> list[Target]:
    """The projects in which views may be deleted: those of documents, and those where documents may all be gone.

    Without a lock that knows them, these may be all projects of the owners.
    """
    keys = [key for entries in session.around.lock.documents().values() for key, _ in entries]
    locked = [replace(target, draft=False) for target in map(target_of, keys) if target is not None]
    further = [one for one in locked or _of_owners(session) if session.allows(one)]
    found = [*(one.target for one in session.wanted), *further]
    return [target for target in found if session.around.projects.has(target)]


def _of_owners(session: Session) -> list[Target]:
    settings = session.project.configuration
    said = [*(one.target.entity for one in session.wanted), settings.entity, *(one.entity for one in settings.targets)]
    return [
        Target("", entity, project)
        for entity in dict.fromkeys(said)
        if entity
        for project in session.around.projects.names_of(entity)[:MOST_LOOKED_THROUGH]
    ]
