"""An `embed` fence: media by URL or HTML, a gallery, or Markdown kept as Markdown."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.embed import EmbedOptions


@frozen(kw_only=True)
class Embed(Block):
    """Embedded content, as its options say."""

    kind: ClassVar[str] = "embed"

    options: EmbedOptions
    blocks: tuple[Block, ...] = ()
    """The blocks of `markdown:`, parsed; empty for the other kinds."""
