"""Two reports compared: blocks in one sequence, panels and run sets in their grids."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from runpress.backends.markdown.yaml import mapping_lines
from runpress.codec.fields import plain
from runpress.model.blocks import Block, Details, Embed, Heading, PanelGrid, RawBlock
from runpress.model.runset import Runset
from runpress.publish.differences.items import Item, grids_in, item_traits, items_of
from runpress.publish.differences.names import panel_name
from runpress.publish.differences.options import compare_options, option_edits, options
from runpress.publish.differences.panels import (
    Home,
    Panels,
    match_panels,
    panels_of,
    runset_changes,
    shared_features,
    whole_runset,
)
from runpress.publish.differences.values import Change, Edit, Verb
from runpress.publish.differences.words import compare_words
from runpress.publish.matching.match import Pairs, Traits, match, moved


@dataclass(slots=True)
class Reports:
    """Two reports, and what is the same in them."""

    old: Sequence[Item]
    new: Sequence[Item]
    pairs: Pairs
    panels: Panels
    old_grids: Mapping[int, int]
    """The number of each grid by its place in the sequence."""
    new_grids: Mapping[int, int]


def matched(old: Sequence[Block], new: Sequence[Block], ids: tuple[Sequence[str], Sequence[str]]) -> Reports:
    """Find out what is the same: panels first, for they tell which grids are."""
    olds, news = items_of(old), items_of(new)
    homes = [[Home(grid, side[at].spot) for at, grid in grids_in(side)] for side in (olds, news)]
    numbers = [{at: number for number, (at, _) in enumerate(grids_in(side))} for side in (olds, news)]
    placed = [panels_of(side) for side in homes]
    same = match_panels(placed[0], placed[1], ids)
    shared = shared_features(placed[0], placed[1], same)
    pairs = match(_traits(olds, numbers[0], shared[0]), _traits(news, numbers[1], shared[1]))
    partners = {numbers[0][one]: numbers[1][other] for one, other in pairs if one in numbers[0] and other in numbers[1]}
    panels = Panels(placed[0], placed[1], homes[0], homes[1], same, partners)
    return Reports(olds, news, pairs, panels, numbers[0], numbers[1])


def _traits(items: Sequence[Item], grids: Mapping[int, int], shared: Mapping[int, set[Hashable]]) -> list[Traits]:
    return [
        _grid_traits(item.block, shared.get(grids[at], set()))
        if isinstance(item.block, PanelGrid)
        else item_traits(item)
        for at, item in enumerate(items)
    ]


def _grid_traits(grid: PanelGrid, shared: set[Hashable]) -> Traits:
    features = frozenset(shared or {("runset", runset.name) for runset in grid.runsets})
    return Traits(features, features, kind="grid", stays="always")


def changes_of(both: Reports) -> tuple[list[Change], list[Change]]:
    """What was added, changed and moved in the order of the new text; and what was removed in that of the old."""
    changes = _in_order(_changes(both))
    gone = [change for change in changes if change.verb == "removed"]
    kept = [change for change in changes if change.verb != "removed"]
    return _merged(kept), _merged([*_in_order(_removals(both)), *gone])


def _in_order(found: Iterable[tuple[int, Change]]) -> list[Change]:
    """Changes by the place of the block that they are in; of a grid, run sets come first."""
    return [change for _, change in sorted(found, key=lambda pair: (pair[0], pair[1].kind != "run set"))]


def _changes(both: Reports) -> Iterator[tuple[int, Change]]:
    """Changes with the place in the sequence of the block that they are in."""
    partners = {new: old for old, new in both.pairs}
    journeys = _journeys(both)
    told = set[int]()
    places = {number: at for at, number in both.new_grids.items()}
    known = _told_runsets(both)
    inside: list[tuple[int, Change]] = []
    for home, change in both.panels.changes():
        told.add(home)
        inside.append((places[home], change))
    for at, item in enumerate(both.new):
        if at not in partners:
            yield from ((at, change) for change in _added(item, known, is_told=both.new_grids.get(at) in told))
        else:
            yield from ((at, change) for change in _kept(both, partners[at], at, journeys))
    yield from inside


def _kept(both: Reports, old: int, new: int, journeys: Mapping[int, int]) -> Iterator[Change]:
    """What differs in a block that is on both sides."""
    before, after = both.old[old], both.new[new]
    count = journeys.get(old, 0)
    edits, pieces = _edits(before, after)
    is_changed = bool(edits or pieces)
    if count > 1 or (count and not is_changed):
        yield replace(_change("moved", before, before=before, after=after), count=count, has_moved=True)
    if is_changed:
        change = _change("changed", before, before=before, after=after)
        yield replace(change, edits=edits, pieces=pieces, has_moved=count == 1)
    if isinstance(after.block, PanelGrid):
        homes = both.panels.old_homes[both.old_grids[old]], both.panels.new_homes[both.new_grids[new]]
        yield from runset_changes(*homes)


def _journeys(both: Reports) -> dict[int, int]:
    """How many blocks moved together, by the old place of the first of them."""
    strays = _strays(both)
    found: dict[int, int] = {}
    first = begin = -1
    for old, new in both.pairs:
        if old not in strays:
            continue
        count = found.get(first, 0)
        if (
            count
            and old == first + count
            and new == begin + count
            and both.old[old].fold in (both.old[first].fold, first)
        ):
            found[first] += 1
        else:
            first, begin = old, new
            found[first] = 1
    return found


def _removals(both: Reports) -> Iterator[tuple[int, Change]]:
    kept = dict(both.pairs)
    told = set[int]()
    places = {number: at for at, number in both.old_grids.items()}
    for home, change in both.panels.removals():
        told.add(home)
        yield places[home], change
    standing = _told_runsets(both)
    for at, item in enumerate(both.old):
        if at in kept:
            continue
        if isinstance(item.block, PanelGrid):
            for runset in item.block.runsets:
                if runset != Runset() and _said(runset) not in standing:
                    yield at, whole_runset(runset, "removed", before=item.spot)
            if both.old_grids[at] in told and not options(item.block.options):
                continue
        yield at, replace(_change("removed", item, before=item), text=_text(item))


def _told_runsets(both: Reports) -> frozenset[str]:
    """The run sets that are on both sides, or that are looked at where a grid is."""
    panels = both.panels
    told = [panels.old_homes[old].grid.runsets for old in panels.homes]
    told += [panels.new_homes[new].grid.runsets for new in panels.homes.values()]
    before, after = (
        {_said(runset) for home in homes for runset in home.grid.runsets}
        for homes in (panels.old_homes, panels.new_homes)
    )
    return frozenset({_said(runset) for runsets in told for runset in runsets} | (before & after))


def _said(runset: Runset) -> str:
    return repr(options(runset))


def _added(item: Item, known: frozenset[str], *, is_told: bool) -> Iterator[Change]:
    """A new block. Of a grid it is its panels and run sets that matter."""
    if isinstance(item.block, PanelGrid):
        for runset in item.block.runsets:
            if runset != Runset() and _said(runset) not in known:
                yield whole_runset(runset, "added", after=item.spot)
        if is_told and not options(item.block.options):
            return
    yield replace(_change("added", item, after=item), text=_text(item))


def _strays(both: Reports) -> frozenset[int]:
    """The old places of blocks that moved: out of their order, or into or out of a fold that was there before."""
    strays = set(moved(both.pairs))
    partners = dict(both.pairs)
    back = {new: old for old, new in both.pairs}
    for old, new in both.pairs:
        before, after = both.old[old].fold, both.new[new].fold
        if before == after == -1 or (before in partners and partners[before] == after):
            continue
        # What a heading folds changes with it, and goes without saying.
        became = after in back and not isinstance(both.old[back[after]].block, Details)
        ceased = before in partners and not isinstance(both.new[partners[before]].block, Details)
        if not (became or ceased):
            strays.add(old)
    return frozenset(strays)


def _edits(old: Item, new: Item) -> tuple[tuple[Edit, ...], Any]:
    """The options of a block that differ, and the words of its text."""
    one, other = old.block, new.block
    edits = compare_options({"extra": plain(one.extra or {})}, {"extra": plain(other.extra or {})})
    if isinstance(one, PanelGrid) and isinstance(other, PanelGrid):
        return (*option_edits(one.options, other.options), *edits), ()
    if isinstance(one, Embed) and isinstance(other, Embed):
        return (*option_edits(one.options, other.options), *edits), ()
    if isinstance(one, RawBlock) and isinstance(other, RawBlock):
        return (*compare_options(_json(one), _json(other)), *edits), ()
    if isinstance(one, Heading | Details):
        edits = [*_folding(one, other), *edits]
    return tuple(edits), compare_words(old.text, new.text) if old.text != new.text else ()


def _folding(old: Block, new: Block) -> Iterator[Edit]:
    folded = [isinstance(block, Details) for block in (old, new)]
    if folded[0] != folded[1]:
        yield Edit(name="folded", verb="changed", before=folded[0], after=folded[1])
    elif isinstance(old, Details) and isinstance(new, Details) and old.is_open != new.is_open:
        yield Edit(name="open", verb="changed", before=old.is_open, after=new.is_open)


def _json(block: RawBlock) -> dict[str, Any]:
    try:
        return {"json": json.loads(block.json)}
    except (ValueError, RecursionError):
        return {"json": block.json}


def _change(verb: Verb, known: Item, *, before: Item | None = None, after: Item | None = None) -> Change:
    block = known.block
    name = known.name
    if isinstance(block, PanelGrid):
        name = next((panel_name(panel) for panel in block.panels), "")
    first, second = (item.spot if item else None for item in (before, after))
    return Change(verb=verb, kind=known.kind, name=name, before=first, after=second)


def _text(item: Item) -> str:
    if isinstance(item.block, PanelGrid):
        return "\n".join(mapping_lines(options(item.block.options)))
    return item.text


def _merged(changes: Sequence[Change]) -> list[Change]:
    """The changes; what several grids say of one run set is said once."""
    out: dict[str, Change] = {}
    for at, change in enumerate(changes):
        said = repr((change.verb, change.name, change.edits, change.text)) if change.kind == "run set" else str(at)
        known = out.get(said)
        out[said] = change if known is None else replace(known, count=known.count + 1)
    return list(out.values())
