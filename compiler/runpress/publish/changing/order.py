"""Which documents come first: those that others link to, so that their addresses are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from runpress.publish.planning.steps import Step


class Turn(NamedTuple):
    """Steps that are done at once."""

    steps: list[Step]
    is_circle: bool
    """Whether they link to each other, so that each is changed again once all are there."""


def coming(steps: Sequence[Step]) -> frozenset[str]:
    """The paths of documents whose views are yet to be made."""
    return frozenset(_path(step) for step in steps if step.local is not None and step.view is None)


def next_turn(steps: Sequence[Step]) -> Turn:
    """What waits for nothing; else a circle that waits for nothing outside itself."""
    there = coming(steps)
    ready = [step for step in steps if not step.waits_for & there]
    if ready:
        return Turn(ready, is_circle=False)
    waits: dict[str, set[str]] = {}
    for step in steps:
        waits.setdefault(_path(step), set()).update(step.waits_for & there)
    reached = {path: _reached(path, waits) for path in waits}
    for path, others in reached.items():
        if all(path in reached[other] for other in others):
            return Turn([step for step in steps if _path(step) in others], is_circle=True)
    raise AssertionError  # where everything waits, something waits for itself


def _path(step: Step) -> str:
    """The document's path; empty for a step without one, which waits for nothing."""
    return step.local.document.path if step.local else ""


def _reached(path: str, waits: Mapping[str, AbstractSet[str]]) -> set[str]:
    """All that a document waits for, also by way of others."""
    found: set[str] = set()
    left = [path]
    while left:
        new = waits[left.pop()] - found
        found |= new
        left += new
    return found
