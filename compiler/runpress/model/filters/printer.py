"""Filters as text, in their one canonical form: `parse_filter(print_filter(e))` is `e` again."""

from __future__ import annotations

import re

from runpress.model.filters.nodes import (
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

_LARGEST_PLAIN = 10**15
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}
# A backslash is doubled only where it would escape what follows, so that patterns stay readable.
_TO_ESCAPE = re.compile(r"""\\(?=["'\\ntr\n\t\r]|\Z)|["\n\t\r]""")


def print_filter(expression: Expression) -> str:
    """The filter in canonical form."""
    match expression:
        case And(operands=operands):
            return _joined("and", operands)
        case Or(operands=operands):
            return _joined("or", operands)
        case Not(operand=Contains(key=key, value=value)):
            return f"{print_literal(value)} not in {key}"
        case Not(operand=operand):
            return f"not {_enclosed(operand)}"
        case Off(operand=operand):
            return f"off({print_filter(operand)})"
        case _:
            return _clause(expression)


def print_filter_in_lines(expression: Expression, width: int) -> str:
    """The filter in canonical form; where that is longer than `width` characters, each operand stands on its own line."""
    text = print_filter(expression)
    if len(text) <= width or not isinstance(expression, (And, Or)):
        return text
    word = "and" if isinstance(expression, And) else "or"
    first, *others = map(_enclosed, expression.operands)
    return "".join(f"{line}\n" for line in (first, *(f"{word} {other}" for other in others)))


def _clause(clause: Clause) -> str:  # noqa: PLR0911 - one line a kind of clause
    match clause:
        case Comparison(key=key, op=op, value=value):
            return f"{key} {op} {print_literal(value)}"
        case In(key=key, values=values):
            return f"{key} in {_listed(values)}"
        case NotIn(key=key, values=values):
            return f"{key} not in {_listed(values)}"
        case Contains(key=key, value=value):
            return f"{print_literal(value)} in {key}"
        case Matches(key=key, pattern=pattern):
            return f"{key} matches {print_text(pattern)}"
        case Exists(key=key):
            return f"exists({key})"
        case WithinLast(key=key, amount=amount, unit=unit):
            return f'{key} within_last({_number(amount)}, "{unit}")'


def print_literal(literal: Literal) -> str:
    """A value as it stands in a filter."""
    value = literal.value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return print_text(value) if isinstance(value, str) else _number(value)


def print_text(text: str) -> str:
    """A text in quotes."""
    escaped = _TO_ESCAPE.sub(lambda match: _ESCAPES[match.group()], text)
    return f'"{escaped}"'


def _joined(word: str, operands: tuple[Expression, ...]) -> str:
    return f" {word} ".join(map(_enclosed, operands))


def _enclosed(operand: Expression) -> str:
    text = print_filter(operand)
    return f"({text})" if isinstance(operand, (And, Or)) else text


def _listed(values: tuple[Literal, ...]) -> str:
    return f"[{', '.join(map(print_literal, values))}]"


def _number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_PLAIN:
        return str(int(value))
    return str(value) if isinstance(value, int) else repr(value)
