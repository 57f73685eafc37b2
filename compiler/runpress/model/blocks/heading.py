"""A heading of level 1 to 6."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block
from runpress.model.text import Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading of level 1 to 6."""

    kind: ClassVar[str] = "heading"

    level: int
    children: tuple[Inline, ...] = ()
    anchor: str = ""
    """The fragment that links use, unique in the document."""
