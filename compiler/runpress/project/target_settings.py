"""The `targets:` of mkdocs.yml: names for places that documents are published to. Never hosts."""

from __future__ import annotations

from collections.abc import Callable

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.frozen import frozen
from runpress.model.located import Entry, Located

KNOWN = ("entity", "project", "draft")


@frozen
class TargetSettings:
    """A target: what it says in place of the documents. Empty texts where it says nothing."""

    name: str
    entity: str = ""
    project: str = ""
    """`digits`, or `acme/digits`."""
    draft: bool = False
    """Whether reports go there as drafts."""


def read_targets(
    entry: Entry, unknown: Callable[[str, Entry], Diagnostic | None]
) -> tuple[tuple[TargetSettings, ...], list[Diagnostic]]:
    """The targets, and what is wrong with them. `unknown` says what to make of a key that no target has."""
    if not isinstance(entry.value.value, dict):
        return (), [_bad(entry.value, "`targets` is not a mapping of names to places", _EXAMPLE)]
    targets: list[TargetSettings] = []
    findings: list[Diagnostic] = []
    for name, inner in entry.value.value.items():
        if not isinstance(inner.value.value, dict):
            findings.append(_bad(inner.value, f"the target `{name}` is not a mapping", _EXAMPLE))
            continue
        target, wrong = _target(name, inner.value.value, unknown)
        targets.append(target)
        findings += wrong
    return tuple(targets), findings


_EXAMPLE = "write `targets: {prod: {entity: acme, project: digits}}`"


def _target(
    name: str, said: dict[str, Entry], unknown: Callable[[str, Entry], Diagnostic | None]
) -> tuple[TargetSettings, list[Diagnostic]]:
    texts = {"entity": "", "project": ""}
    draft = False
    findings: list[Diagnostic] = []
    for key, inner in said.items():
        value = inner.value.value
        if key not in KNOWN:
            findings.append(unknown(key, inner) or _unknown(key, inner))
        elif key == "draft":
            if isinstance(value, bool):
                draft = value
            else:
                findings.append(_bad(inner.value, "`draft` is neither true nor false", "write `draft: true`"))
        elif isinstance(value, str) and _is_name(key, value):
            texts[key] = value.strip()
        else:
            findings.append(_bad(inner.value, f"`{key}` of the target `{name}` is no name", f"write `{key}: acme`"))
    return TargetSettings(name, draft=draft, **texts), findings


def _is_name(key: str, value: str) -> bool:
    parts = value.strip().split("/")
    return all(parts) and len(parts) <= (2 if key == "project" else 1)


def _unknown(key: str, entry: Entry) -> Diagnostic:
    near = did_you_mean(key, KNOWN)
    known = ", ".join(f"`{one}`" for one in KNOWN)
    return codes.UNKNOWN_KEY.at(
        entry.key, f"a target has no setting `{key}`", label=near, help="" if near else f"settings: {known}"
    )


def _bad(located: Located, message: str, help: str) -> Diagnostic:
    return codes.BAD_VALUE.at(located.span, message, help=help)
