"""A document's spec with what belongs to the server's copy: ids of what is the same, comments, internal numbers.

Documents say nothing of these, and they must not change with each publishing: colours of groups name run sets by
their ids, comments are anchored in text, and readers' links name panels. Nothing else of the spec changes.
What survives of the server's: ids of panels, sections and run sets; discussion threads and the anchors of comments;
the internal number of a run set's project; the editor's references.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from runpress.codec.ids import Ids
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_object
from runpress.codec.normal import Names, is_reference, renamed
from runpress.frozen import frozen
from runpress.publish.matching.comments import LostComment, with_comments
from runpress.publish.matching.match import Pairs, Traits, match
from runpress.publish.matching.spec_parts import (
    PANEL_ID,
    Holder,
    holders_of,
    panel_traits,
    runset_traits,
    workspace_runsets,
)

Object: TypeAlias = dict[str, Json]
_THREADS = "discussionThreads"
_MATCHED_APART = frozenset({"panels", "runSets", "sections"})
"""Lists whose items have partners of their own."""


@frozen
class Adopted:
    """A spec that has taken over what the server's copy has, and the comments whose text is gone."""

    spec: Object
    lost: tuple[LostComment, ...] = ()


@dataclass(slots=True)
class _Same:
    """What is the same in two views, ours first."""

    holders: list[tuple[Holder, Holder]] = field(default_factory=list)
    panels: list[tuple[Object, Object]] = field(default_factory=list)
    runsets: list[tuple[Object, Object]] = field(default_factory=list)


def adopt_ids(spec: Mapping[str, Json], server_spec: Mapping[str, Json]) -> Adopted:
    """The spec with the ids, the comments and the internal numbers of the server's copy. Neither of them is changed.

    Doing it again changes nothing. No id comes to stand for two things that had one each.
    """
    if ("section" in spec) != ("section" in server_spec):
        return Adopted(dict(spec))
    # `renamed` copies all objects, so that what follows may change them.
    own = renamed(spec, Names(keeps_projects=True))
    own = renamed(own, _names(_same(own, server_spec), own, server_spec))
    for ours, theirs in _partners(_same(own, server_spec)):
        _complete(ours, theirs)
    commented, lost = with_comments(own, server_spec)
    return Adopted(_with_threads(commented, server_spec), lost)


def _same(spec: Mapping[str, Json], server_spec: Mapping[str, Json]) -> _Same:
    """Panels are matched over the whole view, for they may have moved; then grids and sections by what they hold."""
    same = _Same()
    ours, theirs = holders_of(spec), holders_of(server_spec)
    our_panels, their_panels = ([panel for holder in side for panel in holder.panels] for side in (ours, theirs))
    pairs = match([panel_traits(panel) for panel in their_panels], [panel_traits(panel) for panel in our_panels])
    same.panels = [(our_panels[new], their_panels[old]) for old, new in pairs]
    held = _holder_pairs(theirs, ours, pairs)
    same.holders = [(ours[new], theirs[old]) for old, new in held]
    shown = [(our.runsets, their.runsets) for our, their in same.holders]
    for our_runsets, their_runsets in [*shown, (workspace_runsets(spec), workspace_runsets(server_spec))]:
        found = match([runset_traits(each) for each in their_runsets], [runset_traits(each) for each in our_runsets])
        same.runsets += [(our_runsets[new], their_runsets[old]) for old, new in found]
    return same


def _holder_pairs(old: Sequence[Holder], new: Sequence[Holder], panels: Pairs) -> Pairs:
    """Grids or sections that are the same: by id and name, and by the panels that they share."""
    old_homes, new_homes = ([at for at, holder in enumerate(side) for _ in holder.panels] for side in (old, new))
    shared = Counter((old_homes[one], new_homes[other]) for one, other in panels)
    return match(_holder_traits(old, shared, 0), _holder_traits(new, shared, 1))


def _holder_traits(holders: Sequence[Holder], shared: Counter[tuple[int, int]], side: int) -> list[Traits]:
    features: list[set[tuple[object, ...]]] = [{("name", holder.name)} if holder.name else set() for holder in holders]
    for pair, times in shared.items():
        features[pair[side]].update((*pair, time) for time in range(times))
    for at, holder in enumerate(holders):
        features[at].update(("runset", runset.get("name")) for runset in holder.runsets if not shared)
    return [
        Traits((holder.name, frozenset(found)), frozenset(found), kind="holder", id=holder.id, stays="always")
        for holder, found in zip(holders, features, strict=True)
    ]


