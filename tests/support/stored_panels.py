"""Strategies for panels and grids as W&B stores them: known shapes, and anything in their places."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from runpress.codec.fields import declared_fields
from runpress.model.panels import PANELS
from support.recorded_specs import recorded_cases

TEXTS = st.sampled_from(
    [
        "loss", "val/acc", "_step", "Step", "duration", "group", "createdAt", "config.lr.value", "config.a.b.value",
        "config.a.value.b", "config.lr", "summary_metrics.f1", "summary.x", "summary:acc", "config:lr.value", "run:name",
        "run:zzz", "c::lr", "lr.value", "None", "none", "", "a b", "ü", "#fff", "#FF000080", "red", "no colour", "mean",
        "minmax", "gaussian", "split", "grid", "gallery", "step", "v", "r1:loss", "true", "1", "{a}-x", "a/b", "~0", "$json",
    ]
)  # fmt: skip
NUMBERS = st.sampled_from([0, 1, 2, 10, 500, -1, 0.5, 1.0, 1e300, 2**60, -0.0])
SCALARS = TEXTS | NUMBERS | st.booleans() | st.none()
NOISE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
COLORS = st.fixed_dictionaries({"color": SCALARS, "transparentColor": SCALARS}) | NOISE
QUERIES = st.recursive(
    st.fixed_dictionaries({"name": TEXTS}, optional={"value": NOISE, "fields": st.just([])}),
    lambda inner: st.fixed_dictionaries(
        {"name": TEXTS}, optional={"args": st.lists(inner, max_size=3), "fields": st.lists(inner, max_size=2)}
    ),
    max_leaves=6,
)
USER_QUERIES = st.builds(
    lambda limit, fields: {
        "queryFields": [
            {
                "name": "runSets",
                "args": [{"name": "runSets", "value": "${runSets}"}, {"name": "limit", "value": limit}],
                "fields": fields,
            }
        ]
    },
    NUMBERS | st.just(500),
    st.lists(QUERIES | st.sampled_from([{"name": "id", "value": []}, {"name": "name", "value": []}]), max_size=4),
)
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "metrics": st.lists(TEXTS, max_size=3),
    "groupBy": TEXTS,
    "overrideColors": st.dictionaries(TEXTS, COLORS, max_size=3),
    "customGradient": st.lists(st.fixed_dictionaries({"color": TEXTS, "offset": NUMBERS}), max_size=3),
    "columns": st.lists(st.fixed_dictionaries({"accessor": TEXTS}, optional={"log": SCALARS, "x": NOISE}), max_size=3),
    "gallerySettings": st.fixed_dictionaries({}, optional={"axis": SCALARS, "x": NOISE}),
    "gridSettings": st.fixed_dictionaries({}, optional={"xAxis": SCALARS, "yAxis": SCALARS}),
    "page": st.fixed_dictionaries({"start": SCALARS}),
    "userQuery": USER_QUERIES,
    "transform": st.fixed_dictionaries({"name": TEXTS}),
}
LAYOUTS = st.fixed_dictionaries(
    {axis: st.integers(-2, 30) | st.sampled_from([0.5, "1", None]) for axis in "xywh"}
) | st.builds(
    lambda x, y, w, h: {"x": x, "y": y, "w": w, "h": h},
    st.sampled_from([0, 8, 12, 16]),
    st.sampled_from([0, 6, 12]),
    st.sampled_from([8, 12, 24]),
    st.sampled_from([6, 8]),
)
VIEW_TYPES = sorted({model.view_type for model in PANELS.values()} | {"Weave Trace", "Confusion Matrix"})


def keys_of(view_type: str) -> list[str]:
    """The configuration keys of a type, with some that no type has."""
    found = {"key", "unknown", "dimensions", "aggregate", "useMetricRegex"}
    for model in PANELS.values():
        for declared in declared_fields(model) if model.view_type == view_type else ():
            is_range = declared.encoding == "range"
            found |= {declared.wire + "Min", declared.wire + "Max"} if is_range else {declared.wire}
    return sorted(found - {""})


@st.composite
def configs(draw: st.DrawFn, view_type: str) -> dict[str, Any]:
    """A configuration: keys of the type, with values that fit and such that do not."""
    keys = draw(st.lists(st.sampled_from(keys_of(view_type)), max_size=8, unique=True))
    return {key: draw(KNOWN.get(key, SCALARS) | NOISE) for key in keys}


@st.composite
def stored_panels(draw: st.DrawFn) -> dict[str, Any]:
    """A panel, whole or with something amiss."""
    view_type = draw(st.sampled_from(VIEW_TYPES))
    known = draw(st.sampled_from([panel for panel in recorded_panels() if panel["viewType"] == view_type] or [None]))
    config = copy.deepcopy(known["config"]) if known and draw(st.booleans()) else draw(configs(view_type))
    panel: dict[str, Any] = {
        "__id__": draw(st.sampled_from(["a1b2c3", "d4", "", "shared"])),
        "layout": draw(LAYOUTS),
        "viewType": view_type,
        "config": config,
    }
    panel |= draw(
        st.dictionaries(st.sampled_from(["isAuto", "key", "ref", "viewType", "config", "layout"]), NOISE, max_size=1)
    )
    return amiss(draw, panel, times=draw(st.integers(0, 2)))


@cache
def recorded_panels() -> list[dict[str, Any]]:
    """The panels of all recorded cases that have a type and a configuration."""
    return list(_panels([case.stored for case in recorded_cases()]))


@cache
def recorded_grids() -> list[dict[str, Any]]:
    """The grids of all recorded reports."""
    blocks = [block for case in recorded_cases() if case.kind == "report" for block in case.stored.get("blocks", [])]
    return [block for block in blocks if isinstance(block, dict) and block.get("type") == "panel-grid"]


@st.composite
def stored_grids(draw: st.DrawFn) -> dict[str, Any]:
    """A recorded grid with other panels in it, and something amiss."""
    grid = copy.deepcopy(draw(st.sampled_from(recorded_grids())))
    section = grid["metadata"].get("panelBankSectionConfig")
    if isinstance(section, dict) and draw(st.booleans()):
        section["panels"] = draw(st.lists(stored_panels(), max_size=5))
    return amiss(draw, grid, times=draw(st.integers(0, 3)))


def amiss(draw: st.DrawFn, value: dict[str, Any], *, times: int) -> dict[str, Any]:
    """An object with some of what is in it left out, replaced or joined by something else.

    It is a copy: what was drawn is printed as it was drawn, also where it is another now.
    """
    value = copy.deepcopy(value)
    for _ in range(times):
        places = list(_places(value))
        holder, key = draw(st.sampled_from(places)) if places else (value, "new")
        match draw(st.sampled_from(["leave out", "replace", "add"])):
            case "leave out":
                del holder[key]
            case "replace":
                holder[key] = draw(NOISE)
            case _ if isinstance(holder, dict):
                holder[draw(TEXTS)] = draw(NOISE)
            case _:
                holder.insert(key, draw(NOISE))
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value, as what holds it and its key there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)


def _panels(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("viewType"), str) and isinstance(value.get("config"), dict):
            yield value
        for inner in value.values():
            yield from _panels(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _panels(inner)
