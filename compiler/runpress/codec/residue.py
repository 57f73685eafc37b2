"""What an encoded value lacks of the stored one: `extra` is merged into it, `omit` names what to leave out.

    amended(said, residue(stored, said)) == stored

An omission is a JSON Pointer (RFC 6901) without its leading slash: `section/settings/xAxis`. Omissions
are made first. Then `extra` is merged: objects key by key; a list item by item where `extra` has an
object whose keys are positions (`{"1": {"log": true}}`, one behind the end appends); anything else is replaced.

What YAML cannot hold, because it is nested too deep or has half of a character, is JSON text in `extra`:
`{"$json": "…"}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json import JSONDecodeError
from typing import cast

from runpress.codec.json_text import Deep, Json, dumps, has_surrogates, loads
from runpress.frozen import frozen

JSON_KEY = "$json"
_SETTLED = object()
"""No value: omissions alone make it what it was, or there is none."""
_MOST_DIGITS = 10**300
_NUMBERS = (int, float)  # and not bool
_MOST_LEVELS = 30
"""Of `extra`, so that a document stays readable, and far below what its YAML may have."""


@frozen
class Residue:
    """A difference. Empty if there is none."""

    extra: Mapping[str, Json]
    omit: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.extra or self.omit)


NONE = Residue({})


def same(first: Json, second: Json) -> bool:
    """Whether two JSON values are equal; 1 and 1.0 are, 1 and true are not."""
    if first is second:
        return True
    kind = type(first)
    if kind is not type(second):
        return _are_numbers(first, second) and bool(first == second)
    if kind is dict:
        return len(first) == len(second) and _have_same_values(first, second)
    if kind is list:
        return len(first) == len(second) and all(map(same, first, second))
    return bool(first.packed == second.packed if kind is Deep else first == second)


def _have_same_values(first: dict[str, Json], second: dict[str, Json]) -> bool:
    """Whether the second object has all keys of the first, with the same values."""
    for key, value in first.items():
        if key not in second:
            return False
        other = second[key]
        if value is other:
            continue
        if type(value) is str:
            if value != other:
                return False
        elif not same(value, other):
            return False
    return True


def residue(stored: Mapping[str, Json], said: Mapping[str, Json]) -> Residue:
    """What must be done to `said` so that it becomes `stored`."""
    omit: list[str] = []
    extra = _extra(stored, said, (), omit)
    return Residue(_folded(extra), tuple(sorted(omit))) if extra or omit else NONE


def amended(said: dict[str, Json], difference: Residue) -> dict[str, Json]:
    """`said` with the difference applied. The value given is not changed: parts of it may be shared."""
    for pointer in difference.omit:
        said = _without(said, tuple(map(_unescaped, pointer.split("/"))))
    return cast("dict[str, Json]", merged(said, difference.extra)) if difference.extra else said


def merged(said: Json, extra: Json) -> Json:
    """`extra` merged into `said`, which is not changed."""
    return _merged(said, extra, is_literal=False)


def _merged(said: Json, extra: Json, *, is_literal: bool) -> Json:
    if not is_literal and _is_json_text(extra):
        literal = _read(extra[JSON_KEY])
        return _merged(said, extra if literal is _SETTLED else literal, is_literal=True)
    into: Json
    if isinstance(extra, Mapping):
        if isinstance(said, list) and said and _are_positions(extra, len(said)):
            into = list(said)
            for key, value in extra.items():
                into[int(key) : int(key) + 1] = [_merged(_item(said, int(key)), value, is_literal=is_literal)]
            return into
        into = dict(said) if isinstance(said, dict) else {}
        for key, value in extra.items():
            into[key] = _merged(into.get(key), value, is_literal=is_literal)
        return into
    if isinstance(extra, list | tuple):
        return [_merged(None, value, is_literal=is_literal) for value in extra]
    return extra


def _read(text: str) -> Json:
    """The value of a JSON text, or `_SETTLED` if an author wrote something else there."""
    try:
        return loads(text)
    except JSONDecodeError:
        return _SETTLED


def _is_json_text(extra: Json) -> bool:
    return isinstance(extra, Mapping) and extra.keys() == {JSON_KEY} and isinstance(extra[JSON_KEY], str)


def completed(extra: Mapping[str, Json], said: Mapping[str, Json]) -> Mapping[str, Json]:
    """`extra` that says these keys, too, where it says nothing of them."""
    return cast("Mapping[str, Json]", _folded(merged(dict(said), extra)))


def _folded(extra: Json) -> Json:
    """`extra` with what YAML cannot hold as JSON text."""
    if _is_json_text(extra) or any(map(has_surrogates, extra)):
        return {JSON_KEY: dumps(extra)}
    return {key: _fold(value, 1) for key, value in extra.items()}


def _fold(value: Json, level: int) -> Json:
    if isinstance(value, Deep):
        return {JSON_KEY: value.text}
    if isinstance(value, str):
        return {JSON_KEY: dumps(value)} if has_surrogates(value) else value
    if not isinstance(value, dict | list):
        return {JSON_KEY: dumps(value)} if is_too_long(value) else value
    if level >= _MOST_LEVELS or _is_json_text(value) or (isinstance(value, dict) and any(map(has_surrogates, value))):
        return {JSON_KEY: dumps(value)}
    if isinstance(value, dict):
        return {key: _fold(inner, level + 1) for key, inner in value.items()}
    return [_fold(inner, level + 1) for inner in value]


def is_too_long(value: object) -> bool:
    """Whether a number has more digits than are read as one."""
    return isinstance(value, int) and abs(value) >= _MOST_DIGITS


def _extra(
    stored: Mapping[str, Json], said: Mapping[str, Json], path: tuple[str, ...], omit: list[str]
) -> dict[str, Json]:
    if not said.keys() <= stored.keys():
        omit.extend(_pointer((*path, key)) for key in said if key not in stored)
    extra: dict[str, Json] = {}
    for key, value in stored.items():
        if key not in said:
            extra[key] = value
        elif value is not said[key] and not same(value, said[key]):
            inner = _difference(value, said[key], (*path, key), omit)
            if inner is not _SETTLED:
                extra[key] = inner
    return extra


def _difference(stored: Json, said: Json, path: tuple[str, ...], omit: list[str]) -> Json:
    if isinstance(stored, dict) and isinstance(said, dict) and stored:
        return _extra(stored, said, path, omit) or _SETTLED
    if isinstance(stored, list) and isinstance(said, list) and len(stored) == len(said):
        changed = {
            str(at): _difference(one, other, (*path, str(at)), omit)
            for at, (one, other) in enumerate(zip(stored, said, strict=True))
            if not same(one, other)
        }
        kept = {at: value for at, value in changed.items() if value is not _SETTLED}
        return kept or _SETTLED
    if isinstance(stored, list) and isinstance(said, list) and _is_continued(stored, said):
        begun = _difference(stored[: len(said)], said, path, omit)
        begun = {} if begun is _SETTLED else begun
        return begun | {str(at): stored[at] for at in range(len(said), len(stored))}
    if isinstance(stored, dict) and isinstance(said, dict | list):
        omit.append(_pointer(path))
    return stored


def _is_continued(stored: Sequence[Json], said: Sequence[Json]) -> bool:
    """Whether a list goes on behind the objects that are said of it."""
    return len(stored) > len(said) > 0 and all(isinstance(item, dict) for item in said)


def _without(said: Json, path: Sequence[str]) -> Json:
    """A value without what stands at a path, if there is anything."""
    key, rest = path[0], path[1:]
    if isinstance(said, dict) and key in said:
        if rest:
            return {**said, key: _without(said[key], rest)}
        return {name: value for name, value in said.items() if name != key}
    if isinstance(said, list) and _is_position(key, len(said)):
        # A place in a list cannot be left out; it is emptied, and `extra` fills it.
        inner = _without(said[int(key)], rest) if rest else None
        return [*said[: int(key)], inner, *said[int(key) + 1 :]]
    return said


def _are_positions(extra: Mapping[str, Json], length: int) -> bool:
    """Whether the keys are places in a list of this length, or follow it one by one."""
    for key in extra:
        if not _is_position(key, length + 1):
            return False
        length = max(length, int(key) + 1)
    return bool(extra)


def _item(said: list[Json], at: int) -> Json:
    return said[at] if at < len(said) else None


def _is_position(key: object, length: int) -> bool:
    text = str(key)
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and int(text) < length


def _are_numbers(first: Json, second: Json) -> bool:
    return type(first) in _NUMBERS and type(second) in _NUMBERS


def _pointer(path: Sequence[str]) -> str:
    return "/".join(key.replace("~", "~0").replace("/", "~1") for key in path)


def _unescaped(key: str) -> str:
    return key.replace("~1", "/").replace("~0", "~")
