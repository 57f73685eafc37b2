"""Which things of two views are the same: blocks, panels, sections, run sets, lines of text.

`match` pairs them by equal content, by id, by their neighbours (P. Heckel, "A technique for isolating differences
between files", CACM 1978), and then by likeness. Things may have moved: `moved` says which did. Time grows with
the number of things, not with its square: likeness is looked at between near neighbours and between things that
share something rare.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from runpress.frozen import frozen

Stays: TypeAlias = Literal["", "alike", "always"]
Pairs: TypeAlias = tuple[tuple[int, int], ...]
"""Positions in the old and the new sequence, in the order of the old one."""

_ALIKE = 0.55
"""The likeness from which two things are the same wherever they stand."""
_ALIKE_IN_PLACE = 0.3
"""The same for two that stand between the same neighbours."""
_NEAR = 6
"""How many places around its own a thing is looked for between the same neighbours."""
_ALONE = -1
"""How near two are that stand alone between the same neighbours."""
_RARE = 6
"""What so few things have is worth looking up."""
_MOST_SHARED = 24
"""How many of its rarest features a thing is looked up by."""


@frozen
class Traits:
    """What matching looks at in one thing."""

    content: Hashable
    """Equal for things that say the same."""
    features: frozenset[Hashable] = frozenset()
    """What makes things alike: words of a text, options with their values."""
    kind: str = ""
    """Things of different kinds are never the same, unless their ids are."""
    id: str = ""
    stays: Stays = ""
    """Whether one that stands alone between the same neighbours is the same as another of its kind: never for that
    alone, if they have anything in common or one of them has nothing, or whatever they say.
    """


def match(old: Sequence[Traits], new: Sequence[Traits]) -> Pairs:
    """The pairs of things that are the same. What is in no pair was removed or added."""
    matching = _Matching(old, new)
    matching.pair_unmistakable()
    matching.pair_contents()
    while matching.pair_alike():
        pass
    return matching.pairs


def moved(pairs: Pairs) -> frozenset[int]:
    """The old positions of those that do not keep their order: as few as explain it."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, new) in enumerate(pairs):
        place = bisect_left(tails, new)
        tails[place : place + 1] = [new]
        ends[place : place + 1] = [at]
        before.append(ends[place - 1] if place else -1)
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(old for at, (old, _) in enumerate(pairs) if at not in kept)


def likeness(first: Traits, second: Traits) -> float:
    """From 0 (nothing in common) to 1 (the same features)."""
    total = len(first.features) + len(second.features)
    return 2 * len(first.features & second.features) / total if total else float(first.content == second.content)


