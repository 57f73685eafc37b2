"""Queries of custom charts: the package takes a dictionary and makes W&B's list of fields of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.json_text import Json

_ADDED = ("id", "name")
_SKIPPED = ("runSets", "limit")


def stored_query(user_query: Json) -> dict[str, Json]:
    """The dictionary for a stored query; what the package adds by itself is left out."""
    fields = user_query.get("queryFields") if isinstance(user_query, Mapping) else None
    first = fields[0] if isinstance(fields, list) and fields and isinstance(fields[0], Mapping) else {}
    query = _as_dictionary(first.get("fields"))
    return {key: value for key, value in query.items() if not (key in _ADDED and value == [])}


def said_query(query: Mapping[str, Json]) -> Json:
    """What the package writes for a dictionary."""
    whole = {**query, **{key: [] for key in _ADDED if key not in query}}
    arguments = [{"name": "runSets", "value": "${runSets}"}, {"name": "limit", "value": 500}]
    return {"queryFields": [{"name": "runSets", "args": arguments, "fields": _as_fields(whole)}]}


def _as_dictionary(fields: Json) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for field in fields if isinstance(fields, list) else []:
        if not isinstance(field, Mapping) or not isinstance(field.get("name"), str):
            continue
        if isinstance(field.get("args"), list) and field["args"]:
            found[field["name"]] = _as_dictionary(field["args"])
        else:
            found[field["name"]] = field["value"] if field.get("value") is not None else {}
    return found


def _as_fields(query: Mapping[str, Json]) -> Sequence[Json]:
    return [_field(name, value) for name, value in query.items() if name not in _SKIPPED]


def _field(name: str, value: Json) -> Json:
    if isinstance(value, dict) and value:
        return {"name": name, "args": _as_fields(value), "fields": []}
    if value is None or value == {}:
        return {"name": name, "fields": []}
    return {"name": name, "value": value}
