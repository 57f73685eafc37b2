"""Workspaces: `ws.Workspace(…)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.about import About
from runpress.codec.color_keys import group_key
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object
from runpress.codec.residue import same
from runpress.codec.runsets.pins import Owner, decode_pin, encode_pin
from runpress.codec.section import unused_section
from runpress.codec.workspace_colors import group_segments
from runpress.exporters.wws import fields
from runpress.exporters.wws.code import Code, Listed, Mapped, Raw, call, literal, text_literal
from runpress.exporters.wws.losses import Part, noted
from runpress.exporters.wws.names import workspace_key_code
from runpress.exporters.wws.numbers import Numbers
from runpress.exporters.wws.runsets import NEWEST_FIRST, filter_argument, hidden_runs, is_texts, mapped, section_key
from runpress.exporters.wws.sections import panel_settings
from runpress.exporters.wws.sections import section as section_part

_NAME = "run:displayName"
_TOOLTIPS = ("single", "default", "all_runs")
Arguments = dict[str, "Code | None"]


def workspace(spec: Mapping[str, Json], about: About, *, name: str) -> Part:
    """A workspace, and the spec that the package writes for it."""
    section = as_object(spec.get("section"))
    bank = as_object(section.get("panelBankConfig"))
    numbers = Numbers()
    sections = [section_part(each, numbers) for each in as_list(bank.get("sections"))]
    settings, said_settings, said_bank = _settings(as_object(section.get("settings")), as_object(bank.get("settings")))
    runset, said_runset, colors = _runset(section, about)
    switch = said_settings.get("shouldAutoGeneratePanels")
    arguments: Arguments = {
        "entity": literal(about.entity),
        "project": literal(about.project),
        "name": literal(name) if name else None,
        "sections": _sections(sections, as_list(bank.get("sections"))),
        "settings": call("ws.WorkspaceSettings", **settings) if any(settings.values()) else None,
        "runset_settings": call("ws.RunsetSettings", **runset) if any(runset.values()) else None,
        "auto_generate_panels": None if switch is False else literal(switch),
    }
    said = {
        "section": {
            "panelBankConfig": {"state": 1, "settings": said_bank, "sections": [part.said for part in sections]},
            "panelBankSectionConfig": unused_section(),
            "customRunColors": colors,
            "name": "",
            "runSets": [said_runset],
            "settings": said_settings,
            "openRunSet": 0,
            "openViz": True,
        },
        "vizExpanded": False,
        "libraryExpanded": True,
    }
    return Part(call("ws.Workspace", **arguments), said)


def _sections(parts: Sequence[Part], stored: Sequence[Json]) -> Code | None:
    codes = [noted(part, each, "section") for part, each in zip(parts, stored, strict=True)]
    return Listed(tuple(codes)) if codes else None


def _settings(
    stored: Mapping[str, Json], bank: Mapping[str, Json]
) -> tuple[Arguments, dict[str, Json], dict[str, Json]]:
    arguments: Arguments = {}
    said = panel_settings(stored, arguments)
    said |= {
        "ignoreOutliers": stored.get("ignoreOutliers") is True,
        "maxRuns": 10,
        "pointVisualizationMethod": "bucketing-gorilla",
        "tooltipNumberOfRuns": "default",
    }
    arguments["ignore_outliers"] = Raw("True") if said["ignoreOutliers"] else None
    most = stored.get("maxRuns")
    if fields.WHOLE(most) is not None and isinstance(most, int) and most > 0 and most != said["maxRuns"]:
        said["maxRuns"], arguments["max_runs"] = most, literal(most)
    if stored.get("pointVisualizationMethod") == "sampling":
        said["pointVisualizationMethod"], arguments["point_visualization_method"] = "sampling", literal("downsampling")
    tooltip = stored.get("tooltipNumberOfRuns")
    if tooltip in _TOOLTIPS and tooltip != "default":
        said["tooltipNumberOfRuns"], arguments["tooltip_number_of_runs"] = tooltip, literal(tooltip)
    if stored.get("suppressLegends") is True:
        said["suppressLegends"], arguments["remove_legends_from_panels"] = True, Raw("True")
    if stored.get("colorRunNames") is False:
        said["colorRunNames"], arguments["tooltip_color_run_names"] = False, Raw("False")
    if isinstance(stored.get("shouldAutoGeneratePanels"), bool):
        said["shouldAutoGeneratePanels"] = stored["shouldAutoGeneratePanels"]
    return arguments, said, _bank(bank, arguments)


def _bank(bank: Mapping[str, Json], arguments: Arguments) -> dict[str, Json]:
    is_first, is_sorted = same(bank.get("autoOrganizePrefix"), 1), bank.get("sortAlphabetically") is True
    arguments["group_by_prefix"] = literal("first") if is_first else None
    arguments["sort_panels_alphabetically"] = Raw("True") if is_sorted else None
    return {"autoOrganizePrefix": 1 if is_first else 2, "showEmptySections": False, "sortAlphabetically": is_sorted}


def _runset(section: Mapping[str, Json], about: About) -> tuple[Arguments, dict[str, Json], dict[str, Json]]:
    """The run set's arguments, what the package writes for it, and for the colours."""
    has = as_object(next(iter(as_list(section.get("runSets"))), None))
    arguments: Arguments = {}
    said: dict[str, Json] = {"enabled": True, "name": "Run set", "expandedRowAddresses": []}
    search = as_object(has.get("search"))
    query = search["query"] if isinstance(search.get("query"), str) else ""
    said["search"], arguments["query"] = {"query": query}, literal(query) if query else None
    if search.get("isRegex") is True:
        said["search"]["isRegex"], arguments["regex_query"] = True, Raw("True")
    said["filters"], arguments["filters"] = filter_argument(has.get("filters"))
    said["grouping"], arguments["groupby"] = _grouping(has.get("grouping"))
    said["sort"], arguments["order"] = _order(has.get("sort"))
    said["selections"], hidden = hidden_runs(has.get("selections"))
    said["runFeed"], arguments["pinned_columns"] = _columns(as_object(has.get("runFeed")))
    colors = as_object(section.get("customRunColors"))
    runs, run_colors = _runs(colors, hidden)
    arguments["run_settings"] = mapped(runs)
    groups, group_colors = _groups(colors, said["grouping"], has.get("id"))
    arguments["group_colors"] = groups
    said["id"] = "runset" if group_colors else ""
    _pins(has, about, arguments, said)
    said_groups = {group_key("runset", path): color for path, color in group_colors}
    return arguments, said, {**said_groups, **run_colors}


