"""What parsing gives besides blocks of the view: fences that passes still have to put in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import ClassVar, TypeAlias

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.located import Located
from runpress.model.node import Node
from runpress.source import Span


@frozen(kw_only=True)
class Directive(Block):
    """A panel, a run set, a grid or a section as its fence says it; no view holds one."""

    kind: ClassVar[str] = "directive"

    word: str
    node: Node


@frozen
class Fence:
    """The fence of a directive, its body read."""

    word: str
    body: Located
    text: str
    """The body as it was written."""
    span: Span


@frozen(kw_only=True)
class Verbatim(Block):
    """Text that is written again as it is: comments, HTML, definitions of links. Only where the source is kept."""

    kind: ClassVar[str] = "verbatim"

    text: str


@frozen(kw_only=True)
class Fenced(Block):
    """A fence by the whole of its info string. Only where the source is kept."""

    kind: ClassVar[str] = "fenced"

    info: str
    text: str


@frozen
class VerbatimInline:
    """Inline text that is written again as it is. Only where the source is kept."""

    text: str
    marks: frozenset[str] = frozenset()
    span: Span | None = field(default=None, compare=False, repr=False)


LowerFence: TypeAlias = Callable[[Fence], Block | None]
"""Turns a fence into a block, or into nothing if it cannot be understood."""
