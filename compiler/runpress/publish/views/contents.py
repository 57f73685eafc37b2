"""What a view says, whoever has it: a document, a server, a backup. The unit that is compared."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from runpress.codec.about import VIEW_TYPES, About, Kind
from runpress.codec.json_text import Json, loads, objects_in
from runpress.codec.normal import is_plainly_equal
from runpress.publish.views.marker import Marker, digest, read_marker, without_marker

if TYPE_CHECKING:
    from runpress.client.values import StoredView


class Content:
    """Kind, title, description and spec of a view. The spec is without a marker; it is not to be changed."""

    def __init__(self, kind: Kind, *, title: str, description: str, spec: dict[str, Json]) -> None:
        self.kind: Kind = kind
        self.title = title
        self.description = description
        self.spec = spec

    @cached_property
    def digest(self) -> str:
        """Equal for contents that say the same: ids, comments and the order of keys mean nothing."""
        return digest(self.spec, title=self.title, description=self.description)

    def says_same(self, other: Content) -> bool:
        """Whether both say the same. Quicker than to compare digests, where they do."""
        if (self.kind, self.title, self.description) != (other.kind, other.title, other.description):
            return False
        return is_plainly_equal(self.spec, other.spec) or self.digest == other.digest

    def with_spec(self, spec: dict[str, Json]) -> Content:
        """The same with another spec."""
        return Content(self.kind, title=self.title, description=self.description, spec=spec)

    def about(self, *, entity: str = "", project: str = "", is_draft: bool = False) -> About:
        """What stands beside the spec."""
        return About(self.kind, self.title, self.description, entity, project, is_draft)


def content_of(view: StoredView) -> tuple[Content, Marker | None] | None:
    """What a stored view says, and its marker; None if its spec is no JSON object, or its type is not one of ours."""
    kind = VIEW_TYPES.get(view.type)
    try:
        spec = loads(view.spec)
    except json.JSONDecodeError:
        return None
    if kind is None or not isinstance(spec, dict):
        return None
    bare = without_marker(spec)
    _drop_project_ids(bare)
    return Content(kind, title=view.title, description=view.description, spec=bare), read_marker(spec)


def _drop_project_ids(spec: Json) -> None:
    """Take the internal ids of projects out of run sets, where names tell them; they are put in anew when it is sent."""
    for holder in objects_in(spec):
        runsets = holder.get("runSets")
        for runset in runsets if isinstance(runsets, list) else ():
            project = runset.get("project") if isinstance(runset, dict) else None
            if isinstance(project, dict) and project.get("entityName") and project.get("name"):
                project.pop("id", None)
