"""A plan for people in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from runpress.diagnostics.render.paint import PLAIN, Paint
from runpress.diagnostics.render.visible import visible
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.printers.words import ORDER, SIGNS, notes, ways_on, where, who_and_when
from runpress.publish.planning.steps import Plan, Step
from runpress.publish.planning.told import Told, told

if TYPE_CHECKING:
    from runpress.publish.differences import Differences

_STYLES = {
    Action.CREATE: "good",
    Action.UPDATE: "warning",
    Action.DELETE: "error",
    Action.DRIFTED: "error",
    Action.UNCHANGED: "faint",
    Action.UNMANAGED: "faint",
}
_INDENT = "    "
_MOST_UNMANAGED = 5


def print_plan(plan: Plan, url: Callable[[Step], str], paint: Paint = PLAIN, *, left_out: int = 0) -> str:
    """The plan; `url` gives the address of a step's view, empty for one that is not there yet.

    `left_out` is how many documents have errors.
    """
    lines: list[str] = []
    for action in ORDER:
        lines += _of_action([step for step in plan.steps if step.action is action], action, url, paint)
    if left_out:
        what = "1 document has errors and is" if left_out == 1 else f"{left_out} documents have errors and are"
        lines.append(paint("error", f"{what} left out"))
    return "".join(f"{line}\n" for line in (*lines, paint("bold", plan.summary)))


def _of_action(steps: list[Step], action: Action, url: Callable[[Step], str], paint: Paint) -> Iterator[str]:
    if action is Action.UNCHANGED:
        if steps:
            yield paint("faint", f"{SIGNS[action]} {len(steps)} unchanged")
        return
    shown = steps[:_MOST_UNMANAGED] if action is Action.UNMANAGED else steps
    for step in shown:
        yield from _step(told(step), url(step), paint)
    if len(steps) > len(shown):
        yield paint("faint", f"{SIGNS[action]} {len(steps) - len(shown)} more that no document has")


def _step(one: Told, url: str, paint: Paint) -> Iterator[str]:
    step = one.step
    head = f"{SIGNS[step.action]} {step.action.value}"
    yield f"{paint(_STYLES[step.action], head)} {visible(step.shown)} {paint('faint', '->')} {visible(where(step))}"
    if url:
        yield paint("faint", f"{_INDENT}{visible(url)}")
    for note in notes(step):
        yield f"{_INDENT}{visible(note)}"
    if step.action is Action.CREATE and step.content is not None:
        yield f'{_INDENT}a new {step.content.kind}, "{visible(step.title)}"'
    elif step.action is Action.DRIFTED:
        yield from _drift(one, url, paint)
    elif step.action is not Action.UNMANAGED and one.changes is not None:
        yield from _differences(one.changes, paint, indent=_INDENT)


def _drift(one: Told, url: str, paint: Paint) -> Iterator[str]:
    step = one.step
    yield f"{_INDENT}it was changed on the server{visible(who_and_when(step))}, after it was published"
    if one.theirs is not None:
        yield f"{_INDENT}on the server:"
        yield from _differences(one.theirs, paint, indent=_INDENT * 2)
        if one.ours:
            yield f"{_INDENT}in the document:"
            yield from _differences(one.ours, paint, indent=_INDENT * 2)
    elif step.local is None:
        yield f"{_INDENT}what was last published is not known here"
    else:
        yield f"{_INDENT}what was last published is not known here; from the server's state to the document:"
        if one.changes is not None:
            yield from _differences(one.changes, paint, indent=_INDENT * 2)
        else:
            yield f"{_INDENT * 2}the server's state cannot be read"
    ways = ways_on(step, url)
    width = max(len(command) for command, _ in ways)
    for command, what in ways:
        yield f"{_INDENT}{visible(command):<{width}}  {paint('faint', what)}"


def _differences(differences: Differences, paint: Paint, *, indent: str) -> list[str]:
    from runpress.publish.differences.text import print_text  # only where something differs

    return print_text(differences, paint, indent=indent)
