"""What can be written, as data: for generated documentation, JSON Schema and completion.

Everything here is derived from the declarations of the nodes; nothing is written twice.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from runpress.frozen import frozen
from runpress.model.embed import EmbedOptions
from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.keys import Key
from runpress.model.node import Node, encoding, summary_of, wire_name
from runpress.model.order import Ordering
from runpress.model.panels import PANELS, Panel
from runpress.model.runset import Runset
from runpress.model.schema import node_schema
from runpress.model.schema_words import words
from runpress.model.section import SectionLayoutSettings, SectionOptions
from runpress.model.settings import SectionPanelSettings, WorkspaceSettings
from runpress.model.shorts import ShortForm, Split

FENCES: dict[str, type[Node]] = {
    "runset": Runset,
    "grid": GridOptions,
    "section": SectionOptions,
    "embed": EmbedOptions,
}
"""The nodes of all fences but `panel`, which has one a type (`PANELS`)."""

PARTS: dict[str, type[Node]] = {
    "front matter": FrontMatter,
    "settings": WorkspaceSettings,
    "layout_settings": SectionLayoutSettings,
    "panel_settings": SectionPanelSettings,
}
"""Nodes that stand in front matter or inside other nodes."""

HIDDEN = frozenset({"others"})
"""Fields that nobody writes."""
_FIRST = ("type", "title")


@frozen
class OptionReference:
    """One option, as its documentation shows it."""

    name: str
    type: str
    """In words: "a whole number, at least 1"."""
    doc: str
    default: str
    """As authors would write it; empty where leaving the option out says something of its own."""
    is_required: bool
    choices: tuple[str, ...]
    """The words to choose from, for the value or the values in it; empty if there are none."""
    wires: tuple[str, ...]
    """The keys of W&B's JSON that hold it; none if it is not stored there."""


@frozen
class ShortReference:
    """One short form."""

    key: str
    doc: str
    fields: tuple[str, ...]
    parts: tuple[str, ...] = ()
    """The keys inside it, one a field, if it is a mapping."""


@frozen
class NodeReference:
    """All that can be written for one node."""

    name: str
    doc: str
    options: tuple[OptionReference, ...]
    shorts: tuple[ShortReference, ...]
    needs: tuple[tuple[str, ...], ...]
    """Options that must be there: of each group at least one."""
    example: str


def reference(name: str) -> NodeReference:
    """The reference of a panel type, a fence or a part, by its name.

    Raises KeyError if there is none.
    """
    return reference_of(nodes()[name], name)


@cache
def nodes() -> dict[str, type[Node]]:
    """All nodes of the reference by name, panel types first."""
    return {**PANELS, **FENCES, **PARTS}


def reference_of(model: type[Node], name: str) -> NodeReference:
    """The reference of any node."""
    schema = node_schema(model)
    definitions = schema.get("$defs", {})
    options = tuple(
        _option(field, model.model_fields[field], schema["properties"][field], definitions)
        for field in key_order(model)
    )
    shorts = tuple(ShortReference(short.key, short.doc, short.fields, _parts(short)) for short in model.shorts)
    return NodeReference(name, summary_of(model), options, shorts, model.needs, model.example)


def inner_nodes(model: type[Node]) -> dict[type[Node], frozenset[str]]:
    """The nodes that stand in options of this one, and in which."""
    found: dict[type[Node], set[str]] = {}
    for field, info in model.model_fields.items():
        pending: list[Any] = [info.annotation]
        while pending:
            annotation = pending.pop()
            pending += getattr(annotation, "__args__", ())
            if isinstance(annotation, type) and issubclass(annotation, Node):
                found.setdefault(annotation, set()).add(field)
    return {node: frozenset(fields) for node, fields in found.items()}


def key_order(model: type[Node]) -> tuple[str, ...]:
    """The fields in canonical order: of a panel its type and title, its own options, then those that all panels have."""
    fields = [field for field in model.model_fields if field not in HIDDEN]
    if not issubclass(model, Panel):
        return tuple(fields)
    common = [field for field in Panel.model_fields if field not in _FIRST]
    own = [field for field in fields if field not in _FIRST and field not in common]
    return (*_FIRST, *own, *common)


def _option(field: str, info: FieldInfo, schema: dict[str, Any], definitions: dict[str, Any]) -> OptionReference:
    return OptionReference(
        field,
        words(schema, definitions),
        info.description or "",
        _default(info.default),
        info.is_required(),
        _choices(schema, definitions),
        _wires(info),
    )


def _parts(short: ShortForm) -> tuple[str, ...]:
    return tuple(short.parts) if isinstance(short, Split) else ()


def _wires(info: FieldInfo) -> tuple[str, ...]:
    """The keys of W&B's that hold a field; a range is stored as two."""
    wire = wire_name(info)
    if encoding(info) == "range":
        return f"{wire}Min", f"{wire}Max"
    return (wire,) if wire else ()


def _choices(schema: dict[str, Any], definitions: dict[str, Any]) -> tuple[str, ...]:
    if "$ref" in schema:
        return _choices(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    if "const" in schema:
        return (str(schema["const"]),)
    if "enum" in schema:
        return tuple(str(value) for value in schema["enum"])
    if schema.get("type") == "boolean":
        return ("true", "false")
    inside = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    parts = [*schema.get("anyOf", ()), *inside]
    return tuple(dict.fromkeys(choice for part in parts for choice in _choices(part, definitions)))


def _default(value: object) -> str:
    match value:
        case None | () | {} | (None, None) | "":
            return ""
        case bool():
            return "true" if value else "false"
        case Key():
            return value.text("metric")
        case str() | int() | float() | Ordering():
            return f"{value}"
        case tuple():
            items = [_default(item) for item in value]
            return items[0] if len(items) == 1 else f"[{', '.join(items)}]"
        case _:
            return ""
