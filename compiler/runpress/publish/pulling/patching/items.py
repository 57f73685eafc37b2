"""Views as flat lists of items: blocks of prose, and the fences that make grids and sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.grids import ungathered
from runpress.backends.markdown.settings import Settings
from runpress.backends.markdown.workspaces import workspace_blocks
from runpress.frozen import frozen
from runpress.model.blocks import Block, PanelGrid
from runpress.model.front_matter import Dialect, FrontMatter
from runpress.model.node import Node
from runpress.model.view import Report, Workspace
from runpress.publish.pulling.patching.inherited import explicit
from runpress.syntax.document import Directive

Part: TypeAlias = Literal["block", "runset", "grid", "section", "panel"]


@frozen
class Spot:
    """Which part of a view an item is."""

    part: Part
    owner: int = -1
    """The number of the block or the section that it belongs to; -1 for the run set of a workspace."""
    at: int = 0
    """Its number among the panels or the run sets there."""


@frozen
class Item:
    """One thing that stands in a document by itself."""

    word: str
    """The word of a fence, or the kind of a block of prose."""
    block: Block
    text: str
    """Its canonical text, without a line feed at the end. Items with the same text are the same."""
    spot: Spot

    @property
    def node(self) -> Node | None:
        """What a fence says."""
        return self.block.node if isinstance(self.block, Directive) else None


@frozen
class Items:
    """The items of a view, in the order in which they are read, and how they are written."""

    view: Report | Workspace
    items: tuple[Item, ...]
    settings: Settings


def items_of(view: Report | Workspace, front: FrontMatter) -> Items:
    """The items of a view in a document with this front matter. Its dialect may change with them."""
    defaults = front.defaults
    said = explicit(view, defaults)
    if isinstance(said, Workspace):
        blocks, names = tuple(workspace_blocks(said)), frozenset[str]()
        spots = list(_in_workspace(said, blocks))
    else:
        blocks, names = ungathered(said.blocks)
        spots = list(_in_report(said, blocks))
    dialect: Dialect | None = "sdk" if view.front.dialect == front.dialect == "sdk" else None
    settings = Settings(names=names, keeps_defaults=bool(defaults.entries), dialect=dialect)
    items = (_item(block, settings, spot) for block, spot in zip(blocks, spots, strict=True))
    return Items(said, tuple(items), settings)


def _item(block: Block, settings: Settings, spot: Spot) -> Item:
    word = block.word if isinstance(block, Directive) else block.kind
    return Item(word, block, "\n".join(print_blocks((block,), settings)), spot)


class _Rest:
    """The blocks of a document that are not passed yet."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.at = 0

    def take(self, word: str) -> bool:
        """Whether the next one is such a fence; then it is passed."""
        block = self.blocks[self.at] if self.at < len(self.blocks) else None
        is_next = isinstance(block, Directive) and block.word == word
        self.at += is_next
        return is_next


def _in_report(view: Report, blocks: Sequence[Block]) -> Iterator[Spot]:
    rest = _Rest(blocks)
    for owner, block in enumerate(view.blocks):
        if not isinstance(block, PanelGrid):
            rest.at += 1
            yield Spot("block", owner)
            continue
        at = 0
        while rest.take("runset"):
            yield Spot("runset", owner, at)
            at += 1
        if rest.take("grid"):
            yield Spot("grid", owner)
        rest.at += len(block.panels)
        yield from (Spot("panel", owner, number) for number in range(len(block.panels)))


def _in_workspace(view: Workspace, blocks: Sequence[Block]) -> Iterator[Spot]:
    rest = _Rest(blocks)
    if rest.take("runset"):
        yield Spot("runset")
    for owner, section in enumerate(view.sections):
        rest.at += 1
        yield Spot("block", owner)
        if rest.take("section"):
            yield Spot("section", owner)
        if rest.take("grid"):
            yield Spot("grid", owner)
        rest.at += len(section.grid.panels)
        yield from (Spot("panel", owner, number) for number in range(len(section.grid.panels)))
