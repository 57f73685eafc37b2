"""From a located mapping to a node: short forms, defaults, validation, findings with their places."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from runpress.diagnostics import Diagnostic
from runpress.directives.cuts import cut_values
from runpress.directives.expand import expanded
from runpress.directives.scalars import raw_text
from runpress.directives.subject import Subject
from runpress.directives.translate import bad_value
from runpress.directives.tree import Found, find, places, replaced, values, without
from runpress.model.located import Entry, Located
from runpress.model.node import Node, Origin, Path
from runpress.source import Span

N = TypeVar("N", bound=Node)
_MOST_ROUNDS = 100


def read(
    model: type[N], body: Located, subject: Subject, *, owner: Span, defaults: Iterable[Located] = ()
) -> tuple[N | None, list[Diagnostic]]:
    """Read a node. `owner` is where faults of the whole are shown: a fence's opening, a key.

    `defaults` are mappings, the most specific first; what is wrong in them is passed over here,
    since it is reported once, where they stand.
    """
    tree = as_mapping(body)
    if tree is None:
        return None, [_not_a_mapping(body, subject, owner)]
    cuts = [cut for cut in cut_values(tree, subject.codes.cut_value) if cut[0][0] not in subject.converters]
    tree, findings = expanded(model, without(tree, [path for path, _ in cuts]), subject)
    findings += [finding for _, finding in cuts]
    tree, converted = _convert(tree, subject, findings)
    own = frozenset(tree.value) if isinstance(tree.value, dict) else frozenset()
    merged = _with_defaults(model, tree, defaults, subject, beside=converted)
    node, more = _validated(model, merged, converted, subject, owner=owner, own=own)
    return node, sorted(findings + more, key=lambda finding: finding.sort_key)


def as_mapping(body: Located) -> Located | None:
    """The body if it is a mapping; nothing at all is an empty one."""
    if isinstance(body.value, dict):
        return body
    return Located({}, body.span) if body.value is None else None


def _with_defaults(
    model: type[Node], tree: Located, defaults: Iterable[Located], subject: Subject, *, beside: Container[str]
) -> Located:
    assert isinstance(tree.value, dict)  # noqa: S101 - `as_mapping` made it one
    merged: dict[str, Entry] = dict(tree.value)
    for default in defaults:
        mapping = as_mapping(default)
        if mapping is None:
            continue
        fields, _ = expanded(model, mapping, subject)
        assert isinstance(fields.value, dict)  # noqa: S101 - as above
        for field, entry in fields.value.items():
            if field not in beside:
                merged.setdefault(field, entry)
    return Located(merged, tree.span)


def _convert(tree: Located, subject: Subject, findings: list[Diagnostic]) -> tuple[Located, dict[str, Any]]:
    converted: dict[str, Any] = {}
    for field, convert in subject.converters.items():
        found = find(tree, (field,))
        if not found.path or found.value.value is None:
            continue
        value, more = convert(found.value, found.key.text.strip() if found.key else field)
        findings.extend(more)
        tree = without(tree, [(field,)])
        if value is not None:
            converted[field] = (value, found)
    return tree, converted


def _validated(
    model: type[N], tree: Located, converted: dict[str, Any], subject: Subject, *, owner: Span, own: Container[str]
) -> tuple[N | None, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        try:
            node = model.model_validate(values(tree) | {field: value for field, (value, _) in converted.items()})
        except ValidationError as error:
            tree, more, is_hopeless = _mended(tree, error, subject, owner=owner, own=own)
            findings += more
            if is_hopeless:
                return None, findings
            continue
        return node.placed(_origin(tree, converted)), findings
    return None, findings


def _mended(
    tree: Located, error: ValidationError, subject: Subject, *, owner: Span, own: Container[str]
) -> tuple[Located, list[Diagnostic], bool]:
    """The tree without the faults: numbers become text where text is wanted, all else is left out and reported."""
    findings: list[Diagnostic] = []
    faulty: list[Path] = []
    for found, errors in _by_value(tree, error.errors(include_url=False)):
        if all(each["type"] == "string_type" for each in errors) and _is_number(found.value):
            tree = replaced(tree, found.path, Located(raw_text(found.value), found.value.span))
            continue
        if not found.path or found.path[0] in own:
            findings.append(bad_value(errors, found, subject, owner=owner))
        faulty.append(found.path)
    return without(tree, faulty), findings, () in faulty


def _by_value(tree: Located, errors: list[ErrorDetails]) -> list[tuple[Found, list[ErrorDetails]]]:
    located = [(find(tree, error["loc"]), error) for error in errors]
    return [
        (group[0][0], [error for _, error in group])
        for group in (list(members) for _, members in groupby(located, key=lambda pair: pair[0].path))
    ]


def _is_number(value: Located) -> bool:
    return isinstance(value.value, int | float) and bool(raw_text(value))


def _origin(tree: Located, converted: dict[str, Any]) -> Origin:
    keys, spans = places(tree)
    for field, (_, found) in converted.items():
        spans[(field,)] = found.value.span
        if found.key is not None:
            keys[(field,)] = found.key
    return Origin(tree.span, keys=keys, values=spans)


def _not_a_mapping(body: Located, subject: Subject, owner: Span) -> Diagnostic:
    place = body.span if body.span.end > body.span.start else owner
    kind = "a list" if isinstance(body.value, list) else "text without a key"
    return subject.codes.not_a_mapping.at(
        place, f"{subject.name} is written as `key: value` lines, not as {kind}", label="write `key: value` here"
    )
