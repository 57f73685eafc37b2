"""The order of single runs in documents: hidden runs and colours are stored apart, each in an order of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def in_both_orders(listed: Sequence[str], colored: Iterable[str]) -> list[str]:
    """All runs, in the order of those that are listed and, where that can be, in that of those with colours."""
    places = {run: at for at, run in enumerate(listed)}
    out: dict[str, None] = {}
    reached = 0
    for run in colored:
        end = places.get(run, -1) + 1
        out |= dict.fromkeys([run] if not end else listed[reached:end])
        reached = max(reached, end)
    return list(out | dict.fromkeys(listed[reached:]))
