"""Reports of versions 1 and 2: groups of panels without prose, in 12 columns. Read as version 5.

    {"version": 2, "panelGroups": [{"name", "panels": {"views": {"0": {"config": [panel, …]}}}, "runSets",
     "openRunSet", "openViz", "customRunColors"}], "global": …}

A group becomes a heading and a grid, whose `metadata` has the same keys. What only the old form has stays
at the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.grid import encode_grid
from runpress.codec.ids import Ids
from runpress.codec.json_text import Json
from runpress.codec.oddities import Oddity
from runpress.diagnostics.codes import stored as codes
from runpress.model.blocks import PanelGrid
from runpress.model.runset import Runset

_GROUPS = "panelGroups"
_KEYS = frozenset({"name", "panels", "runSets", "openRunSet", "openViz", "customRunColors"})
_SCALE = {"x": 2, "w": 2, "y": 3, "h": 3}
"""Twelve columns became twenty-four, and rows a third as high: `w: 6, h: 2` is a panel of half the width, 6 rows high."""


def upgraded(spec: Mapping[str, Json], scope: Decoding) -> dict[str, Json]:
    """The spec in version 5, with a finding that says so."""
    message = "this report is stored in a form of before version 5; its groups of panels become headings and grids"
    scope.findings.append(
        Oddity(codes.OLD_FORM, (_GROUPS,), message, "compiling the document gives version 5; look through it first")
    )
    groups = spec[_GROUPS] if isinstance(spec[_GROUPS], list) else [spec[_GROUPS]]
    blocks = [block for group in groups for block in _blocks(group)]
    rest = {key: value for key, value in spec.items() if key not in (_GROUPS, "version")}
    empty = {"panelSettings": {}, "width": "readable", "authors": [], "discussionThreads": []}
    return {"version": 5, **empty, **rest, "blocks": [_paragraph(), *blocks, _paragraph()]}


def _paragraph() -> Json:
    return {"type": "paragraph", "children": [{"text": ""}]}


def _blocks(group: Json) -> Iterator[Json]:
    if not isinstance(group, dict) or not _KEYS.intersection(group):
        yield {"type": "unknown-panel-group", "group": group, "children": [{"text": ""}]}
        return
    name = group.get("name")
    if isinstance(name, str) and name:
        yield {"type": "heading", "level": 1, "children": [{"text": name}]}
    yield _grid(group)


def _grid(group: Mapping[str, Json]) -> Json:
    """A grid of today's with what the group says."""
    grid = encode_grid(PanelGrid(runsets=(Runset(),)), Encoding())
    is_heading = isinstance(group.get("name"), str)
    grid["metadata"].update({key: value for key, value in group.items() if key != "name" or not is_heading})
    if isinstance(group.get("runSets"), list):
        grid["metadata"]["runSets"] = [_runset(runset) for runset in group["runSets"]]
    if "panels" in group:
        grid["metadata"]["panels"] = _without_panels(group["panels"])
    ids = Ids()
    panels = [_panel(panel, ids) for panel in _panels(group)]
    grid["metadata"]["panelBankSectionConfig"]["panels"] = panels
    return grid


def _runset(stored: Json) -> Json:
    """A run set of today's: sorted by a list of keys."""
    if not isinstance(stored, dict):
        return stored
    sort = stored.get("sort")
    if isinstance(sort, dict) and "keys" not in sort and isinstance(sort.get("key"), dict):
        sort = {"keys": [{"key": sort["key"], "ascending": sort.get("ascending", False)}]}
    new = {"search": {"query": ""}, "expandedRowAddresses": [], **stored}
    return {**new, "sort": sort} if "sort" in stored else new


def _without_panels(stored: Json) -> Json:
    """Where the panels were: grids still have the place, and keep there what was beside the panels."""
    if not isinstance(stored, dict) or not isinstance(stored.get("views"), dict):
        return stored
    return {**stored, "views": {key: _emptied(view) for key, view in stored["views"].items()}}


def _emptied(view: Json) -> Json:
    return {**view, "config": []} if isinstance(view, dict) and isinstance(view.get("config"), list) else view


def _panels(group: Mapping[str, Json]) -> list[Json]:
    views = group["panels"].get("views") if isinstance(group.get("panels"), dict) else None
    found: list[Json] = []
    for view in views.values() if isinstance(views, dict) else ():
        panels = view.get("config") if isinstance(view, dict) else None
        found += panels if isinstance(panels, list) else []
    return found


def _panel(stored: Json, ids: Ids) -> Json:
    """A panel of today's: with an id, in 24 columns, its metrics and columns in lists of their own."""
    if not isinstance(stored, dict):
        return stored
    panel = {"__id__": ids.make("panel", repr(stored)), **stored}
    if isinstance(stored.get("layout"), dict):
        panel["layout"] = {key: _scaled(key, value) for key, value in stored["layout"].items()}
    config = stored.get("config")
    if isinstance(config, dict):
        panel["config"] = _config(str(stored.get("viewType")), config)
    return panel


def _scaled(key: str, value: Json) -> Json:
    return value * _SCALE[key] if key in _SCALE and type(value) in (int, float) else value


def _config(view_type: str, stored: Mapping[str, Json]) -> dict[str, Json]:
    config = dict(stored)
    if view_type == "Run History Line Plot" and "metrics" not in config and isinstance(config.get("key"), str):
        config["metrics"] = [config.pop("key")]
    dimensions = config.get("dimensions")
    if view_type == "Parallel Coordinates Plot" and "columns" not in config and isinstance(dimensions, list):
        config["columns"] = [{"accessor": name} for name in config.pop("dimensions")]
    return config
