"""Stored filters, v1 trees and v2 lists, read into expressions.

What is read selects all runs that the stored filter selects; where this language lacks words for a clause, more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from runpress.codec.fields import UNSET, Unset
from runpress.codec.filters.clauses import read_leaf
from runpress.codec.json_text import Json
from runpress.model.filters.nodes import And, Expression, Off, Or
from runpress.model.filters.parser import DEEPEST, LONGEST
from runpress.model.filters.printer import print_filter

_MOST_CLAUSES: Final = LONGEST // 8
Read: TypeAlias = Expression | Unset | None
"""An expression; nothing, where nothing is asked; or `UNSET` for what cannot be said."""


def read_filter(stored: Json, *, valued: bool) -> Expression | None:
    """What a stored filter of either form says. `valued` takes names with `value` for config keys as they are."""
    if not isinstance(stored, Mapping) or is_long(stored):
        return None
    read = _tree(stored, valued=valued) if "op" in stored else _listed(stored.get("filters"), valued=valued)
    if read is None or read is UNSET:
        return None
    return read if len(print_filter(read)) <= LONGEST else None


def is_long(stored: Json) -> bool:
    """Whether there are more clauses than the text of a filter can hold. Each is read twice, so that counting is cheap."""
    count = 0
    waiting: list[Json] = [stored]
    while waiting and count <= _MOST_CLAUSES:
        node = waiting.pop()
        inner = node.get("filters") if isinstance(node, Mapping) else None
        count += 1
        waiting.extend(inner if isinstance(inner, list) else ())
    return count > _MOST_CLAUSES


def _tree(stored: Json, *, valued: bool, depth: int = 0) -> Read:
    """A v1 node: `{"op": "AND", "filters": […]}`, or a clause."""
    if not isinstance(stored, Mapping) or depth > DEEPEST:
        return UNSET
    inner = stored.get("filters")
    if "key" in stored or not isinstance(inner, list):
        return _clause(stored, valued=valued) if "key" in stored else None
    read = [_tree(item, valued=valued, depth=depth + 1) for item in inner]
    if stored.get("op") == "AND":
        return _all_of(read)
    return _any_of(read) if stored.get("op") == "OR" else UNSET


def _listed(items: Json, *, valued: bool, depth: int = 0) -> Read:
    """A v2 list: AND binds closer than OR."""
    if not isinstance(items, list):
        return None
    if depth > DEEPEST:
        return UNSET
    runs: list[list[Read]] = []
    for item in items:
        read = _item(item, valued=valued, depth=depth)
        if runs and not (isinstance(item, Mapping) and item.get("connector") == "OR"):
            runs[-1].append(read)
        else:
            runs.append([read])
    return _any_of(map(_all_of, runs))


def _item(item: Json, *, valued: bool, depth: int) -> Read:
    if not isinstance(item, Mapping):
        return UNSET
    if "filters" in item and "key" not in item:
        return None if item.get("disabled") is True else _listed(item["filters"], valued=valued, depth=depth + 1)
    return _clause(item, valued=valued)


def _clause(stored: Mapping[str, Json], *, valued: bool) -> Read:
    clause = read_leaf(stored, valued=valued)
    if stored.get("disabled") is True:
        return None if clause is None else Off(clause)
    return UNSET if clause is None else clause


def _all_of(parts: Iterable[Read]) -> Read:
    """All of these; one that cannot be said is left out, if another can."""
    asked = [part for part in parts if part is not None]
    said = [operand for part in asked if part is not UNSET for operand in _operands(part, And)]
    if not said:
        return UNSET if asked else None
    return And(tuple(said)) if len(said) > 1 else said[0]


def _any_of(parts: Iterable[Read]) -> Read:
    """One of these; nothing is said if one cannot be said."""
    asked = [part for part in parts if part is not None]
    said = [operand for part in asked if part is not UNSET for operand in _operands(part, Or)]
    if UNSET in asked:
        return UNSET
    if not said:
        return None
    return Or(tuple(said)) if len(said) > 1 else said[0]


def _operands(expression: Expression, kind: type[And | Or]) -> tuple[Expression, ...]:
    return expression.operands if isinstance(expression, kind) else (expression,)
