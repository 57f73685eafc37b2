"""Colours of runs in two strengths, the second for bands: `{"color": "#123456", "transparentColor": "#12345619"}`."""

from __future__ import annotations

from collections.abc import Mapping

from runpress.codec.json_text import Json
from runpress.model.colors import is_color
from runpress.model.runset import RunSettings

_WIRES = {"color": "color", "transparent_color": "transparentColor"}


def run_color(settings: RunSettings) -> Json:
    """The colour of a run as it is stored; nothing if it has none."""
    if not settings.color or settings.transparent_color is None:
        return settings.color
    return {wire: getattr(settings, name) for name, wire in _WIRES.items()}


def read_run_color(stored: Json) -> Mapping[str, str]:
    """What a stored colour says of a run, by option; nothing if it is none."""
    if isinstance(stored, str):
        return {"color": stored} if stored and is_color(stored) else {}
    if not isinstance(stored, dict) or stored.keys() != set(_WIRES.values()):
        return {}
    found = {name: stored[wire] for name, wire in _WIRES.items()}
    return found if all(isinstance(color, str) and is_color(color) for color in found.values()) else {}
