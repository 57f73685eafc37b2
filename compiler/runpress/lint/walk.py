"""All blocks and all inline nodes of a view, in the order in which they are read; walked once for all rules."""

from __future__ import annotations

from collections.abc import Iterable

from runpress.frozen import frozen
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
from runpress.model.text import Inline, Link, Text, Wrapped
from runpress.model.view import View, Workspace


@frozen
class Outline:
    """A view, laid out flat."""

    view: View
    blocks: tuple[Block, ...]
    """Every block, those inside others too. A workspace has the grids of its sections."""
    inlines: tuple[tuple[Inline, Block], ...]
    """Every inline node but plain text, those inside links too, with the block that it stands in."""


def outline_of(view: View) -> Outline:
    """Walk a view."""
    blocks: list[Block] = []
    if isinstance(view, Workspace):
        blocks += (section.grid for section in view.sections)
    else:
        _gather(view.blocks, blocks)
    inlines: list[tuple[Inline, Block]] = []
    for block in blocks:
        for children in _texts_of(block):
            _gather_inlines(children, block, inlines)
    return Outline(view, tuple(blocks), tuple(inlines))


def _gather(blocks: Iterable[Block], found: list[Block]) -> None:
    for block in blocks:
        found.append(block)
        if isinstance(block, List):
            for item in block.items:
                _gather(item.blocks, found)
        elif isinstance(block, (Details, Quote, Callout, Embed, Footnote)):
            _gather(block.blocks, found)


def _texts_of(block: Block) -> Iterable[tuple[Inline, ...]]:
    """The texts of a block itself."""
    if isinstance(block, (Paragraph, Heading)):
        return (block.children,)
    if isinstance(block, Image):
        return (block.caption,)
    if isinstance(block, Details):
        return (block.summary,)
    if isinstance(block, Table):
        return [cell.children for row in (block.head, *block.rows) for cell in row]
    return ()


def _gather_inlines(children: Iterable[Inline], block: Block, found: list[tuple[Inline, Block]]) -> None:
    for child in children:
        if isinstance(child, Text):
            continue
        found.append((child, block))
        if isinstance(child, Link | Wrapped):
            _gather_inlines(child.children, block, found)
