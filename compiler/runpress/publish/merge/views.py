"""Reports and workspaces merged three ways."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from runpress.backends.markdown import print_block
from runpress.backends.markdown.options import options_of
from runpress.backends.markdown.yaml import mapping_lines
from runpress.frozen import frozen
from runpress.model.blocks import Block, Details, PanelGrid
from runpress.model.front_matter import FrontMatter
from runpress.model.node import Node
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.model.section_grid import section_grid
from runpress.model.view import Report, Section, Workspace
from runpress.publish.matching import Traits
from runpress.publish.merge.nodes import Merged, merged_node, merged_whole
from runpress.publish.merge.parts import Kept, Lack, merged_list
from runpress.publish.patching.items import Part, Spot

N = TypeVar("N", bound=Node)
_ALL = "all"
_WORDS = re.compile(r"\w+")


@frozen
class Conflict:
    """Something that both sides changed."""

    spot: Spot
    is_whole: bool = False
    """Whether all that belongs to the block or the section is meant."""
    lacks: Lack = ""


@frozen
class MergedView:
    """A view with the changes of both sides."""

    view: Report | Workspace
    """Where both changed the same, it says what the document says."""
    theirs: Report | Workspace
    """The same, but there it says what the server says."""
    conflicts: tuple[Conflict, ...] = ()
    front: tuple[str, ...] = ()
    """The keys of front matter that both changed."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was changed by both."""
        return not self.conflicts and not self.front


def merged_views(base: Report | Workspace, own: Report | Workspace, theirs: Report | Workspace) -> MergedView:
    """The view with the changes of both sides. All three are of one kind."""
    front = merged_node(base.front, own.front, theirs.front)
    if isinstance(own, Workspace):
        return _workspaces(cast("Workspace", base), own, cast("Workspace", theirs), front)
    return _reports(cast("Report", base), own, cast("Report", theirs), front)


def _reports(base: Report, own: Report, theirs: Report, front: Merged[FrontMatter]) -> MergedView:
    conflicts: list[Conflict] = []
    kept = merged_list(base.blocks, own.blocks, theirs.blocks, traits=_of_block, merge=_merged_block)
    blocks, others = [], []
    for owner, one in enumerate(kept):
        found = one.found
        blocks.append(found.value)
        others.append(found.theirs)
        conflicts += _of_kept(one, owner)
    return MergedView(
        replace(own, front=front.value, blocks=tuple(blocks)),
        replace(own, front=front.theirs, blocks=tuple(others)),
        tuple(conflicts),
        front.conflicts,
    )


def _of_kept(one: Kept[Block] | Kept[Section], owner: int) -> Iterator[Conflict]:
    if one.lacks:
        yield Conflict(Spot("block", owner), True, one.lacks)
        return
    for name in one.found.conflicts:
        part, _, rest = name.partition(" ")
        at, _, lacks = rest.partition(" ")
        spot = Spot("block" if part == _ALL else cast("Part", part), owner, int(at or 0))
        yield Conflict(spot, part == _ALL, cast("Lack", lacks))


def _merged_block(base: Block, own: Block, theirs: Block) -> Merged[Block]:
    if isinstance(base, PanelGrid) and isinstance(own, PanelGrid) and isinstance(theirs, PanelGrid):
        return cast("Merged[Block]", _merged_grid(base, own, theirs))
    if isinstance(base, Details) and isinstance(own, Details) and isinstance(theirs, Details):
        return cast("Merged[Block]", _merged_fold(base, own, theirs))
    return Merged(own, theirs, (_ALL,))


def _merged_fold(base: Details, own: Details, theirs: Details) -> Merged[Details]:
    """A fold with the changes of both sides; a conflict in it is one of the whole."""
    before, mine, other = (replace(each, blocks=()) for each in (base, own, theirs))
    outer = merged_whole(before, mine, other, _ALL)
    kept = merged_list(base.blocks, own.blocks, theirs.blocks, traits=_of_block, merge=_merged_block)
    is_clean = not outer.conflicts and not any(one.found.conflicts or one.lacks for one in kept)
    if not is_clean:
        return Merged(own, theirs, (_ALL,))
    whole = replace(outer.value, blocks=tuple(one.found.value for one in kept))
    return Merged(whole, whole)


