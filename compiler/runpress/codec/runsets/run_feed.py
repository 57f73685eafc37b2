"""The table of runs: W&B's `runFeed`, and the columns that documents name.

W&B's Python package and its editor fill the same maps by different rules:

- the package makes every ordered column visible, and orders every column that is pinned or visible;
- the editor stores what was pinned, hidden, shown and moved, each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from runpress.codec.columns import column, column_of_text, read_column_name, text_of_column
from runpress.codec.fields import UNSET
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list
from runpress.codec.residue import same
from runpress.model.front_matter import Dialect
from runpress.model.keys import Key
from runpress.model.runset import Runset

NAME = "run:displayName"


class Columns(NamedTuple):
    """Columns by W&B's names for them, in order."""

    pinned: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


def encode_feed(runset: Runset, *, dialect: Dialect, in_workspace: bool) -> dict[str, Json]:
    """The run feed of a run set."""
    said = (runset.pinned_columns, runset.visible_columns, runset.hidden_columns, runset.column_order)
    columns = Columns(*map(_names, said)) if any(said) else Columns()
    feed: dict[str, Json] = {
        "version": 2,
        **_maps(columns, dialect=dialect, in_workspace=in_workspace, is_locked=runset.lock_columns is True),
        "columnWidths": {column_of_text(name): width for name, width in runset.column_widths.items()},
        "pageSize": runset.page_size,
        "onlyShowSelected": runset.only_show_selected,
    }
    beside = {"lockColumns": runset.lock_columns, "pinnedColumnsShown": runset.pinned_columns_shown}
    return feed | {name: value for name, value in beside.items() if value is not None}


@cache
def _empty_feed(dialect: Dialect, *, in_workspace: bool) -> dict[str, Json]:
    """The feed of a run set that says nothing of it, as most do."""
    return encode_feed(Runset(), dialect=dialect, in_workspace=in_workspace)


def decode_feed(stored: Json, *, dialect: Dialect, in_workspace: bool) -> dict[str, Any]:
    """The options that a run feed says, by name."""
    if not isinstance(stored, Mapping) or same(stored, _empty_feed(dialect, in_workspace=in_workspace)):
        return {}
    values = _plain(stored)
    columns = _columns(stored, dialect=dialect, in_workspace=in_workspace)
    for name, found in (
        ("pinned_columns", columns.pinned),
        ("visible_columns", columns.visible),
        ("hidden_columns", columns.hidden),
        ("column_order", columns.order),
    ):
        named = tuple(key for key in map(read_column_name, found) if key is not UNSET)
        if named:
            values[name] = named
    widths = stored.get("columnWidths")
    if isinstance(widths, Mapping):
        values["column_widths"] = {text_of_column(name): width for name, width in widths.items() if _is_width(width)}
    return values


def _maps(columns: Columns, *, dialect: Dialect, in_workspace: bool, is_locked: bool) -> dict[str, Json]:
    if not any(columns):
        return {"columnVisible": {}, "columnPinned": {}, "columnOrder": []}
    if dialect == "editor":
        return {
            "columnVisible": dict.fromkeys(columns.hidden, False) | dict.fromkeys(columns.visible, True),
            "columnPinned": dict.fromkeys(columns.pinned, True),
            "columnOrder": list(columns.order),
        }
    if in_workspace and columns.pinned:
        columns = columns._replace(pinned=(NAME, *columns.pinned))
    hidden = _unique(columns.hidden)
    pinned = _unique(columns.pinned, leave_out=hidden)
    visible = _unique(columns.visible, leave_out=hidden)
    curated = _unique((*pinned, *visible))
    order = _unique((*_unique(columns.order, leave_out=hidden), *curated))
    if is_locked:
        order = tuple(name for name in order if name in set(curated))
    return {
        "columnVisible": dict.fromkeys(hidden, False) | dict.fromkeys(order, True),
        "columnPinned": dict.fromkeys(pinned, True),
        "columnOrder": list(order),
    }


def _columns(stored: Mapping[str, Json], *, dialect: Dialect, in_workspace: bool) -> Columns:
    """The columns that say the stored maps, with an order of its own only where they need one."""
    shown, pins = _flags(stored.get("columnVisible")), _flags(stored.get("columnPinned"))
    order = tuple(name for name in as_list(stored.get("columnOrder")) if isinstance(name, str))
    pinned = tuple(name for name, is_so in pins.items() if is_so)
    hidden = tuple(name for name, is_so in shown.items() if not is_so)
    visible = tuple(name for name, is_so in shown.items() if is_so)
    if dialect == "editor":
        return Columns(pinned, visible, hidden, order)
    apart = {*pinned, *hidden}
    listed = _unique((*order, *visible), leave_out=apart)
    places = {name: place for place, name in enumerate(order)}
    in_order = tuple(sorted(pinned, key=lambda name: places.get(name, len(order))))
    short = Columns(in_order, listed, hidden, _needed(order, in_order, listed))
    said = _maps(short, dialect=dialect, in_workspace=in_workspace, is_locked=stored.get("lockColumns") is True)
    return short if same(said["columnOrder"], list(order)) else short._replace(order=order)


def _needed(order: Sequence[str], pinned: Sequence[str], visible: Sequence[str]) -> tuple[str, ...]:
    """The beginning of an order whose end follows: what is pinned, and then what is visible."""
    end = len(order)
    for names in (set(visible), set(pinned)):
        while end and order[end - 1] in names:
            end -= 1
    return tuple(order[:end])


def _plain(stored: Mapping[str, Json]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, wire, kind in (
        ("page_size", "pageSize", int),
        ("only_show_selected", "onlyShowSelected", bool),
        ("lock_columns", "lockColumns", bool),
        ("pinned_columns_shown", "pinnedColumnsShown", int),
    ):
        value = stored.get(wire)
        if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
            found[name] = value
    return found


def _names(columns: Iterable[Key]) -> tuple[str, ...]:
    return tuple(map(column, columns))


def _is_width(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _unique(names: Sequence[str], *, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    gone = set(leave_out)
    return tuple(name for name in dict.fromkeys(names) if name not in gone)


def _flags(value: Json) -> dict[str, bool]:
    return {name: flag for name, flag in value.items() if isinstance(flag, bool)} if isinstance(value, Mapping) else {}
