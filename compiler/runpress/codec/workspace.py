"""Workspaces: the spec of a `project-view`, and back.

    {"section": {"panelBankConfig": {settings, sections, overrides}, "settings", "runSets": [one], "customRunColors", …},
     "vizExpanded", "libraryExpanded"}

The front matter's `settings` stand in three places of it (`codec/settings.py`); its `extra` and `omit` begin at the
top. A newer W&B has `section.workspaceSettings` beside `settings`. Documents keep it under `extra`, all but one switch:
where there are such settings, they say whether W&B adds panels by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from runpress.codec import left_out
from runpress.codec.dialects import vote_of_settings
from runpress.codec.fields import Decoding, Encoding, built, difference, tupled, with_residue
from runpress.codec.json_text import Json, dumps
from runpress.codec.json_values import as_list, as_object
from runpress.codec.normal import CUSTOM_PANEL, without_references
from runpress.codec.residue import completed
from runpress.codec.runsets.runset import decode_runset, encode_runset
from runpress.codec.section import decode_section, encode_section, unused_section
from runpress.codec.settings import workspace_parts, workspace_settings
from runpress.codec.workspace_colors import decode_colors, encode_colors, has_group_colors, too_deep
from runpress.diagnostics.codes import lowering as codes
from runpress.model.front_matter import Dialect, FrontMatter
from runpress.model.runset import Runset
from runpress.model.settings import WorkspaceSettings
from runpress.model.view import Section, Workspace

_AUTO_PANELS = "shouldAutoGeneratePanels"
DIALECTS: Final[tuple[Dialect, ...]] = ("sdk", "editor")
"""Where both say a run set in as few words, the first is taken."""


def encode_workspace(workspace: Workspace, scope: Encoding) -> dict[str, Json]:
    """The spec of a workspace."""
    front = workspace.front
    scope.dialect = front.dialect
    sections = [encode_section(section, scope) for section in workspace.sections]
    runset = encode_runset(workspace.runset, scope, place="workspace")
    colors = encode_colors(workspace.runset, _grouping(runset), runset.get("id", ""), front.dialect)
    _note_too_deep(workspace.runset, scope)
    is_modern = _is_modern(_section_of(front.extra).get("workspaceSettings"))
    settings = workspace_parts(front.settings, front.dialect)
    out = _frame(settings, sections, [runset], colors, _newer(front.settings) if is_modern else {})
    _prune(out, workspace.sections)
    return with_residue(out, front.extra, front.omit, scope)


def decode_workspace(spec: Mapping[str, Json], scope: Decoding) -> Workspace:
    """The workspace that a spec says."""
    spec = cast("dict[str, Json]", without_references(dict(spec)))
    section = _section_of(spec)
    bank = as_object(section.get("panelBankConfig"))
    settings = _settings(section, scope)
    scope.repeated |= _referenced_panels(settings)
    runset = _decoded_runset(section, scope)
    settings = _settings(section, scope)  # in the dialect of the run set
    stored_sections = enumerate(as_list(bank.get("sections")))
    sections = tuple(_decoded_section(stored, at, runset, settings, scope) for at, stored in stored_sections)
    front = _front(spec, settings, runset, sections, scope.dialect)
    return Workspace(front=front, runset=runset, sections=sections)


def _frame(
    settings: tuple[Mapping[str, Json], ...],
    sections: Sequence[Json],
    runsets: Sequence[Json],
    colors: Mapping[str, Json],
    newer: Mapping[str, Json],
) -> dict[str, Json]:
    """The spec that these parts make. `newer` is what newer settings have, too."""
    own, bank, overrides = settings
    section = {
        "panelBankConfig": {"state": 1, "settings": bank, "sections": list(sections), **overrides},
        "panelBankSectionConfig": unused_section(),
        "customRunColors": dict(colors),
        "name": "",
        "runSets": list(runsets),
        "settings": dict(own),
        "openRunSet": 0,
        "openViz": True,
    }
    if newer:
        section["workspaceSettings"] = dict(newer)
    return {"section": section, "vizExpanded": False, "libraryExpanded": True}


def _newer(settings: WorkspaceSettings) -> dict[str, Json]:
    switch = settings.auto_generate_panels
    return {} if switch is None else {_AUTO_PANELS: switch}


def _decoded_runset(section: Mapping[str, Json], scope: Decoding) -> Runset:
    """The first run set, in the dialect that says it in fewer words; others are kept with the front matter."""
    found: dict[Dialect, Runset] = {}
    for dialect in DIALECTS:
        scope.dialect = dialect
        found[dialect] = _runset_in_dialect(section, scope)
    other = {"sdk": _habits_of_the_editor(section), "editor": _habits_of_the_package(section)}
    scope.dialect = min(found, key=lambda dialect: _length(found[dialect]) + other[dialect])
    return found[scope.dialect]


def _habits_of_the_editor(section: Mapping[str, Json]) -> int:
    """How many words it takes to say in the package's dialect what the package does not write."""
    settings = as_object(section.get("settings"))
    switches = ("suppressLegends", False), ("colorRunNames", True)
    words = sum(len(dumps({name: value})) for name, value in switches if settings.get(name) is value)
    return words + max(_votes_of_settings(section), 0) + left_out.lacking_and_written(_panels_of(section))[0]


