"""A horizontal rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Block):
    """A horizontal rule."""

    kind: ClassVar[str] = "rule"
