"""Filters as W&B stores them, in two forms. `reading` reads both.

v2, written today, is a list; `connector` joins an item to the one before it, and AND binds closer than OR:

    {"filterFormat": "filterV2", "filters": [clause, {"filters": [clause, …], "connector": "AND"}, …]}

v1, in older views, is a tree:

    {"op": "OR", "filters": [{"op": "AND", "filters": [clause, …]}, …]}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from runpress.codec.filters.clauses import Clauses
from runpress.codec.filters.normal import Group, Part, arranged, positive
from runpress.codec.json_text import Json
from runpress.model.filters.nodes import NO_RUN, Expression

FORMAT: Final = "filterV2"


def encode_filter(expression: Expression | None, clauses: Clauses, *, form: Literal["v1", "v2"]) -> dict[str, Json]:
    """The stored filter. What W&B cannot say is a finding, and then it selects no run."""
    either = _either(expression, clauses) if expression else ()
    write = _tree if form == "v1" else _list
    said = None if either is None else write(either, clauses)
    return write(((NO_RUN,),), clauses) or {} if said is None else said


def _either(expression: Expression, clauses: Clauses) -> tuple[tuple[Part, ...], ...] | None:
    plain = positive(expression, clauses)
    return arranged(plain, clauses) if plain else None


def _list(either: Sequence[Sequence[Part]], clauses: Clauses) -> dict[str, Json] | None:
    items = _connected(either, clauses)
    return None if items is None else {"filterFormat": FORMAT, "filters": items}


def _connected(either: Sequence[Sequence[Part]], clauses: Clauses) -> list[Json] | None:
    items: list[dict[str, Json] | None] = []
    for parts in either:
        for at, part in enumerate(parts):
            item = _item(part, clauses)
            if item is not None and items:
                item["connector"] = "AND" if at else "OR"
            items.append(item)
    return _whole(items)


def _item(part: Part, clauses: Clauses) -> dict[str, Json] | None:
    if not isinstance(part, Group):
        return clauses.leaf(part)
    inner = _connected(part.either, clauses)
    return None if inner is None else {"filters": inner}


def _tree(either: Sequence[Sequence[Part]], clauses: Clauses) -> dict[str, Json] | None:
    branches = [_branch(parts, clauses) for parts in either or ((),)]
    inner = _whole(branches)
    return None if inner is None else {"op": "OR", "filters": inner}


def _branch(parts: Sequence[Part], clauses: Clauses) -> dict[str, Json] | None:
    inner = _whole([_tree(part.either, clauses) if isinstance(part, Group) else clauses.leaf(part) for part in parts])
    return None if inner is None else {"op": "AND", "filters": inner}


def _whole(items: Sequence[dict[str, Json] | None]) -> list[Json] | None:
    kept = [item for item in items if item is not None]
    return kept if len(kept) == len(items) else None
