"""Fences and front matter, key by key: entries that say what they should keep their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from runpress.backends.markdown.commented import Body, Written, read_comments
from runpress.backends.markdown.options import Style, options_of
from runpress.backends.markdown.yaml import entry_lines
from runpress.directives.expand import short_forms
from runpress.frozen import frozen
from runpress.model.located import Entry
from runpress.model.node import Node, canonical_order

N = TypeVar("N", bound=Node)
_MISSING = object()
_REMARK = re.compile(r"(?:^|\s)(#[^\"']*)$")
"""A comment at the end of a line, or on one of its own."""


@frozen
class Typed:
    """One entry of a body: the lines that it takes, from 0, and the options that it sets."""

    key: str
    start: int
    written: Written
    fields: frozenset[str]

    @property
    def end(self) -> int:
        """The line after its last."""
        return self.start + len(self.written.lines)


def changed_fields(old: Node, new: Node) -> frozenset[str]:
    """The options that two nodes of one type say differently."""
    return frozenset(name for name in type(new).model_fields if not _is_equal(_said(old, name), _said(new, name)))


def _said(node: Node, name: str) -> object:
    return getattr(node, name) if name in node.model_fields_set else _MISSING


def _is_equal(first: object, second: object) -> bool:
    return first is second or (type(first) is type(second) and first == second)


def with_values(node: N, values: Mapping[str, Any], *, without: frozenset[str] = frozenset()) -> N:
    """The node with some options set, and some not said."""
    if not values and not without:
        return node
    copy = node.model_copy(update={**{name: type(node).model_fields[name].get_default() for name in without}, **values})
    copy.model_fields_set.difference_update(without)
    return copy


def patched(body: Body, new: Node, fields: frozenset[str], style: Style) -> list[str] | None:
    """The lines of a body with these options as `new` says them; None if it must be written anew."""
    typed = typed_entries(body, type(new))
    if typed is None:
        return None
    wanted = _closed(fields, typed)
    touched = [entry for entry in typed if entry.fields & wanted]
    options = _options(new, wanted, style, typed)
    return _with_options(body, typed, touched, options, new)


def _closed(fields: frozenset[str], typed: Sequence[Typed]) -> frozenset[str]:
    """The options, and all others that are said in one entry with one of them."""
    more = fields.union(*(entry.fields for entry in typed if entry.fields & fields))
    return fields if more == fields else _closed(more, typed)


def typed_entries(body: Body, model: type[Node]) -> list[Typed] | None:
    """The entries of a body; None where comments cannot be told from them."""
    comments = read_comments(body)
    entries = body.value.value
    if comments is None or not isinstance(entries, dict):
        return None
    found: list[Typed] = []
    for key, entry in entries.items():
        written = comments.entries.get(key)
        start = entry.key.begin.line - body.first_line
        if written is None or not written.lines or start < 0:
            return None
        found.append(Typed(key, start, written, frozenset(_fields_of(model, key, entry))))
    return found


def _fields_of(model: type[Node], key: str, entry: Entry) -> Iterable[str]:
    short = short_forms(model).get(key)
    if short is None:
        return (key,) if key in model.model_fields else ()
    expanded = short.expand(entry) if entry.value.value is not None else {}
    return (*short.fields, *expanded) if isinstance(expanded, dict) else short.fields


def _options(new: Node, wanted: frozenset[str], style: Style, typed: Sequence[Typed]) -> dict[str, Any]:
    """What is to be written for the wanted options; long where a short form would say a key of another entry."""
    drop = frozenset(type(new).model_fields) - wanted
    options = options_of(new, style, drop=drop)
    others: frozenset[str] = frozenset().union(*(entry.fields for entry in typed if not entry.fields <= wanted))
    if any(_stands_for(type(new), name) & others for name in options):
        return options_of(new, replace(style, expand=True), drop=drop)
    return options


def _stands_for(model: type[Node], name: str) -> frozenset[str]:
    short = short_forms(model).get(name)
    return frozenset(short.fields) if short else frozenset({name})


def _with_options(
    body: Body, typed: Sequence[Typed], touched: Sequence[Typed], options: Mapping[str, Any], new: Node
) -> list[str]:
    edits: dict[int, tuple[int, list[str]]] = {entry.start: (entry.end, _remarks(entry)) for entry in touched}
    added: dict[int, list[str]] = {}
    for name, value in options.items():
        own = next((entry for entry in touched if entry.fields & _stands_for(type(new), name)), None)
        lines = entry_lines(name, value)
        if own is None:
            added.setdefault(place_for(name, typed, type(new)), []).extend(lines)
        elif edits[own.start][1] == _remarks(own):
            edits[own.start] = (own.end, _with_remark(lines, own))
        else:
            edits[own.start] = (own.end, [*edits[own.start][1], *lines])
    return _edited(body.lines, edits, added)


def _remarks(entry: Typed) -> list[str]:
    """What stays of an entry that goes: its author's remarks."""
    if entry.written.has_inner:
        return [found[1].rstrip() for line in entry.written.lines if (found := _REMARK.search(line))]
    return [entry.written.behind] if entry.written.behind else []


def _with_remark(lines: list[str], entry: Typed) -> list[str]:
    behind = entry.written.behind
    if not behind or len(lines) > 1 or entry.written.has_inner:
        return [*_remarks(entry), *lines]
    gap = _gap(entry.written.lines[0], behind)
    return [f"{lines[0]}{gap}{behind}"]


def _gap(line: str, behind: str) -> str:
    """The blanks between a value and the comment behind it."""
    before = line.rstrip().removesuffix(behind)
    return before[len(before.rstrip()) :] or "  "


def place_for(name: str, typed: Sequence[Typed], model: type[Node]) -> int:
    """The line before which a new entry stands: behind the last of those that canonically precede it."""
    order = {field: at for at, field in enumerate(canonical_order(model))}
    own = min((order[field] for field in _stands_for(model, name) if field in order), default=len(order))
    before = [entry for entry in typed if _first(entry, order) < own]
    return max((entry.end for entry in before), default=typed[0].start if typed else 0)


def _first(entry: Typed, order: Mapping[str, int]) -> int:
    return min((order[field] for field in entry.fields if field in order), default=len(order))


def _edited(
    lines: Sequence[str], edits: Mapping[int, tuple[int, list[str]]], added: Mapping[int, list[str]]
) -> list[str]:
    out: list[str] = []
    at = 0
    while at <= len(lines):
        out += added.get(at, ())
        if at in edits:
            end, new = edits[at]
            out += new
            for inner in range(at + 1, end):
                out += added.get(inner, ())
            at = end
            continue
        if at < len(lines):
            out.append(lines[at])
        at += 1
    return out
