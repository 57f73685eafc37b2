"""What both sides changed, between markers as git writes them: on lines of their own, around whole blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.commented import Body
from runpress.backends.markdown.options import options_of
from runpress.backends.markdown.yaml import mapping_lines
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatter
from runpress.publish.pulling.merge.inside import CONTAINERS, hunks
from runpress.publish.pulling.merge.views import Conflict, MergedView
from runpress.publish.pulling.patching.items import Item, Items
from runpress.publish.pulling.patching.options import place_for, typed_entries
from runpress.publish.pulling.patching.patches import patch
from runpress.publish.pulling.patching.pieces import Written

OWN = "<<<<<<< local"
BETWEEN = "======="
THEIRS = ">>>>>>> server"


@frozen
class Place:
    """Lines of a text, from 0, and what the server says instead."""

    start: int
    end: int
    theirs: tuple[str, ...]
    lacks_own: bool = False
    is_quoted: bool = False
    """Whether the lines stand in a quote, which a blank line would end."""


@frozen
class Form:
    """How the server's side of conflicts is written. The more careful a form, the less sure that it says what it should."""

    is_fine: bool
    """In folds, call-outs and quotes the markers stand around what differs, not around the whole."""
    is_kept: bool
    """It is a patch of the document's own, where it can be: with its line breaks, and the options that no server knows."""


FORMS: Final = tuple(Form(*both) for both in ((True, True), (True, False), (False, True), (False, False)))
"""The most careful one first."""


@frozen
class Marked:
    """A text with markers, and the lines (from 1) at which they begin."""

    text: str
    lines: tuple[int, ...]
    settled: str
    """The text if the server's form is chosen everywhere."""


def marked(written: Written, own: Items, theirs: Items, merged: MergedView, form: Form) -> Marked:
    """The text, which says what the document says, with the server's side beside that."""
    blocks = _joined([*_places(written, own, theirs, merged.conflicts, form)])
    return _with_markers(written, [*_front_places(written, merged), *blocks])


def marked_whole(written: Written, theirs: Items, merged: MergedView) -> Marked:
    """The text with markers around all blocks: where something at odds has no lines of its own, as in a quote."""
    pieces = written.pieces
    start, end = (pieces[0].start, pieces[-1].end) if pieces else (written.front.lines, written.front.lines)
    lines = print_blocks(tuple(item.block for item in theirs.items), theirs.settings)
    return _with_markers(written, [*_front_places(written, merged), Place(start, end, tuple(lines), start == end)])


def _with_markers(written: Written, places: Sequence[Place]) -> Marked:
    out: list[str] = [written.mark]
    settled: list[str] = [written.mark]
    starts: list[int] = []
    at = 0
    for place in places:
        between = written.lines[at : place.start]
        out += between
        starts.append("".join(out).count("\n") + 1)
        mine, other = _forms(place, written)
        newline = written.source.newline
        out += [OWN + newline, *mine, BETWEEN + newline, *other, THEIRS + newline]
        settled += [*between, *other]
        at = place.end
    rest = written.lines[at:]
    return Marked("".join([*out, *rest]), tuple(starts), "".join([*settled, *rest]))


def _forms(place: Place, written: Written) -> tuple[list[str], list[str]]:
    """Both forms; with blank lines around Markdown, which `=======` would make a heading of."""
    newline = written.source.newline
    gap = [] if place.start < written.front.lines or place.is_quoted else [newline]
    own = list(written.lines[place.start : place.end])
    if own and not own[-1].endswith(("\n", "\r")):
        own[-1] += newline
    mine = [] if place.lacks_own else own
    other = [f"{line}{newline}" for line in place.theirs]
    return [*gap, *mine, *gap] if mine else gap, [*gap, *other, *gap] if other else gap


