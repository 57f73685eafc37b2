"""A list: ordered, unordered, or with tasks; items may mix and nest."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.source import Span


@frozen(kw_only=True)
class ListItem:
    """One item; `checked` is None where it is no task."""

    blocks: tuple[Block, ...] = ()
    checked: bool | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen(kw_only=True)
class List(Block):
    """A list of items."""

    kind: ClassVar[str] = "list"

    items: tuple[ListItem, ...] = ()
    ordered: bool = False
    start: int = 1
    tight: bool = True
    """Whether paragraphs in items are shown without space around them (CommonMark 5.3)."""
