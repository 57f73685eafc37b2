"""Defaults: options that panels, run sets, grids and sections inherit, checked where they stand."""

from __future__ import annotations

from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.suggest import is_same, suggestion
from runpress.directives.panel import panel_subject
from runpress.directives.reading import as_mapping, read
from runpress.directives.runset import SUBJECT as RUNSET
from runpress.directives.subject import Codes, Subject
from runpress.directives.unknown import known_keys
from runpress.model.front_matter import Defaults
from runpress.model.grid import GridOptions
from runpress.model.located import Entry, Located
from runpress.model.node import Node
from runpress.model.panels import PANELS, TYPE_NAMES
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions

_OTHERS: dict[str, tuple[type[Node], str]] = {
    "runset": (Runset, "a run set"),
    "grid": (GridOptions, "a grid"),
    "section": (SectionOptions, "a section"),
}
WORDS: tuple[str, ...] = ("panel", *PANELS, *_OTHERS)
"""What defaults can be for: all panels, one panel type, or another fence."""


def lower_defaults(located: Located, *, key: str, codes: Codes) -> tuple[Defaults, list[Diagnostic]]:
    """Defaults by word. What is wrong in them is reported here, and passed over where they are used."""
    tree = as_mapping(located)
    if tree is None:
        message = f"`{key}` takes a mapping such as `{{panel: {{x: Step}}}}`"
        return Defaults(), [
            codes.bad_value.at(located.span, message, label="panel types go here, each with its options")
        ]
    findings: list[Diagnostic] = []
    entries: dict[str, Located] = {}
    for word, entry in tree.entries.items():
        if word not in WORDS:
            findings.append(_unknown_word(word, entry, key, codes))
            continue
        findings += _faults(word, entry, codes)
        if isinstance(entry.value.value, dict):
            entries[word] = entry.value
    return Defaults(entries), findings


def _faults(word: str, entry: Entry, codes: Codes) -> list[Diagnostic]:
    if entry.value.value is None:
        return []
    if word == "panel" and isinstance(entry.value.value, dict):
        return _panel_faults(entry, codes)
    if word in _OTHERS:
        model, name = _OTHERS[word]
        converters = RUNSET.converters if model is Runset else {}
        return _read(model, entry, Subject(name, codes, converters=converters))
    if word == "panel":
        return _read(PANELS["line"], entry, Subject("a panel", codes))
    return _read(PANELS[word], entry, panel_subject(word, codes))


def _panel_faults(entry: Entry, codes: Codes) -> list[Diagnostic]:
    """Each option is checked as the first panel type that has it would."""
    findings: list[Diagnostic] = []
    by_type: dict[str, dict[str, Entry]] = {}
    for key, inner in entry.value.entries.items():
        word = next((word for word, model in PANELS.items() if key in known_keys(model)), "")
        by_type.setdefault(word, {})[key] = inner
    for word, keys in by_type.items():
        subject = panel_subject(word or "line", codes)
        named = Subject("a panel", codes, also_called=subject.also_called)
        part = Entry(entry.key, Located(keys, entry.value.span))
        findings += _read(PANELS[word or "line"], part, named)
    return findings


def _read(model: type[Node], entry: Entry, subject: Subject) -> list[Diagnostic]:
    _, findings = read(model, entry.value, subject, owner=entry.key)
    # A default need not be complete.
    return [each for each in findings if not (each.code is subject.codes.missing_key and each.span == entry.key)]


def _unknown_word(word: str, entry: Entry, key: str, codes: Codes) -> Diagnostic:
    called = TYPE_NAMES.get(word.lower(), "")
    near = called or suggestion(word, WORDS)
    return codes.unknown_key.at(
        entry.key,
        f"`{key}` has no part `{word[:60]}`",
        label=f"did you mean `{near}`?" if near else "",
        help="" if near else f"`{key}` is for `panel`, one panel type, {', '.join(f'`{name}`' for name in _OTHERS)}",
        fix=(Edit(entry.key, near),) if near and (called or is_same(word, near)) else (),
    )