class _Matching:
    """The pairs found so far."""

    def __init__(self, old: Sequence[Traits], new: Sequence[Traits]) -> None:
        self.old = old
        self.new = new
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}

    @property
    def pairs(self) -> Pairs:
        return tuple(sorted(self.forth.items()))

    def pair_unmistakable(self) -> None:
        """Pair what nothing else says, and then what has an id that nothing else has.

        An id alone may mislead: made of content, it is that of what once was published with this content.
        """
        self._pair_unique(*self._contents())
        self._pair_unique([item.id for item in self.old], [item.id for item in self.new])

    def pair_contents(self) -> None:
        """Pair what says the same: the neighbours of what is paired, then the others as they come."""
        old, new = self._contents()
        self._spread(old, new)
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(self._free_new()):
            waiting[new[at]].append(at)
        for at in self._free_old():
            if waiting.get(old[at]):
                self._pair(at, waiting[old[at]].pop())

    def _contents(self) -> tuple[list[Hashable], list[Hashable]]:
        old, new = ([(item.kind, item.content) for item in side] for side in (self.old, self.new))
        return [*old], [*new]

    def pair_alike(self) -> bool:
        """Pair what is alike, the likest first; whether there was anything."""
        found = sorted(self._candidates())
        before = len(self.forth)
        for _, _, old, new in found:
            if old not in self.forth and new not in self.back:
                self._pair(old, new)
        return len(self.forth) > before

    def _pair(self, old: int, new: int) -> None:
        self.forth[old], self.back[new] = new, old

    def _free_old(self) -> list[int]:
        return [at for at in range(len(self.old)) if at not in self.forth]

    def _free_new(self) -> list[int]:
        return [at for at in range(len(self.new)) if at not in self.back]

    def _pair_unique(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        olds, news = self._once(old, self._free_old()), self._once(new, self._free_new())
        for name, at in olds.items():
            if name in news and name != "":
                self._pair(at, news[name])

    @staticmethod
    def _once(names: Sequence[Hashable], free: Sequence[int]) -> dict[Hashable, int]:
        times = Counter(names[at] for at in free)
        return {names[at]: at for at in free if times[names[at]] == 1}

    def _spread(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        """Pair equal neighbours of what is paired; both ends are neighbours, too."""
        for step, begin, end in ((1, (-1, -1), len(old)), (-1, (len(old), len(new)), -1)):
            anchors = dict([begin])
            for at in range(begin[0] + step, end, step):
                if at in self.forth:
                    anchors[at] = self.forth[at]
                    continue
                beside = anchors.get(at - step)
                there = None if beside is None else beside + step
                if there is None or not 0 <= there < len(new) or there in self.back or old[at] != new[there]:
                    continue
                self._pair(at, there)
                anchors[at] = there

    def _candidates(self) -> Iterator[tuple[float, int, int, int]]:
        """Possible pairs with their rank: the likest first, of these the nearest."""
        seen: set[tuple[int, int]] = set()
        for old, new, distance in self._in_gaps():
            seen.add((old, new))
            like = likeness(self.old[old], self.new[new])
            if like >= _ALIKE_IN_PLACE or (distance == _ALONE and self._stays(old, new, like)):
                yield -like, distance, old, new
        for old, new in self._sharing():
            like = likeness(self.old[old], self.new[new]) if (old, new) not in seen else 0
            if like >= _ALIKE:
                seen.add((old, new))
                yield -like, len(self.old) + len(self.new), old, new

    def _in_gaps(self) -> Iterator[tuple[int, int, int]]:
        """Pairs of one kind that stand near each other between the same neighbours, and how near."""
        for olds, news in self._gaps():
            for place, old in enumerate(olds):
                begin = max(0, min(place, len(news)) - _NEAR)
                for other in range(begin, min(len(news), place + _NEAR + 1)):
                    if self.old[old].kind != self.new[news[other]].kind:
                        continue
                    is_alone = len(olds) == len(news) == 1
                    yield old, news[other], _ALONE if is_alone else abs(place - other)

    def _stays(self, old: int, new: int, like: float) -> bool:
        """Whether two that stand alone between the same neighbours are the same."""
        one, other = self.old[old], self.new[new]
        if one.stays == "alike":
            return bool(like or not one.features or not other.features)
        return one.stays == "always"

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """Stretches without pairs on both sides that follow a pair, or come before one."""
        begin = 0
        for end in [*sorted(self.forth), len(self.old)]:
            if end > begin:
                after = self.forth[begin - 1] + 1 if begin else 0
                until = self.forth[end] if end in self.forth else len(self.new)
                forward, backward = self._free_from(after), self._free_before(until)
                if forward:
                    yield range(begin, end), forward
                if backward and backward != forward:
                    yield range(begin, end), backward
            begin = end + 1

    def _free_from(self, begin: int) -> range:
        end = begin
        while end < len(self.new) and end not in self.back:
            end += 1
        return range(begin, end)

    def _free_before(self, end: int) -> range:
        begin = end
        while begin > 0 and begin - 1 not in self.back:
            begin -= 1
        return range(begin, end)

    def _sharing(self) -> Iterator[tuple[int, int]]:
        """Pairs of one kind, wherever they stand, that have a rare feature in common."""
        having: dict[Hashable, list[int]] = defaultdict(list)
        for at in self._free_new():
            for feature in self.new[at].features:
                having[self.new[at].kind, feature].append(at)
        for old in self._free_old():
            item = self.old[old]
            found = (having.get((item.kind, feature), ()) for feature in item.features)
            rare = sorted((places for places in found if 0 < len(places) <= _RARE), key=_rarity)
            yield from ((old, new) for new in dict.fromkeys(_flat(rare[:_MOST_SHARED])))


def _rarity(places: Sequence[int]) -> tuple[int, Sequence[int]]:
    """How rare a feature is; of two as rare ones, places say which comes first, so that order never hangs on hashes."""
    return len(places), places


def _flat(lists: Iterable[Sequence[int]]) -> Iterator[int]:
    return (item for items in lists for item in items)
