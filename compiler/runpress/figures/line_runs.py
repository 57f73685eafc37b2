"""Which runs and groups a line or bar panel draws, and how many it leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, Protocol

from runpress.figures import wording
from runpress.figures.author_colors import AuthorColors
from runpress.figures.groups import group_runs
from runpress.figures.palette import COLORS, place
from runpress.figures.selection import Group, SelectedRun, Selection
from runpress.frozen import frozen
from runpress.model.colors import Color
from runpress.model.keys import Key

_NONE: Mapping[str, Color] = MappingProxyType({})
MOST_RUNS = 100
"""Where the author sets no limit: more curves than anyone can read."""


class Grouping(Protocol):
    """The options of a panel that groups runs."""

    @property
    def groupby(self) -> Key | Literal["none"] | None: ...  # noqa: D102 - see the model
    @property
    def aggregate(self) -> bool | None: ...  # noqa: D102
    @property
    def group_runs_limit(self) -> int | None: ...  # noqa: D102


@frozen
class Shown:
    """What is drawn: single runs, or groups."""

    runs: tuple[SelectedRun, ...]
    """All runs that are drawn, those of groups too."""
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()


def shown(
    panel: Grouping, selection: Selection, *, limit: int | None, line_colors: Mapping[str, Color] = _NONE
) -> Shown:
    """The first runs of the order; in groups, as many groups as `limit` says."""
    every = selection.runs
    groups = groups_of(panel, selection, line_colors=line_colors)
    most = limit or MOST_RUNS
    if not groups:
        return Shown(every[:most], notes=_cut(most, len(every), "run"))
    if panel.group_runs_limit:
        groups = tuple(replace(group, members=group.members[: panel.group_runs_limit]) for group in groups)
    kept = groups[:most]
    runs = {member.ref: member for group in kept for member in group.members}
    return Shown(tuple(runs.values()), kept, _cut(most, len(groups), "group"))


def groups_of(panel: Grouping, selection: Selection, *, line_colors: Mapping[str, Color] = _NONE) -> tuple[Group, ...]:
    """The panel's own groups, else those of its run sets; hidden runs are not in them."""
    colors = AuthorColors(line_colors)
    if isinstance(panel.groupby, Key):
        everyone = [run for part in selection.runsets for run in part.everyone]
        authored = {**_runset_colors(selection), **line_colors}
        return group_runs(selection.runs, (panel.groupby,), everyone=everyone, colors=AuthorColors(authored))
    if panel.aggregate and panel.groupby is None and not any(part.groups for part in selection.runsets):
        return _one_group(selection.runs, colors)
    if panel.groupby is not None:
        return ()
    found: list[Group] = []
    several = len(selection.runsets) > 1
    for part in selection.runsets:
        for group in _visible(part.groups):
            label = f"{part.runset.name}, {group.label}" if several else group.label
            color = colors.of_group(group.values) or colors.of(group.label) or group.color
            found.append(replace(group, label=label, color=color))
    loose = [run for part in selection.runsets if not part.groups for run in part.runs if not run.hidden]
    return (*found, *(_alone(run) for run in loose)) if found else ()


def _visible(groups: Sequence[Group]) -> list[Group]:
    found = [replace(group, members=tuple(run for run in group.members if not run.hidden)) for group in groups]
    return [group for group in found if group.members]


def _one_group(runs: Sequence[SelectedRun], colors: AuthorColors) -> tuple[Group, ...]:
    label = wording.count(len(runs), "run")
    return (Group("all", label, colors.of("all") or COLORS[place("all")], (), tuple(runs)),) if runs else ()


def _alone(run: SelectedRun) -> Group:
    """A run of a run set without groups, beside one with groups."""
    return Group(run.ref, run.label, run.color, (), (run,))


def _runset_colors(selection: Selection) -> dict[str, str]:
    colors: dict[str, str] = {}
    for part in selection.runsets:
        colors |= part.runset.custom_run_colors
    return colors


def _cut(most: int, total: int, noun: str) -> tuple[str, ...]:
    return (f"{wording.grouped(str(most))} of {wording.count(total, noun)} shown",) if total > most else ()
