"""Colours of runs and groups in a grid: `customRunColors`.

    "<run id>": "red"
    "<run set's id>-config:lr.value:0.1": "#59A14F"          one grouping key
    "<run set's id>-config:lr.value:0.1-group:a": "teal"     two, the outermost first

Documents colour runs and groups in the run set; a grid's own colours win. A key of a grid that names a group
otherwise than its run set groups is W&B's, with the run set's name for its id: `{baselines}-group:a`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from runpress.codec import keys
from runpress.codec.color_keys import group_keys_begin
from runpress.codec.color_pairs import read_run_color, run_color
from runpress.codec.json_text import Json
from runpress.codec.run_order import in_both_orders
from runpress.model.blocks.grid import PanelGrid
from runpress.model.group_paths import path_of, path_text
from runpress.model.keys import Key
from runpress.model.runset import Runset, RunSettings


def encoded(grid: PanelGrid, runsets: Sequence[Json]) -> dict[str, Json]:
    """The colours of a grid whose encoded run sets are these; what comes later wins."""
    ids = [str(runset.get("id") or "") for runset in runsets]
    colors: dict[str, Json] = {}
    for runset, id_ in zip(grid.runsets, ids, strict=True):
        own = {_key(runset, id_, value): color for value, color in runset.custom_run_colors.items()}
        settled = {run: own.get(run) or run_color(settings) for run, settings in runset.run_settings.items()}
        colors |= {run: color for run, color in settled.items() if color} | own
    for value, color in (grid.options.custom_run_colors or {}).items():
        colors |= dict.fromkeys(_keys(grid.runsets, ids, value), color)
    return colors


def decoded(grid: PanelGrid, stored: Json, runsets: Sequence[Json]) -> PanelGrid:
    """The grid with the colours that it can say; a run set to which other keys refer keeps its id."""
    if not isinstance(stored, Mapping) or not stored:
        return grid
    ids = [_id(runset) for runset in runsets]
    found = _Colors(list(grid.runsets), ids)
    for key, color in stored.items():
        said = read_run_color(color)
        if len(said) == 1:
            found.add(key, said["color"])
        elif not said or not found.set_run(key, said):
            found.keep_id(key)
    found.put_in_order(stored)
    own = found.own or None
    return replace(
        grid,
        runsets=tuple(found.runsets),
        options=grid.options.model_copy(update={"custom_run_colors": own}) if own else grid.options,
    )


class _Colors:
    """The run sets and the grid's own colours while stored colours are dealt out to them."""

    def __init__(self, runsets: list[Runset], ids: Sequence[str]) -> None:
        self.runsets = runsets
        self.ids = ids
        self.own: dict[str, str] = {}

    def add(self, key: str, color: str) -> None:
        """Give a colour to the group or run that its key names."""
        at = self._referred(key)
        if at is None:
            self._add_run(key, color)
            return
        runset, id_ = self.runsets[at], self.ids[at]
        value = _value(runset, id_, key)
        name = f"{{{runset.name}}}"
        if value is not None:
            self._color(at, "custom_run_colors", {**runset.custom_run_colors, value: color})
        elif key.startswith(f"{id_}-") and _named(self.runsets, name) == at:
            self.own[name + key[len(id_) :]] = color
        else:
            self.keep_id(key)

    def set_run(self, key: str, said: Mapping[str, str]) -> bool:
        """Give a run these settings, if the key is that of a run."""
        if self._referred(key) is not None or not key:
            return False
        self._set(self._settled(key) or 0, key, said)
        return True

    def keep_id(self, key: str) -> None:
        """Let the run set keep the id to which a key refers that stays as it is."""
        at = self._referred(key)
        if at is not None:
            self._color(at, "id", self.ids[at])

    def _add_run(self, run: str, color: str) -> None:
        settled = self._settled(run)
        if settled is None and not any(runset.groupby for runset in self.runsets):
            if len(self.runsets) == 1:
                self._color(0, "custom_run_colors", {**self.runsets[0].custom_run_colors, run: color})
            elif not run.startswith("{"):
                self.own[run] = color
            return
        self._set(settled or 0, run, {"color": color})

    def _set(self, at: int, run: str, said: Mapping[str, str]) -> None:
        runset = self.runsets[at]
        # A run that is listed under `selection: none` is shown; this one is not.
        settings = runset.run_settings.get(run) or RunSettings(disabled=runset.selection == "none")
        listed = {**runset.run_settings, run: settings.model_copy(update=dict(said))}
        self._color(at, "run_settings", listed)

    def put_in_order(self, stored: Mapping[str, Json]) -> None:
        """List runs with colours that stand before those of hidden runs with them, so that they stand there again."""
        if any(runset.groupby for runset in self.runsets):
            return
        moved: dict[str, int] = {}
        following: int | None = None
        for run in reversed(list(stored)):
            at = self._settled(run)
            if at is not None:
                following = at
            elif following is not None and (run in self.own or run in self.runsets[0].custom_run_colors):
                moved[run] = following
        for at in sorted(set(moved.values())):
            self._list(at, [run for run in stored if moved.get(run, self._settled(run)) == at])

    def _list(self, at: int, colored: Sequence[str]) -> None:
        """Put these runs, all of which have colours, among those that the run set lists."""
        runset, first = self.runsets[at], self.runsets[0]
        colors = {**first.custom_run_colors, **self.own}
        unlisted = RunSettings(disabled=runset.selection == "none")
        settings = {run: unlisted.model_copy(update={"color": colors[run]}) for run in colored if run in colors}
        settings |= runset.run_settings
        ordered = in_both_orders(list(runset.run_settings), colored)
        self.own = {run: color for run, color in self.own.items() if run not in settings}
        rest = {run: color for run, color in first.custom_run_colors.items() if run not in settings}
        self._color(0, "custom_run_colors", rest)
        self._color(at, "run_settings", {run: settings[run] for run in ordered})

    def _settled(self, run: str) -> int | None:
        """The run set that lists the run."""
        return next((at for at, runset in enumerate(self.runsets) if run in runset.run_settings), None)

    def _referred(self, key: str) -> int | None:
        return next((at for at, id_ in enumerate(self.ids) if id_ and _refers_to(key, id_)), None)

    def _color(self, at: int, field: str, value: object) -> None:
        self.runsets[at] = self.runsets[at].model_copy(update={field: value})


