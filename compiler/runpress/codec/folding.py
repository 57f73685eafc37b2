"""What YAML cannot hold, as JSON text in a mapping: `{"$json": "…"}`.

Half of a character, what is nested too deep, numbers of very many digits. Beside other keys it holds an object with
the rest of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from json import JSONDecodeError

from runpress.codec.json_text import Deep, Json, dumps, has_surrogates, loads

JSON_KEY = "$json"
NO_JSON = object()
"""No value: an author wrote something else there."""
_MOST_DIGITS = 10**300
_MOST_LEVELS = 30
"""Of `extra`, so that a document stays readable, and far below what its YAML may have."""


def folded(extra: dict[str, Json], level: int = 0) -> dict[str, Json]:
    """An object with what YAML cannot hold as JSON text; keys with half of a character stand there beside the others."""
    halves = {key: value for key, value in extra.items() if not key.isascii() and has_surrogates(key)}
    if has_json_text(extra) or (halves and JSON_KEY in extra):
        return {JSON_KEY: dumps(extra)}
    whole = {key: _fold(value, level + 1) for key, value in extra.items() if key not in halves}
    return {**whole, JSON_KEY: dumps(halves)} if halves else whole


def _fold(value: Json, level: int) -> Json:
    if isinstance(value, Deep):
        return {JSON_KEY: value.text}
    if isinstance(value, str):
        return {JSON_KEY: dumps(value)} if has_surrogates(value) else value
    if not isinstance(value, dict | list):
        return {JSON_KEY: dumps(value)} if is_too_long(value) else value
    if level >= _MOST_LEVELS:
        return {JSON_KEY: dumps(value)}
    if isinstance(value, dict):
        return folded(value, level)
    return [_fold(inner, level + 1) for inner in value]


def is_too_long(value: object) -> bool:
    """Whether a number has more digits than are read as one."""
    return isinstance(value, int) and abs(value) >= _MOST_DIGITS


def has_json_text(extra: Json) -> bool:
    """Whether a value is a mapping with JSON text in it."""
    return isinstance(extra, Mapping) and isinstance(extra.get(JSON_KEY), str)


def in_json_text(extra: Mapping[str, Json]) -> tuple[Json, dict[str, Json]]:
    """The value of the JSON text in a mapping, `NO_JSON` if it is none, and the other keys."""
    others = {key: value for key, value in extra.items() if key != JSON_KEY}
    try:
        return loads(extra[JSON_KEY]), others
    except JSONDecodeError:
        return NO_JSON, others
