"""What an encoded value lacks of the stored one: `extra` is merged into it, `omit` names what to leave out.

    amended(said, residue(stored, said)) == stored

An omission is a JSON Pointer (RFC 6901) without its leading slash: `section/settings/xAxis`. Omissions
are made first. Then `extra` is merged: objects key by key; a list item by item where `extra` has an
object whose keys are positions (`{"1": {"log": true}}`); anything else is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

Json: TypeAlias = Any
"""A JSON value: dict, list, str, int, float, bool or None."""


@dataclass(frozen=True, slots=True)
class Residue:
    """A difference. Empty if there is none."""

    extra: Mapping[str, Json]
    omit: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.extra or self.omit)


NONE = Residue({})


def same(first: Json, second: Json) -> bool:
    """Whether two JSON values are equal; 1 and 1.0 are, 1 and true are not."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(value, second[key]) for key, value in first.items())
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    return (type(first) is type(second) and first == second) or (_numbers(first, second) and first == second)


def residue(stored: Mapping[str, Json], said: Mapping[str, Json]) -> Residue:
    """What must be done to `said` so that it becomes `stored`."""
    omit: list[str] = []
    extra = _extra(stored, said, (), omit)
    return Residue(extra, tuple(omit)) if extra or omit else NONE


def amended(said: dict[str, Json], difference: Residue) -> dict[str, Json]:
    """`said` with the difference applied. The value given may be changed."""
    for pointer in difference.omit:
        _leave_out(said, tuple(map(_unescaped, pointer.split("/"))))
    return cast("dict[str, Json]", merged(said, difference.extra)) if difference.extra else said


def merged(said: Json, extra: Json) -> Json:
    """`extra` merged into `said`, which may be changed."""
    if isinstance(extra, Mapping):
        if isinstance(said, dict):
            for key, value in extra.items():
                said[key] = merged(said[key], value) if key in said else value
            return said
        if isinstance(said, list) and extra and all(_is_position(key, len(said)) for key in extra):
            for key, value in extra.items():
                said[int(key)] = merged(said[int(key)], value)
            return said
    return extra


def _extra(
    stored: Mapping[str, Json], said: Mapping[str, Json], path: tuple[str, ...], omit: list[str]
) -> dict[str, Json]:
    omit.extend(_pointer((*path, key)) for key in said if key not in stored)
    extra: dict[str, Json] = {}
    for key, value in stored.items():
        if key not in said:
            extra[key] = value
        elif not same(value, said[key]):
            inner = _difference(value, said[key], (*path, key), omit)
            if inner is not _SETTLED:
                extra[key] = inner
    return extra


_SETTLED = object()
"""Omissions alone make the value what it was."""


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
    if isinstance(stored, dict) and isinstance(said, dict | list):
        omit.append(_pointer(path))
    return stored


def _leave_out(said: Json, path: Sequence[str]) -> None:
    for holder, key in _descent(said, path):
        if isinstance(holder, dict):
            holder.pop(key, None)
        elif isinstance(holder, list) and _is_position(key, len(holder)):
            # A place in a list cannot be left out; it is emptied, and `extra` fills it.
            holder[int(key)] = None


def _descent(said: Json, path: Sequence[str]) -> Iterator[tuple[Json, str]]:
    for key in path[:-1]:
        if isinstance(said, dict) and key in said:
            said = said[key]
        elif isinstance(said, list) and _is_position(key, len(said)):
            said = said[int(key)]
        else:
            return
    yield said, path[-1]


def _is_position(key: object, length: int) -> bool:
    text = str(key)
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and int(text) < length


def _numbers(first: Json, second: Json) -> bool:
    return isinstance(first, int | float) and isinstance(second, int | float)


def _pointer(path: Sequence[str]) -> str:
    return "/".join(key.replace("~", "~0").replace("/", "~1") for key in path)


def _unescaped(key: str) -> str:
    return key.replace("~1", "/").replace("~0", "~")
