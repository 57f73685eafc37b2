"""Code in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from runpress.model.blocks.base import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Block):
    """Code in a language."""

    kind: ClassVar[str] = "code"

    text: str = ""
    language: str = ""
