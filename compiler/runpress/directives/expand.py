"""From what authors type to fields: short forms expanded, unknown and conflicting keys found."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.suggest import is_same, suggestion
from runpress.directives.subject import Subject
from runpress.directives.unknown import unknown_key
from runpress.model.located import Entry, Located
from runpress.model.node import Node
from runpress.model.shorts import ShortForm, Split
from runpress.source import Span

MOST_FINDINGS = 100
"""Of one fence; a file of nothing but faults is not worth more."""

Shape: TypeAlias = Literal["one", "items", "values"]


def expanded(model: type[Node], tree: Located, subject: Subject) -> tuple[Located, list[Diagnostic]]:
    """The mapping with fields for keys, and findings on its keys; `tree` is a mapping."""
    findings: list[Diagnostic] = []
    fields: dict[str, Entry] = {}
    typed: dict[str, Entry] = {}
    plain = _plain_fields(model)
    for key, entry in tree.entries.items():
        if key in plain and key not in fields:
            typed[key] = fields[key] = entry
            continue
        for field, value in _fields_of(model, key, entry, subject, findings).items():
            if field in fields:
                findings.append(_conflict(field, entry, typed[field], subject))
            else:
                typed[field] = entry
                fields[field] = _inner(model, field, value, subject, findings)
    return Located(fields, tree.span), findings


@cache
def short_forms(model: type[Node]) -> dict[str, ShortForm]:
    """The short forms of a node by key."""
    return {short.key: short for short in model.shorts}


@cache
def _plain_fields(model: type[Node]) -> frozenset[str]:
    """The fields that are written as they are: neither short forms nor nodes."""
    shorts = short_forms(model)
    return frozenset(name for name in model.model_fields if name not in shorts and nodes_in(model, name) is None)


@cache
def nodes_in(model: type[Node], field: str) -> tuple[type[Node], Shape] | None:
    """The node type that a field holds, and whether it holds one, a list of them, or a mapping to them."""
    return _node_of(model.model_fields[field].annotation)


def _fields_of(
    model: type[Node], key: str, entry: Entry, subject: Subject, findings: list[Diagnostic]
) -> dict[str, Entry]:
    short = short_forms(model).get(key)
    if isinstance(short, Split) and entry.value.value is None:
        return {}
    if short is None and key in model.model_fields:
        return {key: entry}
    if short is None:
        findings.append(unknown_key(model, key, entry, subject, is_brief=len(findings) >= MOST_FINDINGS))
        return {}
    if isinstance(short, Split):
        entry = _without_unknown_parts(short, entry, subject, findings)
    result = short.expand(entry)
    if isinstance(result, str):
        findings.append(subject.codes.bad_value.at(_visible(entry), result, help=short.doc))
        return {}
    return result


def _without_unknown_parts(short: Split, entry: Entry, subject: Subject, findings: list[Diagnostic]) -> Entry:
    value = entry.value.value
    if not isinstance(value, dict):
        return entry
    for part, inner in value.items():
        if part not in short.parts:
            near = (
                ""
                if len(findings) >= MOST_FINDINGS
                else suggestion(part, short.parts)
                or next((name for name in short.parts if part == short.parts[name]), "")
            )
            findings.append(
                subject.codes.unknown_key.at(
                    inner.key,
                    f"`{short.key}` has no part `{part[:60]}`",
                    label=f"did you mean `{near}`?" if near else "",
                    help=short.doc,
                    fix=(Edit(inner.key, near),) if near and is_same(part, near) else (),
                )
            )
    known = {part: inner for part, inner in value.items() if part in short.parts}
    return Entry(entry.key, Located(known, entry.value.span))


def _inner(model: type[Node], field: str, entry: Entry, subject: Subject, findings: list[Diagnostic]) -> Entry:
    nested = nodes_in(model, field)
    if nested is None:
        return entry
    node, shape = nested
    inner = Subject(f"`{entry.key.text.strip()}`", subject.codes)

    def expand(located: Located) -> Located:
        if not isinstance(located.value, dict):
            return located
        result, more = expanded(node, located, inner)
        findings.extend(more)
        return result

    key, located = entry
    value, span = located
    if shape == "one":
        return Entry(key, expand(located))
    if shape == "items" and isinstance(value, list):
        return Entry(key, Located([expand(item) for item in value], span))
    if shape == "items":
        return Entry(key, expand(located))
    if isinstance(value, dict):
        inside = {name: Entry(each.key, expand(each.value)) for name, each in value.items()}
        return Entry(key, Located(inside, span))
    return entry


def _conflict(field: str, entry: Entry, first: Entry, subject: Subject) -> Diagnostic:
    typed, other = entry.key.text.strip(), first.key.text.strip()
    return subject.codes.conflict.at(
        entry.key,
        f"`{typed}` and `{other}` in line {first.key.begin.line} both set `{field}`",
        label=f"`{other}` says it already",
        help=f"keep one of `{typed}` and `{other}`",
    )


def _visible(entry: Entry) -> Span:
    """The value's place, or the key's where the value is empty."""
    span = entry.value.span
    return span if span.end > span.start else entry.key


def _node_of(annotation: Any) -> tuple[type[Node], Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation, "one"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _node_of(arguments[0])
    if origin in (Union, UnionType):
        return next((found for found in map(_node_of, arguments) if found), None)
    if origin is tuple or origin is dict:
        inner = _node_of(arguments[0 if origin is tuple else 1])
        return (inner[0], "items" if origin is tuple else "values") if inner else None
    return None
