"""A call-out: `> [!NOTE]` and its siblings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Block):
    """A call-out: `> [!NOTE]` and its siblings."""

    kind: ClassVar[str] = "callout"

    tone: str
    """`note`, `tip`, `important`, `warning` or `caution`."""
    blocks: tuple[Block, ...] = ()
