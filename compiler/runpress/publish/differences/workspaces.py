"""Two workspaces compared: the run set, sections, and panels, which may have moved between sections."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from runpress.backends.markdown.yaml import mapping_lines
from runpress.model.view import Section, Workspace
from runpress.publish.differences.options import compare_options, option_edits, options
from runpress.publish.differences.panels import Home, Panels, match_panels, panels_of, shared_features
from runpress.publish.differences.values import Change, Edit, Spot, Verb
from runpress.publish.matching.match import Pairs, Traits, match, moved

_NAME_WEIGHT = 2


def workspace_changes(
    old: Workspace, new: Workspace, ids: tuple[Sequence[str], Sequence[str]]
) -> tuple[list[Change], list[Change]]:
    """What was added, changed and moved, and what was removed."""
    homes = [
        [Home(section.grid, _spot(at, section)) for at, section in enumerate(view.sections)] for view in (old, new)
    ]
    placed = [panels_of(side) for side in homes]
    same = match_panels(placed[0], placed[1], ids)
    shared = shared_features(placed[0], placed[1], same)
    pairs = match(_traits(old.sections, shared[0]), _traits(new.sections, shared[1]))
    panels = Panels(placed[0], placed[1], homes[0], homes[1], same, dict(pairs))
    changes = [*_section_changes(old, new, pairs), *((home, change) for home, change in panels.changes())]
    removals = [*_removed_sections(old, pairs), *panels.removals()]
    ordered, gone = ([change for _, change in sorted(side, key=lambda pair: pair[0])] for side in (changes, removals))
    return [*_runset_changes(old, new), *ordered], gone


def _spot(at: int, section: Section) -> Spot:
    return Spot(path=(at,), under=section.name)


def _traits(sections: Sequence[Section], shared: dict[int, set[Hashable]]) -> list[Traits]:
    traits: list[Traits] = []
    for at, section in enumerate(sections):
        features: set[Hashable] = {("name", section.name, time) for time in range(_NAME_WEIGHT)}
        found = frozenset(features | shared.get(at, set()))
        traits.append(Traits(found, found, kind="section"))
    return traits


def _runset_changes(old: Workspace, new: Workspace) -> Iterator[Change]:
    edits = option_edits(old.runset, new.runset)
    if edits:
        spot = Spot(path=())
        yield Change(verb="changed", kind="run set", name=old.runset.name, before=spot, after=spot, edits=edits)


def _section_changes(old: Workspace, new: Workspace, pairs: Pairs) -> Iterator[tuple[int, Change]]:
    partners = {at: before for before, at in pairs}
    strays = moved(pairs)
    for at, section in enumerate(new.sections):
        spot = Spot(path=(at,), behind=new.sections[at - 1].name if at else "")
        if at not in partners:
            yield at, Change(verb="added", kind="section", name=section.name, after=spot, text=_text(section))
            continue
        before = old.sections[partners[at]]
        edits = tuple(_edits(before, section))
        if edits or partners[at] in strays:
            verb: Verb = "changed" if edits else "moved"
            change = Change(verb=verb, kind="section", name=before.name, before=Spot(path=(partners[at],)), after=spot)
            yield at, replace(change, edits=edits, has_moved=partners[at] in strays)


def _removed_sections(old: Workspace, pairs: Pairs) -> Iterator[tuple[int, Change]]:
    kept = dict(pairs)
    for at, section in enumerate(old.sections):
        if at not in kept:
            spot = Spot(path=(at,))
            yield at, Change(verb="removed", kind="section", name=section.name, before=spot, text=_text(section))


def _edits(old: Section, new: Section) -> Iterator[Edit]:
    yield from compare_options({"name": old.name}, {"name": new.name})
    yield from option_edits(old.options, new.options)
    yield from compare_options(_shape(old), _shape(new))


def _shape(section: Section) -> dict[str, object]:
    """What the section's grid says, without the columns that the section says."""
    shape = options(section.grid.options)
    if shape.get("columns") == section.options.layout_settings.columns:
        del shape["columns"]
    return shape


def _text(section: Section) -> str:
    return "\n".join(mapping_lines(options(section.options)))
