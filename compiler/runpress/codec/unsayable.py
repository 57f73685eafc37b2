"""What JSON can hold and no option of a document: halves of characters, numbers and trees without end.

Options do without, and `extra` keeps it as JSON text (`codec/folding.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from runpress.codec.folding import is_too_long
from runpress.codec.json_text import Deep, has_surrogates
from runpress.model.keys import Key
from runpress.model.node import Node

_LISTS = (tuple, list)
_LEVELS = 8
"""Below, a value with something unsayable in it is left out whole."""


def is_unsayable(value: Any) -> bool:
    """Whether there is such a thing in a value, however deep, or in one of its keys."""
    kind = type(value)  # most values are of these types, and each that is read comes by
    if kind is str:
        return not value.isascii() and has_surrogates(value)
    if value is None or kind is bool or kind is float:
        return False
    parts: Iterable[Any]
    if kind is Key:
        parts = value.path
    elif isinstance(value, dict):
        parts = chain(value, value.values())
    elif isinstance(value, _LISTS):
        parts = value
    elif isinstance(value, Node):
        parts = vars(value).values()
    else:
        return isinstance(value, Deep) or is_too_long(value)
    return any(map(is_unsayable, parts))


def sayable(values: Mapping[str, Any], *, levels: int = _LEVELS) -> Mapping[str, Any]:
    """Values without the unsayable ones; of mappings, what can be said, as far as `levels` down."""
    if not is_unsayable(values):
        return values
    kept: dict[str, Any] = {}
    for key, value in values.items():
        if is_unsayable(key):
            continue
        if not is_unsayable(value):
            kept[key] = value
        elif isinstance(value, Mapping) and levels:
            kept[key] = sayable(value, levels=levels - 1)
    return kept
