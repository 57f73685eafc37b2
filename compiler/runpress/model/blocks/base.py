"""The base of all blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, TypeAlias

from runpress.frozen import frozen
from runpress.source import Span

Dialect: TypeAlias = Literal["sdk", "editor"]
"""Whose habits stored text follows: the Python package's, or those of W&B's editor."""


@frozen(kw_only=True)
class Block:
    """A block of a document. Blocks compare by content; `span` is where they were written."""

    kind: ClassVar[str]
    """The name of the kind: its module, its template, its documentation."""

    extra: Mapping[str, Any] | None = None
    """Keys of W&B's for the block that runpress does not know, from the comment `<!-- extra: {…} -->` above it."""
    omit: tuple[str, ...] = ()
    """Keys that W&B's copy of the block lacks, by path, from the same comment."""
    dialect: Dialect | None = None
    """How the block's text is stored if otherwise than the document's, from the same comment: `<!-- dialect: editor -->`."""
    span: Span | None = field(default=None, compare=False, repr=False)
