"""Figures as JSON: what the page's script draws. Data in, text out; the same bytes each time.

Keys are camelCase, None is left out, arrays of numbers are rounded so that what is seen stays: six
significant digits, more where the values of an array are far from zero and close together (times), and
whole numbers whole. Written as text at once: figures hold up to millions of numbers, and each is touched
only once.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from runpress.figures.figure import Figure, Numbers

DIGITS = 6
_MOST_DIGITS = 17
_EXACT = 2**53
_OFFSET = 10.0
"""From this ratio of size to span on, the span tells how many digits are needed."""


def as_json(figure: Figure) -> dict[str, Any]:
    """The figure as plain values."""
    return cast("dict[str, Any]", json.loads(as_text(figure)))


def as_text(figure: Figure) -> str:
    """The figure as compact JSON in ASCII; escaping for HTML is the back end's."""
    return _record(figure)


def numbers(values: Numbers) -> str:
    """An array of numbers; NaN and infinities are null."""
    finite = [value for value in values if value is not None and value - value == 0]
    if not finite:
        return f"[{','.join(['null'] * len(values))}]"
    low, high = min(finite), max(finite)
    write = _format(low, high, is_whole=all(map(_is_whole, finite)))
    if len(finite) == len(values):
        return f"[{','.join(map(write, finite))}]"
    return f"[{','.join([write(v) if v is not None and v - v == 0 else 'null' for v in values])}]"


def _format(low: float, high: float, *, is_whole: bool) -> Callable[[float], str]:
    size, span = max(abs(low), abs(high)), high - low
    if is_whole and size <= _EXACT:
        return "%d".__mod__
    digits = DIGITS
    if 1 <= size <= _EXACT:
        digits = max(digits, math.floor(math.log10(size)) + 1)
    if 0 < span < size / _OFFSET:
        digits = max(digits, min(DIGITS + math.ceil(math.log10(size / span)), _MOST_DIGITS))
    return f"%.{digits}g".__mod__


def _is_whole(value: float) -> bool:
    return value % 1 == 0


def _record(record: Any) -> str:
    parts: list[str] = []
    kind = getattr(type(record), "kind", None)
    if isinstance(kind, str):
        parts.append(f'"kind":{json.dumps(kind)}')
    for name, key, write in _writers(cast("Hashable", type(record))):
        value = getattr(record, name)
        if value is not None:
            parts.append(f'"{key}":{write(value)}')
    return f"{{{','.join(parts)}}}"


@cache
def _writers(form: Any) -> tuple[tuple[str, str, Callable[[Any], str]], ...]:
    hints = get_type_hints(form)
    return tuple((field.name, _camel(field.name), _writer(hints[field.name])) for field in fields(form))


def _writer(hint: Any) -> Callable[[Any], str]:
    if get_args(hint) == (Numbers, ...):
        return _arrays
    if hint == Numbers or Numbers in get_args(hint):
        return numbers
    return _value


def _arrays(arrays: Iterable[Numbers]) -> str:
    return f"[{','.join(map(numbers, arrays))}]"


def _value(value: Any) -> str:
    if isinstance(value, str | bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return numbers((value,))[1:-1]
    if value is None:
        return "null"
    if is_dataclass(value):
        return _record(value)
    return f"[{','.join(map(_value, cast('Sequence[Any]', value)))}]"


@cache
def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
