"""Runs by the values of keys: the groups of a run set or of a panel, their keys, labels and colours."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from runpress.data.protocol import Run
from runpress.figures import wording
from runpress.figures.author_colors import AuthorColors
from runpress.figures.palette import COLORS, assign
from runpress.figures.selection import Group, SelectedRun
from runpress.model.group_paths import path_text
from runpress.model.keys import Key

NOT_SET = "not set"
_HUGE = 10**300
"""Integers beyond are kept as texts: they are no numbers to compute with."""


def group_runs(
    runs: Sequence[SelectedRun],
    keys: Sequence[Key],
    *,
    everyone: Iterable[Run],
    colors: AuthorColors | None,
) -> tuple[Group, ...]:
    """The groups of runs by their values of `keys`, in the order of their first runs.

    `everyone` are all runs of the projects: as long as the palette suffices for all their groups, a
    group has the same colour whichever runs are chosen.
    """
    members: dict[str, list[SelectedRun]] = {}
    values: dict[str, tuple[Any, ...]] = {}
    for selected in runs:
        own = group_values(selected.run, keys)
        key = group_key(own)
        members.setdefault(key, []).append(selected)
        values.setdefault(key, own)
    defaults = _default_colors(members, everyone, keys)
    authored = colors or AuthorColors({})
    return tuple(
        Group(
            key=key,
            label=group_label(keys, values[key]),
            color=authored.of_group(values[key]) or defaults[key],
            values=values[key],
            members=tuple(members[key]),
        )
        for key in members
    )


def group_values(run: Run, keys: Sequence[Key]) -> tuple[Any, ...]:
    """What the run has under the keys, in a form that can be compared."""
    return tuple(_plain(run.value(key)) for key in keys)


def group_key(values: Sequence[Any]) -> str:
    """A text that two groups share exactly if their values are the same: `["cosine",0.1]`."""
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def group_label(keys: Sequence[Key], values: Sequence[Any]) -> str:
    """`schedule: cosine`, with further keys after commas."""
    return ", ".join(f"{_name(key)}: {value_text(value)}" for key, value in zip(keys, values, strict=True))


def group_names(group: Group) -> tuple[str, ...]:
    """What an author may call a group: its values as they are written in YAML, and as readers see them."""
    count = len(group.values)
    written = path_text(
        (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in group.values), count
    )
    return tuple(dict.fromkeys((written, path_text(map(value_text, group.values), count))))


def value_text(value: Any) -> str:
    """A value of a config, summary or run attribute as readers see it in a label."""
    if value is None:
        return NOT_SET
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return wording.plain(value) if abs(value) < _HUGE else f"{value}"
    if isinstance(value, list | tuple):
        return ", ".join(value_text(item) for item in value) or "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _name(key: Key) -> str:
    return key.label if key.section == "run" else key.path[-1]


def _plain(value: Any) -> Any:
    match value:
        case bool() | str() | None:
            return value
        case int():
            return value if abs(value) < _HUGE else str(value)
        case float():
            return str(value) if not math.isfinite(value) else int(value) if value.is_integer() else value
        case Mapping():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return str(value)


def _default_colors(shown: Iterable[str], everyone: Iterable[Run], keys: Sequence[Key]) -> dict[str, str]:
    # Sorted, so that neither the order of runs nor a limit moves a colour.
    known = {group_key(group_values(run, keys)) for run in everyone} | set(shown)
    return assign(sorted(known if len(known) <= len(COLORS) else shown))
