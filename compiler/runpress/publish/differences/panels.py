"""Panels and run sets of two views compared. Panels may have moved from any grid or section to any other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runpress.backends.markdown.yaml import mapping_lines
from runpress.frozen import frozen
from runpress.model.blocks import PanelGrid
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.publish.differences.names import panel_name
from runpress.publish.differences.options import option_edits, options
from runpress.publish.differences.values import Change, Spot, Verb
from runpress.publish.matching.match import Pairs, Traits, match, moved

_NAME_WEIGHT = 3


@frozen
class Home:
    """A grid or a section, and where it stands."""

    grid: PanelGrid
    spot: Spot


@frozen
class Placed:
    """A panel and its place: the home's number, and its own in it."""

    panel: Panel
    home: int
    at: int


def panels_of(homes: Sequence[Home]) -> list[Placed]:
    """All panels, in the order of the text."""
    return [Placed(panel, home, at) for home, each in enumerate(homes) for at, panel in enumerate(each.grid.panels)]


def match_panels(old: Sequence[Placed], new: Sequence[Placed], ids: tuple[Sequence[str], Sequence[str]]) -> Pairs:
    """The panels that are the same. Ids count if there is one for each panel."""
    sides = []
    for side, known in zip((old, new), ids, strict=True):
        names = known if len(known) == len(side) else [""] * len(side)
        sides.append([_panel_traits(placed.panel, id_) for placed, id_ in zip(side, names, strict=True)])
    return match(*sides)


def shared_features(old: Sequence[Placed], new: Sequence[Placed], pairs: Pairs) -> tuple[dict[int, set[Hashable]], ...]:
    """What makes homes alike: the panels that they share, by home of either side."""
    shared = Counter((old[one].home, new[other].home) for one, other in pairs)
    found: tuple[dict[int, set[Hashable]], ...] = ({}, {})
    for homes, times in shared.items():
        for side in (0, 1):
            found[side].setdefault(homes[side], set()).update((*homes, time) for time in range(times))
    return found


@frozen
class Panels:
    """The panels of two views, their homes, and which are the same."""

    old: Sequence[Placed]
    new: Sequence[Placed]
    old_homes: Sequence[Home]
    new_homes: Sequence[Home]
    pairs: Pairs
    homes: Mapping[int, int]
    """The new home of each old one that is still there."""

    def changes(self) -> Iterator[tuple[int, Change]]:
        """What was added, changed or moved, each with its home's number."""
        partners = {new: old for old, new in self.pairs}
        strays = self._strays()
        for at, placed in enumerate(self.new):
            after = _spot(self.new_homes, placed)
            if at not in partners:
                yield placed.home, _whole(placed.panel, "added", after=after)
                continue
            before = self.old[partners[at]]
            edits = option_edits(before.panel, placed.panel)
            has_moved = partners[at] in strays
            if edits or has_moved:
                verb: Verb = "changed" if edits else "moved"
                change = Change(
                    verb=verb,
                    kind="panel",
                    name=panel_name(before.panel),
                    type=before.panel.type,
                    before=_spot(self.old_homes, before),
                    after=after,
                )
                yield placed.home, replace(change, edits=edits, has_moved=has_moved)

    def removals(self) -> Iterator[tuple[int, Change]]:
        """What is gone, each with its home's number."""
        kept = dict(self.pairs)
        for at, placed in enumerate(self.old):
            if at not in kept:
                yield placed.home, _whole(placed.panel, "removed", before=_spot(self.old_homes, placed))

    def _strays(self) -> frozenset[int]:
        """The panels that came from another home, or that do not keep their order in theirs."""
        strays: set[int] = set()
        inside: dict[int, list[tuple[int, int]]] = {}
        for old, new in self.pairs:
            home = self.old[old].home
            if self.homes.get(home) == self.new[new].home:
                inside.setdefault(home, []).append((old, new))
            else:
                strays.add(old)
        for pairs in inside.values():
            strays |= moved(tuple(pairs))
        return frozenset(strays)


def _spot(homes: Sequence[Home], placed: Placed) -> Spot:
    home = homes[placed.home]
    behind = panel_name(home.grid.panels[placed.at - 1]) if placed.at else ""
    return Spot(path=(*home.spot.path, placed.at), under=home.spot.under, behind=behind)


def _whole(panel: Panel, verb: Verb, *, before: Spot | None = None, after: Spot | None = None) -> Change:
    text = "\n".join(mapping_lines(options(panel)))
    name = panel_name(panel)
    return Change(verb=verb, kind="panel", name=name, type=panel.type, text=text, before=before, after=after)


def match_runsets(old: Sequence[Runset], new: Sequence[Runset]) -> Pairs:
    """The run sets that are the same."""
    return match([_runset_traits(each) for each in old], [_runset_traits(each) for each in new])


def runset_changes(old: Home, new: Home) -> Iterator[Change]:
    """The run sets of a grid that were added, changed, moved or removed."""
    pairs = match_runsets(old.grid.runsets, new.grid.runsets)
    partners = {at: before for before, at in pairs}
    strays = moved(pairs)
    for at, runset in enumerate(new.grid.runsets):
        spot = replace(new.spot, behind=new.grid.runsets[at - 1].name if at else "")
        if at not in partners:
            yield whole_runset(runset, "added", after=spot)
            continue
        before = old.grid.runsets[partners[at]]
        edits = option_edits(before, runset)
        if edits or partners[at] in strays:
            verb: Verb = "changed" if edits else "moved"
            change = Change(verb=verb, kind="run set", name=before.name, before=old.spot, after=spot, edits=edits)
            yield replace(change, has_moved=partners[at] in strays)
    kept = dict(pairs)
    for at, runset in enumerate(old.grid.runsets):
        if at not in kept:
            yield whole_runset(runset, "removed", before=old.spot)


def whole_runset(runset: Runset, verb: Verb, *, before: Spot | None = None, after: Spot | None = None) -> Change:
    """A run set that was added or removed."""
    text = "\n".join(mapping_lines(options(runset)))
    return Change(verb=verb, kind="run set", name=runset.name, text=text, before=before, after=after)


def _panel_traits(panel: Panel, id_: str) -> Traits:
    said = {name: value for name, value in options(panel).items() if name != "type"}
    features = {*_weighed(panel.title), *_features(said, ())}
    return Traits(_text([panel.type, said]), frozenset(features), kind="panel", id=id_, stays="alike")


def _runset_traits(runset: Runset) -> Traits:
    said = options(runset)
    features = {*_weighed(runset.name), *_features(said, ())}
    return Traits(_text(said), frozenset(features), kind="run set", stays="always")


def _weighed(name: str | None) -> Iterator[Hashable]:
    return ((name, time) for time in range(_NAME_WEIGHT if name else 0))


def _features(value: Any, path: tuple[str, ...]) -> Iterator[Hashable]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _features(inner, (*path, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _features(inner, path)
    elif isinstance(value, str):  # an empty title is nothing to know a panel by
        yield from ((path, word) for word in value.split())
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=repr)
