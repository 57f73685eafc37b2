"""When two specs say the same: their normal form.

Left out are what a server gives and takes by itself: ids (they are numbered in the order in which they
come, and what refers to them follows), the internal number of a project, and references of the editor.
The order of keys means nothing; the order of a list does. 1 and 1.0 are one number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from runpress.codec.color_keys import group_keys_begin
from runpress.codec.json_text import MOST_LEVELS, Json, dumps, is_deeper, loads, objects_in
from runpress.codec.json_values import objects
from runpress.codec.residue import same

CUSTOM_PANEL = "__custom_panel__:"
"""What stands before the id of a panel where overrides name it."""
_HOLDERS = (dict, list)
_OVERRIDES = ("panelConfigOverrides", "panelPlacementOverrides")
_REFERENCE_ENDS = ("Ref", "Refs")
_REFERENCE_KEYS = ("viewID", "type", "id")


def is_equal(first: Json, second: Json) -> bool:
    """Whether two specs say the same."""
    if is_plainly_equal(first, second):
        return True
    if is_deeper(first, MOST_LEVELS - 1) or is_deeper(second, MOST_LEVELS - 1):
        # Kept beside a block, deep JSON is read from there on; read again it is cut at the same level.
        first, second = loads(dumps(first)), loads(dumps(second))
    return same(normal_form(first), normal_form(second))


def is_plainly_equal(first: Json, second: Json) -> bool:
    """Whether two specs say the same, at a glance: some that do are not seen to."""
    return _Pairs().match(first, second, "")


def normal_form(spec: Json) -> Json:
    """The spec without what a server decides. The spec itself is not changed."""
    names = Names()
    bare = without_references(spec)
    _collect(bare, names)
    return renamed(bare, names, "")


class _Pairs:
    """Two specs side by side, in one walk: they match if nothing but ids differs, and each id has one partner.

    It sees less than the normal form (no references, no keys that name ids), and is several times as quick.
    """

    def __init__(self) -> None:
        self._forth: dict[tuple[str, str], str] = {}
        self._back: dict[tuple[str, str], str] = {}

    def match(self, first: Json, second: Json, holder: str) -> bool:
        """Whether two values that stand under the key `holder` match."""
        kind = type(first)
        if kind not in _HOLDERS or kind is not type(second):
            return same(first, second)
        if len(first) != len(second):
            return False
        if not first:
            return True
        if holder in _NAMING:
            return False
        if kind is dict:
            return self._objects_match(first, second, holder)
        return all(map(self.match, first, second, repeat(holder)))

    def _objects_match(self, first: dict[str, Json], second: Json, holder: str) -> bool:
        id_key = "id" if holder == "runSets" else "__id__" if holder == "sections" or "viewType" in first else ""
        for key, value in first.items():
            if key not in second:
                return False
            other, kind = second[key], type(value)
            if key == id_key and kind is str and type(other) is str:
                if not self._are_partners(id_key + holder, value, other):
                    return False
            elif kind is str:
                if value != other or (key == "sectionId" and value):
                    return False
            elif kind in _HOLDERS:
                if not self.match(value, other, key):
                    return False
            elif value is not other and not same(value, other):
                return False
        return True

    def _are_partners(self, kind: str, first: str, second: str) -> bool:
        if not first or not second:
            return first == second
        kind = kind if kind in ("idrunSets", "__id__sections") else "panel"
        return (
            self._forth.setdefault((kind, first), second) == second
            and self._back.setdefault((kind, second), first) == first
        )


_NAMING = frozenset({"customRunColors", "expandedRowAddresses", "sectionId", *_OVERRIDES})
"""What names things by their ids."""


@dataclass(slots=True)
class Names:
    """The new name of each id, by what it is the id of."""

    panels: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    runsets: dict[str, str] = field(default_factory=dict)
    keeps_projects: bool = False
    """Whether run sets keep the internal numbers of their projects."""


def without_references(value: Json, objects: Sequence[Mapping[str, Json]] | None = None) -> Json:
    """A value without the editor's references to parts of the view, which it makes anew; itself if it has none.

    `objects` are all objects in it, if they are known.
    """
    known = objects_in(value) if objects is None else objects
    return _without_references(value) if _have_references(known) else value


def _have_references(objects: Sequence[Mapping[str, Json]]) -> bool:
    names = {key for key in set().union(*objects) if _may_be_reference(key)}
    return bool(names) and any(
        is_reference(key, found[key])
        for found in objects
        if not names.isdisjoint(found)
        for key in names & found.keys()
    )


def _without_references(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _without_references(inner) for key, inner in value.items() if not is_reference(key, inner)}
    if isinstance(value, list):
        return [_without_references(inner) for inner in value]
    return value


def _may_be_reference(key: str) -> bool:
    return key == "ref" or key.endswith(_REFERENCE_ENDS)


def is_reference(key: str, value: Json) -> bool:
    """Whether a key holds references of the editor to parts of the view."""
    if not _may_be_reference(key):
        return False
    if isinstance(value, list):
        return bool(value) and all(map(_names_a_view, value))
    return _names_a_view(value)


def _names_a_view(value: Json) -> bool:
    if isinstance(value, list):
        return bool(value) and all(map(_names_a_view, value))
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in _REFERENCE_KEYS)


def _collect(value: Json, names: Names) -> None:
    """Number ids as they come, keys in sorted order."""
    if isinstance(value, list):
        for inner in value:
            _collect(inner, names)
    if not isinstance(value, dict):
        return
    if "viewType" in value:
        _name(names.panels, "panel", value.get("__id__"))
    for key in sorted(value):
        inner = value[key]
        if key == "runSets":
            for runset in objects(inner):
                _name(names.runsets, "runset", runset.get("id"))
        elif key == "sections":
            for section in objects(inner):
                _name(names.sections, "section", section.get("__id__"))
        _collect(inner, names)


def _name(names: dict[str, str], word: str, found: Json) -> None:
    if isinstance(found, str) and found:
        names.setdefault(found, f"{word}{len(names) + 1}")


def renamed(value: Json, names: Names, key: str = "") -> Json:
    """A value with other ids, and with all that refers to them; `key` is what it stands under."""
    if isinstance(value, list):
        return [renamed(_item(inner, names, key), names, "") for inner in value]
    if not isinstance(value, dict):
        return value
    own = _with_name(value, "__id__", names.panels) if "viewType" in value else value
    return {_key(name, names, key): renamed(_value(name, inner, names), names, name) for name, inner in own.items()}


def _item(item: Json, names: Names, key: str) -> Json:
    if key == "runSets" and isinstance(item, dict):
        named = _with_name(item, "id", names.runsets)
        return named if names.keeps_projects else _without_project_id(named)
    if key == "sections" and isinstance(item, dict):
        return _with_name(item, "__id__", names.sections)
    if key == "expandedRowAddresses" and isinstance(item, str):
        head, slash, rest = item.partition("/")
        return names.runsets.get(head, head) + slash + rest
    return item


def _with_name(holder: dict[str, Json], key: str, names: Mapping[str, str]) -> dict[str, Json]:
    found = holder.get(key)
    return {**holder, key: names[found]} if isinstance(found, str) and found in names else holder


def _without_project_id(runset: dict[str, Json]) -> dict[str, Json]:
    project = runset.get("project")
    if not isinstance(project, dict) or "id" not in project:
        return runset
    return {**runset, "project": {key: value for key, value in project.items() if key != "id"}}


def _value(key: str, value: Json, names: Names) -> Json:
    return names.sections.get(value, value) if key == "sectionId" and isinstance(value, str) else value


def _key(key: str, names: Names, holder: str) -> str:
    if holder == "customRunColors":
        return _color_key(key, names.runsets)
    if holder in _OVERRIDES and key.startswith(CUSTOM_PANEL):
        panel = key.removeprefix(CUSTOM_PANEL)
        return CUSTOM_PANEL + names.panels.get(panel, panel)
    return key


def _color_key(key: str, runsets: Mapping[str, str]) -> str:
    """A colour's key with the run set's new name: `ID-group:a` in reports, `run-color-group:"ID":…` in workspaces."""
    for old, new in runsets.items():
        if key.startswith(f"{old}-"):
            return new + key.removeprefix(old)
        start = group_keys_begin(old)
        if key.startswith(start):
            return group_keys_begin(new) + key.removeprefix(start)
    return key
