"""Reports of versions 1 and 2: groups of panels without prose, in 12 columns. Read as version 5.

    {"version": 2, "panelGroups": [{"name", "panels": {"views": {"0": {"config": [panel, …]}}}, "runSets",
     "openRunSet", "openViz", "customRunColors"}], "global": …}

A group becomes a heading and a grid, whose `metadata` has the same keys. What only the old form has stays
at the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runpress.codec.fields import Decoding
from runpress.codec.json_text import Json
from runpress.codec.oddities import Oddity
from runpress.diagnostics.codes import stored as codes

_GROUPS = "panelGroups"
_SCALE = {"x": 2, "w": 2, "y": 3, "h": 3}
"""Twelve columns became twenty-four, and rows a third as high: `w: 6, h: 2` is a panel of half the width, 6 rows high."""


def is_old(spec: Mapping[str, Json]) -> bool:
    """Whether a spec has groups of panels in place of blocks."""
    return _GROUPS in spec and "blocks" not in spec


def upgraded(spec: Mapping[str, Json], scope: Decoding) -> dict[str, Json]:
    """The spec in version 5, with a finding that says so."""
    message = "this report is stored in a form of before version 5; its groups of panels become headings and grids"
    scope.findings.append(
        Oddity(codes.OLD_FORM, (_GROUPS,), message, "compiling the document gives version 5; look through it first")
    )
    groups = spec[_GROUPS] if isinstance(spec[_GROUPS], list) else []
    blocks = [block for group in groups for block in _blocks(group)]
    rest = {key: value for key, value in spec.items() if key not in (_GROUPS, "version")}
    empty = {"panelSettings": {}, "width": "readable", "authors": [], "discussionThreads": []}
    return {"version": 5, **empty, **rest, "blocks": [_paragraph(), *blocks, _paragraph()]}


def _paragraph() -> Json:
    return {"type": "paragraph", "children": [{"text": ""}]}


def _blocks(group: Json) -> Iterator[Json]:
    if not isinstance(group, dict):
        yield {"type": "unknown-panel-group", "group": group, "children": [{"text": ""}]}
        return
    name = group.get("name")
    if isinstance(name, str) and name:
        yield {"type": "heading", "level": 1, "children": [{"text": name}]}
    kept = {key: value for key, value in group.items() if key not in ("name", "panels")}
    bank = {"name": "Report Panels", "isOpen": False, "type": "grid", "sorted": 0, "panels": _panels(group)}
    metadata = {"name": "unused-name", **kept, "panelBankSectionConfig": bank}
    yield {"type": "panel-grid", "children": [{"text": ""}], "metadata": metadata}


def _panels(group: Mapping[str, Json]) -> list[Json]:
    views = group["panels"].get("views") if isinstance(group.get("panels"), dict) else None
    found: list[Json] = []
    for view in views.values() if isinstance(views, dict) else ():
        panels = view.get("config") if isinstance(view, dict) else None
        found += panels if isinstance(panels, list) else []
    return [_scaled(panel) for panel in found]


def _scaled(panel: Json) -> Json:
    layout = panel.get("layout") if isinstance(panel, dict) else None
    if not isinstance(layout, dict):
        return panel
    scaled = {
        key: value * _SCALE[key] if key in _SCALE and type(value) in (int, float) else value
        for key, value in layout.items()
    }
    return {**panel, "layout": scaled}
