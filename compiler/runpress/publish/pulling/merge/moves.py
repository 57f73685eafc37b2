"""Panels that one side moved to another grid or section while the other side changed them: they take the change along.

Grids are merged one by one, and there such a panel is gone from one and new in another. So it is seen to before that:
where it was, it is said to be unchanged, and where it is now, it says what the other side made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Generic, NamedTuple, TypeAlias, TypeVar

from runpress.model.blocks import PanelGrid
from runpress.model.panels.base import Panel
from runpress.publish.matching.match import Traits, likeness, match
from runpress.publish.pulling.merge.nodes import merged_node, with_fields
from runpress.publish.pulling.patching.options import with_values

T = TypeVar("T")
Place: TypeAlias = tuple[int, int]
"""The number of a home, and a panel's in it."""
_PLACE: Final = frozenset({"width", "height", "layout"})
"""What says where a panel stands: in another grid that is something else."""
_ALIKE: Final = 0.5


class Homes(NamedTuple, Generic[T]):
    """What may hold a grid: blocks, or sections."""

    of: Sequence[T]
    traits: Callable[[T], Traits]
    grid: Callable[[T], PanelGrid | None]
    put: Callable[[T, PanelGrid], T]

    def panels(self) -> dict[Place, Panel]:
        """All panels by their places."""
        grids = enumerate(map(self.grid, self.of))
        return {(home, at): panel for home, grid in grids if grid for at, panel in enumerate(grid.panels)}

    def with_panels(self, panels: Mapping[Place, Panel | None]) -> list[T]:
        """The homes with other panels, or none, at some places. A grid keeps its last panel."""
        return [self._changed(home, one, panels) for home, one in enumerate(self.of)]

    def _changed(self, home: int, one: T, panels: Mapping[Place, Panel | None]) -> T:
        grid = self.grid(one)
        if grid is None or not any(at == home for at, _ in panels):
            return one
        found = [panels.get((home, at), panel) for at, panel in enumerate(grid.panels)]
        new = tuple(panel for panel in found if panel is not None)
        return self.put(one, replace(grid, panels=new or grid.panels))


def with_moves(
    base: Homes[T], own: Homes[T], theirs: Homes[T], *, traits: Callable[[Panel], Traits]
) -> tuple[list[T], list[T]]:
    """The homes of both sides, where panels that one side moved say what the other side made of them.

    Of two places that both sides moved a panel to, the document's counts. A panel of which both changed one thing stays
    gone here and new there.
    """
    mine, other = _Side(base, own, traits), _Side(base, theirs, traits)
    in_own: dict[Place, Panel | None] = {}
    in_theirs: dict[Place, Panel | None] = {}
    own_panels, their_panels = own.panels(), theirs.panels()
    for before, panel in base.panels().items():
        here, there = mine.place(before), other.place(before)
        if here is None or there is None or not {before} & (mine.moved.keys() | other.moved.keys()):
            continue
        is_mine = before in mine.moved
        one, two = own_panels[here], their_panels[there]
        found = _merged(panel, one, two, place=one if is_mine else two)
        if found is not None:
            in_own[here] = found if is_mine else panel
            in_theirs[there] = found if not is_mine else None if before in other.moved else panel
    return own.with_panels(in_own), theirs.with_panels(in_theirs)


def _merged(base: Panel, own: Panel, theirs: Panel, *, place: Panel) -> Panel | None:
    """The panel with the changes of both sides, standing as `place` does; None if both changed one thing."""
    found = merged_node(*(with_fields(panel, place, _PLACE) for panel in (base, own, theirs)))
    return None if found.conflicts else found.value


class _Side(Generic[T]):
    """Where one side has the panels of the base: first those that nothing else is, then those of the same home."""

    def __init__(self, base: Homes[T], side: Homes[T], traits: Callable[[Panel], Traits]) -> None:
        self._old, self._new = _Said(base, traits), _Said(side, traits)
        self._homes = dict(match([base.traits(one) for one in base.of], [side.traits(one) for one in side.of]))
        self._found: dict[Place, Place] = {}
        self._pair(self._old.once(self._new))
        for home, there in self._homes.items():
            self._pair(self._alike(home, there))
        self._pair(self._alike())
        self.moved = {one: other for one, other in self._found.items() if self._homes.get(one[0]) != other[0]}
        """The panels that are in another home, by their place in the base."""

    def place(self, before: Place) -> Place | None:
        """Where a panel of the base is; None if it is nowhere."""
        return self._found.get(before)

    def _pair(self, pairs: Iterable[tuple[Place, Place]]) -> None:
        self._found |= dict(pairs)

    def _alike(self, home: int | None = None, there: int | None = None) -> Iterator[tuple[Place, Place]]:
        """What is left on both sides and is alike, of one home or of all; of all, only what can be nothing else."""
        gone = [at for at in self._old.traits if at not in self._found and home in (None, at[0])]
        known = set(self._found.values())
        come = [at for at in self._new.traits if at not in known and there in (None, at[0])]
        old, new = ([said.traits[at] for at in left] for said, left in ((self._old, gone), (self._new, come)))
        for one, other in match(old, new):
            if home is not None or self._old.tells(gone[one], self._new, come[other]):
                yield gone[one], come[other]


class _Said(Generic[T]):
    """What all panels of a side say, wherever they stand."""

    def __init__(self, homes: Homes[T], traits: Callable[[Panel], Traits]) -> None:
        self.traits = {place: traits(_anywhere(panel)) for place, panel in homes.panels().items()}
        self._times = Counter(said for each in self.traits.values() for said in (each.content, *each.features))

    def once(self, other: _Said[T]) -> Iterator[tuple[Place, Place]]:
        """The panels that say on both sides what no other one says."""
        there = {each.content: place for place, each in other.traits.items() if other._times[each.content] == 1}
        for place, each in self.traits.items():
            if self._times[each.content] == 1 and each.content in there:
                yield place, there[each.content]

    def tells(self, place: Place, other: _Said[T], there: Place) -> bool:
        """Whether a panel is another side's: they are alike, and say something that no other panel says."""
        one, two = self.traits[place], other.traits[there]
        shared = {one.content, *one.features} & {two.content, *two.features}
        is_told = any(self._times[said] == other._times[said] == 1 for said in shared)
        return is_told and likeness(one, two) >= _ALIKE


def _anywhere(panel: Panel) -> Panel:
    """The panel without what says where it stands."""
    return with_values(panel, {}, without=_PLACE & panel.model_fields_set)
