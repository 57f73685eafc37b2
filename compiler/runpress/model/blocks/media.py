"""A media URL alone on its line: a video, a track, a post."""

from __future__ import annotations

from typing import ClassVar

from runpress.frozen import frozen
from runpress.model.blocks.base import Block


@frozen(kw_only=True)
class Media(Block):
    """A media URL alone on its line: a video, a track, a post."""

    kind: ClassVar[str] = "media"

    service: str
    """`video`, `spotify`, `soundcloud` or `twitter`."""
    url: str
