"""What runs have under a key, as rows that every engine compares in the same way.

A filter's meaning (`runpress.model.filters.nodes`) is about the *scalars* of a value: here each is a
row of its own, with its kind. So an engine never has to guess what a JSON value is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from runpress.data.protocol import Run
from runpress.model.filters.instants import instant
from runpress.model.filters.nodes import STATE, TIMES
from runpress.model.keys import Key

FACT_TYPES = {
    "position": "INTEGER",
    "key": "VARCHAR",
    "kind": "VARCHAR",
    "is_listed": "BOOLEAN",
    "number": "DOUBLE",
    "moment": "BIGINT",
    "text": "VARCHAR",
}


class Fact(NamedTuple):
    """One scalar of a run's value; or, of kind `there`, that it has a value at all; or, of kind
    `order`, where it stands when runs are ordered by the key.
    """

    position: int
    key: str
    kind: str
    is_listed: bool = False
    """Whether the scalar is an element of a list."""
    number: float | None = None
    moment: int | None = None
    """Microseconds since 1970."""
    text: str | None = None


def facts(key: Key, runs: Iterable[Run]) -> Iterator[Fact]:
    """All facts of runs about one key."""
    name = fact_key(key)
    for position, run in enumerate(runs):
        value = run.value(key)
        if value is None:
            continue
        yield from _scalars(position, name, key, value)
        yield from _order(position, name, key, value)


def fact_key(key: Key) -> str:
    """A key as a text that no other key has."""
    return json.dumps([key.section, *key.path])


def _scalars(position: int, name: str, key: Key, value: Any) -> Iterator[Fact]:
    is_listed = isinstance(value, list | tuple)
    elements = [element for element in value if element is not None] if is_listed else [value]
    if elements:
        yield Fact(position, name, "there")
    for element in elements:
        fact = _scalar(position, name, key, element, is_listed=is_listed)
        if fact:
            yield fact


def _scalar(position: int, name: str, key: Key, value: Any, *, is_listed: bool) -> Fact | None:
    if isinstance(value, list | tuple | Mapping):
        return None
    if key in TIMES:
        moment = instant(value)
        return None if moment is None else Fact(position, name, "moment", is_listed, moment=moment)
    if isinstance(value, str):
        return Fact(position, name, "text", is_listed, text=value.lower() if key == STATE else value)
    if isinstance(value, bool):
        return Fact(position, name, "bool", is_listed, number=float(value))
    number = as_double(value)
    # NaN equals nothing and has no order; engines disagree, so it is no row at all.
    return None if math.isnan(number) else Fact(position, name, "number", is_listed, number=number)


def _order(position: int, name: str, key: Key, value: Any) -> Iterator[Fact]:
    """Numbers, booleans and instants by value, texts by code point, lists and mappings by their JSON."""
    if key in TIMES and (moment := instant(value)) is not None:
        yield Fact(position, name, "order", number=float(moment))
    elif isinstance(value, str):
        yield Fact(position, name, "order", text=value)
    elif isinstance(value, int | float):
        number = as_double(value)
        if not math.isnan(number):
            yield Fact(position, name, "order", number=number)
    else:
        yield Fact(position, name, "order", text=json.dumps(value, sort_keys=True, ensure_ascii=False))


def as_double(number: float) -> float:
    """The nearest double; whole numbers that are too large are infinite."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
