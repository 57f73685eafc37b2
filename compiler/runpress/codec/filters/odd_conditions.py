"""What is odd in a stored filter: values of another form than W&B gives them, and conditions without words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from runpress.codec.filters.clauses import read_leaf
from runpress.codec.filters.reading import is_long
from runpress.codec.json_text import Deep, Json
from runpress.codec.odd_values import form, misplaced, unreadable, unsaid
from runpress.codec.oddities import JsonPath, Oddity

_FORMS: Final = {
    "filterFormat": "a text",
    "filters": "a list",
    "key": "an object",
    "op": "a text",
    "connector": "a text",
    "disabled": "`true` or `false`",
}
_KEY_FORMS: Final = {"section": "a text", "name": "a text"}
_JOINTS: Final = ("AND", "OR")


def odd_conditions(stored: Mapping[str, Json], path: JsonPath) -> list[Oddity]:
    """What is odd in the conditions of a stored filter of either form; nothing of one that is too long to be read."""
    return [] if is_long(stored) else list(_odd_group(stored, path))


def _odd_group(stored: Mapping[str, Json], path: JsonPath) -> Iterator[Oddity]:
    yield from _odd_forms(stored, _FORMS, path)
    items = stored.get("filters")
    if not isinstance(items, list):
        return
    joint = stored.get("op")
    if isinstance(joint, str) and joint not in _JOINTS:
        yield unsaid((*path, "op"))
    for at, item in enumerate(items):
        yield from _odd_item(item, (*path, "filters", at))


def _odd_item(item: Json, path: JsonPath) -> Iterator[Oddity]:
    if not isinstance(item, dict):
        yield unsaid(path)
        return
    joint = item.get("connector")
    if isinstance(joint, str) and joint not in _JOINTS:
        yield unsaid((*path, "connector"))
    if "key" in item or not {"filters", "op"} & item.keys():
        yield from list(_odd_clause(item, path)) or ([] if _is_said(item) else [unsaid(path)])
    else:
        yield from _odd_group(item, path)


def _odd_clause(clause: Mapping[str, Json], path: JsonPath) -> Iterator[Oddity]:
    yield from _odd_forms(clause, _FORMS, path)
    key, value = clause.get("key"), clause.get("value")
    if isinstance(key, dict):
        yield from _odd_forms(key, _KEY_FORMS, (*path, "key"))
    if isinstance(value, Deep):
        yield unreadable(value, (*path, "value"))


def _odd_forms(stored: Mapping[str, Json], forms: Mapping[str, str], path: JsonPath) -> Iterator[Oddity]:
    for key, wanted in forms.items():
        value = stored.get(key)
        if value is not None and form(value) != wanted:
            yield misplaced(wanted, value, (*path, key))


def _is_said(clause: Mapping[str, Json]) -> bool:
    """Whether there are words for a clause, with its key in one spelling or the other."""
    return read_leaf(clause, valued=False) is not None or read_leaf(clause, valued=True) is not None
