"""The text of a footnote, in the order of first reference."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class Footnote(Block):
    """The text of a footnote, in the order of first reference."""

    kind: ClassVar[str] = "footnotes"

    label: str
    blocks: tuple[Block, ...] = ()
