"""A report as one sequence: its blocks, with those in folds behind the headings that fold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from runpress.backends.markdown import print_block
from runpress.model.blocks import Block, Details, Heading, PanelGrid
from runpress.model.text import plain_text
from runpress.publish.differences.names import block_name, clipped, kind_name
from runpress.publish.differences.values import Spot
from runpress.publish.matching.match import Traits

_WORD = re.compile(r"\w+")
_BY_PLACE = frozenset({"heading", "grid", "fold"})
"""Kinds of blocks that are the same if they alone stand between the same neighbours."""


@dataclass(slots=True)
class Item:
    """A block in its place."""

    block: Block
    kind: str
    text: str
    """The block as Markdown, without what is in its fold and without what W&B keeps beside it."""
    spot: Spot
    fold: int
    """The place in the sequence of the heading that folds it; -1 if none does."""

    @property
    def name(self) -> str:
        """The words by which it is known."""
        return block_name(self.block)


def items_of(blocks: Sequence[Block]) -> list[Item]:
    """The blocks of a report in the order of the text."""
    items: list[Item] = []
    _add(blocks, items, [], (), -1)
    return items


def item_traits(item: Item) -> Traits:
    """What a block that is no grid is known by."""
    features = _WORD.findall(item.text.lower()) or [item.text]
    return Traits(item.text, frozenset(features), kind=item.kind, stays="always" if item.kind in _BY_PLACE else "")


def _add(
    blocks: Sequence[Block], items: list[Item], headings: list[tuple[int, str]], path: tuple[int, ...], fold: int
) -> None:
    for at, block in enumerate(blocks):
        level = block.level if isinstance(block, Heading | Details) else 0
        if level:
            headings[:] = [heading for heading in headings if heading[0] < level]
        under = headings[-1][1] if headings else ""
        here = len(items)
        spot = Spot(
            path=(*path, at),
            under=under,
            behind=_behind(items, is_heading=bool(level)),
            fold=items[fold].name if fold >= 0 else "",
        )
        items.append(Item(block, kind_name(block), _text(block), spot, fold))
        if level and isinstance(block, Heading | Details):
            children = block.children if isinstance(block, Heading) else block.summary
            headings.append((level, clipped(plain_text(children))))
        if isinstance(block, Details):
            _add(block.blocks, items, headings, (*path, at), here)


def _behind(items: Sequence[Item], *, is_heading: bool) -> str:
    """What stands before the next block: the block, or the part of the text, if that block is a heading."""
    if not items:
        return ""
    last = items[-1]
    if is_heading:
        return last.name if last.kind == "heading" else last.spot.under
    return last.name or last.kind


def _text(block: Block) -> str:
    if isinstance(block, PanelGrid):
        return ""
    bare = replace(block, extra=None, omit=(), dialect=None)
    if isinstance(bare, Details):
        if bare.heading is not None:
            return print_block(bare.heading)
        bare = replace(bare, blocks=(), is_open=False)
    return print_block(bare)


def grids_in(items: Sequence[Item]) -> Iterator[tuple[int, PanelGrid]]:
    """The grids with their places in the sequence."""
    for at, item in enumerate(items):
        if isinstance(item.block, PanelGrid):
            yield at, item.block
