"""A table of contents of the document: `[TOC]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOfContents(Block):
    """A table of contents of the document: `[TOC]`."""

    kind: ClassVar[str] = "toc"
