"""What a plan says about each view: how it changes, and, where someone else has changed it, what both sides did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runpress.frozen import frozen
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.steps import Step
from runpress.publish.views.contents import Content

if TYPE_CHECKING:  # the printers and all that they need are loaded where something differs
    from runpress.publish.differences import Differences


@frozen
class Told:
    """A step, and the differences that explain it; None where there is nothing to compare."""

    step: Step
    changes: Differences | None = None
    """From what the server has to what the document says."""
    theirs: Differences | None = None
    """From what was last published to what the server has: someone else's changes, if the base is known."""
    ours: Differences | None = None
    """From what was last published to what the document says, if the base is known and someone else changed it."""


def told(step: Step) -> Told:
    """What is to be said about a step."""
    server, content = step.server, step.content
    if step.action in (Action.UNCHANGED, Action.UNMANAGED, Action.CREATE):
        return Told(step)
    changes = compared(step, server, content)
    if step.base is None:
        return Told(step, changes)
    return Told(step, changes, theirs=compared(step, step.base, server), ours=compared(step, step.base, content))


def compared(step: Step, old: Content | None, new: Content | None) -> Differences | None:
    """How the second content differs from the first; None if there are not two views to compare."""
    if old is None or new is None or old.kind != new.kind:
        return None
    from runpress.publish.differences import compare_stored

    target = step.target
    is_draft = (step.publishes_draft or target.draft, target.draft)
    return compare_stored(
        old.spec,
        new.spec,
        old_about=old.about(entity=target.entity, project=target.project, is_draft=is_draft[0]),
        new_about=new.about(entity=target.entity, project=target.project, is_draft=is_draft[1]),
    )
