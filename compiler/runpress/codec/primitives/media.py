"""Primitives of the media browser: its axes stand in objects of their own, and tell its mode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive
from runpress.codec.json_text import Json
from runpress.frozen import frozen
from runpress.model.node import Node

_GALLERY = "gallerySettings"
_GRID = "gridSettings"
_AUTO = "auto"
"""What documents say where W&B has axes, but no word on what they are of."""


@frozen
class Inner(Primitive):
    """A value at a key of an object that several fields share: `gridSettings: {xAxis, yAxis}`."""

    key: str
    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the key into the object."""
        del scope
        value = getattr(node, declared.name)
        if value is not None:
            out.setdefault(declared.wire, {})[self.key] = value

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The object's key."""
        del scope
        holder = stored.get(declared.wire)
        value = holder.get(self.key) if isinstance(holder, dict) else None
        return UNSET if value is None else value


class Mode(Primitive):
    """Gallery or grid; axes of one kind alone tell it."""

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write what the author says, else what the axes tell."""
        del scope
        mode = getattr(node, declared.name) or _told(
            gallery=getattr(node, "gallery_axis", None) is not None,
            grid=getattr(node, "grid_x_axis", None) is not None or getattr(node, "grid_y_axis", None) is not None,
        )
        if mode and mode != _AUTO:
            out[declared.wire] = mode

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Nothing where the axes tell it."""
        del scope
        mode = stored.get(declared.wire, _AUTO)
        gallery, grid = bool(stored.get(_GALLERY)), bool(stored.get(_GRID))
        if mode is None or mode == _told(gallery=gallery, grid=grid) or (mode == _AUTO and not (gallery or grid)):
            return UNSET
        return mode


def _told(*, gallery: bool, grid: bool) -> str:
    return ("gallery" if gallery else "grid") if gallery != grid else ""


GALLERY_AXIS = Inner("axis")
GRID_X_AXIS = Inner("xAxis")
GRID_Y_AXIS = Inner("yAxis")
PAGE = Inner("start")
MODE = Mode()
