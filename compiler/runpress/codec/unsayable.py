"""What JSON can hold and no option of a document: halves of characters, numbers and trees without end.

Options do without, and `extra` keeps it as JSON text (`codec/residue.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.folding import is_too_long
from runpress.codec.json_text import Deep, has_surrogates
from runpress.model.keys import Key
from runpress.model.node import Node

_LEVELS = 8
"""Below, a value with something unsayable in it is left out whole."""


def is_unsayable(value: Any) -> bool:
    """Whether there is such a thing in a value, however deep, or in one of its keys."""
    if isinstance(value, str):
        return not value.isascii() and has_surrogates(value)
    if isinstance(value, Mapping):
        return any(map(is_unsayable, value)) or any(map(is_unsayable, value.values()))
    if isinstance(value, tuple | list):
        return any(map(is_unsayable, value))
    if isinstance(value, Node):
        return any(map(is_unsayable, vars(value).values()))
    if isinstance(value, Key):
        return any(map(is_unsayable, value.path))
    return isinstance(value, Deep) or is_too_long(value)


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
