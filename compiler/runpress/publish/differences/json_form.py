"""Differences as JSON. The form is part of what runpress promises: keys are added, never changed.

    {"version": 1, "equal": false,
     "front": [option, …], "changes": [change, …], "visibility": [option, …], "removals": [change, …],
     "form": [option, …]}

    change  {"change": "added" | "removed" | "changed" | "moved", "kind": "panel", "name": "Loss", "type": "line",
             "moved": false, "count": 1, "before": spot | null, "after": spot | null,
             "options": [option, …], "words": [word, …], "text": "…"}
    option  {"option": "smoothing.weight", "change": "added" | "removed" | "changed", "before": …, "after": …,
             "parts": [option, …], "words": [word, …]}
    spot    {"path": [2, 0], "under": "Validation"}
    word    {"change": "same" | "added" | "removed", "text": "…"}

`before` and `after` of an option are there where it has such a value. `option` is null for a clause of a filter
or an item of a list. `type`, `options`, `words`, `text` and `parts` are left out where they would be empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from runpress.codec.fields import plain
from runpress.codec.json_text import Deep, Json
from runpress.publish.differences.values import Change, Differences, Edit, Piece, Spot

VERSION = 1


def json_form(differences: Differences) -> dict[str, Json]:
    """The differences as one JSON object."""
    return {
        "version": VERSION,
        "equal": not differences,
        "front": _edits(differences.front),
        "changes": [_change(change) for change in differences.changes],
        "visibility": _edits(differences.visibility),
        "removals": [_change(change) for change in differences.removals],
        "form": _edits(differences.form),
    }


def _change(change: Change) -> dict[str, Json]:
    return {
        "change": change.verb,
        "kind": change.kind,
        "name": change.name,
        **({"type": change.type} if change.type else {}),
        "moved": change.has_moved,
        "count": change.count,
        "before": _spot(change.before),
        "after": _spot(change.after),
        **_filled(options=_edits(change.edits), words=_words(change.pieces), text=change.text),
    }


def _edits(edits: Iterable[Edit]) -> list[Json]:
    return [_edit(edit) for edit in edits]


def _edit(edit: Edit) -> dict[str, Json]:
    return {
        "option": edit.name or None,
        "change": edit.verb,
        **({"before": _value(edit.before)} if edit.verb != "added" else {}),
        **({"after": _value(edit.after)} if edit.verb != "removed" else {}),
        **_filled(parts=_edits(edit.parts), words=_words(edit.pieces)),
    }


def _words(pieces: Iterable[Piece]) -> list[Json]:
    return [{"change": piece.verb, "text": piece.text} for piece in pieces]


def _spot(spot: Spot | None) -> Json:
    return {"path": list(spot.path), "under": spot.under} if spot else None


def _filled(**values: Json) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value}


def _value(value: Any) -> Json:
    """A value without what JSON text cannot hold twice: what was too deep to be read is its text."""
    if isinstance(value, Deep):
        return value.text
    if isinstance(value, dict):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner) for inner in value]
    return plain(value)
