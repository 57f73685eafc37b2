"""Small operations on located values: walk to a path, leave out a path, put in a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def replaced(tree: Located, changes: Mapping[Path, Located]) -> Located:
    """The tree with other values at some paths, each of which leads to one."""
    if not changes:
        return tree
    if () in changes:
        return changes[()]
    inner: dict[str | int, dict[Path, Located]] = {}
    for path, new in changes.items():
        inner.setdefault(path[0], {})[path[1:]] = new
    value = tree.value
    if isinstance(value, dict):
        entries = {
            name: Entry(key, replaced(each, inner[name]) if name in inner else each)
            for name, (key, each) in value.items()
        }
        return Located(entries, tree.span)
    if isinstance(value, list):
        items = [replaced(item, inner[at]) if at in inner else item for at, item in enumerate(value)]
        return Located(items, tree.span)
    return tree


def without(tree: Located, paths: Iterable[Path]) -> Located:
    """The tree without the values at some paths."""
    inner: dict[str | int, list[Path]] = {}
    for path in paths:
        if path:
            inner.setdefault(path[0], []).append(path[1:])
    if not inner:
        return tree
    value = tree.value
    if isinstance(value, dict):
        kept = {name: entry for name, entry in value.items() if () not in inner.get(name, ())}
        return Located(
            {
                name: Entry(key, without(each, inner[name]) if name in inner else each)
                for name, (key, each) in kept.items()
            },
            tree.span,
        )
    if isinstance(value, list):
        items = [(at, item) for at, item in enumerate(value) if () not in inner.get(at, ())]
        return Located([without(item, inner[at]) if at in inner else item for at, item in items], tree.span)
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
