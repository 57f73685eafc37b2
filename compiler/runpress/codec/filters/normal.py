"""Filters in the form that W&B can store: no `not`, and brackets one level deep.

    either    := all or all or …           the list itself
    all       := part and part and …
    part      := clause | (either of clauses)     a group

All of it is exact: `not` is pushed inwards where a clause has an opposite, brackets that change nothing are
dissolved, deeper ones are multiplied out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from runpress.codec.filters.clauses import Clauses
from runpress.model.filters.nodes import (
    And,
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
    is_off,
)
from runpress.model.filters.printer import print_filter
from runpress.model.filters.regex import pattern_of
from runpress.model.keys import NAME, TAGS

_MOST_CLAUSES = 2000


class Search(NamedTuple):
    """What the search above the table of runs looks for in their names."""

    query: str
    is_regex: bool


All: TypeAlias = tuple[Expression, ...]
"""Clauses, all of which hold."""


class Group(NamedTuple):
    """A bracket: one of these holds."""

    either: tuple[All, ...]


Part: TypeAlias = Expression | Group


def searched(expression: Expression | None) -> tuple[Expression | None, Search | None]:
    """The filter without its first clause on the whole that looks for a part of the name, and that as a search."""
    parts = tuple(_flat(expression, And)) if expression else ()
    for at, part in enumerate(parts):
        search = _search(part)
        if search:
            return _joined((*parts[:at], *parts[at + 1 :])), search
    return expression, None


def positive(expression: Expression, clauses: Clauses, *, negated: bool = False) -> Expression | None:
    """The filter without `not`. A clause without an opposite is a finding; then there is no filter."""
    match expression:
        case Not(operand=operand):
            return positive(operand, clauses, negated=not negated)
        case And(operands=operands) | Or(operands=operands):
            read = [positive(operand, clauses, negated=negated) for operand in operands]
            kept = tuple(operand for operand in read if operand is not None)
            if len(kept) < len(read):
                return None
            is_and = isinstance(expression, And) is not negated
            return And(kept, expression.span) if is_and else Or(kept, expression.span)
        case Off(operand=operand):
            inner = positive(operand, clauses, negated=negated)
            return None if inner is None else _switched_off(inner)
    if not negated:
        return expression
    opposite = _opposite(expression)
    if opposite is None:
        clauses.refuse(expression, *_no_opposite(expression))
    return opposite


def _switched_off(expression: Expression) -> Expression:
    """The filter with each clause switched off: W&B has no switch for brackets."""
    match expression:
        case And(operands=operands, span=span):
            return And(tuple(map(_switched_off, operands)), span)
        case Or(operands=operands, span=span):
            return Or(tuple(map(_switched_off, operands)), span)
        case Off():
            return expression
        case clause:
            return Off(clause, clause.span)


def arranged(expression: Expression, clauses: Clauses) -> tuple[tuple[Part, ...], ...] | None:
    """A filter without `not`, as W&B arranges it; None, and a finding, if that takes too many clauses."""
    either: list[tuple[Part, ...]] = []
    count = 0
    lost = next((found for part in _groups(expression) for found in _lost(part)), None)
    if lost is not None:
        message = f"W&B has one level of brackets, and `{print_filter(lost)}` stands deeper"
        clauses.refuse(lost, message, "say it with fewer brackets, or leave this clause out")
        return None
    for operand in _flat(expression, Or):
        parts = [_part(part) for part in _flat(operand, And)]
        count += sum(1 if isinstance(part, Expression) else -1 if part is None else _size(part) for part in parts)
        if None in parts or count > _MOST_CLAUSES:
            clauses.refuse(
                operand,
                f"W&B has one level of brackets: without the inner ones, this takes more than {_MOST_CLAUSES} clauses",
                "say it with fewer brackets, or mark the runs by a tag",
            )
            return None
        either.append(tuple(part for part in parts if part is not None))
    return tuple(either)


def _groups(expression: Expression) -> Iterator[Expression]:
    """The alternatives of each bracket."""
    for operand in _flat(expression, Or):
        for part in _flat(operand, And):
            if isinstance(part, Or):
                yield from _flat(part, Or)


def _lost(expression: Expression) -> Iterator[Expression]:
    """What is switched off beside an alternative that is not: multiplied out, it would count as that alternative."""
    for factor in _flat(expression, And):
        if not isinstance(factor, Or):
            continue
        alternatives = list(_flat(factor, Or))
        if not all(map(is_off, alternatives)):
            yield from filter(is_off, alternatives)
        for alternative in alternatives:
            yield from _lost(alternative)


def _part(part: Expression) -> Part | None:
    if not isinstance(part, Or):
        return part
    either: list[All] = []
    for operand in _flat(part, Or):
        multiplied = _multiplied(operand)
        if multiplied is None or len(either) + len(multiplied) > _MOST_CLAUSES:
            return None
        either += multiplied
    return Group(tuple(either))


def _multiplied(expression: Expression) -> list[All] | None:
    """Any filter as alternatives of clauses that hold together; None if there are too many."""
    if isinstance(expression, Or):
        found: list[All] = []
        for operand in expression.operands:
            more = _multiplied(operand)
            if more is None or len(found) + len(more) > _MOST_CLAUSES:
                return None
            found += more
        return found
    if not isinstance(expression, And):
        return [(expression,)]
    factors: list[list[All]] = []
    times = 1
    for operand in expression.operands:
        more = _multiplied(operand)
        times *= len(more or ())
        if more is None or times > _MOST_CLAUSES:
            return None
        factors.append(more)
    return [tuple(clause for chosen in choice for clause in chosen) for choice in product(*factors)]


def _flat(expression: Expression, kind: type[And | Or]) -> Iterator[Expression]:
    if not isinstance(expression, kind):
        yield expression
        return
    for operand in expression.operands:
        yield from _flat(operand, kind)


def _size(group: Group) -> int:
    return sum(map(len, group.either))


def _opposite(clause: Expression) -> Expression | None:  # noqa: PLR0911 - one line a kind of clause
    match clause:
        case Comparison(key=key, op="==", value=value, span=span):
            return Comparison(key, "!=", value, span)
        case Comparison(key=key, op="!=", value=value, span=span):
            return Comparison(key, "==", value, span)
        case In(key=key, values=values, span=span):
            return NotIn(key, values, span)
        case NotIn(key=key, values=values, span=span):
            return In(key, values, span)
        case Exists(key=key, span=span):
            return Comparison(key, "==", Literal(None), span)
        case Contains(key=key, value=value, span=span) if key == TAGS:
            return NotIn(key, (value,), span)
    return None


_TURNED: Final[dict[Operator, Operator]] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _no_opposite(clause: Expression) -> tuple[str, str]:
    typed = print_filter(clause)
    if isinstance(clause, Comparison):
        other = print_filter(Comparison(clause.key, _TURNED[clause.op], clause.value))
        return (
            f"W&B cannot say `not` of `{typed}`, which also holds for runs without `{clause.key}`",
            f"write `{other}` if runs without a value need not be shown",
        )
    if isinstance(clause, WithinLast):
        return f"W&B cannot say `not` of `{typed}`", f'compare with a day: `{clause.key} <= "2026-11-21"`'
    return f"W&B cannot say `not` of `{typed}`", "list the values by `not in`"


def _search(clause: Expression) -> Search | None:
    match clause:
        case Matches(key=key, pattern=pattern) if key == NAME and pattern:
            return Search(pattern, is_regex=True)
        case Contains(key=key, value=Literal(value=str(text))) if key == NAME and text:
            return Search(pattern_of(text), is_regex=True)
    return None


def _joined(operands: Iterable[Expression]) -> Expression | None:
    kept = tuple(operands)
    return And(kept) if len(kept) > 1 else next(iter(kept), None)
