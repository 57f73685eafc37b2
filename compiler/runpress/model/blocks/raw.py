"""A block of W&B that has no Markdown form, kept byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock(Block):
    """A block of W&B that has no Markdown form, kept byte for byte."""

    kind: ClassVar[str] = "raw"

    json: str