def _grouping(stored: Json) -> tuple[list[Json], Code | None]:
    said: list[Json] = []
    codes: list[Code] = []
    for key in map(section_key, as_list(stored)):
        code = workspace_key_code(*key, is_group=True) if key else None
        if key and code is not None:
            said.append({"section": key[0], "name": key[1]})
            codes.append(code)
    return said, Listed(tuple(codes)) if codes else None


def _order(stored: Json) -> tuple[Json, Code | None]:
    keys = as_object(stored).get("keys")
    if not isinstance(keys, list):
        return {"keys": [NEWEST_FIRST]}, None
    said: list[Json] = []
    codes: list[Code] = []
    for item in keys:
        key, ascending = section_key(as_object(item).get("key")), as_object(item).get("ascending") is not False
        code = workspace_key_code(*key, is_group=False) if key else None
        if key and code is not None:
            said.append({"key": {"section": key[0], "name": key[1]}, "ascending": ascending})
            codes.append(call("ws.Ordering", code, ascending=None if ascending else Raw("False")))
    return {"keys": said}, None if same(said, [NEWEST_FIRST]) else Listed(tuple(codes))


def _columns(feed: Mapping[str, Json]) -> tuple[Json, Code | None]:
    """The pinned columns, which the package shows and orders alike, the run's name first."""
    pinned = [column for column, is_pinned in as_object(feed.get("columnPinned")).items() if is_pinned is True]
    order = feed["columnOrder"] if is_texts(feed.get("columnOrder")) else []
    pinned = sorted(pinned, key=lambda column: order.index(column) if column in order else len(order))
    said = [_NAME, *(column for column in pinned if column != _NAME)] if pinned else []
    shown = dict.fromkeys(said, True)
    feed = {
        "version": 2,
        "columnVisible": shown,
        "columnPinned": dict(shown),
        "columnWidths": {},
        "columnOrder": said,
        "pageSize": 10,
        "onlyShowSelected": False,
    }
    return feed, literal(pinned) if pinned else None


def _runs(colors: Mapping[str, Json], hidden: Sequence[str]) -> tuple[dict[str, Code], dict[str, Json]]:
    """Settings of runs, and the colours that the package writes for them: each run has one, if only an empty one."""
    own = {key: color for key, color in colors.items() if isinstance(color, str) and not key.startswith("run-color")}
    runs: dict[str, Code] = {}
    for run in dict.fromkeys((*hidden, *own)):
        color = literal(own[run]) if own.get(run) else None
        runs[run] = call("ws.RunSettings", color=color, disabled=Raw("True") if run in hidden else None)
    return runs, {run: own.get(run, "") for run in runs}


def _groups(
    colors: Mapping[str, Json], grouping: Sequence[Json], id_: Json
) -> tuple[Code | None, list[tuple[list[Json], str]]]:
    """Colours of groups by their path."""
    keys = [f"{key['section']}:{key['name']}" for key in grouping]
    codes: list[tuple[Code, Code]] = []
    said: list[tuple[list[Json], str]] = []
    for key, color in colors.items():
        values = group_segments(key, id_) if isinstance(id_, str) and id_ else ()
        path = [{"kind": "group", "key": name, "value": value} for name, value in zip(keys, values, strict=False)]
        if not isinstance(color, str) or not path or len(values) > len(keys) or group_key(str(id_), path) != key:
            continue
        shown = text_literal(values[0]) if len(values) == 1 else f"ws.GroupPath({', '.join(map(text_literal, values))})"
        codes.append((Raw(shown), literal(color)))
        said.append((path, color))
    return (Mapped(tuple(codes)) if codes else None), said


def _pins(has: Mapping[str, Json], about: About, arguments: Arguments, said: dict[str, Json]) -> None:
    owner = Owner(about.entity, about.project)
    pins = [pin for pin in as_list(has.get("pinnedRunIds")) if isinstance(pin, str) and _pin(pin, owner)]
    baseline = has.get("baselineRunId")
    if isinstance(baseline, str) and _pin(baseline, owner):
        said["baselineRunId"], arguments["baseline_run"] = baseline, literal(_pin(baseline, owner))
        said["pinnedRunIds"] = pins if baseline in pins else [*pins, baseline]
        pins = pins[:-1] if pins[-1:] == [baseline] else pins
    elif pins:
        said["pinnedRunIds"] = pins
    arguments["pinned_runs"] = literal([_pin(pin, owner) for pin in pins]) if pins else None


def _pin(stored: str, owner: Owner) -> str | None:
    """The run as the package takes it, if it writes just this for it."""
    run = decode_pin(stored, owner)
    return run if run and encode_pin(run, owner) == stored and run != stored else None
