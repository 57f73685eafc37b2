"""Options of a node compared one by one, in the words in which a document says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from runpress.backends.markdown.options import options_of
from runpress.backends.markdown.yaml import flow, key_text
from runpress.codec.fields import plain
from runpress.codec.residue import same
from runpress.model.node import Node
from runpress.model.runset import Runset
from runpress.publish.differences.clauses import compare_clauses
from runpress.publish.differences.values import Edit
from runpress.publish.differences.words import compare_words

SERVERS_OWN = frozenset({"id"})
"""Options that name a thing on the server; they do not say what it is."""
FORM = frozenset({"omit", "dialect", "edge_paragraphs"})
"""Options that say how W&B keeps a thing."""
_RAW = frozenset({"extra", "beside", "spec", "json"})
"""Options that hold W&B's JSON, which is compared path by path."""
_SHORT = 48
"""Columns that a value may take so that it is read at a glance."""


def options(node: Node) -> dict[str, Any]:
    """What a document says of a node, but for what belongs to the server and to W&B's way to keep it."""
    return {name: plain(value) for name, value in options_of(node, drop=SERVERS_OWN | FORM).items()}


def option_edits(old: Node, new: Node) -> tuple[Edit, ...]:
    """The options that differ."""
    edits = compare_options(options(old), options(new))
    if isinstance(old, Runset) and isinstance(new, Runset):
        clauses = compare_clauses(old.filters, new.filters)
        edits = [_with_parts(edit, clauses) if edit.name == "filters" else edit for edit in edits]
    return tuple(edits)


def form_edits(old: Node, new: Node, *, name: str = "") -> Iterator[Edit]:
    """How W&B keeps a node, where that differs; `name` says what the node is."""
    for field in sorted(FORM & type(old).model_fields.keys() & type(new).model_fields.keys()):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield Edit(
                name=f"{name}.{field}" if name else field, verb="changed", before=plain(before), after=plain(after)
            )


def compare_options(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Edit]:
    """The entries of two mappings that differ."""
    edits: list[Edit] = []
    for name in _merged(old, new):
        if name in _RAW:
            edits += _compared({name: old.get(name) or {}}, {name: new.get(name) or {}}, "", depth=0)
        else:
            edits += _compared(_only(old, name), _only(new, name), "", depth=0)
    return edits


def _merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """The keys of both, each before those that it stands before on its side."""
    waiting, known = list(old), set(new)
    names: list[str] = []
    for name in new:
        if name in waiting:
            at = waiting.index(name)
            names += (each for each in waiting[:at] if each not in known)
            del waiting[: at + 1]
        names.append(name)
    return [*names, *(each for each in waiting if each not in known)]


def _only(options: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: options[name]} if name in options else {}


def _compared(old: Mapping[str, Any], new: Mapping[str, Any], way: str, *, depth: int) -> Iterator[Edit]:
    """The entries that differ; of objects on both sides those inside them."""
    for key in _merged(old, new):
        name = f"{way}{key_text(key, in_flow=True)}"
        if key not in old:
            yield Edit(name=name, verb="added", after=new[key])
        elif key not in new:
            yield Edit(name=name, verb="removed", before=old[key])
        else:
            yield from _values(name, old[key], new[key], depth)


def _values(name: str, old: Any, new: Any, depth: int) -> Iterator[Edit]:
    if same(old, new):
        return
    is_raw = name.partition(".")[0] in _RAW
    if isinstance(old, dict) and isinstance(new, dict) and (is_raw or (old and new)):
        yield from _compared(old, new, f"{name}.", depth=depth + 1)
    elif is_raw and isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _values(f"{name}[{at}]", one, other, depth + 1)
    else:
        yield _changed(name, old, new)


def _changed(name: str, old: Any, new: Any) -> Edit:
    edit = Edit(name=name, verb="changed", before=old, after=new)
    if isinstance(old, str) and isinstance(new, str):
        is_long = "\n" in old + new or max(len(old), len(new)) > _SHORT
        pieces = compare_words(old, new) if is_long else ()
        return Edit(name=name, verb="changed", before=old, after=new, pieces=pieces) if pieces else edit
    if isinstance(old, list) and isinstance(new, list) and None in (flow(old, _SHORT), flow(new, _SHORT)):
        return _with_parts(edit, _items(old, new))
    return edit


def _with_parts(edit: Edit, parts: tuple[Edit, ...]) -> Edit:
    return Edit(name=edit.name, verb=edit.verb, before=edit.before, after=edit.after, parts=parts)


def _items(old: Sequence[Any], new: Sequence[Any]) -> tuple[Edit, ...]:
    """The items that only one of two lists has; none if only their order differs."""
    gone = [Edit(name="", verb="removed", before=item) for item in _lacking(old, new)]
    come = [Edit(name="", verb="added", after=item) for item in _lacking(new, old)]
    return (*gone, *come)


def _lacking(items: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    rest = list(others)
    left = []
    for item in items:
        at = next((at for at, other in enumerate(rest) if same(item, other)), None)
        if at is None:
            left.append(item)
        else:
            del rest[at]
    return left