def _key(runset: Runset, id_: str, value: str) -> str:
    """The stored key of a run, or of a group of a run set that groups."""
    if not runset.groupby:
        return value
    values = path_of(value, len(runset.groupby))
    return "-".join([id_, *(f"{_group(key)}:{one}" for key, one in zip(runset.groupby, values, strict=False))])


def _keys(runsets: Sequence[Runset], ids: Sequence[str], value: str) -> list[str]:
    """The stored keys of a colour of the grid: a run's, or one for each run set that groups."""
    for runset, id_ in zip(runsets, ids, strict=True):
        name = f"{{{runset.name}}}"
        if value.startswith(f"{name}-"):
            return [id_ + value[len(name) :]]
    grouped = [_key(runset, id_, value) for runset, id_ in zip(runsets, ids, strict=True) if runset.groupby]
    return grouped or [value]


def _value(runset: Runset, id_: str, key: str) -> str | None:
    """The group that a key names, where this is how the key of that group is stored."""
    rest = key[len(id_) + 1 :]
    values: list[str] = []
    for at, group in enumerate(runset.groupby):
        start = f"{_group(group)}:"
        if not rest.startswith(start):
            return None
        following = f"-{_group(runset.groupby[at + 1])}:" if at + 1 < len(runset.groupby) else ""
        one, found, after = rest[len(start) :].partition(following) if following else (rest[len(start) :], "", "")
        values.append(one)
        if not found:
            break
        rest = following[1:] + after
    value = path_text(values, len(runset.groupby))
    return value if values and _key(runset, id_, value) == key else None


def _group(key: Key) -> str:
    """A grouping as colour keys spell it: only config keys have a section."""
    match key.section:
        case "config":
            return f"config:{keys.panel_group(key)}"
        case "summary":
            return keys.dotted(key)
        case _:
            return keys.panel_group(key)


def _refers_to(key: str, id_: str) -> bool:
    """Whether the key of a colour names the run set with this id, in the spelling of grids or in that of workspaces."""
    return key.startswith((f"{id_}-", group_keys_begin(id_)))


def _named(runsets: Sequence[Runset], name: str) -> int:
    return next((at for at, runset in enumerate(runsets) if f"{{{runset.name}}}" == name), -1)


def _id(runset: Json) -> str:
    id_ = runset.get("id") if isinstance(runset, dict) else None
    return id_ if isinstance(id_, str) else ""
