"""An image on a line of its own, with an optional caption."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.text import Inline


@frozen(kw_only=True)
class Image(Block):
    """An image on a line of its own, with an optional caption."""

    kind: ClassVar[str] = "image"

    url: str
    alt: str = ""
    caption: tuple[Inline, ...] = ()
