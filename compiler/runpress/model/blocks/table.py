"""A GFM table."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.text import Inline
from runpress.source import Span


@frozen(kw_only=True)
class TableCell:
    """One cell of rich text."""

    children: tuple[Inline, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen(kw_only=True)
class Table(Block):
    """A table: a head, rows as long as the head, an alignment a column."""

    kind: ClassVar[str] = "table"

    head: tuple[TableCell, ...] = ()
    rows: tuple[tuple[TableCell, ...], ...] = ()
    align: tuple[str, ...] = ()
    """`left`, `center`, `right` or empty, a column each."""
    markdown: str = field(default="", compare=False, repr=False)
    """The table as it was written; how its cells are padded says nothing."""