def _merged_grid(base: PanelGrid, own: PanelGrid, theirs: PanelGrid) -> Merged[PanelGrid]:
    """A grid with the changes of both sides; conflicts are named by part and number: `panel 2`."""
    options = merged_node(base.options, own.options, theirs.options)
    runsets = merged_list(base.runsets, own.runsets, theirs.runsets, traits=_of_node, merge=merged_node)
    panels = merged_list(base.panels, own.panels, theirs.panels, traits=_of_node, merge=_merged_panel)
    beside = merged_whole(_beside(base), _beside(own), _beside(theirs), "grid")
    mine, other = (own if beside.value == _beside(own) else theirs), (own if beside.theirs == _beside(own) else theirs)
    names = [
        *(("grid",) if options.conflicts or beside.conflicts else ()),
        *_named("runset", runsets),
        *_named("panel", panels),
    ]
    return Merged(
        replace(mine, options=options.value, runsets=_values(runsets), panels=_values(panels), layouts=()),
        replace(other, options=options.theirs, runsets=_theirs(runsets), panels=_theirs(panels), layouts=()),
        tuple(names),
    )


def _merged_panel(base: Panel, own: Panel, theirs: Panel) -> Merged[Panel]:
    return merged_node(base, own, theirs)


def _beside(grid: PanelGrid) -> tuple[object, ...]:
    return grid.extra, grid.omit, grid.dialect


def _named(part: str, kept: Sequence[Kept[N]]) -> Iterator[str]:
    for at, one in enumerate(kept):
        if one.found.conflicts or one.lacks:
            yield f"{part} {at} {one.lacks}".rstrip()


def _values(kept: Sequence[Kept[N]]) -> tuple[N, ...]:
    return tuple(one.found.value for one in kept)


def _theirs(kept: Sequence[Kept[N]]) -> tuple[N, ...]:
    return tuple(one.found.theirs for one in kept)


def _workspaces(base: Workspace, own: Workspace, theirs: Workspace, front: Merged[FrontMatter]) -> MergedView:
    runset = merged_node(base.runset, own.runset, theirs.runset)
    sides = [
        [replace(one, grid=replace(one.grid, runsets=())) for one in side.sections] for side in (base, own, theirs)
    ]
    kept = merged_list(*sides, traits=_of_section, merge=_merged_section)
    conflicts = [Conflict(Spot("runset"))] if runset.conflicts else []
    for owner, one in enumerate(kept):
        conflicts += _of_kept(one, owner)
    values = [_placed(one.found.value, runset.value, front.value) for one in kept]
    others = [_placed(one.found.theirs, runset.theirs, front.theirs) for one in kept]
    return MergedView(
        replace(own, front=front.value, runset=runset.value, sections=tuple(values)),
        replace(own, front=front.theirs, runset=runset.theirs, sections=tuple(others)),
        tuple(conflicts),
        front.conflicts,
    )


def _merged_section(base: Section, own: Section, theirs: Section) -> Merged[Section]:
    name = merged_whole(base.name, own.name, theirs.name, "block")
    options = merged_node(base.options, own.options, theirs.options)
    grid = _merged_grid(base.grid, own.grid, theirs.grid)
    names = [*name.conflicts, *(("section",) if options.conflicts else ()), *grid.conflicts]
    return Merged(
        replace(own, name=name.value, options=options.value, grid=grid.value),
        replace(own, name=name.theirs, options=options.theirs, grid=grid.theirs),
        tuple(names),
    )


def _placed(section: Section, runset: Runset, front: FrontMatter) -> Section:
    is_sorted = front.settings.sort_panels_alphabetically
    grid, _ = section_grid(
        section.grid.panels, runset, section.options, shape=section.grid.options, is_sorted=is_sorted
    )
    return replace(
        section, grid=replace(section.grid, runsets=grid.runsets, options=grid.options, layouts=grid.layouts)
    )


def _of_node(node: Node) -> Traits:
    lines = mapping_lines(options_of(node))
    features = frozenset(line for line in lines if not line.startswith("type:"))
    if isinstance(node, Panel):
        return Traits("\n".join(lines), features, node.type, stays="alike")
    return Traits("\n".join(lines), features, type(node).__name__, stays="always")


def _of_block(block: Block) -> Traits:
    if isinstance(block, PanelGrid):
        return _of_grid(block)
    text = print_block(block)
    return Traits(text, frozenset(_WORDS.findall(text)), block.kind)


def _of_grid(grid: PanelGrid) -> Traits:
    parts = [_of_node(node) for node in (grid.options, *grid.runsets, *grid.panels)]
    counts = len(grid.runsets), repr(_beside(grid))
    features: frozenset[Hashable] = frozenset(feature for part in parts[1:] for feature in part.features)
    return Traits((counts, *(part.content for part in parts)), features, "grid", stays="always")


def _of_section(section: Section) -> Traits:
    grid = _of_grid(section.grid)
    options = _of_node(section.options)
    features = grid.features | {("name", section.name)}
    return Traits((section.name, options.content, grid.content), features, "section", stays="alike")
