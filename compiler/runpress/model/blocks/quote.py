"""A block quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """A block quote."""

    kind: ClassVar[str] = "quote"

    blocks: tuple[Block, ...] = ()
