"""A plan for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runpress.diagnostics.render.json import as_dict
from runpress.publish.differences.json_form import json_form
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.plan_file import SCHEMA_VERSION, TYPE
from runpress.publish.planning.printers.words import notes
from runpress.publish.planning.steps import Plan, Step
from runpress.publish.planning.told import told


def plan_form(plan: Plan, url: Callable[[Step], str], *, server: str) -> dict[str, Any]:
    """The plan as plain data. `server` tells servers apart and is no address."""
    return {
        "type": TYPE,
        "schema_version": SCHEMA_VERSION,
        "server": server,
        "summary": {
            **{action.value: plan.count(action) for action in Action},
            "changes": plan.changes,
            "text": plan.summary,
        },
        "steps": [_step(step, url(step)) for step in plan.steps],
        "diagnostics": [as_dict(finding) for finding in plan.findings],
    }


def _step(step: Step, url: str) -> dict[str, Any]:
    one = told(step)
    return {
        "action": step.action.value,
        "document": step.identity.document,
        "path": step.local.source.path if step.local else "",
        "kind": step.identity.kind,
        "title": step.title,
        "target": {
            "name": step.target.name,
            "entity": step.target.entity,
            "project": step.target.project,
            "draft": step.target.draft,
        },
        "view": {"id": step.view.id, "name": step.view.name, "url": url, "updated_at": step.view.updated_at}
        if step.view
        else None,
        "digests": {
            "document": step.content.digest if step.content else "",
            "server": step.server.digest if step.server else "",
            "base": step.base_digest,
        },
        "overwrites": step.overwrites,
        "promotes": step.promotes,
        "notes": notes(step),
        "differences": {
            name: json_form(found)
            for name, found in (("changes", one.changes), ("server", one.theirs), ("document", one.ours))
            if found is not None
        },
    }
