"""From a located mapping to a node: short forms, defaults, validation, findings with their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from runpress.diagnostics import Diagnostic
from runpress.directives.cuts import cut_values
from runpress.directives.expand import MOST_FINDINGS, expanded
from runpress.directives.scalars import raw_text, text_after
from runpress.directives.subject import Subject
from runpress.directives.translate import bad_value
from runpress.directives.tree import Found, find, places, replaced, values, without
from runpress.directives.unknown import known_keys
from runpress.model.located import Located
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
    reader = _Reader(model, subject, owner, frozenset(tree.entries), findings)
    node = reader.node(_with_defaults(model, tree, defaults, subject))
    return node, _at_most(findings, reader.unsaid, subject, owner)


def _at_most(findings: list[Diagnostic], unsaid: int, subject: Subject, owner: Span) -> list[Diagnostic]:
    """The findings in their order, the first hundred of them."""
    findings.sort(key=lambda finding: finding.sort_key)
    unsaid += max(0, len(findings) - MOST_FINDINGS)
    if unsaid:
        message = f"{subject.name} has {unsaid} more faults, which are not listed"
        findings = [
            *findings[:MOST_FINDINGS],
            subject.codes.bad_value.at(owner, message, label="mend the others first"),
        ]
    return findings


def as_mapping(body: Located) -> Located | None:
    """The body if it is a mapping; nothing at all is an empty one."""
    if isinstance(body.value, dict):
        return body
    return Located({}, body.span) if body.value is None else None


def _with_defaults(model: type[Node], tree: Located, defaults: Iterable[Located], subject: Subject) -> Located:
    merged = dict(tree.entries)
    for default in defaults:
        mapping = as_mapping(default)
        if mapping is None:
            continue
        entries = mapping.entries
        known = {key: entries[key] for key in known_keys(model) if key in entries}
        fields, _ = expanded(model, Located(known, mapping.span), subject)
        for field, entry in fields.entries.items():
            merged.setdefault(field, entry)
    return Located(merged, tree.span)


class _Reader(Generic[N]):
    """Reads one node; faults are left out of it, and those of its own fields reported."""

    def __init__(
        self, model: type[N], subject: Subject, owner: Span, own: frozenset[str], findings: list[Diagnostic]
    ) -> None:
        self.model = model
        self.subject = subject
        self.owner = owner
        self.own = own
        """The fields that stand in the body, not in defaults."""
        self.findings = findings
        self.unsaid = 0
        """How many faults are not listed, because there are too many."""
        self.broken: set[Path] = set()
        """The paths of values in which a fault was reported."""
        self.unknown = sorted(each.span.start for each in findings if each.code is subject.codes.unknown_key)

    def node(self, tree: Located) -> N | None:
        """The node; None if it lacks what it cannot be without."""
        keys, spans = places(tree)
        tree, converted = self._converted(tree)
        for _ in range(_MOST_ROUNDS):
            try:
                node = self.model.model_validate(values(tree) | converted)
            except ValidationError as error:
                mended = self._mended(tree, error)
                if mended is None:
                    return None
                tree = mended
                continue
            return node.placed(Origin(tree.span, keys=keys, values=spans))
        return None

    def _converted(self, tree: Located) -> tuple[Located, dict[str, Any]]:
        """Values that are made from what was written where pydantic cannot: filters, defaults."""
        converted: dict[str, Any] = {}
        for field, convert in self.subject.converters.items():
            found = find(tree, (field,))
            if not found.path or (found.value.value is None and text_after(found.value) is None):
                continue
            key = found.key.text.strip() if found.key else field
            value, findings = convert(found.value, key, self.subject.codes)
            if field in self.own:
                self.findings += findings
            tree = without(tree, [(field,)])
            if value is not None:
                converted[field] = value
        return tree, converted

    def _mended(self, tree: Located, error: ValidationError) -> Located | None:
        """The tree without its faults: numbers become text where text is wanted, all else is left out and reported."""
        faulty: list[Path] = []
        texts: dict[Path, Located] = {}
        for found, errors in _by_value(tree, error.errors(include_url=False)):
            if all(each["type"] in ("string_type", "key_type") for each in errors) and _is_number(found.value):
                texts[found.path] = Located(raw_text(found.value), found.value.span)
                continue
            if self._is_news(found, errors):
                self._report(found, errors)
            self.broken.update(found.path[:end] for end in range(len(found.path)))
            faulty.append(found.path)
        return None if () in faulty else without(replaced(tree, texts), faulty)

    def _report(self, found: Found, errors: list[ErrorDetails]) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(bad_value(errors, found, self.subject, owner=self.owner))
        else:
            self.unsaid += 1

    def _is_news(self, found: Found, errors: list[ErrorDetails]) -> bool:
        """Whether a fault is the author's, and not the consequence of another that is reported."""
        if found.path and (found.path[0] not in self.own or found.path in self.broken):
            return False
        if errors[0]["type"] != "missing":
            return True
        # What is missing may stand there misspelt.
        place = found.value.span if found.path else self.owner
        at = bisect_left(self.unknown, place.start)
        return at == len(self.unknown) or self.unknown[at] >= place.end


def _by_value(tree: Located, errors: list[ErrorDetails]) -> list[tuple[Found, list[ErrorDetails]]]:
    located = [(find(tree, error["loc"]), error) for error in errors]
    return [
        (group[0][0], [error for _, error in group])
        for group in (list(members) for _, members in groupby(located, key=lambda pair: pair[0].path))
    ]


def _is_number(value: Located) -> bool:
    return isinstance(value.value, int | float) and bool(raw_text(value))


def _not_a_mapping(body: Located, subject: Subject, owner: Span) -> Diagnostic:
    place = body.span if body.span.end > body.span.start else owner
    kind = "a list" if isinstance(body.value, list) else "text without a key"
    return subject.codes.not_a_mapping.at(
        place, f"{subject.name} is written as `key: value` lines, not as {kind}", label="write `key: value` here"
    )
