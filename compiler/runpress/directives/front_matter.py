"""Front matter: our keys become a node, keys of other tools are left alone, misspellings are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.codes import front_matter as codes
from runpress.diagnostics.suggest import is_same, similarity, suggestion
from runpress.directives.defaults import lower_defaults
from runpress.directives.reading import as_mapping, read
from runpress.directives.smoothing import settings_faults
from runpress.directives.subject import IN_FRONT_MATTER, Codes, Subject
from runpress.model.front_matter import Defaults, FrontMatter, FrontMatterDefaults
from runpress.model.located import Entry, Located

_KEEP = "others"
OURS: tuple[str, ...] = tuple(name for name in FrontMatter.model_fields if name != _KEEP)
"""The keys that are ours."""

_NEAR = 0.75
_MOST_KEYS = 100
"""Of other tools, that are looked at; no document has as many."""
_SHORTEST = 4
"""Shorter keys may mean anything, unless their value tells: `knd: report`."""
_KINDS = ("report", "workspace")
_CALLED = MappingProxyType({"author": "authors", "desc": "description", "type": "kind", "wandb_project": "project"})
_FOREIGN = frozenset(
    """
    aliases alias author category categories comments cover css edit_url favicon feedback hide hide_toc icon image
    keywords lang language layout links list locale math menu meta nav nav_order nav_title order page_title parent
    permalink pin position published readtime redirect redirect_to revision robots search series sidebar slug social
    sort status subtitle summary tag tags template time toc toc_depth updated version weight
    """.split()  # noqa: SIM905 - a list of words is read as words
)
"""Keys that other tools know: never taken for misspellings of ours."""


def lower_front_matter(
    located: Located, *, project: FrontMatterDefaults | None = None
) -> tuple[FrontMatter, list[Diagnostic]]:
    """The front matter, over what the project says."""
    tree = as_mapping(located)
    if tree is None:
        _, findings = read(FrontMatter, located, _SUBJECT, owner=located.span)
        return _over(FrontMatter(), project), findings
    ours = {key: entry for key, entry in tree.entries.items() if key in OURS}
    others = {key: entry for key, entry in tree.entries.items() if key not in OURS}
    node, findings = read(FrontMatter, Located(_blog_date(ours), tree.span), _SUBJECT, owner=located.span)
    findings += _misspelled(others, is_ours="kind" in ours)
    front = node or FrontMatter()
    place = front.value_span("settings", "smoothing_weight")
    if not findings:
        findings += settings_faults(front.settings, place, code=IN_FRONT_MATTER.bad_value)
    findings += _without_effect(ours, front)
    plain = {key: entry.value.plain() for key, entry in others.items()}
    front = front.model_copy(update={"others": plain}) if plain else front
    return _over(front, project), sorted(findings, key=lambda finding: finding.sort_key)


def _over(front: FrontMatter, project: FrontMatterDefaults | None) -> FrontMatter:
    """The front matter, with what the project says where it says nothing."""
    if project is None:
        return front
    entity = front.entity or (project.entity if "/" not in (front.project or "") else None)
    return front.model_copy(
        update={
            "entity": entity,
            "project": front.project or project.project,
            "width": front.width or project.width,
            "defaults": front.defaults.over(project.defaults),
        }
    )


def _without_effect(ours: Mapping[str, Entry], front: FrontMatter) -> Iterator[Diagnostic]:
    """That a report has no settings. A page may have those of another tool."""
    if front.kind == "report" and "settings" in ours:
        yield codes.NOTHING_TO_SET.at(
            ours["settings"].key,
            "`settings` does nothing here: only workspaces have settings",
            help="write what the panels of a report have in common under `defaults:`",
        )


def _blog_date(ours: dict[str, Entry]) -> dict[str, Entry]:
    """Material's blog writes `date: {created: …, updated: …}`; the first of them is the day."""
    date = ours.get("date")
    if date is None or not isinstance(date.value.value, dict) or "created" not in date.value.value:
        return ours
    return {**ours, "date": date.value.value["created"]}


def _misspelled(others: dict[str, Entry], *, is_ours: bool) -> list[Diagnostic]:
    looked_at = islice(others.items(), _MOST_KEYS)
    return [finding for key, entry in looked_at if (finding := _misspelling(key, entry, is_ours=is_ours)) is not None]


def _misspelling(key: str, entry: Entry, *, is_ours: bool) -> Diagnostic | None:
    near = _CALLED.get(key, "") if is_ours else ""
    if not near and key.lower() in OURS:
        near = key.lower()
    is_telling = len(key) >= _SHORTEST or entry.value.value in _KINDS
    if not near and key.lower() not in _FOREIGN and is_telling:
        near = suggestion(key, OURS)
        is_near = near and similarity(key, near) >= _NEAR and abs(len(near) - len(key)) <= 1
        near = near if is_near else ""
    if not near:
        return None
    return IN_FRONT_MATTER.unknown_key.at(
        entry.key,
        f"front matter has no key `{key}`",
        label=f"did you mean `{near}`?",
        fix=(Edit(entry.key, near),) if _CALLED.get(key) == near or is_same(key, near) else (),
    )


def _read_defaults(located: Located, key: str, codes: Codes) -> tuple[Defaults, list[Diagnostic]]:
    return lower_defaults(located, key=key, codes=codes)


_SUBJECT = Subject(
    "front matter",
    IN_FRONT_MATTER,
    converters=MappingProxyType({"defaults": _read_defaults}),
)
