"""Run sets of reports, `wr.Runset(…)`, and the parts that those of workspaces share with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object
from runpress.codec.residue import same
from runpress.exporters.wws.code import Code, Listed, Mapped, Raw, call, literal, text_literal
from runpress.exporters.wws.filters import write_filter
from runpress.exporters.wws.losses import Part
from runpress.exporters.wws.names import back_name, front_name, group_text

NEWEST_FIRST = {"key": {"section": "run", "name": "createdAt"}, "ascending": False}


def runset(stored: Json, id_: str) -> Part:
    """A run set of a grid."""
    has = stored if isinstance(stored, Mapping) else {}
    arguments: dict[str, Code | None] = {}
    said: dict[str, Json] = {"id": id_, "enabled": True}
    _add_owner(has, arguments, said)
    said["name"] = _text(has.get("name"), "Run set")
    arguments["name"] = None if said["name"] == "Run set" else literal(said["name"])
    query = _text(as_object(has.get("search")).get("query"), "")
    said["search"], arguments["query"] = {"query": query}, literal(query) if query else None
    said["filters"], arguments["filters"] = filter_argument(has.get("filters"))
    said["grouping"], arguments["groupby"] = _grouping(has.get("grouping"))
    said["sort"], arguments["order"] = _sort(has.get("sort"))
    said["selections"], hidden = hidden_runs(has.get("selections"))
    settings = {run: call("wr.RunSettings", disabled=Raw("True")) for run in hidden}
    arguments["run_settings"] = mapped(settings)
    feed, columns = _columns(as_object(has.get("runFeed")))
    said |= {"runFeed": feed, "expandedRowAddresses": []}
    return Part(call("wr.Runset", **arguments, **columns), said)


def filter_argument(stored: Json) -> tuple[Json, Code | None]:
    """What the package stores for a filter, and the argument."""
    written = write_filter(stored)
    if written is None or not written.text:
        return {"filterFormat": "filterV2", "filters": []}, None
    return written.stored, Raw(text_literal(written.text))


def hidden_runs(stored: Json) -> tuple[Json, list[str]]:
    """The selection that the package writes, and the runs that it hides."""
    selections = as_object(stored)
    tree = selections.get("tree")
    is_hidden = same(selections.get("root"), 1) and isinstance(tree, list)
    runs = [run for run in tree if isinstance(run, str)] if is_hidden and isinstance(tree, list) else []
    runs = list(dict.fromkeys(runs))
    return {"root": 1, "bounds": [], "tree": runs}, runs


def mapped(items: Mapping[str, Code]) -> Code | None:
    """A dictionary with text for keys; None if it is empty."""
    return Mapped(tuple((literal(key), code) for key, code in items.items())) if items else None


def is_texts(value: Json) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def section_key(stored: Json) -> tuple[str, str] | None:
    """Section and name of a stored key."""
    key = as_object(stored)
    section, name = key.get("section"), key.get("name")
    return (section, name) if isinstance(section, str) and isinstance(name, str) else None


def _add_owner(has: Mapping[str, Json], arguments: dict[str, Code | None], said: dict[str, Json]) -> None:
    project = as_object(has.get("project"))
    name, entity = project.get("name"), project.get("entityName")
    if isinstance(name, str) and isinstance(entity, str) and name and entity:
        said["project"] = {"name": name, "entityName": entity}
        arguments |= {"entity": literal(entity), "project": literal(name)}


def _grouping(stored: Json) -> tuple[Json, Code | None]:
    said: list[Json] = []
    texts: list[Code] = []
    for key in map(section_key, as_list(stored)):
        text = group_text(*key) if key else None
        if key and text is not None:
            said.append({"section": key[0], "name": key[1]})
            texts.append(literal(text))
    return said, Listed(tuple(texts)) if texts else None


def _sort(stored: Json) -> tuple[Json, Code | None]:
    keys = as_object(stored).get("keys")
    if not isinstance(keys, list):
        return {"keys": [NEWEST_FIRST]}, None
    said: list[Json] = []
    codes: list[Code] = []
    for item in keys:
        key, ascending = section_key(as_object(item).get("key")), as_object(item).get("ascending")
        name = _order_name(*key) if key else None
        if key and name is not None:
            said.append({"key": {"section": key[0], "name": key[1]}, "ascending": ascending is True})
            codes.append(call("wr.OrderBy", name, ascending=Raw("True") if ascending is True else None))
    return {"keys": said}, None if same(said, [NEWEST_FIRST]) else Listed(tuple(codes))


def _order_name(section: str, name: str) -> Code | None:
    match section:
        case "summary":
            return Raw(f"wr.SummaryMetric({text_literal(name)})")
        case "config":
            return Raw(f"wr.Config({text_literal(name)})")
        case "run" if back_name(front_name(name)) == name:
            return literal(front_name(name))
        case _:
            return None


def _columns(feed: Mapping[str, Json]) -> tuple[Json, dict[str, Code | None]]:
    """The run feed that the package writes, and the arguments for it."""
    pinned = [column for column, is_pinned in as_object(feed.get("columnPinned")).items() if is_pinned is True]
    shown = as_object(feed.get("columnVisible"))
    hidden = [column for column, is_visible in shown.items() if is_visible is False]
    order = feed["columnOrder"] if is_texts(feed.get("columnOrder")) else []
    visible = [column for column in (*order, *shown) if shown.get(column) is True and column not in pinned]
    widths = {
        column: width
        for column, width in as_object(feed.get("columnWidths")).items()
        if isinstance(width, int) and not isinstance(width, bool)
    }
    lock = feed.get("lockColumns") if isinstance(feed.get("lockColumns"), bool) else None
    lists: dict[str, Any] = {"pinned": pinned, "visible": list(dict.fromkeys(visible)), "hidden": hidden, "lock": lock}
    said = _feed(**lists, order=[], widths=widths)
    if said["columnOrder"] != order:
        said = _feed(**lists, order=order, widths=widths)
        lists["order"] = order
    arguments: dict[str, Code | None] = {
        "pinned_columns": _listed(pinned),
        "visible_columns": _listed(lists["visible"]),
        "hidden_columns": _listed(hidden),
        "column_order": _listed(lists.get("order", ())),
        "column_widths": literal(widths) if widths else None,
        "lock_columns": None if lock is None else literal(lock),
    }
    return said, arguments


def _feed(  # noqa: PLR0913 - each is an argument of the package's run set
    *,
    pinned: Sequence[str],
    visible: Sequence[str],
    hidden: Sequence[str],
    order: Sequence[str],
    widths: Mapping[str, int],
    lock: bool | None,
) -> dict[str, Json]:
    """The run feed that the package makes of its lists: hidden wins, and every column of the order is shown."""
    curated = [column for column in dict.fromkeys((*pinned, *visible)) if column not in hidden]
    wanted = [column for column in dict.fromkeys(order) if column not in hidden]
    ordered = [*wanted, *(column for column in curated if column not in wanted)]
    ordered = [column for column in ordered if column in curated] if lock else ordered
    said: dict[str, Json] = {
        "version": 2,
        "columnVisible": dict.fromkeys(hidden, False) | dict.fromkeys(ordered, True),
        "columnPinned": {column: True for column in pinned if column not in hidden},
        "columnWidths": dict(widths),
        "columnOrder": ordered,
        "pageSize": 10,
        "onlyShowSelected": False,
    }
    return said if lock is None else {**said, "lockColumns": lock}


def _listed(items: Sequence[str]) -> Code | None:
    return literal(list(items)) if items else None


def _text(value: Json, default: str) -> str:
    return value if isinstance(value, str) else default