def _habits_of_the_package(section: Mapping[str, Json]) -> int:
    """How many words it takes to say in the editor's dialect what only the package writes."""
    colors = as_object(section.get("customRunColors"))
    words = sum(len(dumps(run)) for run, color in colors.items() if color == "")
    return words + max(-_votes_of_settings(section), 0) + left_out.lacking_and_written(_panels_of(section))[1]


def _panels_of(section: Mapping[str, Json]) -> list[Json]:
    sections = as_list(as_object(section.get("panelBankConfig")).get("sections"))
    return [panel for each in sections for panel in as_list(as_object(each).get("panels"))]


def _votes_of_settings(section: Mapping[str, Json]) -> int:
    """By how many settings more were stored by the editor than by the package, as far as they tell."""
    sections = as_list(as_object(section.get("panelBankConfig")).get("sections"))
    inherited = [as_object(each).get("localPanelSettings") for each in sections]
    return sum(vote_of_settings(settings) for settings in (section.get("settings"), *inherited))


def _runset_in_dialect(section: Mapping[str, Json], scope: Decoding) -> Runset:
    """The first run set, with the colours of the workspace."""
    stored = next(iter(as_list(section.get("runSets"))), None)
    if not isinstance(stored, dict):
        return Runset()
    runset, id_ = decode_runset(stored, scope, place="workspace"), stored.get("id")
    colors = decode_colors(section.get("customRunColors"), runset, _grouping(stored), id_, scope.dialect)
    update: dict[str, Any] = {"custom_run_colors": colors.groups} if colors.groups else {}
    if colors.runs:
        update["run_settings"] = colors.runs
    said = runset.model_copy(update=update) if update else runset
    if not isinstance(id_, str) or not id_:
        return said
    if _is_referred_to(section, said, stored, scope.dialect):
        return said.model_copy(update={"id": id_})
    # Colours of groups give it an id anyway.
    return _without_id(said) if said.id is not None and has_group_colors(said) else said


def _without_id(runset: Runset) -> Runset:
    return built(Runset, {name: getattr(runset, name) for name in runset.model_fields_set - {"id"}})


def _length(runset: Runset) -> int:
    """How many words a run set needs beside those that mean something to people."""
    entries = sum(settings.color is None for settings in runset.run_settings.values())
    return len(dumps(runset.extra or {})) + len(runset.omit) + entries + (runset.id is not None)


def _note_too_deep(runset: Runset, scope: Encoding) -> None:
    for value in too_deep(runset):
        place = runset.key_span("custom_run_colors", value)
        if place is not None:
            message = f"the colour of group `{value}` is not published: runs are grouped by {len(runset.groupby)} keys"
            scope.findings.append(codes.GROUP_COLOR.at(place, message, help="name a value for each key of `groupby`"))


def _is_referred_to(section: Mapping[str, Json], runset: Runset, stored: Mapping[str, Json], dialect: Dialect) -> bool:
    """Whether anything that stays as it is names the run set by its id."""
    written = encode_colors(runset, _grouping(stored), stored["id"], dialect)
    colors = {key: color for key, color in as_object(section.get("customRunColors")).items() if key not in written}
    others = {key: value for key, value in section.items() if key not in ("runSets", "customRunColors")}
    rest = [colors, others, as_list(section.get("runSets"))[1:], {**stored, "id": "", "expandedRowAddresses": []}]
    return stored["id"] in dumps(rest)


def _decoded_section(stored: Json, at: int, runset: Runset, settings: WorkspaceSettings, scope: Decoding) -> Section:
    is_sorted, path = settings.sort_panels_alphabetically, ("section", "panelBankConfig", "sections", at)
    return decode_section(as_object(stored), runset, scope, is_sorted=is_sorted, path=path)


