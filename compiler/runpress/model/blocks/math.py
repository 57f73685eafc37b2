"""LaTeX on lines of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class MathBlock(Block):
    """LaTeX on lines of its own."""

    kind: ClassVar[str] = "math"

    content: str = ""
