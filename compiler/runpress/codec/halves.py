"""Halves of characters: JSON can hold a lone surrogate, and no document can. Options do without; `extra` folds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.json_text import has_surrogates
from runpress.model.keys import Key
from runpress.model.node import Node

_NO_TEXT = (int, float, bool, type(None))


def has_half(value: Any) -> bool:
    """Whether half of a character is in a value, however deep, or in one of its keys."""
    if isinstance(value, str):
        return not value.isascii() and has_surrogates(value)
    if isinstance(value, _NO_TEXT):
        return False
    if isinstance(value, Mapping):
        return any(map(has_half, value)) or any(map(has_half, value.values()))
    if isinstance(value, tuple | list):
        return any(map(has_half, value))
    if isinstance(value, Node):
        return any(map(has_half, vars(value).values()))
    return isinstance(value, Key) and any(map(has_half, value.path))


def without_halves(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values without those that hold halves; of mappings, what holds none."""
    if not has_half(values):
        return values
    return {
        key: without_halves(value) if isinstance(value, Mapping) else value
        for key, value in values.items()
        if not has_half(key) and (isinstance(value, Mapping) or not has_half(value))
    }
