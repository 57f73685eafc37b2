"""Grids of panels: `wr.PanelGrid(…)`, with the places that the package gives its panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.fields import Encoding
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object
from runpress.codec.settings import encode_settings
from runpress.exporters.wws.code import Code, Listed, Mapped, Raw, Tupled, call, literal, text_literal
from runpress.exporters.wws.losses import Part, noted
from runpress.exporters.wws.names import back_name, front_name
from runpress.exporters.wws.numbers import Numbers
from runpress.exporters.wws.panels import panel
from runpress.exporters.wws.runsets import runset
from runpress.model.grid import GridPanelSettings
from runpress.model.layout import COLUMNS

_FLOW = {
    "snapToColumns": True,
    "columnsPerPage": 3,
    "rowsPerPage": 2,
    "gutterWidth": 16,
    "boxWidth": 460,
    "boxHeight": 300,
}
_DEFAULT: dict[str, int] = {"x": 0, "y": 0, "w": 8, "h": 6}
Place = dict[str, int]


def grid(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    """A grid, and what the package writes for it."""
    metadata = as_object(stored.get("metadata"))
    ids = [numbers.next("runset") for _ in as_list(metadata.get("runSets")) or [None]]
    sets = [runset(each, id_) for each, id_ in zip(as_list(metadata.get("runSets")) or [None], ids, strict=True)]
    panels = _panels(as_list(as_object(metadata.get("panelBankSectionConfig")).get("panels")), numbers)
    colors = _colors(as_object(metadata.get("customRunColors")), as_list(metadata.get("runSets")), ids)
    hides = metadata.get("hideRunSets") is True
    arguments: dict[str, Code | None] = {
        "runsets": _runsets(sets, as_list(metadata.get("runSets"))),
        "panels": panels.code if isinstance(panels.code, Listed) and panels.code.items else None,
        "hide_run_sets": Raw("True") if hides else None,
        "custom_run_colors": colors.code,
    }
    said = _said([part.said for part in sets], panels.said, colors.said, hides=hides)
    return Part(call("wr.PanelGrid", **arguments), said)


def placed(stored: Sequence[Json]) -> tuple[list[Place | None], list[Place]]:
    """What code says of each panel's place, and where the package then puts it.

    Sizes are enough where the package moves panels of these sizes to just these places.
    """
    places = [_place(as_object(each).get("layout")) for each in stored]
    sizes = [{**_DEFAULT, "w": place["w"], "h": place["h"]} for place in places]
    told = sizes if _pushed(sizes) == places else places
    return [place if place != _DEFAULT else None for place in told], _pushed(told)


def _panels(stored: list[Json], numbers: Numbers) -> Part:
    known = [each for each in stored if panel(each, None, _DEFAULT, "").code is not None]
    told, written = placed(known)
    codes: list[Code] = []
    said: list[Json] = []
    at = 0
    for each in stored:
        if at < len(known) and each is known[at]:
            part = panel(each, told[at], written[at], numbers.next("panel"))
            said.append(part.said)
            at += 1
        else:
            part = Part(None, None)
        codes.append(noted(part, each, f"panel as this one of type `{as_object(each).get('viewType')}`"))
    return Part(Listed(tuple(codes)), said)


def _pushed(told: Sequence[Place]) -> list[Place]:
    """The places after the package's one pass: a panel that an earlier one overlaps goes to its right, or below it."""
    places = [dict(place) for place in told]
    for at, first in enumerate(places):
        for second in places[at + 1 :]:
            if not _overlap(first, second):
                continue
            right = first["x"] + first["w"]
            if right + second["w"] <= COLUMNS:
                second["x"] = right
            else:
                second["y"], second["x"] = first["y"] + first["h"], 0
    return places


def _overlap(first: Place, second: Place) -> bool:
    return not (
        first["x"] + first["w"] <= second["x"]
        or first["x"] >= second["x"] + second["w"]
        or first["y"] + first["h"] <= second["y"]
        or first["y"] >= second["y"] + second["h"]
    )


def _place(layout: Json) -> Place:
    has = as_object(layout)
    return {key: int(has[key]) if _is_whole(has.get(key)) else default for key, default in _DEFAULT.items()}


