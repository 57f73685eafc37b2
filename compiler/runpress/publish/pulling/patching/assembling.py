"""The new text of a document: pieces that stay where they can, patches of those that changed, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runpress.backends.markdown.settings import Settings
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.publish.matching.match import moved
from runpress.publish.pulling.patching.items import Item
from runpress.publish.pulling.patching.lists import list_marker, with_other_marker
from runpress.publish.pulling.patching.patches import patch
from runpress.publish.pulling.patching.pieces import Piece, Written


@frozen
class Wish:
    """An item that the new text shall say."""

    item: Item
    origin: int | None = None
    """The number of the item that it was; None for a new one."""
    is_placed: bool = False
    """Whether it stands where the view has it, wherever its author put it."""
    is_whole: bool = False
    """Whether it is written anew, however its author wrote it."""


@dataclass(slots=True)
class Chunk:
    """Lines of the new text, and the piece whose place they take."""

    lines: list[str]
    piece: int | None = None
    block: Block | None = None
    """The block that was written anew."""


@frozen
class Plan:
    """A document, the items that it says, and those that it shall say."""

    written: Written
    known: Sequence[Item]
    wishes: Sequence[Wish]
    settings: Settings
    drops_silent: bool = False
    """Whether prose goes that says nothing now, and might say something in the new text."""


def assembled(plan: Plan, front: Sequence[str]) -> str:
    """The new text, with these lines of front matter."""
    chunks = _apart(plan, _chunks(plan))
    return "".join([plan.written.mark, *front, *_body(plan, chunks, has_front=bool(front))])


def _chunks(plan: Plan) -> list[Chunk]:
    """The pieces of the new text in their order."""
    pieces = plan.written.pieces
    home = {number: at for at, piece in enumerate(pieces) for number in piece.says}
    floating = _floating(home, plan.known)
    kept = {at for at, piece in enumerate(pieces) if piece.says and _is_kept(plan, piece)}
    placed: list[Chunk] = []
    loose: dict[int, Chunk] = {
        at: Chunk(plan.written.text(piece), at)
        for at, piece in enumerate(pieces)
        if not piece.says and (piece.is_remark or not plan.drops_silent)
    }
    done: set[int] = set()
    above: Chunk | None = None
    for wish in plan.wishes:
        at = None if wish.origin is None else home.get(wish.origin)
        if at is None and wish.origin is not None and _is_same(plan, wish):
            continue  # something else says it, such as a name
        if at is not None and at in kept:
            chunk = None if at in done else Chunk(plan.written.text(pieces[at]), at)
        else:
            chunk = _rewritten(plan, wish, at)
        if chunk is None:
            continue
        done |= set() if chunk.piece is None else {chunk.piece}
        if above is not None and wish.origin is None and _is_beside(wish):
            above.lines += [plan.written.source.newline, *chunk.lines]
        elif chunk.piece is not None and wish.origin in floating and not wish.is_placed:
            loose[chunk.piece] = above = chunk
        else:
            placed.append(chunk)
            above = None
    return _with_loose(plan.written, placed, loose)


def _is_beside(wish: Wish) -> bool:
    """Whether it is a run set that belongs beside the one before it."""
    return wish.item.word == "runset" and wish.item.spot.at > 0 and not wish.is_placed


def _floating(home: dict[int, int], known: Sequence[Item]) -> frozenset[int]:
    """Items that stand elsewhere in the text than in the view: run sets above, footnotes below.

    Between a run set and the prose that it stands above, it is always the run set.
    """
    fixed = tuple((number, at) for number, at in sorted(home.items()) if known[number].word != "runset")
    below = moved(fixed)
    stays = [pair for pair in fixed if pair[0] not in below]
    above = {
        number
        for number, at in home.items()
        if known[number].word == "runset" and any((number < other) != (at < place) for other, place in stays)
    }
    return below | above


def _is_same(plan: Plan, wish: Wish) -> bool:
    return not wish.is_whole and wish.origin is not None and plan.known[wish.origin].text == wish.item.text


def _is_kept(plan: Plan, piece: Piece) -> bool:
    """Whether all that a piece says is wished for, one right after the other."""
    found = [at for at, wish in enumerate(plan.wishes) if wish.origin in piece.says and _is_same(plan, wish)]
    origins = tuple(plan.wishes[at].origin for at in found)
    return origins == piece.says and found == list(range(found[0], found[0] + len(found)))


def _rewritten(plan: Plan, wish: Wish, at: int | None) -> Chunk:
    piece = None if at is None else plan.written.pieces[at]
    if piece is None or len(piece.says) != 1 or wish.origin is None:
        return _printed(wish.item, plan)
    lines = None if wish.is_whole else patch(plan.written, piece, plan.known[wish.origin], wish.item, plan.settings)
    return _printed(wish.item, plan, at) if lines is None else Chunk(_ended(lines, plan.written), at)


def _printed(item: Item, plan: Plan, at: int | None = None) -> Chunk:
    return Chunk(_ended(item.text.split("\n"), plan.written), at, item.block)


def _ended(lines: Sequence[str], written: Written) -> list[str]:
    return [f"{line}{written.source.newline}" for line in lines]


def _with_loose(written: Written, placed: list[Chunk], loose: dict[int, Chunk]) -> list[Chunk]:
    """The chunks with those that belong to no place in the view: above what they touch, else behind what they follow."""
    out = list(placed)
    for at in sorted(loose):
        stands = {chunk.piece: number for number, chunk in enumerate(out) if chunk.piece is not None}
        if _touches(written, at) and at + 1 in stands:
            out.insert(stands[at + 1], loose[at])
            continue
        before = next((number for number in range(at - 1, -1, -1) if number in stands), None)
        out.insert(0 if before is None else stands[before] + 1, loose[at])
    return out


def _touches(written: Written, at: int) -> bool:
    """Whether a piece stands right above the next one."""
    pieces = written.pieces
    return pieces[at].is_remark and at + 1 < len(pieces) and pieces[at].end == pieces[at + 1].start


def _apart(plan: Plan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with lists that would run into each other kept apart."""
    out: list[Chunk] = []
    for chunk in chunks:
        last = out[-1] if out else None
        before = list_marker(last.lines) if last else ""
        if last is not None and before and before == list_marker(chunk.lines) and not _stood_so(last, chunk):
            if chunk.block is not None:
                chunk.lines = _ended(with_other_marker(chunk.block, before, plan.settings), plan.written)
            else:
                out.append(Chunk(_ended(["<!-- -->"], plan.written)))
        out.append(chunk)
    return out


