"""Code in a language."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class CodeBlock(Block):
    """Code in a language."""

    kind: ClassVar[str] = "code"

    text: str = ""
    language: str = ""
