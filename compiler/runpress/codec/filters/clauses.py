"""One clause of a filter as W&B stores it: `{"key", "op", "value", "disabled"}`, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from runpress.codec import keys
from runpress.codec.fields import UNSET
from runpress.codec.json_text import Json
from runpress.codec.unsayable import is_unsayable
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import runsets as codes
from runpress.model.filters.nodes import (
    STATE,
    UNIT_SECONDS,
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
    Unit,
    WithinLast,
)
from runpress.model.filters.parser import parse_filter
from runpress.model.filters.printer import print_filter, print_literal
from runpress.model.keys import NAME, TAGS, Key
from runpress.source import NOWHERE, Span

WITHIN: Final = "WITHINSECONDS"
_UNITS: tuple[Unit, ...] = ("days", "hours", "minutes", "seconds")
_WIRE: Final[dict[Operator, str]] = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_READ: Final[dict[str, Operator]] = {**{wire: op for op, wire in _WIRE.items()}, "==": "=="}
_LOOSE: Final[dict[Operator, Operator]] = {"<": "<=", ">": ">="}


@dataclass(slots=True)
class Clauses:
    """Writes clauses; what W&B cannot say is a finding at its place, or at that of the run set."""

    valued: bool
    """Config keys are stored with `value`, as W&B's editor does."""
    strict: bool
    """`<` and `>` can be said."""
    place: Span | None = None
    findings: list[Diagnostic] = field(default_factory=list)

    def leaf(self, clause: Expression) -> dict[str, Json] | None:  # noqa: C901, PLR0911 - one line a kind of clause
        """The stored clause; None, and a finding, if W&B cannot say it."""
        match clause:
            case Comparison(key=key, op=op, value=value):
                return self._leaf(key, _WIRE[self._operator(clause, op)], _value(key, value))
            case In(key=key, values=values):
                return self._leaf(key, "IN", [_value(key, value) for value in values])
            case NotIn(key=key, values=values):
                return self._leaf(key, "NIN", [_value(key, value) for value in values])
            case Exists(key=key):
                return self._leaf(key, "!=", None)
            case Contains(value=Literal(value=None)):
                self.refuse(clause, f"no value holds `null`: `{print_filter(clause)}`", "leave this clause out")
                return None
            case Contains(key=key, value=value) if key == TAGS:
                return self._leaf(key, "IN", [_value(key, value)])
            case WithinLast(key=key):
                return self._within(clause)
            case Off(operand=Contains(key=key) | Matches(key=key)) if key == NAME:
                message = f"W&B keeps no search of names that is switched off: `{print_filter(clause)}`"
                self.refuse(clause, message, "leave this clause out")
                return None
            case Off(operand=operand):
                leaf = self.leaf(operand)
                return None if leaf is None else {**leaf, "disabled": True}
            case Contains() | Matches():
                self.refuse(clause, *_no_search(clause))
                return None
        raise TypeError(clause)

    def refuse(self, clause: Expression, message: str, help: str) -> None:
        """Say that W&B cannot say a clause."""
        self._add(codes.FILTER_NOT_STORED.at(self._place(clause), message, help=help))

    def _add(self, finding: Diagnostic) -> None:
        """A run set that stands in several grids is written as often, and said once."""
        if finding not in self.findings:
            self.findings.append(finding)

    def _leaf(self, key: Key, op: str, value: Json) -> dict[str, Json]:
        return {"key": keys.section_key(key, valued=self.valued), "op": op, "value": value, "disabled": False}

    def _operator(self, clause: Comparison, op: Operator) -> Operator:
        if self.strict or op not in _LOOSE:
            return op
        loose = _LOOSE[op]
        message = f"W&B has no `{op}`: `{print_filter(clause)}` is published with `{loose}`"
        help_ = f"write `{loose}`, so that the preview shows the same runs"
        self._add(codes.FILTER_LOOSER.at(self._place(clause), message, help=help_))
        return loose

    def _within(self, clause: WithinLast) -> dict[str, Json]:
        # 0.7 days are 60479.99999999999 seconds in floats.
        exact = round(clause.seconds, 6)
        seconds = math.ceil(exact)
        if seconds != exact:
            message = f"W&B counts whole seconds: `{print_filter(clause)}` is published as {seconds} seconds"
            help_ = f'write `{clause.key} within_last({seconds}, "seconds")`'
            self._add(codes.FILTER_LOOSER.at(self._place(clause), message, help=help_))
        return self._leaf(clause.key, WITHIN, seconds)

    def _place(self, clause: Expression) -> Span:
        return clause.span or self.place or NOWHERE


def read_leaf(stored: Mapping[str, Json], *, valued: bool) -> Expression | None:
    """The clause that a stored one says; None if this language has no words for it."""
    key = keys.read_section_key(stored.get("key"), valued=valued)
    op, value = stored.get("op"), stored.get("value")
    if key is UNSET or not isinstance(op, str) or "value" not in stored:
        return None
    try:
        clause = _clause(key, op, value)
    except ValueError:  # NaN and infinities
        return None
    return clause if clause is not None and _is_sayable(clause) else None


def _clause(key: Key, op: str, value: Json) -> Expression | None:
    if op in ("IN", "NIN"):
        return _membership(key, op, value)
    if op == WITHIN:
        return _within(key, value)
    if op not in _READ or not _is_scalar(value):
        return None
    if value is None and _READ[op] in ("==", "!="):
        return Exists(key) if op == "!=" else Not(Exists(key))
    return Comparison(key, _READ[op], Literal(value))


def _membership(key: Key, op: str, value: Json) -> Expression | None:
    if not isinstance(value, list) or not all(map(_is_scalar, value)):
        return None
    literals = tuple(map(Literal, value))
    if op == "IN" and key == TAGS and len(literals) == 1 and literals[0].kind == "text":
        return Contains(key, literals[0])
    return In(key, literals) if op == "IN" else NotIn(key, literals)


def _within(key: Key, value: Json) -> Expression | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0 or value != int(value):
        return None
    unit = next(unit for unit in _UNITS if value % UNIT_SECONDS[unit] == 0)
    return WithinLast(key, int(value) // UNIT_SECONDS[unit], unit)


def _is_sayable(clause: Expression) -> bool:
    """Whether the clause as text is read as the clause, without an error."""
    text = print_filter(clause)
    return not is_unsayable(text) and parse_filter(text, lambda _start, _end: NOWHERE)[0] == clause


def _value(key: Key, literal: Literal) -> Json:
    return literal.value.lower() if key == STATE and isinstance(literal.value, str) else literal.value


def _is_scalar(value: Json) -> bool:
    return value is None or isinstance(value, str | int | float)


def _no_search(clause: Contains | Matches) -> tuple[str, str]:
    typed = print_filter(clause)
    if clause.key == NAME:
        return (
            f"W&B can search names for one thing only, for all runs of the run set: `{typed}` is one clause among others",
            "join it to the others by `and`, once, and leave `query` out",
        )
    if isinstance(clause, Contains):
        value = print_literal(clause.value)
        return (
            f"W&B cannot look into a value: `{typed}`",
            f"write `{clause.key} == {value}`, or list the values by `in`",
        )
    return (
        f"W&B's filters have no patterns: `{typed}`",
        f'list the values: `{clause.key} in ["…"]`; `name` alone is searched by a pattern',
    )
