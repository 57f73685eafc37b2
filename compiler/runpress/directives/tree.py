"""Small operations on located values: walk to a path, leave out a path, put in a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from runpress.model.located import Entry, Located
from runpress.model.node import Path
from runpress.source import Span


class Found(NamedTuple):
    """The deepest value on a path: how far the path led, the value, the key it stands under."""

    path: Path
    value: Located
    key: Span | None


def find(tree: Located, path: Iterable[str | int]) -> Found:
    """Follow a path as far as it leads."""
    found: list[str | int] = []
    here, key = tree, None
    for part in path:
        value = here.value
        if isinstance(value, dict) and isinstance(part, str) and part in value:
            key, here = value[part]
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            here = value[part]
        else:
            break
        found.append(part)
    return Found(tuple(found), here, key)


def replaced(tree: Located, path: Path, new: Located | None) -> Located:
    """The tree with another value at a path that leads to one; None leaves the value out."""
    if not path:
        return new if new is not None else tree
    head, rest = path[0], path[1:]
    value = tree.value
    if isinstance(value, dict) and isinstance(head, str):
        if new is None and not rest:
            return Located({key: entry for key, entry in value.items() if key != head}, tree.span)
        entry = value[head]
        return Located({**value, head: Entry(entry.key, replaced(entry.value, rest, new))}, tree.span)
    if isinstance(value, list) and isinstance(head, int):
        if new is None and not rest:
            return Located([item for at, item in enumerate(value) if at != head], tree.span)
        items = [replaced(item, rest, new) if at == head else item for at, item in enumerate(value)]
        return Located(items, tree.span)
    return tree


def without(tree: Located, paths: Iterable[Path]) -> Located:
    """The tree without the values at some paths."""
    # From the back, so that the positions of list items in front stay what they are.
    for path in sorted(set(paths), key=_order, reverse=True):
        if find(tree, path).path == path:
            tree = replaced(tree, path, None)
    return tree


def values(tree: Located) -> Any:
    """The plain value, with tuples for lists: nodes are frozen."""
    value = tree.value
    if isinstance(value, dict):
        return {key: values(entry.value) for key, entry in value.items()}
    if isinstance(value, list):
        return tuple(values(item) for item in value)
    return value


def places(tree: Located) -> tuple[dict[Path, Span], dict[Path, Span]]:
    """Where the keys and where the values stand, by path."""
    keys: dict[Path, Span] = {}
    spans: dict[Path, Span] = {}
    _collect(tree, (), keys, spans)
    return keys, spans


def _collect(tree: Located, path: Path, keys: dict[Path, Span], spans: dict[Path, Span]) -> None:
    if path:
        spans[path] = tree.span
    value = tree.value
    if isinstance(value, dict):
        for name, entry in value.items():
            keys[(*path, name)] = entry.key
            _collect(entry.value, (*path, name), keys, spans)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            _collect(item, (*path, at), keys, spans)


def _order(path: Path) -> tuple[tuple[int, int, str], ...]:
    return tuple((1, part, "") if isinstance(part, int) else (0, 0, part) for part in path)
