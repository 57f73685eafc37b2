"""Canonical form of a stored report or workspace, for comparing two: the oracle for `runpress.codec.normal`.

- 1 and 1.0 are the same number (an integral float becomes an int); true and false stay distinct from 1 and 0.
- The order of object keys never matters; the order of arrays always does.
- Random ids are renamed by first appearance, walking objects in sorted key order and arrays in order: panel `__id__`
  next to `viewType`, section `__id__` in `sections`, `id` of each object in `runSets`. What refers to one follows:
  keys of `customRunColors` (both forms), `expandedRowAddresses`, `__custom_panel__:` keys, `sectionId`. An empty id stays.
- `project.id` of a run set is dropped.
- Editor references are dropped: a key `ref`, `*Ref` or `*Refs` whose value is an object with string `viewID`, `type`,
  `id`, or a list of those that is not empty.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import quote

GROUP_PREFIX = "run-color-group:"
Names = dict[str, str]
_SIMPLE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")


def normalise(spec: Any) -> Any:
    """The canonical form. The spec itself is not changed."""
    bare = _without_project_ids(_without_refs(copy.deepcopy(spec)))
    panels: Names = {}
    sections: Names = {}
    runsets: Names = {}
    _collect(bare, panels, sections, runsets)
    return _numbers(_renamed(bare, panels, sections, runsets, ""))


def differences(first: Any, second: Any, path: str = "$", *, superset: bool = False) -> Iterator[tuple[str, Any, Any]]:
    """Each difference: JSON path, first value, second value. With `superset` the second may have further keys."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in sorted(first.keys() | second.keys(), key=str):
            where = f"{path}.{key}" if _SIMPLE.match(str(key)) else f"{path}[{json.dumps(key, ensure_ascii=False)}]"
            if key not in second:
                yield where, first[key], "<absent>"
            elif key in first:
                yield from differences(first[key], second[key], where, superset=superset)
            elif not superset:
                yield where, "<absent>", second[key]
    elif isinstance(first, list) and isinstance(second, list):
        for at, (one, other) in enumerate(zip_longest(first, second, fillvalue="<absent>")):
            yield from differences(one, other, f"{path}[{at}]", superset=superset)
    elif not _same_scalar(first, second):
        yield path, first, second


def _is_ref(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(value.get(key), str) for key in ("viewID", "type", "id"))
    return isinstance(value, list) and bool(value) and all(map(_is_ref, value))


def _without_refs(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if not ((k == "ref" or k.endswith(("Ref", "Refs"))) and _is_ref(v))}
        return {key: _without_refs(inner) for key, inner in kept.items()}
    return [_without_refs(inner) for inner in value] if isinstance(value, list) else value


def _numbers(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: _numbers(inner) for key, inner in value.items()}
    return [_numbers(inner) for inner in value] if isinstance(value, list) else value


def _without_project_ids(value: Any) -> Any:
    if isinstance(value, dict):
        for runset in value["runSets"] if isinstance(value.get("runSets"), list) else ():
            if isinstance(runset, dict) and isinstance(runset.get("project"), dict):
                runset["project"].pop("id", None)
        return {key: _without_project_ids(inner) for key, inner in value.items()}
    return [_without_project_ids(inner) for inner in value] if isinstance(value, list) else value


def _add(names: Names, label: str, found: Any) -> None:
    if isinstance(found, str) and found:
        names.setdefault(found, f"{label}{len(names) + 1}")


def _collect(value: Any, panels: Names, sections: Names, runsets: Names) -> None:
    if isinstance(value, list):
        for inner in value:
            _collect(inner, panels, sections, runsets)
    if not isinstance(value, dict):
        return
    if "viewType" in value:
        _add(panels, "panel", value.get("__id__"))
    for key in sorted(value):
        inner = value[key]
        holders = [item for item in inner if isinstance(item, dict)] if isinstance(inner, list) else []
        for holder in holders:
            if key == "runSets":
                _add(runsets, "runset", holder.get("id"))
            if key == "sections":
                _add(sections, "section", holder.get("__id__"))
        _collect(inner, panels, sections, runsets)


def _quoted(text: str) -> str:
    plain = json.dumps(text, separators=(",", ":"), ensure_ascii=False)
    return quote(plain, safe="-_.!~*'()", errors="surrogatepass")


def _color_key(key: str, runsets: Names) -> str:
    for old, new in runsets.items():
        if key.startswith(old + "-"):
            return new + key[len(old) :]
        prefix = f"{GROUP_PREFIX}{_quoted(old)}:"
        if key.startswith(prefix):
            return f"{GROUP_PREFIX}{_quoted(new)}:{key[len(prefix) :]}"
    return key


def _address(text: str, runsets: Names) -> str:
    for old, new in runsets.items():
        if text == old or text.startswith(old + "/"):
            return new + text[len(old) :]
    return text


def _renamed(value: Any, panels: Names, sections: Names, runsets: Names, key: str) -> Any:
    def again(inner: Any, name: str) -> Any:
        return _renamed(inner, panels, sections, runsets, name)

    if isinstance(value, list):
        return [again(_renamed_item(item, sections, runsets, key), "") for item in value]
    if not isinstance(value, dict):
        return value
    own = dict(value)
    if "viewType" in own and isinstance(own.get("__id__"), str):
        own["__id__"] = panels.get(own["__id__"], own["__id__"])
    out: dict[str, Any] = {}
    for name, inner in own.items():
        renamed = name
        if key == "customRunColors":
            renamed = _color_key(name, runsets)
        elif key in ("panelConfigOverrides", "panelPlacementOverrides") and name.startswith("__custom_panel__:"):
            panel = name.removeprefix("__custom_panel__:")
            renamed = "__custom_panel__:" + panels.get(panel, panel)
        is_section = name == "sectionId" and isinstance(inner, str)
        out[renamed] = again(sections.get(inner, inner) if is_section else inner, name)
    return out


def _renamed_item(item: Any, sections: Names, runsets: Names, key: str) -> Any:
    if key == "runSets" and isinstance(item, dict) and isinstance(item.get("id"), str):
        return {**item, "id": runsets.get(item["id"], item["id"])}
    if key == "sections" and isinstance(item, dict) and isinstance(item.get("__id__"), str):
        return {**item, "__id__": sections.get(item["__id__"], item["__id__"])}
    if key == "expandedRowAddresses" and isinstance(item, str):
        return _address(item, runsets)
    return item


def _same_scalar(first: Any, second: Any) -> bool:
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, int | float) and isinstance(second, int | float):
        return first == second
    return type(first) is type(second) and bool(first == second)
