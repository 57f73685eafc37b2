"""Sections of workspaces, `ws.Section(…)`, and the settings that they share with the whole workspace."""

from __future__ import annotations

from collections.abc import Mapping

from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object
from runpress.exporters.wws import fields
from runpress.exporters.wws.code import Code, Listed, Raw, call, literal
from runpress.exporters.wws.losses import Part, noted
from runpress.exporters.wws.names import back_name, front_name
from runpress.exporters.wws.numbers import Numbers
from runpress.exporters.wws.panels import panel
from runpress.model.panels.choices import SmoothingType

_FLOW = {"snapToColumns": True, "gutterWidth": 16, "boxWidth": 460, "boxHeight": 300}
_DEFAULT = {"x": 0, "y": 0, "w": 8, "h": 6}
Arguments = dict[str, "Code | None"]


def section(stored: Json, numbers: Numbers) -> Part:
    """A section, and what the package writes for it."""
    has = as_object(stored)
    codes: list[Code] = []
    said_panels: list[Json] = []
    for each in as_list(has.get("panels")):
        part = _panel(each, numbers)
        codes.append(noted(part, each, f"panel as this one of type `{as_object(each).get('viewType')}`"))
        said_panels += [part.said] if part.code is not None else []
    name = has["name"] if isinstance(has.get("name"), str) else ""
    flow, said_flow = _layout(as_object(has.get("flowConfig")))
    settings: Arguments = {}
    said_settings = panel_settings(as_object(has.get("localPanelSettings")), settings)
    is_open, is_pinned = has.get("isOpen") is True, has.get("pinned") is True
    arguments: Arguments = {
        "name": literal(name),
        "is_open": Raw("True") if is_open else None,
        "pinned": Raw("True") if is_pinned else None,
        "layout_settings": call("ws.SectionLayoutSettings", **flow) if any(flow.values()) else None,
        "panel_settings": call("ws.SectionPanelSettings", **settings) if any(settings.values()) else None,
        "panels": Listed(tuple(codes)) if codes else None,
    }
    said = {
        "name": name,
        "isOpen": is_open,
        "pinned": is_pinned,
        "type": "flow",
        "sorted": 0,
        "flowConfig": said_flow,
        "localPanelSettings": said_settings,
        "panels": said_panels,
    }
    return Part(call("ws.Section", **arguments), said)


def _panel(stored: Json, numbers: Numbers) -> Part:
    """A panel of a section, where the package moves none."""
    layout = as_object(as_object(stored).get("layout"))
    place = {key: layout[key] if fields.WHOLE(layout.get(key)) else default for key, default in _DEFAULT.items()}
    return panel(stored, None if place == _DEFAULT else place, place, numbers.next("panel"))


def _layout(flow: Mapping[str, Json]) -> tuple[Arguments, dict[str, Json]]:
    said: dict[str, Json] = {**_FLOW, "columnsPerPage": 3, "rowsPerPage": 2}
    arguments: Arguments = {}
    for name, wire in (("columns", "columnsPerPage"), ("rows", "rowsPerPage")):
        if fields.WHOLE(flow.get(wire)) is not None and flow[wire] != said[wire]:
            said[wire], arguments[name] = flow[wire], literal(flow[wire])
    return arguments, said


def panel_settings(stored: Mapping[str, Json], arguments: Arguments) -> dict[str, Json]:
    """The settings that sections and workspaces share; what the package writes for them."""
    said: dict[str, Json] = {
        "xAxis": "_step",
        "smoothingType": "none",
        "smoothingWeight": 0,
        "ignoreOutliers": False,
        "useRunsTableGroupingInPanels": True,
    }
    axis = stored.get("xAxis")
    if isinstance(axis, str) and back_name(front_name(axis)) == axis and axis != "_step":
        said["xAxis"], arguments["x_axis"] = axis, literal(front_name(axis))
    ends = (fields.Field("x_min", "xAxisMin", fields.NUMBER), fields.Field("x_max", "xAxisMax", fields.NUMBER))
    fields.taken(stored, ends, arguments, said)
    kind, weight = stored.get("smoothingType"), stored.get("smoothingWeight")
    if fields.choice(SmoothingType)(kind) is not None and kind != "none":
        said["smoothingType"], arguments["smoothing_type"] = kind, literal(kind)
    if isinstance(weight, int | float) and not isinstance(weight, bool) and weight == int(weight) and weight > 0:
        said["smoothingWeight"], arguments["smoothing_weight"] = weight, literal(int(weight))
    said["smoothingActive"] = said["smoothingType"] != "none" or said["smoothingWeight"] != 0
    said["xAxisActive"] = said["xAxis"] != "_step" or not {"xAxisMin", "xAxisMax"}.isdisjoint(said)
    return said
