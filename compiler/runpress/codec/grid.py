"""Grids of panels: the block that W&B stores for one, and back.

Its `metadata` holds the panels (`panelBankSectionConfig`), the run sets that they show, colours, and what is left of
older versions. `extra` of the grid's options is merged into `metadata`, `beside` into the block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from runpress.codec import grid_colors
from runpress.codec.fields import Decoding, Encoding, difference, parts_of, with_residue
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object
from runpress.codec.layouts import OFF_GRID, kept_there, stored_layout, words_for
from runpress.codec.odd_values import report_odd_values
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.panels import decode_panel, encode_panel
from runpress.codec.residue import Residue
from runpress.codec.runsets.runset import decode_runset, encode_runset
from runpress.codec.settings import decode_settings, encode_settings, unset_settings
from runpress.diagnostics.codes import stored as codes
from runpress.model.blocks.grid import PanelGrid
from runpress.model.grid import GridOptions, GridPanelSettings
from runpress.model.layout import Layout
from runpress.model.panels.base import Panel
from runpress.model.panels.raw import RawPanel
from runpress.model.placement import place_panels
from runpress.model.runset import Runset

_METADATA = frozenset(
    {
        "openViz",
        "openRunSet",
        "runSets",
        "hideRunSets",
        "panels",
        "panelBankConfig",
        "panelBankSectionConfig",
        "customRunColors",
    }
)
_BANK_SETTINGS = {"autoOrganizePrefix": 2, "showEmptySections": False, "sortAlphabetically": False}
_FLOW = {
    "snapToColumns": True,
    "columnsPerPage": 3,
    "rowsPerPage": 2,
    "gutterWidth": 16,
    "boxWidth": 460,
    "boxHeight": 300,
}


def encode_grid(grid: PanelGrid, scope: Encoding) -> dict[str, Json]:
    """The grid as W&B stores it."""
    places = grid.layouts if len(grid.layouts) == len(grid.panels) else place_panels(grid.panels, grid.options)[0]
    panels = [encode_panel(panel, place, scope) for panel, place in zip(grid.panels, places, strict=True)]
    runsets = [encode_runset(runset, scope) for runset in grid.runsets]
    options = grid.options
    beside = dict(options.beside or {})
    if options.extra is not None:
        beside["metadata"] = options.extra
    return with_residue(_block(grid, runsets, panels, scope), beside, options.omit, scope)


def decode_grid(block: Mapping[str, Json], scope: Decoding, *, path: JsonPath = ()) -> PanelGrid:
    """The grid that says a stored block; `path` is where the block stands."""
    metadata = as_object(block.get("metadata"))
    section = as_object(metadata.get("panelBankSectionConfig"))
    stored_runsets, stored_panels = as_list(metadata.get("runSets")), as_list(section.get("panels"))
    runsets = tuple(
        decode_runset(as_object(item), scope) if isinstance(item, dict) else Runset() for item in stored_runsets
    )
    panels, words, places = _panels(stored_panels, scope, (*path, "metadata", "panelBankSectionConfig", "panels"))
    words |= _options(metadata, section, runsets, scope)
    options = GridOptions(**words)
    grid = PanelGrid(
        panels=panels,
        runsets=runsets or (Runset(),),
        options=options,
        layouts=places or place_panels(panels, options)[0],
    )
    grid = grid_colors.decoded(grid, metadata.get("customRunColors"), stored_runsets)
    left = _left(grid, block, stored_runsets, stored_panels, scope)
    if not left:
        return grid
    parts = parts_of(left, "metadata")
    report_odd_values(parts.get("extra"), _METADATA, (*path, "metadata"), scope, of="a grid")
    return replace(grid, options=grid.options.model_copy(update=parts))


def _block(grid: PanelGrid, runsets: Sequence[Json], panels: Sequence[Json], scope: Encoding) -> dict[str, Json]:
    """The block of a grid whose run sets and panels are these."""
    return {
        "type": "panel-grid",
        "children": [{"text": ""}],
        "metadata": {
            "openViz": grid.options.open_viz,
            **_open_runset(grid),
            "name": "unused-name",
            "runSets": list(runsets),
            "hideRunSets": grid.options.hide_run_sets,
            "panels": {"views": {"0": {"name": "Panels", "defaults": [], "config": []}}, "tabs": ["0"]},
            "panelBankConfig": {
                "state": 0,
                "settings": dict(_BANK_SETTINGS),
                "sections": [{**_section("Hidden Panels", "flow", None, scope), "panels": []}],
            },
            "panelBankSectionConfig": {
                **_section("Report Panels", "grid", grid.options.panel_settings, scope),
                "panels": list(panels),
            },
            "customRunColors": grid_colors.encoded(grid, runsets),
        },
    }


def _section(name: str, kind: str, settings: GridPanelSettings | None, scope: Encoding) -> dict[str, Json]:
    return {
        "name": name,
        "isOpen": False,
        "type": kind,
        "flowConfig": dict(_FLOW),
        "sorted": 0,
        "localPanelSettings": encode_settings(settings, scope)
        if settings
        else unset_settings(GridPanelSettings, scope.dialect),
    }


def _open_runset(grid: PanelGrid) -> dict[str, Json]:
    """The run set whose table stands open: the first if nothing is said, no key if none does."""
    active = grid.options.active_runset
    if active is False:
        return {}
    if isinstance(active, str):
        names = [runset.name for runset in grid.runsets]
        active = names.index(active) if active in names else None
    return {"openRunSet": active or 0}


def _active_runset(stored: Json, runsets: Sequence[Runset]) -> dict[str, Any]:
    if isinstance(stored, bool) or not isinstance(stored, int) or stored == 0:
        return {}
    names = [runset.name for runset in runsets]
    if 0 < stored < len(names) and names.index(names[stored]) == stored:
        return {"active_runset": names[stored]}
    return {"active_runset": stored} if stored > 0 else {}


def _options(
    metadata: Mapping[str, Json], section: Mapping[str, Json], runsets: Sequence[Runset], scope: Decoding
) -> dict[str, Any]:
    """What the options of the grid say of its stored metadata."""
    found: dict[str, Any] = {}
    if not as_list(section.get("panels")):
        found["empty"] = True
    if metadata.get("openViz") is False:
        found["open_viz"] = False
    if metadata.get("hideRunSets") is True:
        found["hide_run_sets"] = True
    if metadata and "openRunSet" not in metadata:
        found["active_runset"] = False
    settings = section.get("localPanelSettings")
    if isinstance(settings, dict):
        decoded = decode_settings(GridPanelSettings, settings, scope)
        found |= {"panel_settings": decoded} if decoded.model_fields_set else {}
    return found | _active_runset(metadata.get("openRunSet"), runsets)


def _panels(
    stored: Sequence[Json], scope: Decoding, path: JsonPath
) -> tuple[tuple[Panel, ...], dict[str, Any], tuple[Layout, ...]]:
    """The panels with the words that say their places, such words for the grid, and the places if words say them all."""
    layouts = [stored_layout(item.get("layout")) if isinstance(item, dict) else None for item in stored]
    words = words_for(layouts)
    scope.findings.extend(Oddity(codes.OVERLAP, (*path, at, "layout"), OFF_GRID) for at in words.clashing)
    panels = [
        _panel(item, layout, scope, (*path, at)) for at, (item, layout) in enumerate(zip(stored, layouts, strict=True))
    ]
    for at, options in enumerate(words.panels):
        layout = layouts[at]
        if options:
            panels[at] = panels[at].model_copy(update=dict(options))
        if layout and at in words.clashing:
            panels[at] = kept_there(panels[at], layout)
    places = tuple(layout for layout in layouts if layout)
    is_said = len(places) == len(layouts) and not words.clashing
    return tuple(panels), dict(words.grid), places if is_said else ()


def _panel(stored: Json, layout: Layout | None, scope: Decoding, path: JsonPath) -> Panel:
    if isinstance(stored, dict):
        return decode_panel(stored, scope, layout=layout, path=path)
    scope.findings.append(Oddity(codes.ODD_VALUE, path, "this stands where a panel belongs"))
    return RawPanel()


def _left(
    grid: PanelGrid,
    block: Mapping[str, Json],
    stored_runsets: Sequence[Json],
    stored_panels: Sequence[Json],
    scope: Decoding,
) -> Residue:
    """What the grid does not say of the block. Its run sets and panels say all of themselves, so that they stay as they are."""
    runsets = list(map(as_object, stored_runsets)) or [{}]
    panels = list(map(as_object, stored_panels))
    return difference(block, _block(grid, runsets, panels, Encoding(dialect=scope.dialect)))
