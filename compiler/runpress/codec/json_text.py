"""JSON text to values and back, for any depth: what is nested deeper than anything W&B shows stays text."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from pydantic_core import PydanticSerializationError, to_json

Json: TypeAlias = Any
"""A JSON value: dict, list, str, int, float, bool, None, or `Deep`."""

_HOLDERS = frozenset({dict, list})
MOST_LEVELS = 100
"""Real specs have about 20."""

_MOST_DIGITS = 4000
"""Python reads no more than 4300."""
_BEYOND = re.compile(r"[0-9](?:[eE]\+?[0-9]{3}|(?<![0-9]{2})[0-9]{3999})")
"""Where there may be a number that is none for Python."""
_MARK = "\ue000"
"""A private-use character: what stands for deep text while the rest is read or written."""
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_PACKED = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"]+', re.DOTALL)


class Deep:
    """What is not looked into, as its JSON text: an object or a list that is nested too deep, an endless number.

    No dataclass, because pydantic's writer would take it for an object.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deep) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Deep({self.text!r})"

    @property
    def packed(self) -> str:
        """The text without blanks between its tokens, so that one value has one text."""
        return "".join(token.group() for token in _PACKED.finditer(self.text))


def loads(text: str) -> Json:
    """The value of a JSON text; whatever lies below `MOST_LEVELS` is `Deep`.

    Raises json.JSONDecodeError if the text is no JSON.
    """
    try:
        value = _parsed(text)
    except RecursionError:
        return _loads_in_parts(text)
    return _loads_in_parts(text) if is_deeper(value, MOST_LEVELS) else value


def dumps(value: Json, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """JSON text, the keys in their order. Lone surrogates, which no file can hold, are written as escapes."""
    text = _dumped(value, indent, ascii_only=ascii_only)
    return text if ascii_only or not has_surrogates(text) else dumps(value, indent=indent, ascii_only=True)


def compact(value: Json) -> str:
    """JSON text without blanks, as it is sent: a third of the time of `dumps`, and every value as `dumps` has it."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:  # half a character, deep text, very many levels
        return dumps(value)


def loads_with_objects(text: str) -> tuple[Json, list[dict[str, Json]]]:
    """The value of a JSON text as `loads` has it, and all objects in it: one walk finds them, and how deep they are."""
    try:
        value = _parsed(text)
    except RecursionError:
        value = _loads_in_parts(text)
    levels = list(islice(_levels(value), MOST_LEVELS + 1))
    if len(levels) > MOST_LEVELS:
        value = _loads_in_parts(text)
        return value, objects_in(value)
    return value, _objects_of(levels)


def is_deeper(value: Json, levels: int) -> bool:
    """Whether objects and lists are nested more than this many levels."""
    return any(islice(_levels(value), levels, None))


def objects_in(value: Json) -> list[dict[str, Json]]:
    """All objects in a value, level by level."""
    return _objects_of(_levels(value))


def _objects_of(levels: Iterable[list[Json]]) -> list[dict[str, Json]]:
    return [holder for level in levels for holder in level if type(holder) is dict]


def _levels(value: Json) -> Iterator[list[Json]]:
    """The objects and lists in a value, level by level."""
    level: list[Json] = [value] if type(value) in _HOLDERS else []
    while level:
        yield level
        level = [
            inner
            for holder in level
            for inner in (holder.values() if type(holder) is dict else holder)
            if type(inner) in _HOLDERS
        ]


def _parsed(text: str) -> Json:
    """The value of a JSON text. A number that Python cannot hold stays text, as do `NaN` and `Infinity`, which JSON lacks."""
    if not _BEYOND.search(text):
        return json.loads(text, parse_constant=Deep)
    return json.loads(text, parse_int=_whole, parse_float=_fraction, parse_constant=Deep)


def _whole(digits: str) -> Json:
    return int(digits) if len(digits) <= _MOST_DIGITS else Deep(digits)


def _fraction(digits: str) -> Json:
    return float(digits) if math.isfinite(float(digits)) else Deep(digits)


def _loads_in_parts(text: str) -> Json:
    from runpress.codec.json_grammar import fault_in

    fault = fault_in(text)
    if fault is not None:
        raise fault
    mark = _unused(text)
    cuts: list[str] = []
    shallow = _parsed(_without_deep(text, mark, cuts))
    return _restored(shallow, {f"{mark}{at}": Deep(cut) for at, cut in enumerate(cuts)})


def _without_deep(text: str, mark: str, cuts: list[str]) -> str:
    parts: list[str] = []
    depth = begin = copied = 0
    for token in _TOKENS.finditer(text):
        kind = token.group()[0]
        if kind in "[{":
            depth += 1
            if depth == MOST_LEVELS + 1:
                begin = token.start()
        elif kind in "]}":
            if depth == MOST_LEVELS + 1:
                parts += [text[copied:begin], json.dumps(f"{mark}{len(cuts)}")]
                cuts.append(text[begin : token.end()])
                copied = token.end()
            depth -= 1
    return "".join([*parts, text[copied:]])


def _restored(value: Json, deep: dict[str, Deep]) -> Json:
    if isinstance(value, dict):
        return {key: _restored(inner, deep) for key, inner in value.items()}
    if isinstance(value, list):
        return [_restored(inner, deep) for inner in value]
    return deep.get(value, value) if isinstance(value, str) else value


def _dumped(value: Json, indent: int | None, *, ascii_only: bool) -> str:
    deep: list[str] = []
    mark = _MARK
    text = json.dumps(value, check_circular=False, indent=indent, ensure_ascii=ascii_only, default=_keeper(mark, deep))
    while deep and text.count(json.dumps(mark, ensure_ascii=ascii_only)[1:-1]) > len(deep):
        deep.clear()
        mark += _MARK
        text = json.dumps(value, indent=indent, ensure_ascii=ascii_only, default=_keeper(mark, deep))
    if not deep:
        return text
    written = re.compile(f'"{re.escape(json.dumps(mark, ensure_ascii=ascii_only)[1:-1])}(\\d+)"')
    return written.sub(lambda match: deep[int(match.group(1))], text)


def _keeper(mark: str, deep: list[str]) -> Callable[[object], str]:
    def keep(value: object) -> str:
        if not isinstance(value, Deep):
            raise TypeError(f"{type(value).__name__} is no JSON value")
        deep.append(value.text)
        return f"{mark}{len(deep) - 1}"

    return keep


def _unused(text: str) -> str:
    """A mark that stands nowhere in the text, in either spelling."""
    mark = _MARK
    while mark in text or json.dumps(mark)[1:-1] in text.lower():
        mark += _MARK
    return mark


def has_surrogates(text: str) -> bool:
    """Whether a text has half of a character, which JSON can say and no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
