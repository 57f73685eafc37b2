"""Filters compared clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runpress.model.filters.nodes import And, Contains, Expression, Not, Off, Or
from runpress.model.filters.printer import print_filter
from runpress.model.keys import Key
from runpress.publish.differences.values import Edit


def compare_clauses(old: Expression | None, new: Expression | None) -> tuple[Edit, ...]:
    """The clauses that differ; none where it is the whole that differs: `and` became `or`."""
    if old is None or new is None:
        return ()
    joints = {type(each) for each in (old, new) if isinstance(each, And | Or)}
    if len(joints) > 1:
        return ()
    olds, news = ([*each.operands] if isinstance(each, And | Or) else [each] for each in (old, new))
    gone, come = _left(olds, news), _left(news, olds)
    return tuple(_paired(gone, come))


def _left(clauses: Sequence[Expression], others: Sequence[Expression]) -> list[Expression]:
    """The clauses that the others lack; twice the same are two."""
    rest = list(others)
    left: list[Expression] = []
    for clause in clauses:
        if clause in rest:
            rest.remove(clause)
        else:
            left.append(clause)
    return left


def _paired(gone: Sequence[Expression], come: Sequence[Expression]) -> Iterator[Edit]:
    """A clause that asks another thing of the same key was changed."""
    waiting = list(come)
    for clause in gone:
        key = _key(clause)
        other = next((each for each in waiting if key is not None and _key(each) == key), None)
        if other is None:
            yield Edit(name="", verb="removed", before=print_filter(clause))
        else:
            waiting.remove(other)
            yield Edit(name="", verb="changed", before=print_filter(clause), after=print_filter(other))
    for clause in waiting:
        yield Edit(name="", verb="added", after=print_filter(clause))


def _key(clause: Expression) -> Key | None:
    """What a clause asks about; None if it is a group."""
    if isinstance(clause, Off):
        return _key(clause.operand)
    if isinstance(clause, Not):
        return _key(clause.operand) if isinstance(clause.operand, Contains) else None
    return None if isinstance(clause, And | Or) else clause.key
