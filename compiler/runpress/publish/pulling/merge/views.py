"""Reports and workspaces merged three ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from runpress.frozen import frozen
from runpress.model.blocks import Block, PanelGrid
from runpress.model.front_matter import FrontMatter
from runpress.model.runset import Runset
from runpress.model.section_grid import section_grid
from runpress.model.view import Report, Section, Workspace
from runpress.publish.matching.match import Traits
from runpress.publish.pulling.merge.blocks import (
    ALL,
    grid_of_side,
    merged_block,
    merged_grid,
    of_block,
    of_grid,
    of_node,
    of_side,
)
from runpress.publish.pulling.merge.moves import Homes, with_moves
from runpress.publish.pulling.merge.nodes import Merged, merged_node, merged_whole
from runpress.publish.pulling.merge.parts import Kept, Lack, merged_list
from runpress.publish.pulling.patching.items import Part, Spot


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
    settled: Report | Workspace
    """The same again, without what the server has taken away."""
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
    homes = [Homes(side.blocks, of_block, _grid_of, lambda _, grid: grid) for side in (base, own, theirs)]
    mine, other = with_moves(homes[0], homes[1], homes[2], traits=of_node)
    kept = merged_list(base.blocks, mine, other, traits=of_block, merge=merged_block)
    blocks, others = [], []
    for owner, one in enumerate(kept):
        found = one.found
        blocks.append(found.value)
        others.append(found.theirs)
        conflicts += _of_kept(one, owner)
    settled = [of_side(one.found.theirs, one, "theirs") for one in kept]
    return MergedView(
        replace(own, front=front.value, blocks=tuple(blocks)),
        replace(own, front=front.theirs, blocks=tuple(others)),
        replace(own, front=front.theirs, blocks=tuple(block for block in settled if block is not None)),
        tuple(conflicts),
        front.conflicts,
    )


def _grid_of(block: Block) -> PanelGrid | None:
    return block if isinstance(block, PanelGrid) else None


def _of_kept(one: Kept[Block] | Kept[Section], owner: int) -> Iterator[Conflict]:
    if one.lacks:
        yield Conflict(Spot("block", owner), True, one.lacks)
        return
    for name in one.found.conflicts:
        part, _, rest = name.partition(" ")
        at, _, lacks = rest.partition(" ")
        spot = Spot("block" if part == ALL else cast("Part", part), owner, int(at or 0))
        yield Conflict(spot, part == ALL, cast("Lack", lacks))


def _workspaces(base: Workspace, own: Workspace, theirs: Workspace, front: Merged[FrontMatter]) -> MergedView:
    runset = merged_node(base.runset, own.runset, theirs.runset)
    sides = [
        [replace(one, grid=replace(one.grid, runsets=())) for one in side.sections] for side in (base, own, theirs)
    ]
    homes = [
        Homes(side, _of_section, lambda one: one.grid, lambda one, grid: replace(one, grid=grid)) for side in sides
    ]
    mine, other = with_moves(homes[0], homes[1], homes[2], traits=of_node)
    kept = merged_list(sides[0], mine, other, traits=_of_section, merge=_merged_section)
    conflicts = [Conflict(Spot("runset"))] if runset.conflicts else []
    for owner, one in enumerate(kept):
        conflicts += _of_kept(one, owner)
    values = [_placed(one.found.value, runset.value, front.value) for one in kept]
    others = [_placed(one.found.theirs, runset.theirs, front.theirs) for one in kept]
    settled = [
        replace(section, grid=grid_of_side(section.grid, one.found.conflicts, "theirs"))
        for one, section in zip(kept, others, strict=True)
        if one.lacks != "theirs"
    ]
    return MergedView(
        replace(own, front=front.value, runset=runset.value, sections=tuple(values)),
        replace(own, front=front.theirs, runset=runset.theirs, sections=tuple(others)),
        replace(own, front=front.theirs, runset=runset.theirs, sections=tuple(settled)),
        tuple(conflicts),
        front.conflicts,
    )


def _merged_section(base: Section, own: Section, theirs: Section) -> Merged[Section]:
    name = merged_whole(base.name, own.name, theirs.name, "block")
    options = merged_node(base.options, own.options, theirs.options)
    grid = merged_grid(base.grid, own.grid, theirs.grid)
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


def _of_section(section: Section) -> Traits:
    grid = of_grid(section.grid)
    options = of_node(section.options)
    features = grid.features | {("name", section.name)}
    return Traits((section.name, options.content, grid.content), features, "section", stays="alike")