def _names(same: _Same, own: Mapping[str, Json], server_spec: Mapping[str, Json]) -> Names:
    """The server's ids for ours."""
    sections = [(our.stored, their.stored) for our, their in same.holders] if "section" in own else []
    found = _Renaming(Counter(_all_ids(own)), frozenset(_all_ids(server_spec)))
    panels = found.take(same.panels, PANEL_ID)
    runsets = found.take(same.runsets, "id")
    named = found.take(sections, PANEL_ID)
    return Names(
        panels=found.apart("panel", panels, _panel_ids(own)),
        sections=found.apart("section", named, _section_ids(own)),
        runsets=found.apart("runset", runsets, _runset_ids(own)),
        keeps_projects=True,
    )


class _Renaming:
    """Gives each id of ours at most one of the server's, and each of those to one of ours."""

    def __init__(self, ours: Counter[str], theirs: frozenset[str]) -> None:
        self._known = theirs | ours.keys()
        self._taken: dict[str, str] = {}
        self._ids = Ids()

    def take(self, pairs: Sequence[tuple[Object, Object]], key: str) -> dict[str, str]:
        """The server's id for each of ours that means one thing there, too."""
        wanted: dict[str, set[str]] = {}
        for ours, theirs in pairs:
            if _is_id(ours.get(key)) and _is_id(theirs.get(key)):
                wanted.setdefault(ours[key], set()).add(theirs[key])
        taken: dict[str, str] = {}
        for our, several in wanted.items():
            their = next(iter(several))
            if len(several) == 1 and self._taken.setdefault(their, our) == our:
                taken[our] = their
        return taken

    def apart(self, kind: str, taken: Mapping[str, str], ids: Sequence[str]) -> dict[str, str]:
        """The new ids, and others for those of ours that are now those of something else."""
        clashing = [id_ for id_ in dict.fromkeys(ids) if id_ in self._taken and id_ not in taken]
        return {**taken, **{id_: self._fresh(kind, id_) for id_ in clashing}}

    def _fresh(self, kind: str, id_: str) -> str:
        made = (self._ids.make(kind, [id_, time]) for time in count())
        return next(each for each in made if each not in self._known)


def _partners(same: _Same) -> Iterator[tuple[Object, Object]]:
    yield from same.panels
    yield from same.runsets
    yield from ((ours.stored, theirs.stored) for ours, theirs in same.holders)


def _complete(ours: Object, theirs: Object) -> None:
    """Add what only the server knows: ids where there are none, internal numbers, references."""
    for key, value in theirs.items():
        if key not in ours:
            if is_reference(key, value) or (key == PANEL_ID and "viewType" not in ours):
                ours[key] = value
        elif key == "id" and ours[key] == "" and _is_id(value):
            ours[key] = value
            _readdress(ours, value)
        elif key == "project" and _is_same_project(as_object(ours[key]), as_object(value)):
            ours[key] = {**ours[key], "id": value["id"]}
        elif isinstance(ours[key], dict) and isinstance(value, dict):
            _complete(ours[key], value)
        elif isinstance(ours[key], list) and isinstance(value, list) and key not in _MATCHED_APART:
            _complete_items(ours[key], value)


def _complete_items(ours: list[Json], theirs: list[Json]) -> None:
    if len(ours) == len(theirs):
        for our, their in zip(ours, theirs, strict=True):
            if isinstance(our, dict) and isinstance(their, dict):
                _complete(our, their)


def _readdress(runset: Object, id_: str) -> None:
    """Let open rows of a run set without an id name its new one."""
    rows = runset.get("expandedRowAddresses")
    if isinstance(rows, list):
        runset["expandedRowAddresses"] = [
            id_ + row if isinstance(row, str) and row.startswith("/") else row for row in rows
        ]


def _is_same_project(ours: Object, theirs: Object) -> bool:
    return "id" in theirs and all(ours.get(key) == theirs.get(key) for key in ("name", "entityName"))


def _with_threads(spec: Object, server_spec: Mapping[str, Json]) -> Object:
    """The spec with the server's threads; they belong to it."""
    if _THREADS in server_spec:
        return {**spec, _THREADS: server_spec[_THREADS]}
    return {key: value for key, value in spec.items() if key != _THREADS or value}


def _all_ids(spec: Mapping[str, Json]) -> list[str]:
    return [*_panel_ids(spec), *_section_ids(spec), *_runset_ids(spec)]


def _panel_ids(spec: Mapping[str, Json]) -> list[str]:
    return [panel[PANEL_ID] for holder in holders_of(spec) for panel in holder.panels if _is_id(panel.get(PANEL_ID))]


def _section_ids(spec: Mapping[str, Json]) -> list[str]:
    return [holder.id for holder in holders_of(spec) if holder.id] if "section" in spec else []


def _runset_ids(spec: Mapping[str, Json]) -> list[str]:
    held = [runset for holder in holders_of(spec) for runset in holder.runsets]
    return [runset["id"] for runset in [*held, *workspace_runsets(spec)] if _is_id(runset.get("id"))]


def _is_id(value: Json) -> bool:
    return isinstance(value, str) and bool(value)
