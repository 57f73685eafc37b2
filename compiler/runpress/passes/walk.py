"""Blocks inside blocks: visit them, or rebuild containers around new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from operator import is_
from typing import TypeVar

from runpress.model.blocks import Block, Callout, Details, Embed, Footnote, List, Quote
from runpress.passes.context import Blocks

_HOLDERS = (Quote, Callout, Details, Footnote, Embed)
_WITH_BLOCKS = frozenset({List, *_HOLDERS})

B = TypeVar("B", bound=Block)


def rebuilt(block: Block, each: Callable[[Blocks], Blocks]) -> Block:
    """The block with every list of blocks inside it replaced; the same object if nothing changed."""
    if type(block) not in _WITH_BLOCKS:
        return block
    if isinstance(block, List):
        items = [
            item if (inner := each(item.blocks)) is item.blocks else replace(item, blocks=inner) for item in block.items
        ]
        return block if all(map(is_, items, block.items)) else replace(block, items=tuple(items))
    if isinstance(block, _HOLDERS) and block.blocks:
        inner = each(block.blocks)
        return block if inner is block.blocks else replace(block, blocks=inner)
    return block


def replaced(blocks: Blocks, kind: type[B], new: Callable[[B], Block]) -> Blocks:
    """The blocks with another for each of one kind, at any depth; the same object if nothing changed."""
    each = partial(replaced, kind=kind, new=new)
    made = tuple(new(block) if isinstance(block, kind) else rebuilt(block, each) for block in blocks)
    return blocks if all(map(is_, made, blocks)) else made


def inside(block: Block) -> Iterator[Blocks]:
    """The lists of blocks inside a block."""
    if isinstance(block, List):
        for item in block.items:
            yield item.blocks
    elif isinstance(block, _HOLDERS):
        yield block.blocks


def walk(blocks: Blocks) -> Iterator[Block]:
    """All blocks in the order of the text, each before those inside it."""
    for block in blocks:
        yield block
        if type(block) in _WITH_BLOCKS:
            for inner in inside(block):
                yield from walk(inner)
