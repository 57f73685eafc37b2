"""Strategy for stored specs of which one value is another: whatever a tool may have written in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

SPECS = Path(__file__).parents[1] / "cases" / "specs"
ODD = [
    None, True, False, 0, -1, 5, 1.5, 10**30, "", "x", "a-b:c", [], [5], [None], [[]], [{}], ["x", 5],
    {}, {"a": 1}, {"type": 5}, {"text": "x"}, [{"text": 5}],
]  # fmt: skip


@cache
def _specs() -> list[Any]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SPECS.rglob("*.json"))]


@st.composite
def damaged_specs(draw: st.DrawFn) -> dict[str, Any]:
    """A spec with one odd value, or without one."""
    spec = deepcopy(draw(st.sampled_from(_specs())))
    holder, key = draw(st.sampled_from([place for place in _places(spec) if place[0] is not spec]))
    if isinstance(holder, dict) and draw(st.integers(0, 4)) == 0:
        del holder[key]
    else:
        holder[key] = deepcopy(draw(st.sampled_from(ODD)))
    return spec


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each holder of a value, with the key or position in it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)
