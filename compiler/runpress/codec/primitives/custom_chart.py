"""What a custom chart asks of runs: a short mapping in documents, a tree of named fields on the server.

    {"summaryTable": {"tableKey": "predictions"}}

stands for the field `summaryTable` with the argument `tableKey`. The names `id` and `name` are asked for in any
case. A tree that a mapping cannot say is a list: W&B's fields of the run sets, as they are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive, held, plain
from runpress.codec.json_text import Json
from runpress.codec.residue import same
from runpress.model.node import Node

_RUNSETS = "runSets"
_RUNSETS_VALUE = "${runSets}"
_LIMIT = "limit"
_DEFAULT_LIMIT = 500
_ALWAYS = ("id", "name")


class VegaQuery(Primitive):
    """`userQuery`: one tree over the run sets, with the greatest number of runs."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the tree."""
        del scope
        limit = getattr(node, "max_runs_to_show", None) or _DEFAULT_LIMIT
        arguments = [{"name": _RUNSETS, "value": _RUNSETS_VALUE}, {"name": _LIMIT, "value": limit}]
        tree = {"name": _RUNSETS, "args": arguments, "fields": _fields(getattr(node, declared.name))}
        out[declared.wire] = {"queryFields": [tree]}

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The mapping that makes this tree, else its fields as a list."""
        del scope
        tree = _tree(stored.get(declared.wire))
        fields = tree.get("fields") if tree else None
        if not isinstance(fields, list):
            return UNSET
        query = _query(fields)
        return held(fields if query is None else query)


class Limit(Primitive):
    """The greatest number of runs of a custom chart: an argument of its query."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """The query writes it."""

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The argument, where it is not the usual one."""
        del declared, scope
        tree = _tree(stored.get("userQuery"))
        arguments = tree.get("args") if tree else None
        for argument in arguments if isinstance(arguments, list) else ():
            if isinstance(argument, dict) and argument.get("name") == _LIMIT:
                value = argument.get("value")
                return UNSET if value == _DEFAULT_LIMIT or isinstance(value, bool) else value
        return UNSET


def _tree(query: Json) -> dict[str, Json] | None:
    fields = query.get("queryFields") if isinstance(query, dict) else None
    tree = fields[0] if isinstance(fields, list) and fields else None
    return tree if isinstance(tree, dict) else None


def _fields(query: Mapping[str, Any] | list[Any]) -> list[Json]:
    """W&B's fields of a query, as its Python package makes them."""
    if not isinstance(query, Mapping):
        return [plain(field) for field in query]
    fields = _entries(query)
    return fields + [{"name": name, "value": []} for name in _ALWAYS if name not in query]


def _entries(query: Mapping[str, Any]) -> list[Json]:
    return [_entry(name, value) for name, value in query.items() if name not in (_RUNSETS, _LIMIT)]


def _entry(name: str, value: Any) -> Json:
    if isinstance(value, Mapping) and value:
        return {"name": name, "args": _entries(value), "fields": []}
    if value is None or isinstance(value, Mapping):
        return {"name": name, "fields": []}
    return {"name": name, "value": plain(value)}


def _query(fields: list[Json]) -> dict[str, Any] | None:
    """The mapping that makes exactly these fields, if there is one."""
    query = _mapping(fields)
    if query is None:
        return None
    shorter = dict(query)
    for name in reversed(_ALWAYS):
        if list(shorter)[-1:] == [name] and shorter[name] == []:
            del shorter[name]
        else:
            break
    return next((found for found in (shorter, query) if same(_fields(found), fields)), None)


def _mapping(fields: list[Json]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for field in fields:
        if not isinstance(field, dict) or not isinstance(field.get("name"), str) or field["name"] in found:
            return None
        found[field["name"]] = _value(field)
    return found


def _value(field: dict[str, Json]) -> Any:
    if "value" in field:
        return field["value"]
    arguments = field.get("args")
    return _mapping(arguments) if isinstance(arguments, list) and arguments else None
