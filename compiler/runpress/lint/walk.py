"""All blocks and all inline nodes of a view, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runpress.model.blocks import (
    Block,
    Callout,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
)
from runpress.model.text import Inline, Link
from runpress.model.view import View, Workspace


def blocks_of(view: View) -> Iterator[Block]:
    """Every block, those inside others too. A workspace has the grids of its sections."""
    if isinstance(view, Workspace):
        yield from (section.grid for section in view.sections)
    else:
        yield from _within(view.blocks)


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case List():
                for item in block.items:
                    yield from _within(item.blocks)
            case Details() | Quote() | Callout() | Embed() | Footnote():
                yield from _within(block.blocks)
            case _:
                pass


def inlines_of(block: Block) -> Iterator[Inline]:
    """Every inline node of a block itself, those inside links too."""
    match block:
        case Paragraph() | Heading():
            yield from _inside(block.children)
        case Image():
            yield from _inside(block.caption)
        case Details():
            yield from _inside(block.summary)
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from _inside(cell.children)
        case _:
            pass


def _inside(children: Iterable[Inline]) -> Iterator[Inline]:
    for child in children:
        yield child
        if isinstance(child, Link):
            yield from _inside(child.children)
