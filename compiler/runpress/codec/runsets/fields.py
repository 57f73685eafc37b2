"""The keys of run sets, each with the fields that make it. See `runset`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from runpress.codec import keys
from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive
from runpress.codec.filters.clauses import Clauses
from runpress.codec.filters.normal import searched
from runpress.codec.filters.reading import read_filter
from runpress.codec.filters.writing import FORMAT, encode_filter
from runpress.codec.json_text import Json
from runpress.codec.runsets.pins import PIN, PINS
from runpress.codec.runsets.run_feed import decode_feed, encode_feed
from runpress.codec.runsets.selections import decode_selections, encode_selections
from runpress.model.node import Node
from runpress.model.order import Ordering
from runpress.model.runset import Runset

Place: TypeAlias = Literal["grid", "workspace"]
"""Where a run set stands: W&B's package keeps those of workspaces by rules of their own."""


def is_valued(scope: Encoding | Decoding) -> bool:
    """Whether config keys of filters and orders are stored with `value`."""
    return scope.dialect == "editor"


@dataclass(frozen=True, slots=True)
class Joint(Primitive):
    """One key that some fields make together. `read` gives the fields that the key says."""

    write: Callable[[Runset, Encoding], Json]
    read: Callable[[Mapping[str, Json], Decoding], Mapping[str, Any]]
    together = True
    writes_once = True
    reads_nothing = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the key, where the first of its fields stands."""
        if not isinstance(node, Runset):
            return
        value = self.write(node, scope)
        if value is not UNSET:
            out[declared.wire] = value

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Nothing: `read_together` has read all of the fields at once."""
        del stored, declared, scope
        return UNSET


def _write_filters(runset: Runset, scope: Encoding) -> Json:
    if runset.filters is None and runset.filter_format == "v2":
        return {"filterFormat": FORMAT, "filters": []}
    expression = runset.filters if runset.query else searched(runset.filters)[0]
    place = runset.value_span("filters") if expression else None
    clauses = Clauses(is_valued(scope), runset.filter_format == "v1", place, scope.findings)
    return encode_filter(expression, clauses, form=runset.filter_format)


def _read_filters(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
    filters = stored.get("filters")
    found: dict[str, Any] = {"filter_format": "v1"} if isinstance(filters, dict) and "op" in filters else {}
    expression = read_filter(filters, valued=is_valued(scope))
    return found if expression is None else {**found, "filters": expression}


def _write_search(runset: Runset, scope: Encoding) -> Json:
    del scope
    search = None if runset.query or runset.filters is None else searched(runset.filters)[1]
    query, is_regex = search or (runset.query, runset.regex_query)
    return {"query": query, "isRegex": True} if is_regex else {"query": query}


def _read_search(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
    del scope
    search = stored.get("search")
    if not isinstance(search, dict) or not isinstance(search.get("query"), str):
        return {}
    return {"query": search["query"], "regex_query": search.get("isRegex") is True}


def _write_project(runset: Runset, scope: Encoding) -> Json:
    if not runset.project:
        return UNSET
    entity, _, name = runset.project.rpartition("/")
    entity = entity or runset.entity or (scope.project or "").partition("/")[0]
    return {"name": name, "entityName": entity} if entity else {"name": name}


def _read_project(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
    del scope
    project = stored.get("project")
    if not isinstance(project, dict) or not isinstance(project.get("name"), str):
        return {}
    entity = project.get("entityName")
    return {"project": f"{entity}/{project['name']}" if isinstance(entity, str) else project["name"]}


def _write_grouping(runset: Runset, scope: Encoding) -> Json:
    del scope
    return [keys.group(key) for key in runset.groupby]


def _read_grouping(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
    del scope
    grouping = stored.get("grouping")
    found = [keys.read_group(item) for item in grouping] if isinstance(grouping, list) else [UNSET]
    return {} if UNSET in found else {"groupby": tuple(found)}


def _write_sort(runset: Runset, scope: Encoding) -> Json:
    valued = is_valued(scope)
    return {
        "keys": [
            {"key": keys.section_key(ordering.name, valued=valued), "ascending": ordering.ascending}
            for ordering in runset.order
        ]
    }


def _read_sort(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
    sort = stored.get("sort")
    if not isinstance(sort, dict):
        return {}
    # Very old views have one key, not in a list.
    items = sort.get("keys") if "keys" in sort else [sort]
    found = [_ordering(item, scope) for item in items] if isinstance(items, list) else [None]
    return {} if None in found else {"order": tuple(found)}


def _ordering(item: Json, scope: Decoding) -> Ordering | None:
    key = keys.read_section_key(item.get("key"), valued=is_valued(scope)) if isinstance(item, dict) else UNSET
    if key is UNSET or not isinstance(item.get("ascending"), bool):
        return None
    return Ordering(name=key, ascending=item["ascending"])


def read_together(stored: Mapping[str, Json], scope: Decoding, place: Place) -> dict[str, Any]:
    """The fields that share keys with others, by name."""
    found: dict[str, Any] = {}
    for joint in _JOINTS[place]:
        found |= joint.read(stored, scope)
    return found


class _Beside(Primitive):
    """Fields that say what stands elsewhere in the view."""

    together = True
    reads_nothing = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write nothing."""

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Read nothing."""
        del stored, declared, scope
        return UNSET


class _Rows(_Beside):
    """Open rows are written when the run set has its id."""

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write none."""
        del node, scope
        out[declared.wire] = []


def _feed(place: Place) -> Joint:
    def write(runset: Runset, scope: Encoding) -> Json:
        return encode_feed(runset, dialect=scope.dialect, in_workspace=place == "workspace")

    def read(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
        return decode_feed(stored.get("runFeed"), dialect=scope.dialect, in_workspace=place == "workspace")

    return Joint(write, read)


def _write_selections(runset: Runset, scope: Encoding) -> Json:
    del scope
    return encode_selections(runset)


def _read_selections(stored: Mapping[str, Json], scope: Decoding) -> dict[str, Any]:
    del scope
    return decode_selections(stored.get("selections"))


_SELECTIONS = Joint(_write_selections, _read_selections)
_COMMON: dict[str, Primitive] = {
    "project": Joint(_write_project, _read_project),
    "filters": Joint(_write_filters, _read_filters),
    "search": Joint(_write_search, _read_search),
    "grouping": Joint(_write_grouping, _read_grouping),
    "sort": Joint(_write_sort, _read_sort),
    "run-settings": _SELECTIONS,
    "selections": _SELECTIONS,
    "expanded-rows": _Rows(),
    "run-colors": _Beside(),
    "run-id": PIN,
    "run-ids": PINS,
}
PRIMITIVES: dict[Place, dict[str, Primitive]] = {
    "grid": {**_COMMON, "columns": _feed("grid")},
    "workspace": {**_COMMON, "columns": _feed("workspace")},
}
"""The primitives that fields of run sets name, in each place."""
_JOINTS: dict[Place, list[Joint]] = {
    place: list(dict.fromkeys(primitive for primitive in table.values() if isinstance(primitive, Joint)))
    for place, table in PRIMITIVES.items()
}
