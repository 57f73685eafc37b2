"""What JSON can hold and no option of a document: halves of characters, numbers and trees without end.

Options do without, and `extra` keeps it as JSON text (`codec/residue.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.json_text import Deep, has_surrogates
from runpress.codec.residue import is_too_long
from runpress.model.keys import Key
from runpress.model.node import Node


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


def sayable(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values without the unsayable ones; of mappings, what can be said."""
    if not is_unsayable(values):
        return values
    return {
        key: sayable(value) if isinstance(value, Mapping) else value
        for key, value in values.items()
        if not is_unsayable(key) and (isinstance(value, Mapping) or not is_unsayable(value))
    }
