"""Unknown keys: what the author may have meant."""

from __future__ import annotations

from functools import cache

from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.suggest import is_same, similarity, suggestion
from runpress.directives.subject import Subject
from runpress.model.located import Entry
from runpress.model.node import Node

_SURE = 0.8
_MOST_LISTED = 14


def unknown_key(model: type[Node], key: str, entry: Entry, subject: Subject, *, is_brief: bool) -> Diagnostic:
    """The finding on a key that a node does not know; in brief, nothing is suggested."""
    known = known_keys(model)
    shown = key if len(key) <= 60 else f"{key[:60]}…"  # noqa: PLR2004 - characters
    label, meant = ("", "") if is_brief else _label(key, known, subject)
    return subject.codes.unknown_key.at(
        entry.key,
        f"{subject.name} has no option `{shown}`",
        label=label,
        help="" if label else _listed(known, subject),
        # A guess is suggested; only another way to write the same word is mended without asking.
        fix=(Edit(entry.key, meant),) if meant and is_same(key, meant) else (),
    )


@cache
def known_keys(model: type[Node]) -> tuple[str, ...]:
    """All keys that authors may type, short forms first."""
    return tuple(dict.fromkeys([*(short.key for short in model.shorts), *model.model_fields]))


def meant_key(model: type[Node], key: str, subject: Subject) -> str:
    """The key that an unknown one is called here, or is spelled like; empty if it is like none."""
    return subject.also_called.get(key, "") or suggestion(key, known_keys(model))


def _label(key: str, known: tuple[str, ...], subject: Subject) -> tuple[str, str]:
    called = subject.also_called.get(key, "")
    elsewhere = subject.elsewhere.get(key, "")
    if called and elsewhere:
        return f"{elsewhere}; {subject.name} calls it `{called}`", ""
    if called:
        return f"did you mean `{called}`?", called if called in known else ""
    near = suggestion(key, known)
    if near and (not elsewhere or similarity(key, near) >= _SURE):
        return f"did you mean `{near}`?", near
    return elsewhere, ""


def _listed(known: tuple[str, ...], subject: Subject) -> str:
    names = ", ".join(f"`{key}`" for key in known[:_MOST_LISTED])
    more = ", …" if len(known) > _MOST_LISTED else ""
    return f"options of {subject.name}: {names}{more}"
