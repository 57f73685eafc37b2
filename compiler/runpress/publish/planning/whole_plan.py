"""The plan of a session: its documents, and the views that have none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from runpress.publish.planning.left_behind import left_steps
from runpress.publish.planning.pruning import is_gone, prune_steps, unmanaged_steps
from runpress.publish.planning.session import Session
from runpress.publish.planning.steps import Plan
from runpress.publish.planning.view_steps import plan_views
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
    targets = [one.target for one in session.wanted if session.around.projects.has(one.target)]
    steps = [*plan.steps, *left_steps(session, plan.steps)]
    ids, scope = cache(session.all_ids), cache(lambda: _scope(session))
    if prune and not session.has_errors:
        places = [*targets, *_places(session)]
        steps += prune_steps(places, ids(), scope(), session.around, overwrite=overwrite)
    steps += unmanaged_steps(
        targets, steps, session.around, lambda view, target: is_gone(view, target, ids(), scope(), session.around)
    )
    return replace(plan, steps=tuple(steps))


def _places(session: Session) -> list[Target]:
    """The projects that the lock knows: their documents may all be gone."""
    keys = [key for entries in session.around.lock.documents().values() for key, _ in entries]
    found = [replace(target, draft=False) for target in map(target_of, keys) if target is not None]
    return [target for target in found if session.around.projects.has(target)]


def _scope(session: Session) -> str:
    """The folder of the documents in the repository, with a slash behind it; empty if it is the repository's own."""
    docs = session.project.docs if session.project.config_files else session.root
    path = session.around.repository.path_of(docs)
    return "" if path in ("", ".") else f"{path}/"
