r"""The syntax tree of filters, and what a filter means. One meaning for every engine.

`runpress.model.filters.evaluate` is the reference; a store selects exactly the runs it selects.

**Two values.** Each clause is true or false for a run, nothing is unknown, and `not` swaps the two.
`a != b` is `not a == b` and `a not in […]` is `not a in […]`, also for runs that lack `a`.

**What a key has.** `Run.value(key)` gives null, a boolean, a number, a text, a list or a mapping. A key
that a run lacks is null. The *scalars* of a value are: of null none; of a boolean, number or text
that value; of a list its booleans, numbers and texts (nulls, inner lists and mappings in it are passed
over); of a mapping none. A clause on a list is true if one of its scalars makes it true. A value is
*there* if it is a mapping, a list with at least one element that is not null, or a scalar.

**Kinds do not mix.** A boolean is no number (`true` is not `1`), and a text is no number: with
`config.lr` 0.1, `config.lr == "0.1"` is false, and with `config.lr` "0.1" so is `config.lr < 1`.
Numbers are IEEE doubles (an integer is rounded to the nearest one, one that is too large is infinite).
NaN equals nothing and is neither less nor greater: only `!=` and `not in` are true of it, and
`exists`. Infinities compare as usual. Texts are equal code point by code point, case matters, and
are ordered by code point.

| clause | a scalar `s` of the key makes it true if |
| --- | --- |
| `key == literal` | same kind and equal; `key == null` is `not exists(key)` |
| `key != literal` | (no scalar) it is `not key == literal` |
| `key < literal`, `<=`, `>`, `>=` | both numbers or both texts, and so ordered; booleans and null have no order: false |
| `key in [a, b]` | `key == a or key == b`; `[]` is false |
| `key not in [a, b]` | (no scalar) it is `not key in [a, b]`; `[]` is true |
| `literal in key` (`Contains`) | value is a list: a scalar equals the literal (null: never); value and literal are texts: the literal is part of the text; else false |
| `key matches "regex"` | it is a text and the regex is found in it (anywhere: a search) |
| `exists(key)` | (no scalar) the value is there |
| `key within_last(n, unit)` | it is an instant, and not before `now` less `n` units (an instant after `now` counts) |

**State.** Values of `state` are compared, sought and matched in lower case on both sides (the pattern of
`matches` is left as it is): `state == "Finished"` finds `finished`.

**Time.** `created_at` and `updated_at` hold instants (`TIMES`): ISO 8601 text, without an offset in UTC, or a
number of seconds since 1970. They compare as instants, in whole microseconds, with a literal that is
one too (`created_at >= "2026-11-01"`); a value that is no instant has no scalars, yet is there. A
literal that is no instant equals nothing. An instant is no text: `matches` and `literal in key` are false. `runpress.model.filters.instants.instant` reads both.
`within_last` is for these two keys; for any other key it is false. `now` comes in as an argument.

**Regex** is the part of RE2 that `runpress.model.filters.regex` accepts (no look-around, no
back-reference: time is linear in the text). `.` does not match a line feed, `^` and `$` are the ends
of the text, `\d \w \s \b` are ASCII. A pattern outside of it matches nothing.

**And, or** join at least two operands.

**Off.** `off(condition)` is as if it did not stand there: `and` and `or` go on without it, `not` of it is as if it
did not stand there either, and a filter of which nothing else is left selects every run.
"""

from __future__ import annotations

import math
from dataclasses import field
from typing import Final, TypeAlias, get_args
from typing import Literal as OneOf

from runpress.frozen import frozen
from runpress.model.keys import Key
from runpress.source import Span

Operator: TypeAlias = OneOf["==", "!=", "<", "<=", ">", ">="]
Unit: TypeAlias = OneOf["seconds", "minutes", "hours", "days", "weeks"]
Kind: TypeAlias = OneOf["null", "bool", "number", "text"]

OPERATORS: tuple[Operator, ...] = get_args(Operator)
UNIT_SECONDS: dict[Unit, int] = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}

STATE = Key("run", ("state",))
TIMES: tuple[Key, ...] = (Key("run", ("created_at",)), Key("run", ("updated_at",)))


@frozen
class Literal:
    """A value that stands in a filter. `true`, `1` and `"1"` are three values; `1` and `1.0` are one."""

    value: str | int | float | bool | None
    span: Span | None = field(default=None, compare=False, repr=False)
    kind: Kind = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", kind_of(self.value))
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise ValueError(f"a filter cannot hold {self.value}")


def kind_of(value: str | float | bool | None) -> Kind:  # noqa: FBT001 - the value
    """The kind of a scalar."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    return "text" if isinstance(value, str) else "number"


@frozen
class Comparison:
    """`key op literal`."""

    key: Key
    op: Operator
    value: Literal
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class In:
    """`key in [literals]`: the value is one of these."""

    key: Key
    values: tuple[Literal, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class NotIn:
    """`key not in [literals]`."""

    key: Key
    values: tuple[Literal, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Contains:
    """`literal in key`: the list has this element, or the text has this part."""

    key: Key
    value: Literal
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Matches:
    """`key matches "pattern"`: the regex is found in the text."""

    key: Key
    pattern: str
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Exists:
    """`exists(key)`: the run has a value there."""

    key: Key
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class WithinLast:
    """`key within_last(amount, unit)`: not longer ago than this."""

    key: Key
    amount: int | float
    unit: Unit
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def seconds(self) -> float:
        """The length of time."""
        return self.amount * UNIT_SECONDS[self.unit]


@frozen
class And:
    """All of these."""

    operands: tuple[Expression, ...]
    span: Span | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _need_two(self.operands)


@frozen
class Or:
    """At least one of these."""

    operands: tuple[Expression, ...]
    span: Span | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _need_two(self.operands)


@frozen
class Not:
    """Not this."""

    operand: Expression
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Off:
    """`off(condition)`: kept, but switched off."""

    operand: Expression
    span: Span | None = field(default=None, compare=False, repr=False)


Clause: TypeAlias = Comparison | In | NotIn | Contains | Matches | Exists | WithinLast
"""What is asked of one key."""
Expression: TypeAlias = Clause | And | Or | Not | Off

NO_RUN: Final[Expression] = In(Key("run", ("id",)), ())
"""Selects nothing: what stands for a filter that cannot be read or stored, so that no run is shown by mistake."""


def is_off(expression: Expression) -> bool:
    """Whether all of it is switched off."""
    match expression:
        case Off():
            return True
        case And(operands=operands) | Or(operands=operands):
            return all(map(is_off, operands))
        case Not(operand=operand):
            return is_off(operand)
    return False


def _need_two(operands: tuple[Expression, ...]) -> None:
    if len(operands) < 2:  # noqa: PLR2004 - what the name says
        raise ValueError("`and` and `or` join at least two operands")
