"""Which runs a client asks for: filters and orders as W&B's Public API writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from runpress.server.graphql import RefusedError
from runpress.server.store.runs import Run

_COLUMNS: Mapping[str, Callable[[Run], Any]] = {
    "name": lambda run: run.name,
    "displayName": lambda run: run.fields.get("displayName") or run.name,
    "state": lambda run: run.fields.get("state") or "running",
    "tags": lambda run: run.fields.get("tags") or [],
    "group": lambda run: run.fields.get("groupName"),
    "jobType": lambda run: run.fields.get("jobType"),
    "sweep": lambda run: run.fields.get("sweep"),
    "host": lambda run: run.fields.get("host"),
    "createdAt": lambda run: run.created_at,
    "heartbeatAt": lambda run: run.updated_at,
}
_DEEPEST = 20


def filtered(runs: Sequence[Run], filters: object) -> list[Run]:
    """The runs that pass a filter, which is JSON. Raises `RefusedError` for one that says nothing we know."""
    if not filters:
        return list(runs)
    try:
        asked = json.loads(filters) if isinstance(filters, str) else filters
    except (ValueError, RecursionError):
        raise RefusedError("the filters of runs are no JSON") from None
    return [run for run in runs if _passes(run, asked, 0)]


def ordered(runs: Sequence[Run], order: object) -> list[Run]:
    """The runs in an order such as `-created_at,+config.lr`; those without a value come last."""
    found = list(runs)
    for key in reversed(order.split(",") if isinstance(order, str) and order else []):
        name = key.strip().lstrip("+-")
        have = [(place, run) for run in found if (place := _sortable(_value(run, name))) is not None]
        rest = [run for run in found if _sortable(_value(run, name)) is None]
        have.sort(key=itemgetter(0), reverse=key.strip().startswith("-"))
        found = [*(run for _, run in have), *rest]
    return found


def _passes(run: Run, asked: Any, level: int) -> bool:
    if not isinstance(asked, dict) or level > _DEEPEST:
        raise RefusedError("the filters of runs are no object, or too deep")
    return all(_clause(run, key, value, level) for key, value in asked.items())


def _clause(run: Run, key: str, value: Any, level: int) -> bool:
    if key in ("$and", "$or", "$nor"):
        if not isinstance(value, list):
            raise RefusedError(f"`{key}` takes a list")
        found = [_passes(run, one, level + 1) for one in value]
        return all(found) if key == "$and" else any(found) is (key == "$or")
    if key == "$not":
        return not _passes(run, value, level + 1)
    if key.startswith("$"):
        raise RefusedError(f"filters of runs have no `{key}`")
    return _matches(_value(run, key), value)


def _matches(found: Any, asked: Any) -> bool:
    """Whether a value passes a comparison, or all of several."""
    if not isinstance(asked, dict) or not any(key.startswith("$") for key in asked):
        return _is_one(found, asked)
    return all(_compares(found, operator, other) for operator, other in asked.items())


def _compares(found: Any, operator: str, other: Any) -> bool:
    if operator == "$not":
        return not _matches(found, other)
    compare = _OPERATORS.get(operator)
    if compare is None:
        raise RefusedError(f"filters of runs have no `{operator}`")
    return compare(found, other)


def _is_one(found: Any, other: Any) -> bool:
    """Equality; a list has each of its elements. Kinds do not mix."""
    return _is_same(found, other) or (isinstance(found, list) and any(_is_same(one, other) for one in found))


def _is_same(found: Any, other: Any) -> bool:
    return isinstance(found, bool) is isinstance(other, bool) and bool(found == other)


def _is_listed(found: Any, others: Any) -> bool:
    return isinstance(others, list) and any(_is_one(found, one) for one in others)


def _ordering(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """A comparison of two numbers or two texts; of anything else it is false."""

    def applies(found: Any, other: Any) -> bool:
        kinds = (int | float, str)
        same = any(isinstance(found, kind) and isinstance(other, kind) for kind in kinds)
        return same and not isinstance(found, bool) and compare(found, other)

    return applies


def _searches(found: Any, pattern: Any) -> bool:
    """Whether a pattern is somewhere in a text, whatever the case."""
    try:
        return isinstance(found, str) and re.search(str(pattern), found[:1000], re.IGNORECASE) is not None
    except re.error:
        raise RefusedError(f"`{pattern}` is no pattern") from None


_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "$eq": _is_one,
    "$ne": lambda found, other: not _is_one(found, other),
    "$gt": _ordering(lambda found, other: found > other),
    "$gte": _ordering(lambda found, other: found >= other),
    "$lt": _ordering(lambda found, other: found < other),
    "$lte": _ordering(lambda found, other: found <= other),
    "$in": _is_listed,
    "$nin": lambda found, others: not _is_listed(found, others),
    "$exists": lambda found, other: (found is not None) is bool(other),
    "$regex": _searches,
}


def _value(run: Run, key: str) -> Any:
    """What a run has under a key: a column in either spelling, or a path in its config or summary."""
    head, _, path = key.partition(".")
    if head == "config":
        parts = path.removesuffix(".value").split(".")
        unwrapped = {name: _unwrapped(value) for name, value in _object(run.fields.get("config")).items()}
        return _at(unwrapped, parts)
    if head in ("summary_metrics", "summaryMetrics"):
        return _at(_object(run.fields.get("summaryMetrics")), path.split("."))
    camel = re.sub(r"_([a-z])", lambda match: match[1].upper(), key)
    column = _COLUMNS.get(camel)
    return None if column is None else column(run)


def _at(found: Any, path: Sequence[str]) -> Any:
    """What stands at a path, whose dots may also belong to a key."""
    if not path:
        return found
    if not isinstance(found, dict):
        return None
    for length in range(len(path), 0, -1):
        key = ".".join(path[:length])
        if key in found:
            return _at(found[key], path[length:])
    return None


def _unwrapped(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _object(text: object) -> dict[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _sortable(value: Any) -> tuple[int, Any] | None:
    """Numbers before texts; nothing else has an order."""
    if isinstance(value, str):
        return 1, value
    return (0, value) if isinstance(value, int | float) else None
