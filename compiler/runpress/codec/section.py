"""Sections of a workspace: `section.panelBankConfig.sections[]`, and the unused one that every spec has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.fields import Decoding, Encoding, difference, with_residue
from runpress.codec.json_text import Json
from runpress.codec.layouts import OFF_GRID, clashing_of, kept_there
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.panels import AUTO, decode_panel, encode_panel
from runpress.codec.settings import decode_settings, encode_settings
from runpress.diagnostics.codes import stored as codes
from runpress.model.layout import Layout, columns_of
from runpress.model.panels.base import Panel
from runpress.model.panels.raw import RawPanel
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.model.section_grid import section_grid
from runpress.model.view import Section


def encode_section(section: Section, scope: Encoding) -> dict[str, Json]:
    """The section as W&B stores it."""
    said = _said(section, _panels(section, scope), scope)
    return with_residue(said, section.options.extra, section.options.omit, scope)


def decode_section(
    stored: Mapping[str, Json], runset: Runset, scope: Decoding, *, is_sorted: bool, path: JsonPath = ()
) -> Section:
    """The section that a stored object says; `path` is where it stands."""
    options = decode_settings(SectionOptions, stored, scope)
    panels = stored["panels"] if isinstance(stored.get("panels"), list) else []
    found = [_panel(panel, options, scope, (*path, "panels", at)) for at, panel in enumerate(panels)]
    if options.layout_type == "custom":
        found = _flowing(found, runset, options, is_sorted=is_sorted) or _standing(found, scope, (*path, "panels"))
    grid, _ = section_grid(found, runset, options, is_sorted=is_sorted)
    section = Section(name=_readable(stored.get("name")), grid=grid, options=options)
    said = _said(
        section, [panel if isinstance(panel, dict) else {} for panel in panels], Encoding(dialect=scope.dialect)
    )
    left = difference(stored, said)
    if not left:
        return section
    kept = {name: value for name, value in (("extra", left.extra or None), ("omit", left.omit)) if value}
    return Section(name=section.name, grid=grid, options=options.model_copy(update=kept))


def unused_section() -> dict[str, Json]:
    """The section that specs of workspaces have beside their own: that of a report's grid, empty."""
    return {
        "name": "Report Panels",
        "isOpen": False,
        "panels": [],
        "type": "grid",
        "flowConfig": {
            "snapToColumns": True,
            "columnsPerPage": 3,
            "rowsPerPage": 2,
            "gutterWidth": 16,
            "boxWidth": 460,
            "boxHeight": 300,
        },
        "sorted": 0,
        "localPanelSettings": {
            "smoothingWeight": 0,
            "smoothingType": "exponential",
            "xAxis": "_step",
            "ignoreOutliers": False,
            "useRunsTableGroupingInPanels": True,
            "smoothingActive": True,
            "xAxisActive": False,
        },
        "pinned": False,
    }


def _said(section: Section, panels: list[dict[str, Json]], scope: Encoding) -> dict[str, Json]:
    """The section without what it keeps beside its options."""
    out = {"name": section.name, **encode_settings(section.options, scope)}
    columns = section.grid.options.columns
    if columns is not None:
        out["flowConfig"]["columnsPerPage"] = columns
    return {**out, "panels": panels}


def _panels(section: Section, scope: Encoding) -> list[dict[str, Json]]:
    grid = section.grid
    is_custom = section.options.layout_type == "custom"
    encoded: list[dict[str, Json]] = []
    for panel, layout in zip(grid.panels, grid.layouts, strict=True):
        out = encode_panel(panel, layout if is_custom else _own_layout(panel), scope)
        if section.options.is_panels_auto and not isinstance(panel, RawPanel) and AUTO not in panel.omit:
            # W&B takes panels without the mark for its own, and deletes them with the next change.
            out.setdefault(AUTO, False)
        encoded.append(out)
    return encoded


def _own_layout(panel: Panel) -> Layout:
    """The place of a panel in a section where panels follow each other: what it says, else W&B's default."""
    if panel.layout is not None:
        return panel.layout
    size = {"w": columns_of(panel.width)} if panel.width is not None else {}
    return Layout(**size, **({"h": panel.height} if panel.height is not None else {}))


def _panel(stored: Json, options: SectionOptions, scope: Decoding, path: JsonPath) -> Panel:
    """One panel, with its layout where that is not the default. What is no object stays with the section."""
    if not isinstance(stored, dict):
        return RawPanel(spec={})
    layout = _layout(stored.get("layout"))
    panel = decode_panel(stored, scope, layout=layout, path=path)
    update: dict[str, Any] = {} if layout == Layout() else {"layout": layout}
    if options.is_panels_auto and not isinstance(panel, RawPanel):
        update |= _auto_mark(panel, stored)
    return panel.model_copy(update=update) if update else panel


def _auto_mark(panel: Panel, stored: Mapping[str, Json]) -> dict[str, Any]:
    """What a panel of an automatic section says of itself, where every other one is marked as somebody's own."""
    if stored.get(AUTO) is False:
        return {"auto": None}
    return {} if AUTO in stored else {"omit": (*panel.omit, AUTO)}


def _flowing(panels: list[Panel], runset: Runset, options: SectionOptions, *, is_sorted: bool) -> list[Panel]:
    """The panels without layouts, if they stand where they would anyway; else none."""
    loose = [panel.model_copy(update={"layout": None}) for panel in panels]
    flowing, _ = section_grid(loose, runset, options, is_sorted=is_sorted)
    is_there = all((panel.layout or Layout()) == place for panel, place in zip(panels, flowing.layouts, strict=True))
    return loose if is_there else []


def _standing(panels: list[Panel], scope: Decoding, path: JsonPath) -> list[Panel]:
    """The panels with their layouts, as far as documents may say them."""
    layouts = [panel.layout or Layout() for panel in panels]
    clashing = clashing_of(layouts)
    scope.findings.extend(Oddity(codes.OVERLAP, (*path, at, "layout"), OFF_GRID) for at in sorted(clashing))
    return [
        kept_there(panel.model_copy(update={"layout": None}), layout)
        if at in clashing
        else panel.model_copy(update={"layout": layout})
        for at, (panel, layout) in enumerate(zip(panels, layouts, strict=True))
    ]


def _layout(stored: Json) -> Layout:
    """The layout as far as documents can say it; the rest stays with the panel."""
    from pydantic import ValidationError

    try:
        return Layout.model_validate(stored)
    except ValidationError:
        return Layout()


def _readable(name: Json) -> str:
    """A section's name as a heading can hold it."""
    text = name if isinstance(name, str) else ""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
