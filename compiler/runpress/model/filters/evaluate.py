"""The reference evaluator: which runs a filter selects, as `nodes` says it. Plain Python, one run at a time."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

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
    kind_of,
)
from runpress.model.filters.regex import search
from runpress.model.keys import Key

_ORDERINGS: dict[Operator, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MICROSECONDS = 1_000_000


class HasValues(Protocol):
    """A run, as far as filters are concerned."""

    def value(self, key: Key) -> Any:
        """The value of a key; None where the run has none."""


def evaluate(expression: Expression, run: HasValues, *, now: datetime) -> bool:
    """Whether the filter selects the run."""
    return _verdict(expression, run, now) is not False


def _verdict(expression: Expression, run: HasValues, now: datetime) -> bool | None:
    """What the filter says of the run; None if all of it is switched off."""
    match expression:
        case And(operands=operands):
            return _together((_verdict(operand, run, now) for operand in operands), decisive=False)
        case Or(operands=operands):
            return _together((_verdict(operand, run, now) for operand in operands), decisive=True)
        case Not(operand=operand):
            verdict = _verdict(operand, run, now)
            return None if verdict is None else not verdict
        case Off():
            return None
        case _:
            return _holds(expression, run.value(expression.key), now)


def _holds(clause: Clause, value: Any, now: datetime) -> bool:  # noqa: PLR0911 - one line a kind of clause
    key = clause.key
    match clause:
        case Comparison(op="!=", value=literal):
            return not _equals(key, value, literal)
        case Comparison(op="==", value=literal):
            return _equals(key, value, literal)
        case Comparison(op=op, value=literal):
            return _is_ordered(key, value, op, literal)
        case In(values=literals):
            return _is_one_of(key, value, literals)
        case NotIn(values=literals):
            return not _is_one_of(key, value, literals)
        case Contains(value=literal):
            return _contains(key, value, literal)
        case Matches(pattern=pattern):
            return _is_matched(key, value, pattern)
        case Exists():
            return _is_there(value)
        case WithinLast():
            return _is_recent(clause, value, now)


def _together(verdicts: Iterator[bool | None], *, decisive: bool) -> bool | None:
    """One decisive verdict settles all of them."""
    found: bool | None = None
    for verdict in verdicts:
        if verdict is decisive:
            return decisive
        found = found if verdict is None else verdict
    return found


def _equals(key: Key, value: Any, literal: Literal) -> bool:
    if literal.kind == "null":
        return not _is_there(value)
    wanted = _comparable(key, literal.value)
    return any(_is_same(scalar, wanted) for scalar in _scalars(key, value))


def _is_one_of(key: Key, value: Any, literals: tuple[Literal, ...]) -> bool:
    return any(_equals(key, value, literal) for literal in literals)


def _is_same(scalar: Any, wanted: Any) -> bool:
    return wanted is not None and kind_of(scalar) == kind_of(wanted) and scalar == wanted


def _is_ordered(key: Key, value: Any, op: Operator, literal: Literal) -> bool:
    if literal.kind not in {"number", "text"}:
        return False
    wanted = _comparable(key, literal.value)
    if wanted is None:
        return False
    return any(kind_of(scalar) == kind_of(wanted) and _ORDERINGS[op](scalar, wanted) for scalar in _scalars(key, value))


def _contains(key: Key, value: Any, literal: Literal) -> bool:
    if literal.kind == "null" or key in TIMES:
        return False
    wanted = _comparable(key, literal.value)
    if isinstance(value, (list, tuple)):
        return any(_is_same(scalar, wanted) for scalar in _scalars(key, value))
    return isinstance(wanted, str) and any(
        isinstance(scalar, str) and wanted in scalar for scalar in _scalars(key, value)
    )


def _is_matched(key: Key, value: Any, pattern: str) -> bool:
    return any(isinstance(scalar, str) and search(pattern, scalar) for scalar in _scalars(key, value))


def _is_there(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(element is not None for element in value)
    return value is not None


def _is_recent(clause: WithinLast, value: Any, now: datetime) -> bool:
    if clause.key not in TIMES:
        return False
    end = instant(now)
    moment = instant(value)
    return end is not None and moment is not None and moment >= end - round(clause.seconds * _MICROSECONDS)


def _scalars(key: Key, value: Any) -> Iterator[Any]:
    """The scalars of a value, ready to be compared."""
    for element in value if isinstance(value, (list, tuple)) else (value,):
        if element is not None and not isinstance(element, (list, tuple, Mapping)):
            scalar = _comparable(key, element)
            if scalar is not None:
                yield scalar


def _comparable(key: Key, scalar: Any) -> Any:
    """A scalar of a run or a filter as it is compared: instants, states in lower case, numbers as doubles."""
    if key in TIMES:
        return instant(scalar)
    if isinstance(scalar, str):
        return scalar.lower() if key == STATE else scalar
    if isinstance(scalar, int) and not isinstance(scalar, bool):
        return _as_double(scalar)
    return scalar


def _as_double(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
