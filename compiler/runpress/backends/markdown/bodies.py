"""Fences and front matter written anew from what their author wrote: canonical keys, and his comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runpress.backends.markdown.commented import Body, Comments, dedented, read_comments
from runpress.backends.markdown.options import Style, options_of
from runpress.backends.markdown.yaml import entry_lines
from runpress.directives.expand import short_forms
from runpress.model.located import Entry
from runpress.model.node import Node, canonical_order


def body_lines(
    node: Node, body: Body, style: Style, *, stays: frozenset[str] = frozenset(), drop: frozenset[str] = frozenset()
) -> list[str] | None:
    """The lines of a body whose options `node` holds; None if it should stay as it is written.

    Keys that `stays` names, and those that no option of the node has, are written as they are.
    """
    comments = read_comments(body)
    if comments is None:
        return None
    typed = _entries(body)
    kept = {key for key in typed if key in stays or not _is_known(type(node), key) or _has_inner(comments, key)}
    fields = {key: _fields_of(type(node), key, entry) for key, entry in typed.items()}
    gone = drop | {field for key in kept for field in fields[key]}
    options = options_of(node, style, drop=gone)
    return _lines(type(node), options, kept, fields, comments)


def _entries(body: Body) -> Mapping[str, Entry]:
    value = body.value.value
    return value if isinstance(value, dict) else {}


def _is_known(model: type[Node], key: str) -> bool:
    return key in model.model_fields or key in short_forms(model)


def _has_inner(comments: Comments, key: str) -> bool:
    return key in comments.entries and comments.entries[key].has_inner


def _fields_of(model: type[Node], key: str, entry: Entry) -> tuple[str, ...]:
    """The options that a key sets as it was typed."""
    short = short_forms(model).get(key)
    if short is None:
        return (key,)
    expanded = short.expand(entry) if entry.value.value is not None else {}
    return tuple(expanded) if isinstance(expanded, dict) else ()


def _lines(
    model: type[Node],
    options: Mapping[str, Any],
    kept: set[str],
    fields: Mapping[str, Sequence[str]],
    comments: Comments,
) -> list[str]:
    """Options and entries that stay, in canonical order; keys that are not ours stand behind, in their own."""
    order = {name: place for place, name in enumerate(canonical_order(model))}
    last = len(order)
    written: list[tuple[int, list[str]]] = []
    said: set[str] = set()
    for name, value in options.items():
        own = _stands_for(model, name)
        typed = [key for key in fields if key not in kept and set(fields[key]) & own]
        said.update(typed)
        written.append((min((order[field] for field in own), default=last), _entry(name, value, typed, comments)))
    for key in fields:
        if key in kept:
            place = min((order[field] for field in fields[key] if field in order), default=last)
            above = comments.entries[key].above if key in comments.entries else ()
            written.append((place, [*above, *dedented(comments.entries[key].lines)]))
        elif key not in said and key in comments.entries:
            # What says nothing is left out, but not what its author remarked on it.
            entry = comments.entries[key]
            place = min((order[field] for field in fields[key] if field in order), default=last)
            written.append((place, [*entry.above, *([entry.behind] if entry.behind else [])]))
    written.sort(key=lambda pair: pair[0])
    return [*comments.head, *(line for _, lines in written for line in lines), *comments.tail]


def _stands_for(model: type[Node], name: str) -> set[str]:
    short = short_forms(model).get(name)
    return set(short.fields) if short else {name}


def _entry(name: str, value: Any, typed: Sequence[str], comments: Comments) -> list[str]:
    found = [comments.entries[key] for key in typed if key in comments.entries]
    above = [line for entry in found for line in entry.above]
    behind = [entry.behind for entry in found if entry.behind]
    lines = entry_lines(name, value)
    if len(lines) == 1 and len(behind) == 1:
        return [*above, f"{lines[0]}  {behind[0]}"]
    return [*above, *behind, *lines]
