"""A paragraph of rich text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block
from runpress.model.text import Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph of rich text."""

    kind: ClassVar[str] = "paragraph"

    children: tuple[Inline, ...] = ()