def _stood_so(first: Chunk, second: Chunk) -> bool:
    is_kept = first.block is None and second.block is None
    return is_kept and first.piece is not None and second.piece == first.piece + 1


def _body(plan: Plan, chunks: Sequence[Chunk], *, has_front: bool) -> list[str]:
    written, pieces = plan.written, plan.written.pieces
    blank = [written.source.newline]
    out: list[str] = []
    before: int | None = -1 if pieces else None
    for number, chunk in enumerate(chunks):
        if before is not None and chunk.piece == before + 1:
            gap = _gap(written, before)
        else:
            gap = blank if number or has_front else []
        out += [*_finished(gap, out, written), *chunk.lines]
        before = chunk.piece
    if before is not None and before == len(pieces) - 1:
        return [*out, *written.lines[pieces[-1].end if pieces else written.front.lines :]]
    return _finished(out, out, written)


def _gap(written: Written, before: int) -> list[str]:
    """The lines between a piece and the next one."""
    start = written.pieces[before].end if before >= 0 else written.front.lines
    return list(written.lines[start : written.pieces[before + 1].start])


def _finished(gap: list[str], out: list[str], written: Written) -> list[str]:
    """Lines behind others; the last of these may be the one without an end."""
    if out and not out[-1].endswith(("\n", "\r")):
        out[-1] += written.source.newline
    return gap
