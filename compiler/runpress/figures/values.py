"""Values of runs as numbers on axes and as texts in cells."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from runpress.data.protocol import Run
from runpress.figures import wording
from runpress.figures.figure import Axis, ScaleKind
from runpress.model.filters.instants import instant
from runpress.model.keys import Key

TIMES = frozenset({"created_at", "updated_at"})
DURATIONS = frozenset({"runtime"})
_SPELLED = {"nan": math.nan, "infinity": math.inf, "-infinity": -math.inf}
"""How W&B spells numbers that JSON has no word for."""
_LONGEST_CELL = 200


def scale_of(key: Key, *, log: bool | None = False) -> ScaleKind:
    """The scale that suits a key's values."""
    name = key.path[-1]
    if (key.section == "run" and name in TIMES) or (len(key.path) == 1 and name == "_timestamp"):
        return "time"
    if log:
        return "log"
    if (key.section == "run" and name in DURATIONS) or (
        len(key.path) == 1 and name in ("_runtime", "_absolute_runtime")
    ):
        return "duration"
    return "linear"


def axis_of(key: Key, *, label: str | None, log: bool | None, limits: tuple[float | None, float | None]) -> Axis:
    """The axis of a key, with the author's label and limits."""
    return Axis(
        label=label if label is not None else key.label, scale=scale_of(key, log=log), low=limits[0], high=limits[1]
    )


def number_of(run: Run, key: Key) -> float | None:
    """The value of a key as a number: booleans are 0 and 1, instants seconds; None for what is none."""
    value = run.value(key)
    if key.section == "run" and key.path[0] in TIMES:
        moment = instant(value)
        return None if moment is None else moment / 1e6
    return as_number(value)


def as_number(value: Any) -> float | None:
    """A value as a number, if it is one."""
    match value:
        case bool() | float():
            return float(value)
        case int():
            return float(value) if abs(value) < 2**1000 else None
        case str():
            return _SPELLED.get(value.lower())
        case _:
            return None


def finite_of(run: Run, key: Key) -> float | None:
    """The value of a key as a finite number."""
    value = number_of(run, key)
    return value if value is not None and math.isfinite(value) else None


def cell_text(run: Run, key: Key) -> str:
    """The value of a key as it stands in the cell of a table; empty where the run has none."""
    value = run.value(key)
    if key.section == "run" and key.path[0] in TIMES:
        moment = instant(value)
        return wording.instant(moment / 1e6) if moment is not None else plain_text(value)
    if key.section == "run" and key.path[0] in DURATIONS:
        seconds = as_number(value)
        return wording.duration(seconds) if seconds is not None else plain_text(value)
    return plain_text(value)


def labels_of(keys: Sequence[Key]) -> list[str]:
    """What the columns of a table are called: keys that look alike stand there whole, `config.lr` and `summary.lr`."""
    counts = Counter(key.label for key in keys)
    return [str(key) if counts[key.label] > 1 and key.section != "run" else key.label for key in keys]


def plain_text(value: Any) -> str:
    """A value as text: numbers readable, lists with commas, mappings as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            number = as_number(value)
            return wording.number(number, digits=5) if number is not None else str(value)
        case str():
            return value
        case list() | tuple() if all(isinstance(item, str | int | float) for item in value):
            return ", ".join(plain_text(item) for item in value)
        case _:
            text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
            return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def reading(value: float, axis: Axis) -> str:
    """A value of an axis as people read it."""
    if axis.scale == "time":
        return wording.instant(value)
    return wording.duration(value) if axis.scale == "duration" else wording.number(value)


def known_keys(runs: Iterable[Run], section: Literal["config", "summary"]) -> dict[Key, int]:
    """Each key of config or summary that some runs have, and how many have it, in order of appearance."""
    trees = (run.config if section == "config" else run.summary for run in runs)
    return dict(Counter(Key(section, path) for tree in trees for path in _paths(tree)))


def _paths(tree: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterable[tuple[str, ...]]:
    for name, value in tree.items():
        path = (*above, str(name))
        if isinstance(value, Mapping) and value:
            yield from _paths(value, path)
        elif value is not None:
            yield path
