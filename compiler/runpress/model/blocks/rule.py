"""A horizontal rule."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class Rule(Block):
    """A horizontal rule."""

    kind: ClassVar[str] = "rule"
