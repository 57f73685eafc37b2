"""The base of all blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from runpress.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a document. Blocks compare by content; `span` is where they were written."""

    kind: ClassVar[str]
    """The name of the kind: its module, its template, its documentation."""

    span: Span | None = field(default=None, compare=False, repr=False)
