"""Run sets: the object that W&B stores for one, and back.

    {"id", "runFeed", "enabled", "project", "name", "search", "filters", "grouping", "sort", "selections", …}

The fields of a run set say it all but colours, which stand beside it (`grid_colors`, `workspace_colors`). What it
keeps beside its fields mirrors the object. A filter that its text does not say to the letter stands there whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from runpress.codec.fields import Decoding, Encoding, decode_node, difference, encode_node, with_residue
from runpress.codec.filters.reading import read_filter
from runpress.codec.ids import is_chosen
from runpress.codec.json_text import Json, dumps
from runpress.codec.json_values import as_list
from runpress.codec.omissions import EVERY
from runpress.codec.residue import Residue, same
from runpress.codec.runsets.fields import PRIMITIVES, Place, is_valued, read_together
from runpress.codec.unsayable import is_unsayable
from runpress.diagnostics.codes import lowering
from runpress.diagnostics.codes import runsets as codes
from runpress.model.front_matter import Dialect
from runpress.model.runset import Runset
from runpress.source import NOWHERE

_ORDER: Final = ("id", "runFeed", "enabled", "project", "name", "search", "filters", "grouping", "sort", "selections")
"""W&B's order of keys; all others stand behind."""
_OTHER: Final[dict[Dialect, Dialect]] = {"sdk": "editor", "editor": "sdk"}
_WORTH: Final = 20
"""Characters that a dialect of its own must save."""
_SAID: Final = frozenset({"key", "op", "value", "connector"})
"""What the text of a filter says of a condition."""
_HOPELESS: Final = 100_000
"""Characters that no dialect saves."""


def encode_runset(runset: Runset, scope: Encoding, *, place: Place = "grid") -> dict[str, Json]:
    """The run set as W&B stores it. In each grid that it stands in, it has an id of its own."""
    if runset.dialect is not None:
        scope = replace(scope, dialect=runset.dialect)
    _note_limit(runset, scope)
    out = _said(runset, scope, place)
    if "id" in runset.omit:
        return out
    id_ = _made_id(runset, out, scope, place) if runset.id is None else runset.id
    return {**({} if "id" in out else {"id": id_}), **out, **_expanded(runset, id_)}


def _note_limit(runset: Runset, scope: Encoding) -> None:
    """Say it once for a run set, however many grids it stands in."""
    span = runset.value_span("limit")
    if runset.limit is None or span is None:
        return
    message = f"`max_runs` of run set `{runset.name}` is not published: the server shows all of its runs"
    finding = lowering.RUN_LIMIT.at(span, message, help="panels have a `max_runs` of their own, which is published")
    if finding not in scope.findings:
        scope.findings.append(finding)


def decode_runset(stored: Mapping[str, Json], scope: Decoding, *, place: Place = "grid") -> Runset:
    """The run set that says a stored object, but for colours. In a grid, it may follow other habits than the report."""
    stored = _without_project_id(stored)
    runset = _decoded(stored, scope, place)
    rest = _rest(runset)
    if place == "workspace" or not rest or rest > _HOPELESS:
        return runset
    other = _OTHER[scope.dialect]
    turned = _decoded(stored, replace(scope, dialect=other), place)
    if rest - _rest(turned) < _WORTH:
        return runset
    return turned.model_copy(update={"dialect": other})


def _decoded(stored: Mapping[str, Json], scope: Decoding, place: Place) -> Runset:
    id_ = None if is_unsayable(stored.get("id")) else stored.get("id")
    values = read_together(stored, scope, place) | _rows(stored)
    runset = decode_node(Runset, stored, PRIMITIVES[place], scope, values=values)
    said = _said(runset, Encoding(dialect=scope.dialect, project=scope.project), place)
    said |= {"id": id_ if isinstance(id_, str) else "", **_expanded(runset, str(id_))}
    left = _whole_filter(difference(stored, said), stored)
    kept: dict[str, Any] = {"id": id_} if _is_kept(id_, scope, place) or _is_named(id_, left) else {}
    if left.extra:
        kept["extra"] = dict(left.extra)
    if left.omit:
        kept["omit"] = left.omit
    return runset.model_copy(update=kept) if kept else runset


def _rest(runset: Runset) -> int:
    """How many characters a run set needs for what its fields do not say."""
    extra = len(dumps(runset.extra)) if runset.extra else 0
    return extra + sum(map(len, runset.omit))


