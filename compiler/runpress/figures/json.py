"""Figures as JSON: what the page's script draws. Data in, plain values out; the same bytes each time.

Keys are camelCase, None is left out, arrays of numbers are rounded so that what is seen stays: six
significant digits of a value or of the array's span, whichever is finer, and whole numbers whole.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from runpress.figures import figure as forms
from runpress.figures.figure import Figure, Numbers

SIGNIFICANT = 6
_EXACT = 2**53
_OFFSET = 10.0
"""From this ratio of size to span on, digits of the span count, not digits of the values."""
_MOST_DECIMALS = 300


def as_json(figure: Figure) -> dict[str, Any]:
    """The figure as plain values for JSON."""
    return _record(figure)


def as_text(figure: Figure) -> str:
    """The figure as compact JSON in ASCII; escaping for HTML is the back end's."""
    return json.dumps(_record(figure), separators=(",", ":"), allow_nan=False)


def numbers(values: Numbers) -> list[float | int | None]:
    """An array of numbers, rounded; NaN and infinities are None."""
    finite = [value for value in values if value is not None and math.isfinite(value)]
    if not finite:
        return [None] * len(values)
    low, high = min(finite), max(finite)
    size, span = max(abs(low), abs(high)), high - low
    if 0 < span < size / _OFFSET and math.isfinite(span):
        decimals = min(SIGNIFICANT - 1 - math.floor(math.log10(span)), _MOST_DECIMALS)
        return [_fixed(value, decimals) for value in values]
    return [_significant(value) for value in values]


def scalar(value: float) -> float | int | None:
    """One number, to six significant digits; NaN and infinities are None."""
    return _significant(value)


def _significant(value: float | None) -> float | int | None:
    if value is None or value - value != 0:  # NaN and infinities
        return None
    whole = int(value)
    if whole == value:
        return whole if -_EXACT <= whole <= _EXACT else float(value)
    return float(f"{value:.6g}")


def _fixed(value: float | None, decimals: int) -> float | int | None:
    if value is None or value - value != 0:
        return None
    rounded = round(float(value), decimals)
    whole = int(rounded)
    return whole if whole == rounded and -_EXACT <= whole <= _EXACT else rounded


def _record(record: Any) -> dict[str, Any]:
    form: dict[str, Any] = {}
    kind = getattr(type(record), "kind", None)
    if kind is not None:
        form["kind"] = kind
    for name, key, write in _writers(cast("Hashable", type(record))):
        value = getattr(record, name)
        if value is not None:
            written = write(value)
            if written is not None:
                form[key] = written
    return form


@cache
def _writers(form: Any) -> tuple[tuple[str, str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(form, vars(forms))
    return tuple((field.name, _camel(field.name), _writer(hints[field.name])) for field in fields(form))


def _writer(hint: Any) -> Callable[[Any], Any]:
    if get_args(hint) == (Numbers, ...):
        return _arrays
    if hint == Numbers or Numbers in get_args(hint):
        return numbers
    return _value


def _arrays(arrays: Iterable[Numbers]) -> list[list[float | int | None]]:
    return [numbers(array) for array in arrays]


def _value(value: Any) -> Any:
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _significant(value)
    if is_dataclass(value):
        return _record(value)
    return [_value(item) for item in cast("Sequence[Any]", value)]


@cache
def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
