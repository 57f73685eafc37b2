"""Runs from the rows of a `runs` table, whatever form config and summary have there."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from runpress.data.protocol import Run
from runpress.model.attributes import attribute_named

ID_NAMES = ("id", "run", "run_id")
NAME_NAMES = ("name", "display_name", "displayName")
SECTIONS = ("config", "summary")


def runs_of(rows: Iterable[Mapping[str, Any]], project: str) -> list[Run]:
    """The runs of a table's rows, those without an id left out."""
    return [run for row in rows if (run := _run(row, project))]


def _run(row: Mapping[str, Any], project: str) -> Run | None:
    id_name = next((name for name in ID_NAMES if not _is_missing(row.get(name))), None)
    if id_name is None:
        return None
    identity = _identity(row[id_name])
    name = next((str(row[name]) for name in NAME_NAMES if row.get(name) is not None), identity)
    sections: dict[str, dict[str, Any]] = {section: _mapping(row.get(section)) for section in SECTIONS}
    attributes: dict[str, Any] = {}
    for column, value in row.items():
        if column in {id_name, *NAME_NAMES, *SECTIONS} or value is None:
            continue
        section, found, key = column.partition(".")
        if found and section in SECTIONS:
            _put(sections[section], key.split("."), _cleaned(value))
        else:
            attribute = attribute_named(column)
            attributes[attribute.name if attribute else column] = _cleaned(value)
    return Run(
        id=identity,
        name=name,
        project=project,
        attributes=_attributes(attributes, sections["summary"]),
        config=_unwrapped(sections["config"]),
        summary=sections["summary"],
    )


def _identity(value: Any) -> str:
    """Ids are text; a column of whole numbers with gaps comes as doubles."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(_cleaned(value))


def _attributes(attributes: dict[str, Any], summary: Mapping[str, Any]) -> dict[str, Any]:
    if "tags" in attributes:
        attributes["tags"] = _tags(attributes["tags"])
    if "runtime" not in attributes and isinstance(summary.get("_runtime"), int | float):
        attributes["runtime"] = summary["_runtime"]
    return attributes


def _tags(value: Any) -> list[str]:
    """A list, its JSON text, or words with commas between them."""
    if isinstance(value, str):
        text = value.strip()
        parsed = _json(text) if text.startswith("[") else None
        value = parsed if isinstance(parsed, list) else [part.strip() for part in text.split(",") if part.strip()]
    return [str(item) for item in value] if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        value = _json(value)
    value = _cleaned(value)
    return value if isinstance(value, dict) else {}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _unwrapped(config: dict[str, Any]) -> dict[str, Any]:
    """Config without what W&B's files wrap around it: `{"lr": {"value": 0.1}}`, `_wandb`."""
    own = {key: value for key, value in config.items() if key != "_wandb"}
    if own and all(
        isinstance(value, dict) and "value" in value and value.keys() <= {"value", "desc"} for value in own.values()
    ):
        return {key: value["value"] for key, value in own.items()}
    return own


def _put(tree: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for name in path[:-1]:
        inner = tree.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[path[-1]] = value


def _cleaned(value: Any) -> Any:  # noqa: PLR0911 - one line a kind of value
    """A value as JSON has it: text without lone surrogates, ISO 8601 in UTC for instants, plain numbers."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if not value.isascii() else value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(_cleaned(str(key))): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def _is_missing(value: Any) -> bool:
    """Whether there is nothing to compare: null, or no number."""
    return value is None or (isinstance(value, float) and math.isnan(value))
