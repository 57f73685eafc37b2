"""Conflicts inside of folds, call-outs and quotes: only around what differs, not around the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from runpress.frozen import frozen

CONTAINERS: Final = frozenset({"details", "callout", "quote"})
"""The kinds of blocks whose inner blocks stand in lines of their own."""
_FENCE = re.compile(r"(?:> ?)*\s*(`{3,}|~{3,})")
_QUOTED = ">"


@frozen
class Hunk:
    """Lines of a block, from 0, and what the server says instead."""

    start: int
    end: int
    theirs: tuple[str, ...]


@frozen
class _Chunk:
    """Lines that belong together, between blank ones."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        """Equal where only line breaks differ, which say nothing outside of code."""
        is_code = any(_FENCE.match(line) for line in self.lines)
        return "\n".join(self.lines) if is_code else " ".join(" ".join(self.lines).replace("\n> ", " ").split())


def hunks(own: Sequence[str], theirs: Sequence[str]) -> list[Hunk]:
    """What differs in the lines of two forms of one block, as whole paragraphs, fences and the like."""
    mine, other = list(_chunks(own)), list(_chunks(theirs))
    blank = _QUOTED if own and own[0].startswith(_QUOTED) else ""
    same = SequenceMatcher(None, [one.key for one in mine], [one.key for one in other], autojunk=False)
    found: list[Hunk] = []
    for tag, start, end, first, last in same.get_opcodes():
        if tag == "equal":
            continue
        if end - start == last - first:  # one by one
            pairs = zip(mine[start:end], other[first:last], strict=True)
            found += [Hunk(one.start, one.end, each.lines) for one, each in pairs]
        else:
            found.append(_hunk(mine, (start, end), _joined(other[first:last], blank), blank))
    return found


def _hunk(mine: Sequence[_Chunk], place: tuple[int, int], lines: list[str], blank: str) -> Hunk:
    start, end = place
    if start < end:
        return Hunk(mine[start].start, mine[end - 1].end, tuple(lines))
    at = mine[start - 1].end if start else 0
    if blank:  # in a quote nothing else keeps it apart from its neighbour
        lines = [blank, *lines] if start else [*lines, blank]
    return Hunk(at, at, tuple(lines))


def _joined(chunks: Sequence[_Chunk], blank: str) -> list[str]:
    lines: list[str] = []
    for chunk in chunks:
        lines += [*([blank] if lines else []), *chunk.lines]
    return lines


def _chunks(lines: Sequence[str]) -> Iterator[_Chunk]:
    start: int | None = None
    fence = ""
    for number, line in enumerate([*lines, ""]):
        marks = _FENCE.match(line)
        if fence:
            fence = "" if marks and marks[1].startswith(fence) and not line[marks.end() :].strip() else fence
        elif marks:
            fence = marks[1]
        is_last = number == len(lines)
        is_blank = is_last or (not fence and not line.replace(_QUOTED, "").strip())
        if is_blank and start is not None:
            yield _Chunk(start, number, tuple(lines[start:number]))
            start = None
        elif not is_blank and start is None:
            start = number
