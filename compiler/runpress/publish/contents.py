"""What a view says, whoever has it: a document, a server, a backup. The unit that is compared."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from runpress.codec.about import VIEW_TYPES, About, Kind
from runpress.codec.json_text import Json, loads
from runpress.publish.marker import Marker, digest, read_marker, without_marker

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
    content = Content(kind, title=view.title, description=view.description, spec=without_marker(spec))
    return content, read_marker(spec)
