"""A block of W&B that has no Markdown form, kept byte for byte."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class RawBlock(Block):
    """A block of W&B that has no Markdown form, kept byte for byte."""

    kind: ClassVar[str] = "raw"

    json: str
