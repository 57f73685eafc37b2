"""Blocks as lines of text: what comes nearest to them in a callout of W&B's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from runpress.model.blocks import (
    Block,
    Callout,
    CodeBlock,
    Details,
    Heading,
    Image,
    List,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from runpress.model.text import Inline, Link, Math, Text

Line = tuple[Inline, ...]
_PROSE = (Paragraph, Heading, List, Quote, Callout, Details, CodeBlock, MathBlock, Table, Image, Rule)
_INDENT = "\u00a0\u00a0"  # W&B shows spaces of this kind as they are
_CODE = frozenset({"code"})
_BOLD = frozenset({"bold"})


def is_prose(blocks: Iterable[Block]) -> bool:
    """Whether Markdown alone can say these blocks: no panels, no embedded content in them."""
    return all(isinstance(block, _PROSE) and is_prose(_inside(block)) for block in blocks)


def _inside(block: Block) -> Iterator[Block]:
    if isinstance(block, List):
        for item in block.items:
            yield from item.blocks
    elif isinstance(block, Quote | Callout | Details):
        yield from block.blocks


def lines_of(block: Block, markdown: Callable[[Block], str]) -> Iterator[Line]:
    """The lines of a block of prose; none of any other."""
    match block:
        case Paragraph(children=children):
            yield children
        case Heading(children=children):
            yield _bold(children)
        case List():
            yield from _lines_of_list(block, markdown)
        case CodeBlock(text=text):
            yield from ((Text(line, _CODE),) for line in text.splitlines() if line)
        case MathBlock(content=content):
            yield (Math(content),)
        case Image(url=url, alt=alt):
            yield (Link(url, (Text(alt or url),)),)
        case Table():
            yield from ((Text(line),) for line in markdown(block).splitlines())
        case Details(summary=summary, blocks=blocks):
            yield _bold(summary)
            yield from _all_lines(blocks, markdown)
        case Quote(blocks=blocks) | Callout(blocks=blocks):
            yield from _all_lines(blocks, markdown)


def _all_lines(blocks: Iterable[Block], markdown: Callable[[Block], str]) -> Iterator[Line]:
    for block in blocks:
        yield from lines_of(block, markdown)


def _lines_of_list(block: List, markdown: Callable[[Block], str]) -> Iterator[Line]:
    for number, item in enumerate(block.items, block.start):
        bullet = f"{number}. " if block.ordered else "• "
        if item.checked is not None:
            bullet = "☑ " if item.checked else "☐ "
        lines = list(_all_lines(item.blocks, markdown)) or [()]
        yield (Text(bullet), *lines[0])
        yield from ((Text(_INDENT), *line) for line in lines[1:])


def _bold(children: Iterable[Inline]) -> Line:
    return tuple(Text(child.text, child.marks | _BOLD) if isinstance(child, Text) else child for child in children)
