"""Reports: `wr.Report(…)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.codec.residue import same
from runpress.exporters.wws.blocks import blocks
from runpress.exporters.wws.code import Code, Listed, call, literal
from runpress.exporters.wws.losses import Part
from runpress.exporters.wws.numbers import Numbers

_EMPTY = {"type": "paragraph", "children": [{"text": ""}]}
_WIDTHS = ("readable", "fixed", "fluid")


def report(spec: Mapping[str, Json], about: About, *, title: str) -> Part:
    """A report, and the spec that the package writes for it."""
    stored = spec["blocks"] if isinstance(spec.get("blocks"), list) else []
    inner = blocks(_inside(stored), Numbers())
    said_blocks = _with_ends(inner.said)
    width = spec["width"] if spec.get("width") in _WIDTHS else "readable"
    arguments: dict[str, Code | None] = {
        "entity": literal(about.entity) if about.entity else None,
        "project": literal(about.project),
        "title": literal(title) if title else None,
        "description": literal(about.description) if about.description else None,
        "width": None if width == "readable" else literal(width),
        "blocks": inner.code if isinstance(inner.code, Listed) and inner.code.items else None,
    }
    said: dict[str, Json] = {
        "version": 5,
        "panelSettings": {},
        "blocks": said_blocks,
        "width": width,
        "authors": [],
        "discussionThreads": [],
    }
    return Part(call("wr.Report", **arguments), said)


def _inside(stored: list[Json]) -> list[Json]:
    """The blocks without the empty paragraphs at the ends that the package adds by itself."""
    for first, last in ((1, 1), (1, 0), (0, 1)):
        inner = stored[first : len(stored) - last]
        if same(_with_ends(inner), stored):
            return inner
    return stored


def _with_ends(inner: Sequence[Json]) -> list[Json]:
    """The blocks with an empty paragraph at each end, as the package writes them."""
    if not inner:
        return [_EMPTY, _EMPTY]
    first = [] if same(inner[0], _EMPTY) else [_EMPTY]
    last = [] if same(inner[-1], _EMPTY) else [_EMPTY]
    return [*first, *inner, *last]
