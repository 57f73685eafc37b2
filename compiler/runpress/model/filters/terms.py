"""Filters as Python expressions: `(config("lr") == 0.1) & run("state").isin(["finished"])`.

A `Term` is a key of runs; comparing it gives a `Condition`, and `&`, `|`, `~` join these. Both are only for
building: nodes hold `Key` and `Expression`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn, TypeAlias

from runpress.diagnostics.suggest import suggestion
from runpress.frozen import frozen
from runpress.model.attributes import ATTRIBUTES
from runpress.model.filters.nodes import (
    UNIT_SECONDS,
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
    Unit,
    WithinLast,
)
from runpress.model.keys import TAGS, Key

Scalar: TypeAlias = str | int | float | bool | None


@frozen
class Descending:
    """A key whose greatest value comes first: `order=[-summary("val_acc")]`."""

    key: Key


class Term:
    """A key of runs that filters, groupings, orders and axes can be made of."""

    __slots__ = ("key",)
    __hash__ = None  # type: ignore[assignment]  # comparing two terms makes a filter, so that no set can hold them

    def __init__(self, key: Key) -> None:
        self.key = key

    def __eq__(self, value: object) -> Condition:  # type: ignore[override]  # a filter, not an answer
        return self._compared("==", value)

    def __ne__(self, value: object) -> Condition:  # type: ignore[override]  # as above
        return self._compared("!=", value)

    def __lt__(self, value: object) -> Condition:
        return self._compared("<", value)

    def __le__(self, value: object) -> Condition:
        return self._compared("<=", value)

    def __gt__(self, value: object) -> Condition:
        return self._compared(">", value)

    def __ge__(self, value: object) -> Condition:
        return self._compared(">=", value)

    def __neg__(self) -> Descending:
        return Descending(self.key)

    def __repr__(self) -> str:
        return str(self.key)

    def isin(self, values: Iterable[Scalar]) -> Condition:
        """The value is one of these."""
        return Condition(In(self.key, _literals(values, "isin")))

    def notin(self, values: Iterable[Scalar]) -> Condition:
        """The value is none of these."""
        return Condition(NotIn(self.key, _literals(values, "notin")))

    def contains(self, value: Scalar) -> Condition:
        """The list has this element, or the text has this part."""
        return Condition(Contains(self.key, _literal(value)))

    def matches(self, pattern: str) -> Condition:
        """The regular expression is found in the text."""
        return Condition(Matches(self.key, pattern))

    def exists(self) -> Condition:
        """The run has a value there."""
        return Condition(Exists(self.key))

    def within_last(self, amount: float, unit: Unit) -> Condition:
        """It is not longer ago than this: `run("created_at").within_last(7, "days")`.

        Raises ValueError for another unit than seconds, minutes, hours, days and weeks.
        """
        if unit not in UNIT_SECONDS:
            raise ValueError(f"there is no unit `{unit}`; units are {', '.join(UNIT_SECONDS)}")
        return Condition(WithinLast(self.key, amount, unit))

    def _compared(self, operator: Operator, value: object) -> Condition:
        return Condition(Comparison(self.key, operator, _literal(value)))


@frozen
class Condition:
    """A filter that is being built; `&`, `|` and `~` join and negate. `expression` is what run sets hold."""

    expression: Expression

    def __and__(self, other: Condition) -> Condition:
        return and_(self, other)

    def __or__(self, other: Condition) -> Condition:
        return or_(self, other)

    def __invert__(self) -> Condition:
        return not_(self)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a filter is neither true nor false: join filters with `&`, `|` and `~` (in brackets), not with"
            " `and`, `or`, `not` or `a < b < c`"
        )

    def __repr__(self) -> str:
        from runpress.model.filters.printer import print_filter

        return print_filter(self.expression)


def and_(*conditions: Condition) -> Condition:
    """All of these hold."""
    return _joined(And, conditions)


def or_(*conditions: Condition) -> Condition:
    """At least one of these holds."""
    return _joined(Or, conditions)


def not_(condition: Condition) -> Condition:
    """This does not hold."""
    return Condition(Not(condition.expression))


def off(condition: Condition) -> Condition:
    """The condition is kept, but switched off, as in W&B's editor."""
    return Condition(Off(condition.expression))


def key(text: str) -> Term:
    """A key in the spelling of documents: `config.lr`, `summary."a.b"`, `state`, `metric."Step"`.

    Raises ValueError if the text is no key.
    """
    return Term(Key.parse(text))


def config(name: str) -> Term:
    """A config key; points lead into nested ones: `opt.lr`."""
    return _in("config", name)


def summary(name: str) -> Term:
    """A summary value; points lead into nested ones."""
    return _in("summary", name)


def metric(name: str) -> Term:
    """A logged metric, or an x axis: `Step`."""
    return Term(Key.parse(name, bare="metric"))


def run(name: str) -> Term:
    """An attribute of runs: `state`, `name`, `tags`, `created_at`; W&B's names of them are read, too.

    Raises ValueError if runs have no such attribute.
    """
    try:
        return Term(Key.parse(name, bare="run"))
    except ValueError as fault:
        near = suggestion(name, ATTRIBUTES)
        raise ValueError(f"{fault}; did you mean `{near}`?" if near else str(fault)) from None


def tags(tag: str | None = None) -> Term:
    """The list of tags, or whether a run has one tag."""
    return Term(TAGS if tag is None else Key("tags", (tag,)))


def _in(section: str, name: str) -> Term:
    return Term(Key.parse(f"{section}.{name}"))


def _joined(kind: type[And | Or], conditions: tuple[Condition, ...]) -> Condition:
    """The conditions in one node; those that are joined alike already are taken in."""
    operands: list[Expression] = []
    for condition in conditions:
        inner = condition.expression
        operands += inner.operands if isinstance(inner, kind) else [inner]
    if not operands:
        raise ValueError("there is no filter to join")
    return Condition(operands[0] if len(operands) == 1 else kind(tuple(operands)))


def _literals(values: Iterable[Scalar], name: str) -> tuple[Literal, ...]:
    if isinstance(values, str | bytes):
        raise TypeError(f"`{name}` takes a list of values: write `[{values!r}]`")
    return tuple(map(_literal, values))


def _literal(value: object) -> Literal:
    if isinstance(value, str | int | float | bool) or value is None:
        return Literal(value)
    raise TypeError(f"a filter compares with text, a number, true, false or nothing, not with {type(value).__name__}")
