"""A server's views in memory, with the methods of `ViewsClient` that reading needs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from runpress.client.values import StoredProject, StoredView


def stored(number: int, *, name: str = "", spec: object = None, **said: str) -> StoredView:
    """A view with an id of W&B's form."""
    values = {"type": "runs", "title": "T", "description": "", "entity": "acme", "project": "digits", **said}
    text = json.dumps(spec if spec is not None else {"blocks": []})
    return StoredView(id=f"view{number}", name=name, spec=text, updated_at="", **values)


@dataclass
class ViewsInMemory:
    """Answers, and counts what it is asked."""

    views: list[StoredView] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    gone: tuple[str, ...] = ()
    """Projects that are not there."""
    redirects: dict[str, str] = field(default_factory=dict)
    """Old names of projects, and what they are called now."""

    def project(self, entity: str, name: str) -> StoredProject | None:
        self.asked.append("project")
        path = self.redirects.get(f"{entity}/{name}", f"{entity}/{name}")
        return None if path in self.gone else StoredProject(f"id of {path}", *path.split("/"))

    def find(self, view_id: str) -> StoredView | None:
        self.asked.append("find")
        return next((view for view in self.views if view.id == view_id), None)

    def all(self, entity: str, project: str, view_type: str, *, name: str | None = None) -> list[StoredView]:
        self.asked.append("all" if name is None else "all by name")
        here = [view for view in self.views if (view.entity, view.project, view.type) == (entity, project, view_type)]
        return [view for view in here if name in (None, view.name, view.title)]
