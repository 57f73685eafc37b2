"""A block quote."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class Quote(Block):
    """A block quote."""

    kind: ClassVar[str] = "quote"

    blocks: tuple[Block, ...] = ()