def _front(
    spec: Mapping[str, Json],
    settings: WorkspaceSettings,
    runset: Runset,
    sections: Sequence[Section],
    dialect: Dialect,
) -> FrontMatter:
    """The front matter, with all that settings, sections and run set do not say."""
    stored = _section_of(spec)
    stored_runset = as_object(next(iter(as_list(stored.get("runSets"))), None))
    is_modern = _is_modern(stored.get("workspaceSettings"))
    said = _frame(
        workspace_parts(settings, dialect),
        [{}] * len(sections),
        [{}],
        encode_colors(runset, _grouping(stored_runset), stored_runset.get("id") or "", dialect),
        _newer(settings) if is_modern else {},
    )
    _prune(said, sections)
    left = difference(_without_inner(spec), said)
    extra = dict(left.extra)
    if is_modern and not _is_modern(_section_of(extra).get("workspaceSettings")):
        # The switch alone makes them count; it would go without saying.
        settings_too = {"section": {"workspaceSettings": stored["workspaceSettings"]}}
        extra = tupled(dict(completed(extra, settings_too)))
    kept: dict[str, Any] = {"extra": extra, "omit": left.omit, "settings": settings, "dialect": dialect}
    empty: dict[str, Any] = {"extra": {}, "omit": (), "settings": WorkspaceSettings(), "dialect": "sdk"}
    return FrontMatter(kind="workspace", **{name: value for name, value in kept.items() if value != empty[name]})


def _without_inner(spec: Mapping[str, Json]) -> Mapping[str, Json]:
    """The spec with nothing in its sections and its run set, which say all of themselves."""
    section = spec.get("section")
    if not isinstance(section, dict):
        return spec
    section = dict(section)
    runsets = section.get("runSets")
    if isinstance(runsets, list) and runsets and isinstance(runsets[0], dict):
        section["runSets"] = [{}, *runsets[1:]]
    bank = section.get("panelBankConfig")
    if isinstance(bank, dict) and isinstance(bank.get("sections"), list):
        sections = [{} if isinstance(item, dict) else item for item in bank["sections"]]
        section["panelBankConfig"] = {**bank, "sections": sections}
    return {**spec, "section": section}


def _prune(spec: Mapping[str, Json], sections: Sequence[Section]) -> None:
    """Leave out places that readers gave to panels which the document has moved to another section since."""
    bank = spec["section"]["panelBankConfig"]
    places = as_object(bank.get("panelPlacementOverrides"))
    standing = {panel.id: section.options.id for section in sections for panel in section.grid.panels if panel.id}
    kept = {key: place for key, place in places.items() if _still_holds(key, place, standing)}
    if len(kept) < len(places):
        bank["panelPlacementOverrides"] = kept
        if not kept:
            del bank["panelPlacementOverrides"]


def _still_holds(key: str, place: Json, standing: Mapping[str, str | None]) -> bool:
    panel = key.removeprefix(CUSTOM_PANEL)
    if not key.startswith(CUSTOM_PANEL) or panel not in standing or "sectionId" not in as_object(place):
        return True
    return bool(standing[panel] == place["sectionId"])


def _settings(section: Mapping[str, Json], scope: Decoding) -> WorkspaceSettings:
    """The settings of the workspace; the newer ones say whether W&B adds panels."""
    settings = workspace_settings(section.get("settings"), section.get("panelBankConfig"), scope)
    modern = as_object(section.get("workspaceSettings"))
    if not _is_modern(modern):
        return settings
    switch = modern.get(_AUTO_PANELS) if isinstance(modern.get(_AUTO_PANELS), bool) else None
    return settings if switch is False else settings.model_copy(update={"auto_generate_panels": switch})


def _is_modern(settings: Json) -> bool:
    """Whether these newer settings count: they hold something beside a reference."""
    return isinstance(settings, Mapping) and any(key != "ref" for key in settings)


def _referenced_panels(settings: WorkspaceSettings) -> frozenset[str]:
    """Ids of panels that something else in the spec names: documents keep them."""
    keys = [*(settings.panel_config_overrides or ()), *(settings.panel_placement_overrides or ())]
    return frozenset(key.removeprefix(CUSTOM_PANEL) for key in keys if key.startswith(CUSTOM_PANEL))


def _section_of(spec: Mapping[str, Json] | None) -> dict[str, Json]:
    return as_object((spec or {}).get("section"))


def _grouping(runset: Mapping[str, Json]) -> list[Json]:
    """The stored grouping; none if not all of it has the form that keys of colours need."""
    grouping = as_list(runset.get("grouping"))
    return grouping if all({"section", "name"} <= as_object(item).keys() for item in grouping) else []
