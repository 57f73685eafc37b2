"""A section that folds: `<details>`. On the server a collapsed heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.blocks.heading import Heading
from runpress.model.text import Inline


@frozen(kw_only=True)
class Details(Block):
    """A section that folds: `<details>`. On the server a collapsed heading."""

    kind: ClassVar[str] = "details"

    summary: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    is_open: bool = False
    level: int = 0
    """The level of the heading that the summary holds; 0 if it is plain text."""
    anchor: str = ""
    """The fragment that links to that heading use, unique in the document."""

    @property
    def heading(self) -> Heading | None:
        """The heading that the summary holds."""
        if not self.level:
            return None
        return Heading(level=self.level, children=self.summary, anchor=self.anchor, span=self.span)


def holds_folds(blocks: Sequence[Block]) -> bool:
    """Whether a fold is among these: blank lines stand around what is in it, so that a list with one is loose."""
    return any(isinstance(block, Details) for block in blocks)
