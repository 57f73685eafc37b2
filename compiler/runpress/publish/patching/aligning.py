"""Which item of one view is which of another."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from runpress.publish.matching import Traits, match
from runpress.publish.patching.items import Item

_WORDS = re.compile(r"\w+")


def aligned(old: Sequence[Item], new: Sequence[Item]) -> list[int | None]:
    """For each new item the old one that it is, changed or not; None for those that are new."""
    found: list[int | None] = [None] * len(new)
    for before, after in match([_traits(item) for item in old], [_traits(item) for item in new]):
        found[after] = before
    return found


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
