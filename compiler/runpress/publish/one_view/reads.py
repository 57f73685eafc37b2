"""Which projects a view reads: its own, and those that its run sets name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from runpress.codec.json_text import Json, loads

if TYPE_CHECKING:
    from runpress.client.values import StoredView


def projects_read(view: StoredView) -> list[tuple[str, str]]:
    """Entity and name of each project, the view's own first."""
    found = [(view.entity, view.project)]
    try:
        spec = loads(view.spec)
    except json.JSONDecodeError:
        return found
    found += [(entity or view.entity, name) for entity, name in _named(spec) if isinstance(name, str) and name]
    return list(dict.fromkeys(found))


def _named(value: Json) -> Iterator[tuple[str, str]]:
    """The `project` of everything that has run sets; nesting of any depth."""
    waiting: list[Json] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            runsets = one.get("runSets")
            for runset in runsets if isinstance(runsets, list) else []:
                project = runset.get("project") if isinstance(runset, dict) else None
                if isinstance(project, dict):
                    entity = project.get("entityName")
                    yield (entity if isinstance(entity, str) else "", project.get("name", ""))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
