"""The text of a footnote, in the order of first reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(Block):
    """The text of a footnote, in the order of first reference."""

    kind: ClassVar[str] = "footnotes"

    label: str
    blocks: tuple[Block, ...] = ()
