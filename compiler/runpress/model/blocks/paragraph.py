"""A paragraph of rich text."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.text import Inline


@frozen(kw_only=True)
class Paragraph(Block):
    """A paragraph of rich text."""

    kind: ClassVar[str] = "paragraph"

    children: tuple[Inline, ...] = ()
