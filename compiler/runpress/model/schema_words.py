"""A type in words, from its JSON Schema: "a whole number, at least 1", "`north` or `south`"."""

from __future__ import annotations

from typing import Any

_KEYS = {
    "metric": "a metric",
    "run": "a key of runs",
    "summary": "a summary or config key",
    "config": "a key of runs, or `none`",
}
_FORMATS = {"color": "a colour", "regex": "a regular expression"}
_BOUNDS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}


def words(schema: dict[str, Any], definitions: dict[str, Any]) -> str:  # noqa: PLR0911 - one line a kind of schema
    """The type that a schema describes, for a table of options."""
    if "$ref" in schema:
        return words(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    if "x-key" in schema:
        sign = ", `-` before it for the greatest first" if "x-sign" in schema else ""
        return _KEYS[schema["x-key"]] + sign
    if "x-language" in schema:
        return "a filter"
    if "x-defaults" in schema:
        return "a mapping from `panel`, a panel type or a fence to its options"
    if "x-words" in schema:
        return str(schema["x-words"])
    if "const" in schema:
        return _literal(schema["const"])
    if "enum" in schema:
        return _joined([_literal(value) for value in schema["enum"]])
    if "anyOf" in schema:
        return _alternatives(schema["anyOf"], definitions)
    return _plain(schema, definitions)


def _alternatives(schemas: list[dict[str, Any]], definitions: dict[str, Any]) -> str:
    parts = [part for part in schemas if part.get("type") != "null"]
    match parts:
        case [item, {"type": "array", "items": listed}] if item == listed:
            return f"{words(item, definitions)}, or a list of them"
    return _joined(list(dict.fromkeys(words(part, definitions) for part in parts)))


def _plain(schema: dict[str, Any], definitions: dict[str, Any]) -> str:  # noqa: PLR0911 - one line a type
    match schema.get("type"):
        case "string":
            return _FORMATS.get(schema.get("format", ""), "text")
        case "integer":
            return _bounded("a whole number", schema)
        case "number":
            return _bounded("a number", schema)
        case "boolean":
            return "`true` or `false`"
        case "array" if "prefixItems" in schema:
            return "two numbers, either of which may be `null`"
        case "array":
            return f"a list: {words(schema.get('items', {}), definitions)}"
        case "object":
            return _mapping(schema, definitions)
        case _:
            return "anything"


def _mapping(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    if schema.get("properties"):
        names = ", ".join(f"`{name}`" for name in schema["properties"])
        return f"a mapping with {names}"
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict) and inner:
        return f"a mapping to {words(inner, definitions)}"
    return "a mapping"


def _bounded(name: str, schema: dict[str, Any]) -> str:
    bounds = [f"{said} {schema[key]:g}" for key, said in _BOUNDS.items() if key in schema]
    return ", ".join([name, *bounds]) if bounds else name


def _literal(value: object) -> str:
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}" if parts else "nothing"
