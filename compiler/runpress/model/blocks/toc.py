"""A table of contents of the document: `[TOC]`."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class TableOfContents(Block):
    """A table of contents of the document: `[TOC]`."""

    kind: ClassVar[str] = "toc"
