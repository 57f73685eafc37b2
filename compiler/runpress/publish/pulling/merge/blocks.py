"""Blocks merged three ways: grids by panel and option, lists by item, tables by cell, what holds blocks by block, all others whole."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, TypeVar, cast

from runpress.backends.markdown import print_block
from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.grids import ungathered
from runpress.backends.markdown.options import options_of
from runpress.backends.markdown.settings import Settings
from runpress.backends.markdown.yaml import mapping_lines
from runpress.model.blocks import (
    Block,
    Callout,
    Details,
    List,
    ListItem,
    PanelGrid,
    Paragraph,
    Quote,
    Table,
    TableCell,
)
from runpress.model.node import Node
from runpress.model.panels.base import Panel
from runpress.publish.matching.match import Traits
from runpress.publish.pulling.merge.nodes import Merged, merged_node, merged_whole
from runpress.publish.pulling.merge.parts import Kept, Lack, merged_list

N = TypeVar("N", bound=Node)
T = TypeVar("T")
Container: TypeAlias = Details | Callout | Quote
Row = tuple[TableCell, ...]
ALL: Final = "all"
"""The name of a conflict about a whole block."""
_WORDS = re.compile(r"\w+")


def merged_block(base: Block, own: Block, theirs: Block) -> Merged[Block]:
    """The block with the changes of both sides; conflicts are named as those of a grid, or are of the whole."""
    if isinstance(base, PanelGrid) and isinstance(own, PanelGrid) and isinstance(theirs, PanelGrid):
        return cast("Merged[Block]", merged_grid(base, own, theirs))
    if isinstance(own, Details | Callout | Quote) and type(base) is type(own) is type(theirs):
        return _merged_container(base, own, theirs)
    if isinstance(base, List) and isinstance(own, List) and isinstance(theirs, List):
        return cast("Merged[Block]", _or_whole(own, theirs, _merged_items(base, own, theirs)))
    if isinstance(base, Table) and isinstance(own, Table) and isinstance(theirs, Table):
        return cast("Merged[Block]", _or_whole(own, theirs, _merged_table(base, own, theirs)))
    return Merged(own, theirs, (ALL,))


def _or_whole(own: T, theirs: T, found: T | None) -> Merged[T]:
    """What was merged; where that cannot be, all of it is at odds."""
    return Merged(own, theirs, (ALL,)) if found is None else Merged(found, found)


def _merged_items(base: List, own: List, theirs: List) -> List | None:
    """A list with the changes of both sides; None where they changed one item."""
    before, mine, other = (replace(each, items=()) for each in (base, own, theirs))
    outer = merged_whole(before, mine, other, ALL)
    items = merged_list(base.items, own.items, theirs.items, traits=_of_item, merge=_merged_item)
    if outer.conflicts or not _is_clean(items):
        return None
    return replace(outer.value, items=tuple(one.found.value for one in items))


def _merged_item(base: ListItem, own: ListItem, theirs: ListItem) -> Merged[ListItem]:
    checked = merged_whole(base.checked, own.checked, theirs.checked, ALL)
    blocks = merged_list(base.blocks, own.blocks, theirs.blocks, traits=of_block, merge=merged_block)
    if checked.conflicts or not _is_clean(blocks):
        return Merged(own, theirs, (ALL,))
    found = replace(own, checked=checked.value, blocks=tuple(one.found.value for one in blocks))
    return Merged(found, found)


def _merged_table(base: Table, own: Table, theirs: Table) -> Table | None:
    """A table with the changes of both sides; None where they changed one cell, or which columns there are."""
    if len({len(each.head) for each in (base, own, theirs)}) > 1:
        return None
    align = merged_whole(base.align, own.align, theirs.align, ALL)
    head = _merged_row(base.head, own.head, theirs.head)
    rows = merged_list(base.rows, own.rows, theirs.rows, traits=_of_row, merge=_merged_row)
    if align.conflicts or head.conflicts or not _is_clean(rows):
        return None
    return replace(own, align=align.value, head=head.value, rows=tuple(one.found.value for one in rows), markdown="")


def _merged_row(base: Row, own: Row, theirs: Row) -> Merged[Row]:
    cells = [merged_whole(*three, ALL) for three in zip(base, own, theirs, strict=True)]
    if any(cell.conflicts for cell in cells):
        return Merged(own, theirs, (ALL,))
    found = tuple(cell.value for cell in cells)
    return Merged(found, found)


def _is_clean(kept: Sequence[Kept[T]]) -> bool:
    return not any(one.found.conflicts or one.lacks for one in kept)


def _merged_container(base: Block, own: Block, theirs: Block) -> Merged[Block]:
    """A fold, a call-out or a quote with the changes of both sides, block by block.

    Where sides are at odds about something in it, one form says all that the document says of it, and the other all
    that the server does: what a side has taken away is not in its form.
    """
    before, mine, other = (cast("Container", each) for each in (base, own, theirs))
    outer = merged_whole(replace(before, blocks=()), replace(mine, blocks=()), replace(other, blocks=()), ALL)
    kept = merged_list(before.blocks, mine.blocks, other.blocks, traits=of_block, merge=merged_block)
    here = [of_side(one.found.value, one, "own") for one in kept]
    there = [of_side(one.found.theirs, one, "theirs") for one in kept]
    return Merged(
        replace(outer.value, blocks=tuple(block for block in here if block is not None)),
        replace(outer.theirs, blocks=tuple(block for block in there if block is not None)),
        () if _is_clean(kept) and not outer.conflicts else (ALL,),
    )


def of_side(block: Block, kept: Kept[Block], side: Lack) -> Block | None:
    """A block as one side has it; None if that has taken it away."""
    if kept.lacks == side:
        return None
    if not isinstance(block, PanelGrid):
        return block
    grid = grid_of_side(block, kept.found.conflicts, side)
    return grid if grid.panels or not block.panels else None


def grid_of_side(grid: PanelGrid, conflicts: Sequence[str], side: Lack) -> PanelGrid:
    """A grid without the panels and run sets that one side has taken away."""
    gone = {name.removesuffix(f" {side}") for name in conflicts if name.endswith(f" {side}")}
    panels = tuple(one for at, one in enumerate(grid.panels) if f"panel {at}" not in gone)
    runsets = tuple(one for at, one in enumerate(grid.runsets) if f"runset {at}" not in gone)
    return replace(grid, panels=panels, runsets=runsets)


def merged_grid(base: PanelGrid, own: PanelGrid, theirs: PanelGrid) -> Merged[PanelGrid]:
    """A grid with the changes of both sides; conflicts are named by part and number: `panel 2`."""
    options = merged_node(base.options, own.options, theirs.options)
    runsets = merged_list(base.runsets, own.runsets, theirs.runsets, traits=of_node, merge=merged_node)
    panels = merged_list(base.panels, own.panels, theirs.panels, traits=of_node, merge=_merged_panel)
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


def of_node(node: Node) -> Traits:
    """What a fence is known by."""
    lines = mapping_lines(options_of(node))
    features = frozenset(line for line in lines if not line.startswith("type:"))
    if isinstance(node, Panel):
        return Traits("\n".join(lines), features, node.type, stays="alike")
    return Traits("\n".join(lines), features, type(node).__name__, stays="always")


def of_block(block: Block) -> Traits:
    """What a block is known by."""
    if isinstance(block, PanelGrid):
        return of_grid(block)
    blocks, names = ungathered((block,))  # a fold may hold panels
    text = "\n".join(print_blocks(blocks, Settings(names=names)))
    return Traits(text, frozenset(_WORDS.findall(text)), block.kind)


def _of_item(item: ListItem) -> Traits:
    text = print_block(List(items=(item,)))
    return Traits(text, frozenset(_WORDS.findall(text)), "item")


def _of_row(row: Row) -> Traits:
    texts = tuple(print_block(Paragraph(children=cell.children)) for cell in row)
    return Traits(texts, frozenset(word for text in texts for word in _WORDS.findall(text)), "row")


def of_grid(grid: PanelGrid) -> Traits:
    """What a grid is known by: what is in it."""
    parts = [of_node(node) for node in (grid.options, *grid.runsets, *grid.panels)]
    counts = len(grid.runsets), repr(_beside(grid))
    features: frozenset[Hashable] = frozenset(feature for part in parts[1:] for feature in part.features)
    return Traits((counts, *(part.content for part in parts)), features, "grid", stays="always")
