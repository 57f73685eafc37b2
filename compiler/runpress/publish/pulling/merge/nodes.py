"""Options of one fence merged three ways, each by itself; in mappings, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from runpress.frozen import frozen
from runpress.model.node import Node
from runpress.publish.pulling.patching.options import changed_fields, with_values

T = TypeVar("T")
N = TypeVar("N", bound=Node)
_GONE = object()
"""No value: a mapping lacks the key."""


@frozen
class Merged(Generic[T]):
    """A value with the changes of both sides."""

    value: T
    """Where both sides changed the same, as the document says it."""
    theirs: T
    """The same, but as the server says it."""
    conflicts: tuple[str, ...] = ()
    """What both sides changed, by name."""


def merged_node(base: N, own: N, theirs: N) -> Merged[N]:
    """The node with the changes of both sides."""
    if type(own) is not type(theirs) or type(base) is not type(own):
        return merged_whole(base, own, theirs, "type")
    here, there = changed_fields(base, own), changed_fields(base, theirs)
    both = here & there & changed_fields(own, theirs)
    value = with_fields(own, theirs, there - here)
    inner = {name: _inner(base, own, theirs, name) for name in type(own).model_fields if name in both}
    merged = {name: found for name, found in inner.items() if found is not None}
    value = with_values(value, {name: found.value for name, found in merged.items()})
    other = with_fields(value, theirs, both - {*merged})
    other = with_values(other, {name: found.theirs for name, found in merged.items()})
    clashing = [name for name, found in inner.items() if found is None or found.conflicts]
    return Merged(value, other, tuple(clashing))


def merged_whole(base: T, own: T, theirs: T, name: str) -> Merged[T]:
    """One of the values, if only one side changed it."""
    if theirs in (base, own):
        return Merged(own, own)
    return Merged(theirs, theirs) if own == base else Merged(own, theirs, (name,))


def _inner(base: Node, own: Node, theirs: Node, name: str) -> Merged[Any] | None:
    """Values of an option that both sides changed, as far as they can be merged."""
    values = [getattr(node, name) if name in node.model_fields_set else _GONE for node in (base, own, theirs)]
    return _merged_values(*values)


def _merged_values(base: Any, own: Any, theirs: Any) -> Merged[Any] | None:
    if isinstance(own, Node) and type(own) is type(theirs) is type(base):
        return merged_node(base, own, theirs)
    if isinstance(own, Mapping) and isinstance(theirs, Mapping):
        return _merged_mapping(base if isinstance(base, Mapping) else {}, own, theirs)
    return None


def _merged_mapping(base: Mapping[Any, Any], own: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> Merged[Any]:
    value: dict[Any, Any] = {}
    other: dict[Any, Any] = {}
    conflicts: list[str] = []
    for key in dict.fromkeys([*own, *theirs]):
        sides = base.get(key, _GONE), own.get(key, _GONE), theirs.get(key, _GONE)
        found = merged_whole(*sides, str(key))
        if found.conflicts:
            found = _merged_values(*sides) or found
        value |= {key: found.value} if found.value is not _GONE else {}
        other |= {key: found.theirs} if found.theirs is not _GONE else {}
        conflicts += found.conflicts
    return Merged(value, other, tuple(conflicts))


def with_fields(node: N, other: Node, fields: frozenset[str]) -> N:
    """The node with some options as the other one says them, or does not say them."""
    said = {name: getattr(other, name) for name in fields & other.model_fields_set}
    return with_values(node, said, without=fields - {*said})
