"""Stored values of another form than W&B gives them, wherever they stand: a text in place of a number, for example.

Options and text say what has W&B's form, and leave out the rest. So what is stored is laid beside what they say alone
(`encode_fields`): where one is a list and the other a number, or a list goes on behind what is said of it, something is
odd. Keys that nothing says are W&B's own, and may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runpress.codec.json_text import Deep, Json
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.residue import same
from runpress.diagnostics.codes import stored as codes

_FORMS = {bool: "`true` or `false`", int: "a number", float: "a number", str: "a text", list: "a list", dict: "an object"}
_CHILDREN = "children"
_OPAQUE = ("discussionThreads",)
"""Lists of the server's own, of which documents say nothing."""
_OPTIONAL = {
    "checked": "`true` or `false`",
    "lockColumns": "`true` or `false`",
    "language": "a text",
    "url": "a text",
    "project": "an object",
    "xAxisMin": "a number",
    "xAxisMax": "a number",
    "discussionThreads": "a list",
}
"""Keys of which nothing is said where they are not stored, or not in this form."""
_MAPS = {
    "columnVisible": ("`true` or `false`",),
    "columnPinned": ("`true` or `false`",),
    "columnWidths": ("a number",),
    "customRunColors": ("a text", "an object"),
}
"""Objects with keys of their users', and the forms of their values."""
_EMPTY = {"type": "paragraph", "children": [{"text": ""}]}


def report_odd_forms(stored: Json, said: Json, reported: Sequence[Oddity]) -> list[Oddity]:
    """What is odd in a spec of which options and text say this much, but for what is reported already."""
    places = {oddity.path for oddity in reported}
    said = {**said, "blocks": _aligned(stored["blocks"], said["blocks"])} if "blocks" in said else said
    found = _odd(stored, said, ())
    return [oddity for oddity in found if not any(oddity.path[: len(place)] == place for place in places if place)]


def _aligned(stored: Json, said: list[Json]) -> list[Json]:
    """The blocks that are said, as many as are stored: one that says nothing is taken for the empty one at an end."""
    if not isinstance(stored, list) or len(said) >= len(stored):
        return said
    begin = [_EMPTY] if same(stored[0], _EMPTY) else []
    return [*begin, *said, *stored[len(begin) + len(said) :]]


def _odd(stored: Json, said: Json, path: JsonPath) -> Iterator[Oddity]:
    if isinstance(stored, dict) and isinstance(said, dict):
        yield from _odd_values(stored, said, path)
    elif isinstance(stored, list) and isinstance(said, list):
        for at, (one, other) in enumerate(zip(stored, said, strict=False)):
            yield from _odd(one, other, (*path, at))
        if len(stored) > len(said):
            yield Oddity(codes.ODD_VALUE, (*path, len(said)), "no option says this; it is kept as it is")
    elif isinstance(stored, Deep):
        yield unreadable(stored, path)
    elif stored is not None and said is not None and _form(stored) != _form(said):
        message = f"{_form(said)} belongs here, not {_form(stored)}; it is kept as it is"
        yield Oddity(codes.ODD_VALUE, path, message)


def _odd_values(stored: dict[str, Json], said: dict[str, Json], path: JsonPath) -> Iterator[Oddity]:
    is_text = isinstance(stored.get("type"), str)
    for key, value in stored.items():
        if is_text and key == _CHILDREN and isinstance(value, list):
            yield from _odd_children(value, said.get(key), (*path, key))
        elif key in said and (key not in _OPAQUE or not isinstance(value, list)):
            yield from _odd(value, said[key], (*path, key))
        elif isinstance(value, Deep):
            yield unreadable(value, (*path, key))
        elif value is not None and _form(value) not in _forms_at(key, path, value):
            wanted = " or ".join(_forms_at(key, path, value))
            yield Oddity(codes.ODD_VALUE, (*path, key), f"{wanted} belongs here, not {_form(value)}; it is kept as it is")


def _forms_at(key: str, path: JsonPath, value: Json) -> tuple[str, ...]:
    """The forms that a value may have of which nothing is said; its own if any will do."""
    if path and path[-1] in _MAPS:
        return _MAPS[str(path[-1])]
    return (_OPTIONAL.get(key, _form(value)),)


def _odd_children(stored: list[Json], said: Json, path: JsonPath) -> Iterator[Oddity]:
    """What is odd in pieces of text and inner blocks; text may be said in other pieces than it is stored in."""
    for at, child in enumerate(stored):
        if not isinstance(child, dict):
            yield Oddity(codes.ODD_VALUE, (*path, at), f"an object belongs here, not {_form(child)}; it is kept as it is")
        elif not isinstance(child.get("text", ""), str):
            message = f"a text belongs here, not {_form(child['text'])}; it is kept as it is"
            yield Oddity(codes.ODD_VALUE, (*path, at, "text"), message)
    if isinstance(said, list) and len(said) == len(stored):
        for at, (one, other) in enumerate(zip(stored, said, strict=True)):
            if isinstance(one, dict) and isinstance(other, dict) and one.get("type") == other.get("type"):
                yield from _odd(one, {**other, "text": one.get("text")}, (*path, at))


def unreadable(value: Deep, path: JsonPath) -> Oddity:
    """That a value is kept as its text: it is nested too deep, or a number that no program can hold."""
    if value.text[:1] in ("{", "["):
        return Oddity(codes.TOO_DEEP, path, "this is nested too deep to be read; it is kept as it is")
    return Oddity(codes.ODD_VALUE, path, f"{_form(value)} is no value that JSON has; it is kept as it is")


def _form(value: Json) -> str:
    if isinstance(value, Deep):
        return value.text if len(value.text) < len("-Infinity") + 1 else "a number of this size"
    return _FORMS.get(type(value), "null")
