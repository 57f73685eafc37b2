"""A plan as a comment of a pull request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from runpress.publish.differences import Differences
from runpress.publish.differences.markdown import Shown, code_span, print_markdown
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.printers.words import ORDER, notes, where, who_and_when
from runpress.publish.planning.steps import Plan, Step
from runpress.publish.planning.told import Told, told

MARK: Final = "<!-- runpress plan -->"
"""Begins the comment, so that the next plan can take its place."""
_WORDS = {
    Action.CREATE: "Will be created",
    Action.UPDATE: "Will be updated",
    Action.DELETE: "Will be deleted",
    Action.DRIFTED: "Was changed on the server, and will be left alone",
    Action.UNMANAGED: "Has no document",
}


def plan_comment(plan: Plan, url: Callable[[Step], str]) -> str:
    """The whole comment."""
    views = [
        _shown(told(step), url(step))
        for action in ORDER
        for step in plan.steps
        if step.action is action and action not in (Action.UNCHANGED, Action.UNMANAGED)
    ]
    unchanged = plan.count(Action.UNCHANGED)
    intro = f"{MARK}\n## {plan.summary}\n" + (f"\n{unchanged} unchanged.\n" if unchanged else "")
    return print_markdown(views, intro=intro)


def _shown(one: Told, url: str) -> Shown:
    step = one.step
    lines = [f"{_WORDS[step.action]} in {code_span(where(step))}{f' ([view]({url}))' if url else ''}."]
    if step.action is Action.DRIFTED:
        unknown = _UNKNOWN if step.local is None else f"{_UNKNOWN}; {_FROM_THERE}"
        known = "What follows is what was changed there" if one.theirs is not None else unknown
        lines.append(
            f"Changed {code_span(who_and_when(step).strip(' ,')) if who_and_when(step) else 'there'}, after it was published. {known}."
        )
    lines += [f"- {code_span(note)}" for note in notes(step)]
    differences = one.theirs if step.action is Action.DRIFTED and one.theirs is not None else one.changes
    return Shown(step.shown, differences or Differences(), note="\n\n".join(lines))


_UNKNOWN = "What was last published is not known"
_FROM_THERE = "what follows leads from the server's state to the document"