def _is_whole(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)


def _runsets(parts: Sequence[Part], stored: Sequence[Json]) -> Code | None:
    """The run sets with comments; nothing where the one run set that a grid has anyway says it."""
    codes = [noted(part, each, "run set") for part, each in zip(parts, stored, strict=False)]
    return None if codes == [call("wr.Runset")] or not codes else Listed(tuple(codes))


def _colors(stored: Mapping[str, Json], runsets: Sequence[Json], ids: Sequence[str]) -> Part:
    """Colours of runs and of groups; `ids` are those that the package gives the run sets."""
    said: dict[str, Json] = {}
    codes: list[tuple[Code, Code]] = []
    for key, color in stored.items():
        if isinstance(color, str | dict):
            code, written = _colored(key, runsets, ids)
            codes.append((code, literal(color)))
            said[written] = color
    return Part(Mapped(tuple(codes)) if codes else None, said)


def _colored(key: str, runsets: Sequence[Json], ids: Sequence[str]) -> tuple[Code, str]:
    """What has a colour, and the key that the package makes of it. A group is named by its run set, by that one's name."""
    names = [as_object(each).get("name", "Run set") for each in runsets]
    for at, (each, name) in enumerate(zip(runsets, names, strict=True)):
        id_ = as_object(each).get("id")
        if not isinstance(id_, str) or not key.startswith(f"{id_}-"):
            continue
        rest = key.removeprefix(f"{id_}-")
        is_first = isinstance(name, str) and names.index(name) == at
        group = _group(rest, name) if rest and is_first else None
        return (literal(key), key) if group is None else (group, f"{ids[at]}-{rest}")
    return literal(key), key


def _group(text: str, runset_name: str) -> Code | None:
    """`wr.RunsetGroup(…)` of what stands behind a run set's id: `config:lr.value:0.1-group:a`."""
    parts = text.split("-")
    keys = [_group_key(part) for part in (parts if all(":" in part for part in parts) else [text])]
    found = [key for key in keys if key is not None]
    if len(found) < len(keys):
        return None
    return call("wr.RunsetGroup", runset_name=literal(runset_name), keys=Tupled(tuple(found)))


def _group_key(text: str) -> Code | None:
    if text.startswith("config:"):
        name, found, value = text.removeprefix("config:").partition(":")
        first, *rest = name.split(".")
        if not found or rest[:1] != ["value"]:
            return None
        metric = f"wr.Config({text_literal('.'.join([first, *rest[1:]]))})"
    else:
        name, _, value = text.partition(":")
        if name.startswith("summary_metrics."):
            metric = f"wr.SummaryMetric({text_literal(name.removeprefix('summary_metrics.'))})"
        elif back_name(front_name(name)) == name:
            metric = f"wr.Metric({text_literal(front_name(name))})"
        else:
            return None
    return call("wr.RunsetGroupKey", Raw(metric), literal(value))


def _said(runsets: list[Json], panels: Json, colors: Json, *, hides: bool) -> dict[str, Json]:
    return {
        "type": "panel-grid",
        "children": [{"text": ""}],
        "metadata": {
            "openViz": True,
            "openRunSet": 0,
            "name": "unused-name",
            "runSets": runsets,
            "hideRunSets": hides,
            "panels": {"views": {"0": {"name": "Panels", "defaults": [], "config": []}}, "tabs": ["0"]},
            "panelBankConfig": {
                "state": 0,
                "settings": {"autoOrganizePrefix": 2, "showEmptySections": False, "sortAlphabetically": False},
                "sections": [_section("Hidden Panels", "flow", [])],
            },
            "panelBankSectionConfig": _section("Report Panels", "grid", panels),
            "customRunColors": colors,
        },
    }


def _section(name: str, kind: str, panels: Json) -> dict[str, Json]:
    return {
        "name": name,
        "isOpen": False,
        "type": kind,
        "flowConfig": dict(_FLOW),
        "sorted": 0,
        "localPanelSettings": encode_settings(GridPanelSettings(), Encoding()),
        "panels": panels,
    }
