"""How documents stand to what is on the server: one line each, without what differs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from runpress.frozen import frozen
from runpress.publish.planning.deciding import Action
from runpress.publish.views.marker import marker_of

if TYPE_CHECKING:
    from runpress.publish.planning.session import Session
    from runpress.publish.planning.steps import Plan, Step


class Standing(StrEnum):
    """What of local document and server's copy has changed since the document was published."""

    FAULTY = "has errors"
    NEW = "not published"
    GONE = "deleted on the server"
    SAME = "up to date"
    HERE = "changed here"
    THERE = "changed on the server"
    BOTH = "changed here and on the server"
    UNKNOWN = "differs, and what was published is not known"
    DRAFT = "a draft, not published"
    LEFT = "a draft of what is published"
    UNMANAGED = "no document"


@frozen
class Line:
    """One document in one target, or a view without a document."""

    path: str
    """Empty for a view without a document."""
    document: str
    target: str
    """`entity/project`, with `:draft` behind it for a draft."""
    standing: Standing
    title: str = ""
    url: str = ""
    commit: str = ""
    """The commit that was published."""
    changed_at: str = ""
    """When the server's copy was saved last."""
    changed_by: str = ""
    in_lock: bool = False


def standings(session: Session, plan: Plan, url: dict[str, str]) -> list[Line]:
    """A line for each document and target, then for views without a document. `url` is by view id."""
    return [*_faulty(session), *(_line(step, session, url) for step in plan.steps)]


def _faulty(session: Session) -> Iterator[Line]:
    for local in session.faulty:
        yield Line(local.source.path, local.identity.document, "", Standing.FAULTY, local.view.front.title or "")
    for one in session.undecided:
        yield Line(one.shown, "", "", Standing.FAULTY)


def _line(step: Step, session: Session, url: dict[str, str]) -> Line:
    entry = session.around.lock.get(step.identity.document, step.target)
    view = step.view
    marker = marker_of(view) if view else None
    return Line(
        path=step.local.source.path if step.local else "",
        document=step.identity.document,
        target=step.target.key,
        standing=_standing(step, is_known=entry is not None),
        title=step.title,
        url=url.get(view.id, "") if view else "",
        commit=(marker.commit if marker else "") or (entry.commit if entry else ""),
        changed_at=view.updated_at if view else "",
        changed_by=view.updated_by if view else "",
        in_lock=entry is not None,
    )


def _standing(step: Step, *, is_known: bool) -> Standing:
    """The standing of a step; `is_known` if the lock has its view."""
    if step.action is Action.DRIFTED:
        return _drifted(step)
    if step.publishes_draft:
        return Standing.DRAFT
    if step.renews:
        return Standing.SAME
    if step.action is Action.CREATE and is_known:
        return Standing.GONE
    if step.action is Action.UNMANAGED and step.identity.document:
        return Standing.LEFT
    return _STANDINGS[step.action]


_STANDINGS = {
    Action.CREATE: Standing.NEW,
    Action.UPDATE: Standing.HERE,
    Action.UNCHANGED: Standing.SAME,
    Action.DELETE: Standing.LEFT,
    Action.UNMANAGED: Standing.UNMANAGED,
}


def _drifted(step: Step) -> Standing:
    if not step.base_digest:
        return Standing.UNKNOWN
    is_same_here = step.content is not None and step.content.digest == step.base_digest
    return Standing.THERE if is_same_here else Standing.BOTH
