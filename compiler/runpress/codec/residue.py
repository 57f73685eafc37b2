"""What an encoded value lacks of the stored one: `extra` is merged into it, `omit` names what to leave out.

    amended(said, residue(stored, said)) == stored

An omission is a JSON Pointer (RFC 6901) without its leading slash: `section/settings/xAxis`; in it, `*` is every
item of a list. Omissions are made first. Then `extra` is merged: objects key by key; a list item by item where
`extra` has an object whose keys are positions (`{"1": {"log": true}}`, one behind the end appends) or the one key
`*`, for every item; anything else is replaced.

Markdown has one end of lines. `{"$line_ends": "crlf"}` in the place of a text is that text with W&B's (see
`codec/line_ends.py`).

What YAML cannot hold, because it is nested too deep or has half of a character, is JSON text in `extra`:
`{"$json": "…"}`. Beside other keys it holds an object with the rest of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from runpress.codec.folding import NO_JSON, folded, has_json_text, in_json_text
from runpress.codec.json_text import Deep, Json
from runpress.codec.line_ends import LINE_ENDS, is_line_ends, line_ends, with_line_ends
from runpress.codec.omissions import EVERY, Path, with_stars
from runpress.frozen import frozen

_SETTLED = object()
"""No value: omissions alone make it what it was."""
_NUMBERS = (int, float)  # and not bool


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
        elif type(value) is dict is type(other):
            if len(value) != len(other) or not _have_same_values(value, other):
                return False
        elif not same(value, other):
            return False
    return True


def residue(stored: Mapping[str, Json], said: Mapping[str, Json]) -> Residue:
    """What must be done to `said` so that it becomes `stored`."""
    if same(stored, said):  # as most are
        return NONE
    omit: list[Path] = []
    extra = _extra(stored, said, (), omit)
    return Residue(folded(extra), tuple(sorted(map(_pointer, with_stars(omit, said))))) if extra or omit else NONE


def amended(said: dict[str, Json], difference: Residue) -> dict[str, Json]:
    """`said` with the difference applied. The value given is not changed: parts of it may be shared."""
    for pointer in difference.omit:
        said = _without(said, tuple(map(_unescaped, pointer.split("/"))))
    return cast("dict[str, Json]", merged(said, difference.extra)) if difference.extra else said


def merged(said: Json, extra: Json) -> Json:
    """`extra` merged into `said`, which is not changed."""
    return _merged(said, extra, is_literal=False)


def _merged(said: Json, extra: Json, *, is_literal: bool) -> Json:
    if not is_literal and has_json_text(extra):
        return _merged_with_text(said, extra)
    if isinstance(extra, Mapping):
        return _merged_object(said, extra, is_literal=is_literal)
    if isinstance(extra, list | tuple):
        return [_merged(None, value, is_literal=is_literal) for value in extra]
    return extra


def _merged_object(said: Json, extra: Mapping[str, Json], *, is_literal: bool) -> Json:
    if isinstance(said, str) and is_line_ends(extra):
        return with_line_ends(said, extra[LINE_ENDS])
    if isinstance(said, list) and extra.keys() == {EVERY}:
        return [_merged(item, extra[EVERY], is_literal=is_literal) for item in said]
    if isinstance(said, list) and said and _are_positions(extra, len(said)):
        items = list(said)
        for key, value in extra.items():
            items[int(key) : int(key) + 1] = [_merged(_item(said, int(key)), value, is_literal=is_literal)]
        return items
    into = dict(said) if isinstance(said, dict) else {}
    for key, value in extra.items():
        into[key] = _merged(into.get(key), value, is_literal=is_literal)
    return into


def _merged_with_text(said: Json, extra: Mapping[str, Json]) -> Json:
    """`extra` merged, which is JSON text, or has keys in such a text."""
    literal, others = in_json_text(extra)
    if literal is NO_JSON or (others and not isinstance(literal, dict)):
        return _merged(said, extra, is_literal=True)
    said = _merged(said, others, is_literal=False) if others else said
    return _merged(said, literal, is_literal=True)


def completed(extra: Mapping[str, Json], said: Mapping[str, Json]) -> Mapping[str, Json]:
    """`extra` that says these keys, too, where it says nothing of them."""
    return folded(merged(dict(said), extra))


def _extra(stored: Mapping[str, Json], said: Mapping[str, Json], path: Path, omit: list[Path]) -> dict[str, Json]:
    if not said.keys() <= stored.keys():
        omit.extend((*path, key) for key in said if key not in stored)
    extra: dict[str, Json] = {}
    for key, value in stored.items():
        if key not in said:
            extra[key] = value
        elif value is not said[key] and not same(value, said[key]):
            inner = _difference(value, said[key], (*path, key), omit)
            if inner is not _SETTLED:
                extra[key] = inner
    return extra


def _difference(stored: Json, said: Json, path: Path, omit: list[Path]) -> Json:
    if isinstance(said, str):
        return _difference_of_text(stored, said, path, omit)
    if isinstance(stored, dict) and isinstance(said, dict) and stored:
        return _extra(stored, said, path, omit) or _SETTLED
    if isinstance(stored, list) and isinstance(said, list) and len(stored) == len(said):
        changed = {
            str(at): _difference(one, other, (*path, str(at)), omit)
            for at, (one, other) in enumerate(zip(stored, said, strict=True))
            if not same(one, other)
        }
        kept = {at: value for at, value in changed.items() if value is not _SETTLED}
        return _for_every(kept, len(stored)) or _SETTLED
    if isinstance(stored, list) and isinstance(said, list) and _is_continued(stored, said):
        begun = _difference(stored[: len(said)], said, path, omit)
        begun = {} if begun is _SETTLED else begun
        return begun | {str(at): stored[at] for at in range(len(said), len(stored))}
    if isinstance(stored, dict) and isinstance(said, dict | list):
        omit.append(path)
    return stored


def _difference_of_text(stored: Json, said: str, path: Path, omit: list[Path]) -> Json:
    if isinstance(stored, str):
        ends = line_ends(stored, said)
        return stored if ends is None else {LINE_ENDS: ends}
    if isinstance(stored, dict) and is_line_ends(stored):
        omit.append(path)  # else it would be taken for the ends of the lines that are said
    return stored


def _for_every(changed: dict[str, Json], length: int) -> dict[str, Json]:
    """What is changed in a list of this length, said once if it is the same in all items."""
    values = list(changed.values())
    if len(values) != length or length == 1 or not all(same(values[0], value) for value in values):
        return changed
    return {EVERY: values[0]}


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
    if isinstance(said, list) and key == EVERY:
        return [_without(item, rest) if rest else None for item in said]
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
