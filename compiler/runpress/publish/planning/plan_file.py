"""A plan in a file: what was reviewed is what is published, or nothing is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from runpress.errors import DriftError, UsageError
from runpress.frozen import frozen
from runpress.publish.planning.steps import Plan, Step

TYPE: Final = "runpress.plan"
SCHEMA_VERSION: Final = 1
"""Grows when a reader would have to change."""
_MOST_SHOWN: Final = 5
_HOW_TO_SAVE: Final = "`runpress plan --out plan.json` writes one"


@frozen
class Asked:
    """What a plan was made of: the command line, without what only concerns its output."""

    paths: tuple[str, ...] = ()
    target: str = ""
    draft: bool = False
    overwrite: bool = False
    prune: bool = False
    create_projects: bool = False
    view: str = ""
    """The address of the view of the one document."""


@frozen
class SavedPlan:
    """A plan that was saved: what it was made of, and what each step rests on."""

    asked: Asked
    server: str
    steps: tuple[tuple[str, ...], ...]

    def asked_as(self, given: Asked) -> Asked:
        """What the plan was made of. Raises `UsageError` if a command line asks for something else beside it."""
        plain = Asked(given.paths)
        for field in fields(Asked):
            said = getattr(given, field.name)
            if said not in (getattr(plain, field.name), getattr(self.asked, field.name)):
                option = f"--{field.name.replace('_', '-').removesuffix('s')}"
                raise UsageError(
                    f"`{option}` was not said when `{given.paths[0]}` was planned",
                    hint=f"leave it out, or plan again: `runpress plan {option} --out {given.paths[0]}`",
                )
        return self.asked


def saved_form(form: dict[str, Any], asked: Asked) -> str:
    """The file of a plan whose plain data this is."""
    said = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return json.dumps({**form, "asked": {**said, "paths": list(asked.paths)}}, indent=2) + "\n"


def read_plan(path: Path) -> SavedPlan:
    """A plan that was saved. Raises `UsageError` for any other file."""
    if not path.exists():
        raise UsageError(f"`{path}` is not there", hint=_HOW_TO_SAVE)
    try:
        said = _checked(json.loads(path.read_bytes()), path)
        asked = Asked(**{**said["asked"], "paths": tuple(map(str, said["asked"]["paths"]))})
        steps = tuple(_key_of_form(step) for step in said["steps"] if step["action"] != "unmanaged")
        return SavedPlan(asked, str(said["server"]), steps)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(f"`{path}` is no plan of runpress", hint=_HOW_TO_SAVE) from None


def _checked(said: Any, path: Path) -> Any:
    if said["type"] != TYPE:
        raise ValueError
    if said["schema_version"] > SCHEMA_VERSION:
        raise UsageError(f"`{path}` was written by a newer runpress", hint="update runpress, or plan again")
    return said


def check_fresh(saved: SavedPlan, plan: Plan, *, server: str) -> None:
    """Raise `DriftError` if a plan made now is not what was saved, and say what differs."""
    if saved.server != server:
        raise UsageError("the plan was made for another server", hint="plan again, and publish that")
    now = {_key(step)[:2]: (step, _key(step)) for step in plan.steps if step.action.value != "unmanaged"}
    then = {key[:2]: key for key in saved.steps}
    moved = [step.shown for key, (step, said) in now.items() if then.get(key) != said]
    gone = [document for document, _ in then.keys() - now.keys()]
    if moved or gone:
        raise DriftError(
            f"the saved plan is stale, and nothing was published: {_listed([*moved, *gone])} changed since"
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_SHOWN])
    more = len(names) - _MOST_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _key(step: Step) -> tuple[str, ...]:
    """What a step rests on: if one of these is another one, the plan is another one."""
    return (
        step.identity.document,
        step.target.key,
        step.action.value,
        step.content.digest if step.content else "",
        step.server.digest if step.server else "",
        step.view.id if step.view else "",
    )


def _key_of_form(form: dict[str, Any]) -> tuple[str, ...]:
    target = form["target"]
    key = f"{target['entity']}/{target['project']}{':draft' if target['draft'] else ''}"
    digests = form["digests"]
    view_id = form["view"]["id"] if form["view"] else ""
    values = (form["document"], key, form["action"], digests["document"], digests["server"], view_id)
    return tuple(map(str, values))
