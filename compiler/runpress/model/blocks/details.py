"""A section that folds: `<details>`. On the server a collapsed heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block
from runpress.model.text import Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Details(Block):
    """A section that folds: `<details>`. On the server a collapsed heading."""

    kind: ClassVar[str] = "details"

    summary: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    is_open: bool = False
    level: int = 0
    """The level of the heading that the summary holds; 0 if it is plain text."""
