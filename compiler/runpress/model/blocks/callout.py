"""A call-out: `> [!NOTE]` and its siblings."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class Callout(Block):
    """A call-out: `> [!NOTE]` and its siblings."""

    kind: ClassVar[str] = "callout"

    tone: str
    """`note`, `tip`, `important`, `warning` or `caution`."""
    blocks: tuple[Block, ...] = ()