def _places(written: Written, own: Items, theirs: Items, conflicts: Sequence[Conflict], form: Form) -> Iterator[Place]:
    """Where the document says what is at odds.

    What no lines of its own say, such as a run set that came into force further up, is at odds with all around it.
    """
    found = [(conflict, _lines_of(written, _meant(own, conflict))) for conflict in conflicts]
    around = {conflict.spot.owner for conflict, lines in found if lines is None}
    for conflict, lines in found:
        if lines is not None and conflict.spot.owner not in around:
            other = [] if conflict.lacks == "theirs" else [theirs.items[at] for at in _meant(theirs, conflict)]
            patches = _patch(written, own, _meant(own, conflict), other) if form.is_kept else None
            said = _apart([item.text for item in other]) if patches is None else tuple(patches)
            place = Place(*lines, said, conflict.lacks == "own")
            words = {own.items[at].word for at in _meant(own, conflict)}
            yield from (
                _inside(place, written) if form.is_fine and words <= CONTAINERS and not conflict.lacks else [place]
            )
    for owner in sorted(around):
        gone = [conflict for conflict in conflicts if conflict.spot.owner == owner and conflict.lacks == "theirs"]
        lines = _lines_of(written, [at for at, item in enumerate(own.items) if item.spot.owner == owner])
        texts = [
            item.text
            for item in theirs.items
            if item.spot.owner == owner and not any(_is_meant(item, conflict) for conflict in gone)
        ]
        yield Place(*(lines or (len(written.lines), len(written.lines))), _apart(texts))


def _inside(place: Place, written: Written) -> Iterator[Place]:
    """The places in a block at which the sides are at odds; the whole block if they cannot be told apart."""
    own = [line.rstrip("\r\n") for line in written.lines[place.start : place.end]]
    is_quoted = bool(own) and own[0].startswith(">")
    found = hunks(own, place.theirs)
    for one in found:
        start, end = place.start + one.start, place.start + one.end
        yield Place(start, end, one.theirs, start == end, is_quoted)
    if not found:
        yield place


def _patch(written: Written, own: Items, mine: Sequence[int], other: Sequence[Item]) -> list[str] | None:
    """The server's form of one item, as the document would write it; None if it has no such form."""
    if len(mine) != 1 or len(other) != 1:
        return None
    piece = next((piece for piece in written.pieces if piece.says == tuple(mine)), None)
    if piece is None:
        return None
    return patch(written, piece, own.items[mine[0]], other[0], own.settings)


def _apart(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple("\n\n".join(texts).split("\n")) if texts else ()


def _meant(items: Items, conflict: Conflict) -> list[int]:
    return [at for at, item in enumerate(items.items) if _is_meant(item, conflict)]


def _is_meant(item: Item, conflict: Conflict) -> bool:
    return item.spot.owner == conflict.spot.owner if conflict.is_whole else item.spot == conflict.spot


def _lines_of(written: Written, numbers: Sequence[int]) -> tuple[int, int] | None:
    pieces = [piece for piece in written.pieces if not {*piece.says}.isdisjoint(numbers)]
    return (pieces[0].start, pieces[-1].end) if pieces else None


def _joined(places: Sequence[Place]) -> list[Place]:
    """Places in order; those that share lines as one."""
    joined: list[Place] = []
    for place in sorted(places, key=lambda each: (each.start, each.end)):
        last = joined[-1] if joined else None
        if last is None or place.start >= last.end:
            joined.append(place)
            continue
        more = () if place.theirs == last.theirs else ("", *place.theirs)
        end = max(last.end, place.end)
        joined[-1] = Place(last.start, end, (*last.theirs, *more), last.lacks_own and place.lacks_own)
    return joined


def _front_places(written: Written, merged: MergedView) -> list[Place]:
    """The entries of front matter that both sides changed."""
    value, lines = written.front.value, written.lines[: written.front.lines]
    if value is None or not merged.front:
        return []
    body = Body(value, tuple(line.rstrip("\r\n") for line in lines[1:-1]), 2)
    typed = typed_entries(body, FrontMatter) or []
    places: list[Place] = []
    for name in merged.front:
        own = next((entry for entry in typed if name in entry.fields), None)
        start = own.start if own else place_for(name, typed, FrontMatter)
        said = _said(merged.theirs.front, name)
        places.append(Place(start + 1, (own.end if own else start) + 1, tuple(mapping_lines(said)), own is None))
    return sorted(places, key=lambda place: place.start)


def _said(front: FrontMatter, name: str) -> Mapping[str, object]:
    return options_of(front, drop=frozenset(FrontMatter.model_fields) - {name})
