"""Filters as the text that the package parses, and the list that it makes of that text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.json_text import Json
from runpress.exporters.wws.names import back_name, front_name
from runpress.frozen import frozen

_FUNCTIONS = {"config": "Config", "summary": "Summary", "keys_info": "KeysInfo", "tags": "Tags", "run": "Metric"}
_OPERATORS = {"=": "==", "!=": "!=", "<=": "<=", ">=": ">=", "IN": "in", "NIN": "not in"}
_UNITS = (("days", 86400), ("hours", 3600), ("minutes", 60))
_CHANGED = str.maketrans({"=": "\\x3d", "<": "\\x3c", ">": "\\x3e"})
"""The package changes these in the whole text, also between quotes."""


@frozen
class Written:
    """A filter as text, and what the package stores for it."""

    text: str
    stored: dict[str, Json]


@frozen
class _Leaf:
    text: str
    item: dict[str, Json]


@frozen
class _Joined:
    operator: str
    children: tuple[_Node, ...]


_Node = _Leaf | _Joined


class _UnsayableError(Exception):
    """The package has no text for it."""


def write_filter(stored: Json) -> Written | None:
    """The text of a stored filter; None if the package has none."""
    items = stored.get("filters") if isinstance(stored, Mapping) else None
    if not isinstance(items, list) or not isinstance(stored, Mapping) or stored.get("filterFormat") != "filterV2":
        return None
    try:
        tree = _tree(items)
        if tree is None:
            return Written("", {"filterFormat": "filterV2", "filters": []})
        flat = _flattened(tree, is_inside=False)
    except _UnsayableError:
        return None
    if len(flat) == 1 and "filters" in flat[0]:
        flat = flat[0]["filters"]
    return Written(_text(tree, ""), {"filterFormat": "filterV2", "filters": flat})


def _tree(items: Sequence[Json]) -> _Node | None:
    """The tree that a list of items means: `and` binds closer. The package would switch on what is switched off."""
    either: list[list[_Node | None]] = [[]]
    for at, item in enumerate(items):
        if not isinstance(item, Mapping):
            raise _UnsayableError
        if at and item.get("connector") == "OR":
            either.append([])
        if item.get("disabled") is True:
            continue
        inner = item.get("filters")
        either[-1].append(_tree(inner) if isinstance(inner, list) and inner else _leaf(item))
    return _joined("OR", [_joined("AND", all_of) for all_of in either])


def _joined(operator: str, nodes: Sequence[_Node | None]) -> _Node | None:
    """The nodes in one; None if there is none."""
    there = tuple(node for node in nodes if node is not None)
    return _Joined(operator, there) if len(there) > 1 else next(iter(there), None)


def _leaf(item: Mapping[str, Json]) -> _Leaf:
    key = item.get("key")
    section, name = (key.get("section"), key.get("name")) if isinstance(key, Mapping) else (None, None)
    if not isinstance(section, str) or section not in _FUNCTIONS or not isinstance(name, str) or not name:
        raise _UnsayableError
    operator, value = item.get("op"), item.get("value")
    said = {"key": {"section": section, "name": name}, "op": operator, "value": value, "disabled": False}
    if operator == "WITHINSECONDS":
        return _Leaf(_within(section, name, value), said)
    if not isinstance(operator, str) or operator not in _OPERATORS or _lowered(section, name, value) != value:
        raise _UnsayableError
    return _Leaf(f"{_key(section, name)} {_OPERATORS[operator]} {_value(value)}", said)


def _key(section: str, name: str) -> str:
    if section == "run" and name == "tags":
        return "Tags()"
    front = front_name(name) if section == "run" else name
    if section == "run" and back_name(front) != name:
        raise _UnsayableError
    return f"{_FUNCTIONS[section]}({_quoted(front)})"


def _within(section: str, name: str, seconds: Json) -> str:
    if name != "createdAt" or isinstance(seconds, bool) or not isinstance(seconds, int) or seconds < 0:
        raise _UnsayableError
    for unit, length in _UNITS:
        if seconds % length == 0:
            return f"{_key(section, name)} within_last {seconds // length} {unit}"
    return f"WithinLast({_key(section, name)}, {seconds} / 60, 'minutes')"


def _lowered(section: str, name: str, value: Json) -> Json:
    if (section, name) != ("run", "state"):
        return value
    if isinstance(value, list):
        return [item.lower() if isinstance(item, str) else item for item in value]
    return value.lower() if isinstance(value, str) else value


def _value(value: Json) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        raise _UnsayableError
    return repr(value)


def _quoted(text: str) -> str:
    shown = repr(text)
    return shown.translate(_CHANGED)


def _text(node: _Node, parent: str) -> str:
    if isinstance(node, _Leaf):
        return node.text
    text = f" {node.operator.lower()} ".join(_text(child, node.operator) for child in node.children)
    return f"({text})" if parent == "AND" and node.operator == "OR" else text


def _flattened(node: _Node, *, is_inside: bool) -> list[dict[str, Json]]:
    """The list that the package makes of a tree: only what binds looser than its parent becomes a group."""
    if isinstance(node, _Leaf):
        return [node.item]
    items: list[dict[str, Json]] = []
    for child in node.children:
        if isinstance(child, _Joined) and node.operator == "AND" and child.operator == "OR":
            if is_inside:
                raise _UnsayableError
            found: list[dict[str, Json]] = [{"filters": _flattened(child, is_inside=True)}]
        else:
            found = _flattened(child, is_inside=is_inside)
        items += [{**found[0], "connector": node.operator} if items else found[0], *found[1:]]
    return items
