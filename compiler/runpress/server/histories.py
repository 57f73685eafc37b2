"""What clients read of a run's streamed files: rows of its history, and the keys that it has.

Rows are kept as the text that came. JSON of clients may hold bare NaN and infinities, which stay as they are inside
texts, and become words where an answer holds the values themselves.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

HISTORY = "wandb-history.jsonl"
EVENTS = "wandb-events.jsonl"
_STEP = "_step"
_MOST_ROWS = 1_000_000

Row: TypeAlias = tuple[str, dict[str, Any]]


def rows(folder: Path, run: Sequence[str], name: str = HISTORY) -> list[Row]:
    """The rows of a run's file, each as text and as values. What is no object is passed over."""
    path = folder.joinpath(*run, name)
    if not path.is_file():
        return []
    found: list[Row] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n")
            values = _values(text)
            if values is not None and len(found) < _MOST_ROWS:
                found.append((text, values))
    return found


def keys(found: Sequence[Row]) -> dict[str, Any] | None:
    """Which keys the rows have, and their last step; None if there are no rows."""
    if not found:
        return None
    counts: dict[str, int] = {}
    for _, values in found:
        for key in values:
            counts[key] = counts.get(key, 0) + 1
    steps = [step for row in found if (step := _step(row)) is not None]
    return {
        "sets": [],
        "keys": {key: {"typeCounts": [{"type": "number", "count": count}]} for key, count in counts.items()},
        "lastStep": max(steps, default=len(found) - 1),
    }


def window(found: Sequence[Row], *, first: object, end: object, samples: object) -> list[str]:
    """The rows from step `first` to before step `end`, at most `samples` of them, evenly spaced."""
    chosen = [row for row in found if _is_within(row, first, end)]
    return [text for text, _ in sampled(chosen, samples)]


def picked(found: Sequence[Row], spec: object) -> list[dict[str, Any]]:
    """The rows that have all keys of a spec, with these keys alone. Here the last step belongs to it."""
    asked = _values(spec) if isinstance(spec, str) else None
    names = [key for key in (asked or {}).get("keys") or () if isinstance(key, str)]
    if asked is None or not names:
        return []
    last = asked.get("maxStep")
    end = last + 1 if isinstance(last, int) else None
    chosen = [
        row for row in found if _is_within(row, asked.get("minStep"), end) and all(key in row[1] for key in names)
    ]
    return [{key: _plain(values[key]) for key in names} for _, values in sampled(chosen, asked.get("samples"))]


def sampled(found: Sequence[Row], samples: object) -> Sequence[Row]:
    """At most so many rows, evenly spaced, the last one among them."""
    if not isinstance(samples, int) or samples < 1 or len(found) <= samples:
        return found
    if samples == 1:
        return [found[-1]]
    last = len(found) - 1
    return [found[round(at * last / (samples - 1))] for at in range(samples)]


def _values(text: str) -> dict[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _step(row: Row) -> int | None:
    step = row[1].get(_STEP)
    return int(step) if isinstance(step, int | float) and math.isfinite(step) else None


def _is_within(row: Row, first: object, end: object) -> bool:
    step = _step(row)
    if step is None:
        return first is None and end is None
    return (not isinstance(first, int) or step >= first) and (not isinstance(end, int) or step < end)


def _plain(value: Any) -> Any:
    """A value that JSON can hold: numbers that it has no form for are words."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
