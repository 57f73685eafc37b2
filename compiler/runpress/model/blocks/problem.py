"""A fence that could not be understood; its findings stand in its place on the page."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class Problem(Block):
    """A fence that could not be understood; its findings stand in its place on the page."""

    kind: ClassVar[str] = "problem"

    fence: str
    """The word of its info string."""
    text: str
    """The body as it was written."""
