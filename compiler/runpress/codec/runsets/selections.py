"""Which runs of a run set are hidden, or shown: W&B's `selections`.

Under `root: 1` everything is shown and `tree` lists what is hidden; under `root: 0` it is the other way
round. In a table with groups the tree may hold values of groups, and runs in groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from runpress.codec.json_text import Json
from runpress.model.runset import Runset, RunSettings, SelectedGroup, SelectedItem

_DEEPEST = 50


def encode_selections(runset: Runset) -> dict[str, Json]:
    """The selections of a run set."""
    is_all = runset.selection == "all"
    tree: list[Json] = [run for run, settings in runset.run_settings.items() if settings.disabled is is_all]
    if runset.selection_tree is not None:
        tree = _written(runset.selection_tree)
    return {"root": 1 if is_all else 0, "bounds": [], "tree": tree}


def decode_selections(stored: Json) -> dict[str, Any]:
    """The options that selections say, by name."""
    if not isinstance(stored, Mapping):
        return {}
    is_all = _is_number(stored.get("root"), 1)
    found: dict[str, Any] = {}
    if _is_number(stored.get("root"), 0):
        found["selection"] = "none"
    tree = stored.get("tree")
    if not isinstance(tree, list):
        return found
    if all(isinstance(run, str) for run in tree):
        if tree:
            found["run_settings"] = dict.fromkeys(tree, RunSettings(disabled=is_all))
        return found
    items = _read(tree)
    return found if items is None else found | {"selection_tree": items}


def _written(items: Iterable[SelectedItem]) -> list[Json]:
    return [_node(item) if isinstance(item, SelectedGroup) else item for item in items]


def _node(group: SelectedGroup) -> dict[str, Json]:
    node: dict[str, Json] = {"value": group.value, "children": _written(group.children)}
    return node if group.skip is None else {**node, "skip": group.skip}


def _read(tree: list[Json], depth: int = 0) -> tuple[SelectedItem, ...] | None:
    """The items of a tree; None if it holds something else, which is kept as it is."""
    items = [_item(item, depth) for item in tree]
    return None if None in items or depth > _DEEPEST else tuple(item for item in items if item is not None)


def _item(item: Json, depth: int) -> SelectedItem | None:
    if isinstance(item, str | int | float):
        return item
    if not isinstance(item, dict) or not {"value", "children"} <= item.keys() <= {"value", "children", "skip"}:
        return None
    value, children, skip = item["value"], item["children"], item.get("skip")
    inner = _read(children, depth + 1) if isinstance(children, list) and depth < _DEEPEST else None
    if inner is None or not isinstance(value, str | int | float) or not isinstance(skip, bool | None):
        return None
    return SelectedGroup(value=value, children=inner, skip=skip)


def _is_number(value: Json, number: int) -> bool:
    return not isinstance(value, bool) and value == number
