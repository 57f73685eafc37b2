"""Which item of one view is which of another."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from runpress.publish.matching.match import Traits, match
from runpress.publish.pulling.patching.items import Item, Spot

_WORDS = re.compile(r"\w+")


def aligned(old: Sequence[Item], new: Sequence[Item]) -> list[int | None]:
    """For each new item the old one that it is, changed or not; None for those that are new."""
    found: list[int | None] = [None] * len(new)
    for before, after in match([_traits(item) for item in old], [_traits(item) for item in new]):
        found[after] = before
    return _with_own_runsets(old, new, found)


def _with_own_runsets(old: Sequence[Item], new: Sequence[Item], found: list[int | None]) -> list[int | None]:
    """Each grid with the run sets that stood before it.

    Where one of two grids over a run set gets another one, the old words come back before the second, and are like
    those that stood before the first: but these are the ones that were changed.
    """
    spots: dict[Spot, int] = {item.spot: number for number, item in enumerate(old)}
    grids = grids_of(old, new, found)
    for after, item in enumerate(new):
        if item.word != "runset" or found[after] is not None or item.spot.owner not in grids:
            continue
        before = spots.get(Spot("runset", grids[item.spot.owner], item.spot.at))
        taken = None if before is None or before not in found else found.index(before)
        if taken is not None and grids.get(new[taken].spot.owner) != grids[item.spot.owner]:
            found[taken], found[after] = None, before
    return found


def grids_of(old: Sequence[Item], new: Sequence[Item], found: Sequence[int | None]) -> dict[int, int]:
    """The old grid of each new one, by a panel of it."""
    grids: dict[int, int] = {}
    for item, before in zip(new, found, strict=True):
        if item.spot.part == "panel" and before is not None:
            grids.setdefault(item.spot.owner, old[before].spot.owner)
    return grids


def _traits(item: Item) -> Traits:
    node = item.node
    if node is None:
        return Traits(item.text, _features(item), item.word)
    kind = f"{item.word} {getattr(node, 'type', '')}"
    return Traits(item.text, _features(item), kind, stays="alike" if item.word == "panel" else "always")


def _features(item: Item) -> frozenset[Hashable]:
    if item.node is not None:
        return frozenset(line for line in item.text.split("\n")[1:-1] if not line.startswith("type:"))
    return frozenset(_WORDS.findall(item.text))
