"""Stored values of another form than W&B gives them, wherever they stand: a text in place of a number, for example.

Options and text say what has W&B's form, and leave out the rest. So what is stored is laid beside what they say alone
(`encode_fields`): where one is a list and the other a number, or a list goes on behind what is said of it, something is
odd. Keys that nothing says are W&B's own, and may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from runpress.codec.filters.odd_conditions import odd_conditions
from runpress.codec.json_text import Deep, Json
from runpress.codec.json_values import as_object
from runpress.codec.odd_values import form, misplaced, unreadable, unsaid, wire_keys
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.residue import same
from runpress.model.panels import PANELS

_CHILDREN = "children"
_OPAQUE = ("discussionThreads",)
"""Lists of the server's own, of which documents say nothing."""
_OPTIONAL = {
    "checked": "`true` or `false`",
    "lockColumns": "`true` or `false`",
    "language": "a text",
    "url": "a text",
    "project": "an object",
    "entityName": "a text",
    "name": "a text",
    "id": "a text",
    "type": "a text",
    "text": "a text",
    "content": "a text",
    "children": "a list",
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
    "overrideColors": ("a text", "an object"),
    "overrideSeriesTitles": ("a text",),
    "overrideLineWidths": ("a number",),
    "overrideMarks": ("a text",),
}
"""Objects with keys of their users', and the forms of their values."""
_COLORS = ("customRunColors", "overrideColors")
_PAIR = ("color", "transparentColor")
"""What a colour is kept as that is no text."""
_EMPTY = {"type": "paragraph", "children": [{"text": ""}]}


def report_odd_forms(stored: Json, said: dict[str, Json], reported: Sequence[Oddity]) -> list[Oddity]:
    """What is odd in a spec of which options and text say this much, but for what is reported already."""
    places = {oddity.path for oddity in reported}
    if "blocks" in said:
        said = {**said, "blocks": _aligned(stored.get("blocks"), said["blocks"])}
    found = _odd(stored, said, ())
    return [oddity for oddity in found if places.isdisjoint(_around(oddity.path))]


def _around(path: JsonPath) -> Iterator[JsonPath]:
    """A path, and those of all that it stands in but the whole."""
    return (path[:end] for end in range(1, len(path) + 1))


def _aligned(stored: Json, said: list[Json]) -> list[Json]:
    """The blocks that are said, as many as are stored: one that says nothing is taken for the empty one at an end."""
    if not isinstance(stored, list) or len(said) >= len(stored):
        return said
    begin = [_EMPTY] if same(stored[0], _EMPTY) else []
    return [*begin, *said, *stored[len(begin) + len(said) :]]


def _odd(stored: Json, said: Json, path: JsonPath) -> Iterator[Oddity]:
    if isinstance(stored, dict) and isinstance(said, dict):
        # Conditions that are not said leave gaps, so that a filter cannot only be laid side by side.
        is_filter = path[-1:] == ("filters",) and path[-3:-2] == ("runSets",)
        odd = odd_conditions(stored, path) if is_filter else []
        yield from odd or _odd_values(stored, said, path)
    elif isinstance(stored, list) and isinstance(said, list):
        yield from _odd_items(stored, said, path)
    elif isinstance(stored, Deep):
        yield unreadable(stored, path)
    elif stored is not None and said is not None and form(stored) != form(said):
        yield misplaced(form(said), stored, path)


def _odd_items(stored: list[Json], said: list[Json], path: JsonPath) -> Iterator[Oddity]:
    if len(stored) > len(said) and path[-1:] == ("filters",):
        # Any condition may be the one that is not said, so that they cannot be laid side by side.
        pairs = enumerate(zip(stored, said, strict=False))
        first = next((at for at, (one, other) in pairs if not same(one, other)), len(said))
        yield unsaid((*path, first))
        return
    for at, (one, other) in enumerate(zip(stored, said, strict=False)):
        yield from _odd(one, other, (*path, at))
    if len(stored) > len(said):
        yield unsaid((*path, len(said)))


def _odd_values(stored: dict[str, Json], said: dict[str, Json], path: JsonPath) -> Iterator[Oddity]:
    is_text = isinstance(stored.get("type"), str)
    if isinstance(stored.get("viewType"), str) and isinstance(stored.get("config"), dict):
        yield from _odd_options(stored["viewType"], stored["config"], said.get("config"), (*path, "config"))
    for key, value in stored.items():
        if is_text and key == _CHILDREN and isinstance(value, list):
            yield from _odd_children(value, said.get(key), (*path, key))
        elif key == "project" and path[-2:-1] == ("runSets",) and isinstance(value, dict):
            yield from _odd_values(value, {}, (*path, key))
        elif key in said and (key not in _OPAQUE or not isinstance(value, list)):
            yield from _odd(value, said[key], (*path, key))
        elif isinstance(value, Deep):
            yield unreadable(value, (*path, key))
        elif value is not None and form(value) not in _forms_at(key, path, value):
            yield misplaced(" or ".join(_forms_at(key, path, value)), value, (*path, key))
        elif isinstance(value, dict) and path and path[-1] in _COLORS:
            yield from _odd_pair(value, (*path, key))


def _odd_pair(stored: dict[str, Json], path: JsonPath) -> Iterator[Oddity]:
    """Colours of a pair that are no texts."""
    for key in _PAIR:
        if stored.get(key) is not None and form(stored[key]) != form(""):
            yield misplaced(form(""), stored[key], (*path, key))


def _odd_options(view_type: str, stored: dict[str, Json], said: Json, path: JsonPath) -> Iterator[Oddity]:
    """Objects in a panel's keys of which its options say nothing."""
    known = _keys_of(view_type)
    for key, value in stored.items():
        if isinstance(value, dict) and value and key in known and key not in as_object(said):
            odd = list(_odd_values(value, {}, (*path, key)))
            yield from odd or [unsaid((*path, key))]


@cache
def _keys_of(view_type: str) -> frozenset[str]:
    models = (model for model in PANELS.values() if model.view_type == view_type)
    return frozenset().union(*map(wire_keys, models))


def _forms_at(key: str, path: JsonPath, value: Json) -> tuple[str, ...]:
    """The forms that a value may have of which nothing is said; its own if any will do."""
    if path and path[-1] in _MAPS:
        return _MAPS[str(path[-1])]
    return (_OPTIONAL.get(key, form(value)),)


def _odd_children(stored: list[Json], said: Json, path: JsonPath) -> Iterator[Oddity]:
    """What is odd in pieces of text and inner blocks; text may be said in other pieces than it is stored in."""
    for at, child in enumerate(stored):
        if isinstance(child, dict):
            yield from _odd_values({key: child[key] for key in child if key in _OPTIONAL}, {}, (*path, at))
        else:
            yield misplaced("an object", child, (*path, at))
    if isinstance(said, list) and len(said) == len(stored):
        for at, (one, other) in enumerate(zip(stored, said, strict=True)):
            if isinstance(one, dict) and isinstance(other, dict) and one.get("type") == other.get("type"):
                yield from _odd_values({key: one[key] for key in one if key not in _OPTIONAL}, other, (*path, at))
