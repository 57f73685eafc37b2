"""JSON values as what they should be: whatever is something else counts as an empty one."""

from __future__ import annotations

from runpress.codec.json_text import Json


def as_object(value: Json) -> dict[str, Json]:
    """The value if it is an object."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """The value if it is a list."""
    return value if isinstance(value, list) else []


def objects(value: Json) -> list[dict[str, Json]]:
    """The objects in a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