def _said(runset: Runset, scope: Encoding, place: Place) -> dict[str, Json]:
    """The object without an id, with what the run set keeps beside its fields."""
    said = encode_node(runset, PRIMITIVES[place], scope)
    said = {key: said[key] for key in _ORDER if key in said} | said
    if not runset.extra or "filters" not in runset.extra:
        return with_residue(said, runset.extra, runset.omit, scope)
    meant = read_filter(said["filters"], valued=is_valued(scope))
    out = with_residue(said, runset.extra, runset.omit, scope)
    if read_filter(out.get("filters"), valued=is_valued(scope)) != meant:
        _warn_of_override(runset, scope)
    return out


def _warn_of_override(runset: Runset, scope: Encoding) -> None:
    place = runset.value_span("filters") or runset.span or NOWHERE
    message = f"the filter of run set `{runset.name}` is not published: `extra` has another one in its place"
    scope.findings.append(codes.FILTER_OVERRIDDEN.at(place, message, help="delete `filters` from `extra`"))


def _made_id(runset: Runset, content: Json, scope: Encoding, place: Place) -> str:
    """An id of content and occurrence. That of a workspace is empty, unless colours of groups name it."""
    has_group_colors = bool(runset.groupby and runset.custom_run_colors)
    if place == "workspace" and scope.dialect == "sdk" and not has_group_colors:
        return ""
    return scope.ids.make("runset", content)


def _is_kept(id_: Json, scope: Decoding, place: Place) -> bool:
    """Whether an id cannot be made anew."""
    if not isinstance(id_, str):
        return False
    if place == "workspace" and scope.dialect == "sdk":
        return bool(id_)
    return is_chosen(id_) or id_ in scope.repeated


def _is_named(id_: Json, left: Residue) -> bool:
    """Whether what stays as it is may name the run set: rows that stand open do."""
    return isinstance(id_, str) and bool(id_) and bool(left.extra) and id_ in dumps(left.extra)


def _without_project_id(stored: Mapping[str, Json]) -> Mapping[str, Json]:
    """The object without the project's id, which the server gives out."""
    project = stored.get("project")
    if not isinstance(project, dict) or "id" not in project:
        return stored
    return {**stored, "project": {key: value for key, value in project.items() if key != "id"}}


def _whole_filter(left: Residue, stored: Mapping[str, Json]) -> Residue:
    """The difference, with all items of the stored filter where the text does not say them: changes of single items
    would be made to others as soon as somebody edits the text. Unknown keys that all conditions have are said of all.
    """
    inner = left.extra.get("filters")
    if not isinstance(inner, dict) or not isinstance(inner.get("filters"), dict):
        return left
    items = stored["filters"]["filters"]
    shared = _of_every(inner["filters"], as_list(items))
    if shared:
        return Residue({**left.extra, "filters": {**inner, "filters": shared}}, left.omit)
    whole = difference({"filters": items}, {}).extra
    omit = tuple(pointer for pointer in left.omit if not pointer.startswith("filters/filters/"))
    return Residue({**left.extra, "filters": {**inner, **whole}}, omit)


def _of_every(changed: Json, items: Sequence[Json]) -> dict[str, Json]:
    """What is changed in conditions, said of each; nothing if they differ, or if it is what the text says."""
    if not isinstance(changed, dict) or (changed.keys() != {EVERY} and len(changed) != len(items)):
        return {}
    each = [_of_one(changed.get(str(at), changed.get(EVERY)), item) for at, item in enumerate(items)]
    return {EVERY: each[0]} if each and each[0] and all(same(each[0], one) for one in each) else {}


def _of_one(changed: Json, item: Json) -> dict[str, Json]:
    if not isinstance(changed, dict) or not isinstance(item, dict) or not _SAID.isdisjoint(changed):
        return {}
    if "filters" not in changed:
        return changed
    # Of a list any item may become a condition without brackets; trees have theirs always.
    inner = _of_every(changed["filters"], as_list(item.get("filters"))) if "op" in item else {}
    return {**changed, "filters": inner} if inner else {}


def _expanded(runset: Runset, id_: str) -> dict[str, Json]:
    """The open rows, which name the run set by its id."""
    rows = [f"{id_}/{row}" for row in runset.expanded_rows]
    return {"expandedRowAddresses": rows} if rows else {}


def _rows(stored: Mapping[str, Json]) -> dict[str, Any]:
    id_, rows = stored.get("id"), stored.get("expandedRowAddresses")
    if not isinstance(id_, str) or not id_ or not isinstance(rows, list) or not rows:
        return {}
    start = f"{id_}/"
    is_own = all(isinstance(row, str) and row.startswith(start) for row in rows)
    return {"expanded_rows": tuple(row.removeprefix(start) for row in rows)} if is_own else {}
