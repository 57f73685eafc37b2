"""What has ids in a stored view: sections, grids, run sets and panels, and what each is known by."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping

from runpress.codec.json_text import Deep, Json
from runpress.codec.json_values import as_object, objects
from runpress.codec.normal import is_reference
from runpress.frozen import frozen
from runpress.publish.matching.match import Stays, Traits

PANEL_ID = "__id__"
_TITLES = ("chartTitle", "title", "panelTitle")
_TITLE_WEIGHT = 3
_BESIDE_CONTENT = frozenset({PANEL_ID, "layout", "id", "expandedRowAddresses"})
"""Ids and places: no part of what a panel or a run set says."""
_LONGEST_FEATURE = 200


@frozen
class Holder:
    """What holds panels: a grid of a report, or a section of a workspace."""

    name: str
    id: str
    panels: tuple[dict[str, Json], ...]
    runsets: tuple[dict[str, Json], ...]
    stored: dict[str, Json]
    """A grid's `metadata`, or the section."""


def holders_of(spec: Mapping[str, Json]) -> list[Holder]:
    """The grids or sections of a view, in the order of the text."""
    if "section" in spec:
        bank = as_object(as_object(spec["section"]).get("panelBankConfig"))
        return [_section(section) for section in objects(bank.get("sections"))]
    return [_grid(block) for block in _grids(spec.get("blocks"))]


def workspace_runsets(spec: Mapping[str, Json]) -> tuple[dict[str, Json], ...]:
    """The run sets of a workspace; none of a report, whose grids have them."""
    return tuple(objects(as_object(spec.get("section")).get("runSets")))


def panel_traits(panel: Mapping[str, Json]) -> Traits:
    """What a panel is known by."""
    config = as_object(panel.get("config"))
    titles = {text for name in _TITLES if isinstance(text := config.get(name), str) and text}
    named = {("title", title, time) for title in titles for time in range(_TITLE_WEIGHT)}
    return _traits(panel, panel.get(PANEL_ID), named, kind="panel", stays="alike")


def runset_traits(runset: Mapping[str, Json]) -> Traits:
    """What a run set is known by."""
    name = runset.get("name")
    named = {("name", name, time) for time in range(_TITLE_WEIGHT)} if isinstance(name, str) else set()
    return _traits(runset, runset.get("id"), named, kind="runset", stays="always")


def _grids(blocks: Json) -> Iterator[dict[str, Json]]:
    for block in objects(blocks):
        if block.get("type") == "panel-grid":
            yield block
        else:
            yield from _grids(block.get("children"))
            yield from _grids(block.get("collapsedChildren"))


def _grid(block: Mapping[str, Json]) -> Holder:
    metadata = as_object(block.get("metadata"))
    panels = as_object(metadata.get("panelBankSectionConfig")).get("panels")
    return Holder("", "", tuple(objects(panels)), tuple(objects(metadata.get("runSets"))), metadata)


def _section(section: dict[str, Json]) -> Holder:
    name, id_ = section.get("name"), section.get(PANEL_ID)
    panels = tuple(objects(section.get("panels")))
    return Holder(name if isinstance(name, str) else "", id_ if isinstance(id_, str) else "", panels, (), section)


def _traits(
    thing: Mapping[str, Json], id_: Json, named: set[tuple[str, str, int]], *, kind: str, stays: Stays
) -> Traits:
    said = {key: value for key, value in thing.items() if key not in _BESIDE_CONTENT and not is_reference(key, value)}
    features: set[Hashable] = {*named, *_features({key: said[key] for key in said if key != "viewType"}, ())}
    return Traits(_text(said), frozenset(features), kind=kind, id=id_ if isinstance(id_, str) else "", stays=stays)


def _features(value: Json, path: tuple[str, ...]) -> Iterator[Hashable]:
    """Each scalar with the keys that lead to it; places in lists do not count."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _features(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _features(inner, path)
    else:
        yield path, _text(value)[:_LONGEST_FEATURE]


def _text(value: Json) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, default=_deep)


def _deep(value: object) -> str:
    return value.text if isinstance(value, Deep) else str(value)
