"""Every JSON Schema that runpress gives out, by name: front matter, each fence, each panel type."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from runpress.model.embed import EmbedOptions
from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.panels import PANELS
from runpress.model.runset import Runset
from runpress.model.schema import DIALECT, node_schema, panel_schema
from runpress.model.section import SectionOptions

_INHERITING: dict[str, type[Node]] = {"runset": Runset, "grid": GridOptions, "section": SectionOptions}
"""Fences for which `defaults` can speak, too."""
_FENCES: dict[str, type[Node]] = {**_INHERITING, "embed": EmbedOptions}
_SUBJECTS = {
    "front-matter": "The front matter of a document; keys of other tools may stand beside.",
    "panel": "The body of a `panel` fence.",
    "runset": "The body of a `runset` fence.",
    "grid": "The body of a `grid` fence.",
    "section": "The body of a `section` fence.",
    "embed": "The body of an `embed` fence.",
    "wandb-block": "The body of a `wandb-block` fence: a block as W&B stores it, in JSON.",
}


def schema_names() -> dict[str, str]:
    """Each schema and what it is for: front matter and fences first, then panel types."""
    return _SUBJECTS | {word: f"A `panel` fence of type `{word}`." for word in PANELS}


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema by its name, complete in itself. Callers must not change it.

    Raises KeyError if there is none.
    """
    made = _made(name)
    head = {"$schema": DIALECT, "$id": f"urn:runpress:{name}", "title": name, "description": schema_names()[name]}
    rest = {key: value for key, value in _published(made, is_schema=True).items() if key not in head}
    return head | rest


def _made(name: str) -> dict[str, Any]:
    match name:
        case "panel":
            return panel_schema()
        case "front-matter":
            return _front_matter_schema()
        case "embed":
            one = [{"required": [choice]} for choice in EmbedOptions.choices]
            return node_schema(EmbedOptions) | {"oneOf": one}
        case "wandb-block":
            return {"type": "object", "properties": {"type": {"type": "string"}}, "required": ["type"]}
        case _:
            return node_schema(PANELS[name] if name in PANELS else _FENCES[name])


def _front_matter_schema() -> dict[str, Any]:
    """Front matter with the options that `defaults` takes; foreign keys are allowed."""
    made = deepcopy(node_schema(FrontMatter))
    made["additionalProperties"] = True
    words: dict[str, Any] = {}
    for word, model in (PANELS | _INHERITING).items():
        part = deepcopy(node_schema(model))
        made["$defs"] = part.pop("$defs", {}) | made["$defs"]
        part.pop("required", None)
        words[word] = part
    every: dict[str, Any] = {key: {} for word in PANELS for key in words[word]["properties"]}
    words["panel"] = {"type": "object", "properties": every, "additionalProperties": False}
    made["properties"]["defaults"] = {
        "type": "object",
        "description": made["properties"]["defaults"].get("description", ""),
        "properties": words,
        "additionalProperties": False,
    }
    return made


def _published(value: Any, *, is_schema: bool) -> Any:
    """A schema without what only runpress reads, and with all that YAML makes of a word wherever text may stand."""
    if isinstance(value, list):
        return [_published(item, is_schema=is_schema) for item in value]
    if not isinstance(value, dict):
        return value
    if not is_schema:
        return {name: _published(inner, is_schema=True) for name, inner in value.items()}
    kept = {
        key: _published(inner, is_schema=key not in ("properties", "$defs"))
        for key, inner in value.items()
        if not key.startswith("x-") and key not in ("title", "format", "default")
    }
    if isinstance(default := _default(value.get("default")), str | int | float):
        kept["default"] = default
    is_any = value.get("format") != "color" and not {"x-language", "pattern"} & value.keys()
    if kept.get("type") == "string" and is_any and "enum" not in kept and "const" not in kept:
        kept["type"] = ["string", "number", "boolean"]
    return kept


def _default(value: Any) -> Any:
    """A default as authors write it: keys as text."""
    if isinstance(value, dict) and {"section", "path"} <= value.keys():
        return Key(value["section"], tuple(value["path"])).text("metric")
    return value
