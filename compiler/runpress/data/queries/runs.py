"""Which runs, in which order: filters, search and ordering as one Ibis expression over `runs` and `facts`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from functools import reduce
from math import isnan
from typing import Any

from runpress.data.facts import as_double, fact_key
from runpress.data.protocol import Order
from runpress.data.queries.compiling import setting
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
    Or,
    WithinLast,
)
from runpress.model.filters.regex import check_pattern
from runpress.model.keys import Key

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MICROSECONDS = 1_000_000
_EARLIEST = -(2**63)
_SURROGATE = re.compile("[\ud800-\udfff]")


def selected_runs(
    filter: Expression | None,
    *,
    search: str,
    is_regex: bool,
    order: tuple[Order, ...],
    limit: int | None,
) -> Any:
    """The positions of the runs that a query selects, in its order."""
    import ibis

    runs = ibis.table({"position": "int32", "name": "string"}, name="runs")
    condition = None if filter is None else _condition(runs, filter)
    if condition is not None:
        runs = runs.filter(condition)
    if search:
        runs = runs.filter(_is_found(runs.name, search, is_regex=is_regex))
    runs = _ordered(runs, order)
    return (runs if limit is None else runs.limit(limit)).select("position")


def keys_of(expression: Expression | None) -> Iterator[Key]:
    """The keys that a filter asks about."""
    match expression:
        case None | Off():
            return
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from keys_of(operand)
        case Not(operand=operand):
            yield from keys_of(operand)
        case _:
            yield expression.key


def _condition(runs: Any, expression: Expression) -> Any:
    """None for what is switched off."""
    match expression:
        case And(operands=operands):
            return _together(operator.and_, [_condition(runs, operand) for operand in operands])
        case Or(operands=operands):
            return _together(operator.or_, [_condition(runs, operand) for operand in operands])
        case Not(operand=operand):
            condition = _condition(runs, operand)
            return None if condition is None else ~condition
        case Off():
            return None
        case _:
            return _clause(runs, expression)


def _clause(runs: Any, clause: Clause) -> Any:  # noqa: PLR0911 - one line a kind of clause
    match clause:
        case Comparison(key=key, op="!=", value=literal):
            return ~_compared(runs, key, "==", literal)
        case Comparison(key=key, op=op, value=literal):
            return _compared(runs, key, op, literal)
        case In(key=key, values=literals):
            return _any_of([_compared(runs, key, "==", literal) for literal in literals])
        case NotIn(key=key, values=literals):
            return ~_any_of([_compared(runs, key, "==", literal) for literal in literals])
        case Contains(key=key, value=literal):
            return _contains(runs, key, literal)
        case Matches(key=key, pattern=pattern):
            return _has(runs, key, lambda fact: (fact.kind == "text") & _is_matched(fact.text, pattern))
        case Exists(key=key):
            return _has(runs, key, lambda fact: fact.kind == "there")
        case WithinLast():
            return _is_recent(runs, clause)


def _together(join: Callable[[Any, Any], Any], conditions: list[Any]) -> Any:
    asked = [condition for condition in conditions if condition is not None]
    return reduce(join, asked) if asked else None


def _any_of(conditions: list[Any]) -> Any:
    return reduce(operator.or_, conditions) if conditions else _never()


def _has(runs: Any, key: Key, condition: Callable[[Any], Any]) -> Any:
    """Whether a run has a fact about the key that meets the condition."""
    import ibis

    types = {"position": "int32", "key": "string", "kind": "string", "is_listed": "boolean"}
    facts = ibis.table(types | {"number": "float64", "moment": "int64", "text": "string"}, name="facts")
    return runs.position.isin(facts.filter((facts.key == fact_key(key)) & condition(facts)).position)


def _compared(runs: Any, key: Key, op: str, literal: Literal) -> Any:
    if literal.kind == "null":
        return ~_has(runs, key, lambda fact: fact.kind == "there") if op == "==" else _never()
    if literal.kind == "bool" and op != "==":
        return _never()
    test = _test(key, op, literal)
    return _never() if test is None else _has(runs, key, test)


def _test(key: Key, op: str, literal: Literal) -> Callable[[Any], Any] | None:
    """What a fact must meet to satisfy `key op literal`; None if none can."""
    compare = _COMPARE[op]
    value = literal.value
    if key in TIMES:
        moment = instant(value)
        return None if moment is None else lambda fact: (fact.kind == "moment") & compare(fact.moment, moment)
    if isinstance(value, str):
        return _text_test(op, value.lower() if key == STATE else value)
    if isinstance(value, bool):
        return lambda fact: (fact.kind == "bool") & (fact.number == float(value))
    number = as_double(value or 0)
    return None if isnan(number) else lambda fact: (fact.kind == "number") & compare(fact.number, number)


def _text_test(op: str, text: str) -> Callable[[Any], Any] | None:
    """As `_test`. No run has a lone surrogate, so nothing equals one; all texts sort before or behind it."""
    surrogate = _SURROGATE.search(text)
    if surrogate:
        if op == "==":
            return None
        op = {"<=": "<", ">": ">="}.get(op, op)
        text = text[: surrogate.start()] + "\ue000"
    return lambda fact: (fact.kind == "text") & _COMPARE[op](fact.text, text)


def _contains(runs: Any, key: Key, literal: Literal) -> Any:

    test = None if literal.kind == "null" or key in TIMES else _test(key, "==", literal)
    if test is None:
        return _never()
    is_element = _has(runs, key, lambda fact: fact.is_listed & test(fact))
    if not isinstance(literal.value, str):
        return is_element
    part = literal.value.lower() if key == STATE else literal.value
    is_part = _has(runs, key, lambda fact: ~fact.is_listed & (fact.kind == "text") & fact.text.contains(part))
    return is_element | is_part


def _is_recent(runs: Any, clause: WithinLast) -> Any:

    if clause.key not in TIMES:
        return _never()
    length = clause.seconds * _MICROSECONDS
    if length >= -_EARLIEST:
        return _has(runs, clause.key, lambda fact: fact.kind == "moment")
    earliest = setting("now", "int64") - round(length)
    return _has(runs, clause.key, lambda fact: (fact.kind == "moment") & (fact.moment >= earliest))


def _is_found(name: Any, search: str, *, is_regex: bool) -> Any:
    """Whether a display name matches a search: a regex, or a part in whichever case."""
    if is_regex:
        return _is_matched(name, search)
    return _never() if _SURROGATE.search(search) else name.lower().contains(search.lower())


def _is_matched(text: Any, pattern: str) -> Any:
    if check_pattern(pattern) is not None or _SURROGATE.search(pattern):
        return _never()
    return text.re_search(pattern)


def _never() -> Any:
    import ibis

    return ibis.literal(False)


def _ordered(runs: Any, order: tuple[Order, ...]) -> Any:
    """Runs by several keys; those without a value last, whichever the direction; ties as recorded."""
    import ibis

    for number, one in enumerate(order):
        places = _places(one.key, number)
        runs = runs.left_join(places, runs.position == places[f"at{number}"])
    sorting: list[Any] = []
    for number, one in enumerate(order):
        directed = ibis.asc if one.ascending else ibis.desc
        sorting += [
            ibis.asc(runs[f"at{number}"].isnull()),
            directed(runs[f"number{number}"].isnull()),
            directed(runs[f"number{number}"]),
            directed(runs[f"text{number}"]),
        ]
    return runs.order_by([*sorting, ibis.asc(runs.position)])


def _places(key: Key, number: int) -> Any:
    """Where each run stands by one key, under names of its own."""
    import ibis

    types = {"position": "int32", "key": "string", "kind": "string", "number": "float64", "text": "string"}
    facts = ibis.table(types, name="facts")
    return facts.filter((facts.key == fact_key(key)) & (facts.kind == "order")).select(
        **{f"at{number}": facts.position, f"number{number}": facts.number, f"text{number}": facts.text}
    )
