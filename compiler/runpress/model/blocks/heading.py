"""A heading of level 1 to 6."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.text import Inline


@frozen(kw_only=True)
class Heading(Block):
    """A heading of level 1 to 6."""

    kind: ClassVar[str] = "heading"

    level: int
    children: tuple[Inline, ...] = ()
    anchor: str = ""
    """The fragment that links use, unique in the document."""
