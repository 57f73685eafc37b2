"""JSON Schema of what authors write: the fields of nodes, and their short forms beside them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from runpress.model.node import OPTIONS, Node
from runpress.model.panels import PANELS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def node_schema(model: type[Node]) -> dict[str, Any]:
    """The schema of one node. Callers must not change it."""
    schema = model.model_json_schema()
    definitions = schema.setdefault("$defs", {})
    if "$ref" in schema:  # a node that can stand inside itself
        schema = {**definitions[schema["$ref"].rsplit("/", 1)[-1]], "$defs": definitions}
    schema["properties"] |= _short_properties(model, schema["properties"])
    for name, node in _inner_nodes(model).items():
        definition = definitions.get(name)
        if definition:
            definition["properties"] |= _short_properties(node, definition["properties"])
            definition["required"] = [field for field in definition.get("required", ()) if not _has_short(node, field)]
    schema["properties"].pop("others", None)
    for described in (schema, *definitions.values()):
        if "description" in described:
            described["description"] = described["description"].partition(OPTIONS)[0]
    return schema


def panel_schema() -> dict[str, Any]:
    """The schema of a panel fence: that of its type; where `type` is left out, that of any."""
    definitions: dict[str, Any] = {}
    by_type: list[dict[str, Any]] = []
    for word, model in PANELS.items():
        schema = deepcopy(node_schema(model))
        definitions |= schema.pop("$defs", {})
        definitions[f"panel-{word}"] = schema
        is_it = {"properties": {"type": {"const": word}}, "required": ["type"]}
        by_type.append({"if": is_it, "then": {"$ref": f"#/$defs/panel-{word}"}})
    any_type = {"anyOf": [{"$ref": f"#/$defs/panel-{word}"} for word in PANELS]}
    return {
        "$schema": DIALECT,
        "title": "panel",
        "type": "object",
        "properties": {"type": {"enum": list(PANELS)}},
        "allOf": [*by_type, {"if": {"not": {"required": ["type"]}}, "then": any_type}],
        "$defs": definitions,
    }


def _short_properties(model: type[Node], properties: dict[str, Any]) -> dict[str, Any]:
    return {
        short.key: {**_resolved(short.schema(), properties), "description": short.doc, "x-sets": list(short.fields)}
        for short in model.shorts
    }


def _resolved(schema: Any, properties: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if set(schema) == {"$field"}:
            field = properties.get(schema["$field"], {})
            return {key: value for key, value in field.items() if key not in ("default", "title")}
        return {key: _resolved(value, properties) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_resolved(item, properties) for item in schema]
    return schema


def _has_short(model: type[Node], field: str) -> bool:
    return any(field in short.fields for short in model.shorts)


def _inner_nodes(model: type[Node]) -> dict[str, type[Node]]:
    """Every node that can stand inside this one, by the name of its class."""
    found: dict[str, type[Node]] = {}
    pending: list[Any] = [info.annotation for info in model.model_fields.values()]
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, Node):
            if annotation.__name__ not in found:
                found[annotation.__name__] = annotation
                pending += [info.annotation for info in annotation.model_fields.values()]
        else:
            pending += getattr(annotation, "__args__", ())
    return found
