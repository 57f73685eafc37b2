"""Colours of runs and groups in a workspace: `section.customRunColors`.

    "<run id>": "red"
    "run-color-group:" + enc(run set's id) + ":" + enc(path): "#59A14F"     see `color_keys`

A path names one value for each grouping, the outermost first. W&B's Python package gives every run that has settings
an entry, an empty one if it has no colour of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from runpress.codec.color_keys import GROUP_COLOR, group_key, group_keys_begin
from runpress.codec.color_pairs import read_run_color, run_color
from runpress.codec.json_text import Json, loads
from runpress.codec.run_order import in_both_orders
from runpress.model.front_matter import Dialect
from runpress.model.group_paths import path_of, path_text
from runpress.model.runset import Runset, RunSettings


@dataclass(slots=True)
class Colors:
    """What the stored colours say of a run set."""

    groups: dict[str, str] = field(default_factory=dict)
    runs: dict[str, RunSettings] = field(default_factory=dict)


def has_group_colors(runset: Runset) -> bool:
    """Whether colours of groups need the run set to have an id."""
    return bool(runset.groupby and runset.custom_run_colors)


def encode_colors(runset: Runset, grouping: Sequence[Json], id_: str, dialect: Dialect) -> dict[str, Json]:
    """The colours of a run set whose encoded grouping and id are these."""
    own = runset.custom_run_colors
    colors: dict[str, Json] = {}
    if runset.groupby:
        paths = {value: _path(value, grouping) for value in own}
        colors = {group_key(id_, path): own[value] for value, path in paths.items() if path}
        own = {}
    is_listed = _lists_all(runset, dialect)
    for run, settings in runset.run_settings.items():
        color = run_color(settings) or own.get(run)
        if color or (settings.color == "" and is_listed and run not in colors):
            colors[run] = color or ""
    return {**colors, **{run: color for run, color in own.items() if run not in colors}}


def decode_colors(stored: Json, runset: Runset, grouping: Sequence[Json], id_: Json, dialect: Dialect) -> Colors:
    """The colours that a run set can say; all else is left where it is."""
    found = Colors(runs=dict(runset.run_settings))
    colors = stored if isinstance(stored, Mapping) else {}
    groups = _group_values(colors, grouping, id_) if isinstance(id_, str) and id_ else {}
    for key, color in colors.items():
        said = read_run_color(color)
        if not said and color != "":
            continue
        if len(said) > 1:
            _set(found, key, said, runset, id_)
        elif key in groups:
            found.groups |= {groups[key]: color} if color else {}
        elif not key and color and not grouping:
            found.groups[key] = color  # no run has this id, and settings of a run need one
        else:
            _set(found, key, {"color": color}, runset, id_)
    for run, settings in found.runs.items():
        if run not in colors and _lists_all(runset, dialect):
            found.runs[run] = settings.model_copy(update={"color": None})
    colored = (run for run in colors if run in found.runs)
    ordered = in_both_orders(list(runset.run_settings), colored)
    return Colors(found.groups, {run: found.runs[run] for run in ordered})


def _set(found: Colors, key: str, said: Mapping[str, str], runset: Runset, id_: Json) -> None:
    """Give a run these settings, if the key is that of a run."""
    if key and not key.startswith((GROUP_COLOR, f"{id_}-" if id_ else GROUP_COLOR)):
        settings = found.runs.get(key) or _unlisted(runset)
        found.runs[key] = settings.model_copy(update=dict(said))


def group_segments(key: str, id_: str) -> tuple[str, ...]:
    """The group values, the outermost first, in the key of a colour of this run set's groups; empty if it is none."""
    start = group_keys_begin(id_)
    return _segments(key, start) if key.startswith(start) else ()


def _unlisted(runset: Runset) -> RunSettings:
    """The settings of a run that the selection does not name."""
    return RunSettings(disabled=True) if runset.selection == "none" else RunSettings()


def _lists_all(runset: Runset, dialect: Dialect) -> bool:
    """Whether runs without a colour have an empty one, as W&B's Python package writes it."""
    return dialect == "sdk" and runset.selection == "all"


def too_deep(runset: Runset) -> tuple[str, ...]:
    """Group values with colours that name more groups than there are groupings."""
    count = len(runset.groupby)
    return tuple(value for value in runset.custom_run_colors if count and len(path_of(value, count)) > count)


def _group_values(colors: Mapping[str, Json], grouping: Sequence[Json], id_: str) -> dict[str, str]:
    """The group values of those keys that `encode_colors` would write for them."""
    values: dict[str, str] = {}
    for key in colors:
        segments = group_segments(key, id_)
        value = path_text(segments, len(grouping))
        path = _path(value, grouping) if segments else []
        if path and group_key(id_, path) == key:
            values[key] = value
    return values


def _path(value: str, grouping: Sequence[Json]) -> list[Json]:
    """The path of a group as JSON; empty if it names more groups than there are groupings."""
    segments = path_of(value, len(grouping))
    if len(segments) > len(grouping):
        return []
    keys = [f"{group['section']}:{group['name']}" for group in grouping]
    return [{"kind": "group", "key": key, "value": segment} for key, segment in zip(keys, segments, strict=False)]


def _segments(key: str, start: str) -> tuple[str, ...]:
    """The values in the path of a stored key; empty if it is no such path."""
    try:
        path = loads(unquote(key[len(start) :], errors="strict"))
    except ValueError:  # neither JSON nor UTF-8
        return ()
    if not isinstance(path, list):
        return ()
    values = [entry.get("value") if isinstance(entry, dict) else None for entry in path]
    return tuple(value for value in values if isinstance(value, str)) if None not in values else ()
