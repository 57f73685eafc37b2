"""Filters of the Public API: Mongo's query language, as `wandb.Api().runs(filters=…)` takes it.

All of a filter can be said there. Config keys have the path under which runs keep them (`config.lr.value`), times are
absolute. An empty list, and null in one, count as values there; documents take them for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from runpress.codec import keys
from runpress.codec.json_text import Json
from runpress.model.attributes import ATTRIBUTES
from runpress.model.filters.evaluate import evaluate
from runpress.model.filters.instants import instant
from runpress.model.filters.nodes import (
    STATE,
    TIMES,
    And,
    Clause,
    Comparison,
    Contains,
    Exists,
    Expression,
    In,
    Literal,
    Matches,
    Not,
    NotIn,
    Off,
    Operator,
    Or,
    WithinLast,
)
from runpress.model.filters.regex import check_pattern, pattern_of
from runpress.model.keys import TAGS, Key, config_name

EVERY: Final[dict[str, Json]] = {}
NEVER: Final[dict[str, Json]] = {"name": {"$in": []}}
_ORDERED: Final[dict[Operator, str]] = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def encode_mongo(expression: Expression | None, *, now: datetime) -> dict[str, Json]:
    """The filter in Mongo's language; `now` is when `within_last` is asked."""
    query = None if expression is None else _query(expression, now)
    return EVERY if query is None else query


def _query(expression: Expression, now: datetime) -> dict[str, Json] | None:
    """None for what is switched off."""
    match expression:
        case And(operands=operands):
            return _together("$and", operands, now)
        case Or(operands=operands):
            return _together("$or", operands, now)
        case Not(operand=operand):
            return _together("$nor", (operand,), now)
        case Off():
            return None
        case _:
            return _tag(expression, now) if expression.key.section == "tags" else _clause(expression, now)


def _together(joint: str, operands: Iterable[Expression], now: datetime) -> dict[str, Json] | None:
    asked: list[Json] = [query for operand in operands if (query := _query(operand, now)) is not None]
    return {joint: asked} if asked else None


class _Tagged:
    """A run that has a tag, or lacks it."""

    def __init__(self, *, has_tag: bool) -> None:
        self.has_tag = has_tag

    def value(self, key: Key) -> Any:
        """Whether the tag is there: all that a clause about one tag asks."""
        del key
        return self.has_tag


def _tag(clause: Clause, now: datetime) -> dict[str, Json]:
    """A clause about a single tag holds with the tag, without it, always, or never."""
    with_tag = evaluate(clause, _Tagged(has_tag=True), now=now)
    if with_tag == evaluate(clause, _Tagged(has_tag=False), now=now):
        return EVERY if with_tag else NEVER
    name = clause.key.path[0]
    return {"tags": name} if with_tag else {"tags": {"$ne": name}}


def _clause(clause: Clause, now: datetime) -> dict[str, Json]:  # noqa: PLR0911 - one line a kind of clause
    match clause:
        case Comparison(key=key, op="==", value=value):
            return _equal(key, value)
        case Comparison(key=key, op="!=", value=value):
            return _unlike(_equal(key, value))
        case Comparison(key=key, op=op, value=value):
            return _ordered(key, op, value)
        case In(key=key, values=values):
            return _one_of(key, values)
        case NotIn(key=key, values=values):
            return _unlike(_one_of(key, values))
        case Contains(key=key, value=value):
            return _contains(key, value)
        case Matches(key=key, pattern=pattern):
            is_usable = key not in TIMES and check_pattern(pattern) is None
            return {path(key): {"$regex": pattern}} if is_usable else NEVER
        case Exists(key=key):
            return {path(key): {"$ne": None}}
        case WithinLast(key=key):
            return {path(key): {"$gte": _moment(_before(now, clause.seconds))}} if key in TIMES else NEVER


def path(key: Key) -> str:
    """Where the Public API finds the value of a key."""
    match key.section:
        case "run":
            known = ATTRIBUTES.get(key.path[0])
            return known.api if known else key.path[0]
        case "config":
            return f"config.{config_name(key.path)}"
        case "keys_info":
            return f"keys_info.keys.{keys.joined(key)}"
        case "aggregations_min" | "aggregations_max":
            return f"summary_metrics.{key.path[0]}.{key.section.removeprefix('aggregations_')}"
        case _:
            return f"summary_metrics.{keys.joined(key)}"


def _equal(key: Key, literal: Literal) -> dict[str, Json]:
    value = _value(key, literal)
    return NEVER if value is None and literal.kind != "null" else {path(key): value}


def _one_of(key: Key, literals: tuple[Literal, ...]) -> dict[str, Json]:
    values = [
        _value(key, literal) for literal in literals if literal.kind == "null" or _value(key, literal) is not None
    ]
    return {path(key): {"$in": values}}


def _unlike(query: dict[str, Json]) -> dict[str, Json]:
    """The opposite of an equality."""
    if query == NEVER:
        return EVERY
    where, value = next(iter(query.items()))
    return {where: {"$nin": value["$in"]} if isinstance(value, dict) else {"$ne": value}}


def _ordered(key: Key, op: Operator, literal: Literal) -> dict[str, Json]:
    value = _value(key, literal)
    return {path(key): {_ORDERED[op]: value}} if value is not None and literal.kind in ("number", "text") else NEVER


def _contains(key: Key, literal: Literal) -> dict[str, Json]:
    """A list with this element; or a text with this part, but no list with such a text."""
    value = _value(key, literal)
    if value is None or key in TIMES:
        return NEVER
    if key == TAGS:
        return {path(key): value}
    is_list = {f"{path(key)}.0": {"$exists": True}}
    listed = {"$and": [{path(key): value}, is_list]}
    if not isinstance(value, str):
        return listed
    return {"$or": [listed, {"$and": [{path(key): {"$regex": pattern_of(value)}}, {"$nor": [is_list]}]}]}


def _value(key: Key, literal: Literal) -> Json:
    """A value as the Public API compares it; None for null, and for what is no time where times are compared."""
    value = literal.value
    if key in TIMES:
        moment = instant(value)
        return None if moment is None else _moment(_EPOCH + timedelta(microseconds=moment))
    return value.lower() if key == STATE and isinstance(value, str) else value


def _before(now: datetime, seconds: float) -> datetime:
    """The time that long ago, or the first there is."""
    try:
        return now - timedelta(seconds=seconds)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def _moment(time: datetime) -> str:
    """`2026-11-21T12:00:00Z`, with a fraction only where there is one."""
    text = time.astimezone(UTC).isoformat(timespec="microseconds" if time.microsecond else "seconds")
    return text.removesuffix("+00:00") + "Z"
