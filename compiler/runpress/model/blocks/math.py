"""LaTeX on lines of its own."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class MathBlock(Block):
    """LaTeX on lines of its own."""

    kind: ClassVar[str] = "math"

    content: str = ""
