"""Lists merged three ways: what either side added or moved is there, what either side took away is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runpress.frozen import frozen
from runpress.publish.matching.match import Pairs, Traits, match, moved


@frozen
class Slot:
    """A thing by its number in each of three lists; None where it is not in one."""

    base: int | None
    own: int | None
    theirs: int | None


def woven(base: Sequence[Traits], own: Sequence[Traits], theirs: Sequence[Traits]) -> list[Slot]:
    """All things of three lists, each once, in the order in which they belong.

    Those that a side has taken away are among them: whether they stay depends on what the other side did.
    """
    mine, other = match(base, own), match(base, theirs)
    slots = _slots(base, own, theirs, mine, other)
    here = [slot for slot in sorted(slots, key=lambda slot: (slot.own is None, slot.own or 0)) if slot.own is not None]
    there = [
        slot
        for slot in sorted(slots, key=lambda slot: (slot.theirs is None, slot.theirs or 0))
        if slot.theirs is not None
    ]
    before = [slot for slot in slots if slot.base is not None]
    if moved(other) and not moved(mine):
        return _woven(_woven(there, here, is_before=True), before, is_before=True)
    return _woven(_woven(here, there, is_before=False), before, is_before=True)


def _slots(
    base: Sequence[Traits], own: Sequence[Traits], theirs: Sequence[Traits], mine: Pairs, other: Pairs
) -> list[Slot]:
    here, there = dict(mine), dict(other)
    slots = [Slot(at, here.get(at), there.get(at)) for at in range(len(base))]
    new = [at for at in range(len(own)) if at not in here.values()]
    others = [at for at in range(len(theirs)) if at not in there.values()]
    both = dict(_equal(new, others, own, theirs))
    slots += [Slot(None, at, both.get(at)) for at in new]
    slots += [Slot(None, None, at) for at in others if at not in both.values()]
    return slots


def _equal(
    new: Sequence[int], others: Sequence[int], own: Sequence[Traits], theirs: Sequence[Traits]
) -> Iterator[tuple[int, int]]:
    """What both sides added, saying the same."""
    left = list(others)
    for at in new:
        found = next(
            (it for it in left if (theirs[it].kind, theirs[it].content) == (own[at].kind, own[at].content)), None
        )
        if found is not None:
            left.remove(found)
            yield at, found


def _woven(first: Sequence[Slot], second: Sequence[Slot], *, is_before: bool) -> list[Slot]:
    """The first list, with what only the second has behind what it follows there.

    `is_before`: before what only the first has at that place.
    """
    out = list(first)
    known = {*second}
    previous: Slot | None = None
    for slot in second:
        if slot not in out:
            at = 0 if previous is None else out.index(previous) + 1
            while not is_before and at < len(out) and out[at] not in known:
                at += 1
            out.insert(at, slot)
        previous = slot
    return out
