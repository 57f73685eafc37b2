"""Lists of things that both sides may have changed: which stay, in which order, and which say two things at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Literal, TypeAlias, TypeVar

from runpress.frozen import frozen
from runpress.publish.matching.match import Traits
from runpress.publish.pulling.merge.nodes import Merged
from runpress.publish.pulling.merge.weaving import woven

T = TypeVar("T")
Lack: TypeAlias = Literal["", "own", "theirs"]
"""Which side has taken away what the other one changed."""


@frozen
class Kept(Generic[T]):
    """A thing that stays, and whether the sides are at odds about it."""

    found: Merged[T]
    lacks: Lack = ""


def merged_list(
    base: Sequence[T],
    own: Sequence[T],
    theirs: Sequence[T],
    *,
    traits: Callable[[T], Traits],
    merge: Callable[[T, T, T], Merged[T]],
) -> list[Kept[T]]:
    """The things that stay. `merge` is asked where both sides changed one."""
    sides = [[traits(one) for one in side] for side in (base, own, theirs)]
    texts = [[one.content for one in side] for side in sides]
    kept: list[Kept[T]] = []
    for slot in woven(*sides):
        mine = None if slot.own is None else own[slot.own]
        other = None if slot.theirs is None else theirs[slot.theirs]
        here = None if slot.own is None else texts[1][slot.own]
        there = None if slot.theirs is None else texts[2][slot.theirs]
        before = None if slot.base is None else texts[0][slot.base]
        if mine is not None and other is not None:
            if here == there or (before == there and slot.base is not None):
                kept.append(_plain(mine))
            elif slot.base is None or before == here:
                kept.append(_plain(other))
            else:
                kept.append(Kept(merge(base[slot.base], mine, other)))
        elif mine is not None:
            kept += _one_sided(mine, is_new=slot.base is None, is_same=before == here, lacks="theirs")
        elif other is not None:
            kept += _one_sided(other, is_new=slot.base is None, is_same=before == there, lacks="own")
    return kept


def _plain(one: T) -> Kept[T]:
    return Kept(Merged(one, one))


def _one_sided(one: T, *, is_new: bool, is_same: bool, lacks: Lack) -> list[Kept[T]]:
    """What one side alone has: it is new, or the other side has taken it away."""
    if is_new:
        return [_plain(one)]
    return [] if is_same else [Kept(Merged(one, one), lacks)]
