"""A document as lines, and the pieces that they make: one stands for one item, for several, or for none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from runpress.backends.markdown.reading import SourceFence, fence_reader
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.pipeline import Compiled
from runpress.source import SourceFile, Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import Verbatim
from runpress.syntax.front_matter import FrontMatterBlock, read_front_matter
from runpress.syntax.markdown import read_blocks

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@frozen
class Piece:
    """Some lines of a document, and the items that they say, by number."""

    start: int
    """The first line, from 0."""
    end: int
    """The line after the last."""
    says: tuple[int, ...] = ()
    is_remark: bool = False
    """Whether it says nothing to any server: comments, definitions of links."""
    fence: SourceFence | None = None
    """What it holds, if that is a fence alone."""


@frozen
class Written:
    """A document as it was written."""

    source: SourceFile
    lines: tuple[str, ...]
    """As they stand in the file, each with its end."""
    front: FrontMatterBlock
    pieces: tuple[Piece, ...]

    @property
    def mark(self) -> str:
        """The byte order mark that stands before the text, if one does."""
        return "\ufeff" if self.source.had_bom else ""

    def text(self, piece: Piece) -> list[str]:
        """The lines of a piece."""
        return list(self.lines[piece.start : piece.end])


def read_pieces(text: str, source: SourceFile, compiled: Compiled, places: Sequence[Span | None]) -> Written:
    """The pieces of a document whose items stand at these places. `text` is the file as it is."""
    front = read_front_matter(source)
    lowering = Lowering(source, keeps_source=True, to_the_letter=True)
    read = fence_reader(compiled.view.front.defaults, compiled.diagnostics)
    blocks = read_blocks(lowering, read, first_line=front.lines)
    own = [_piece(block, block.span) for block in blocks if block.span is not None]
    said = [replace(_lines_of(place), says=(number,)) for number, place in enumerate(places) if place and place.end]
    pieces = _joined(_with_gaps([*own, *said], source, front.lines))
    return Written(source, tuple(_LINE.findall(text.removeprefix("\ufeff"))), front, tuple(pieces))


def _piece(block: Block, span: Span) -> Piece:
    is_remark = isinstance(block, Verbatim) and block.text.startswith(("<!--", "["))
    piece = _lines_of(span)
    return replace(piece, is_remark=is_remark, fence=block if isinstance(block, SourceFence) else None)


def _lines_of(span: Span) -> Piece:
    end = span.start + len(span.text.rstrip("\n"))
    return Piece(span.begin.line - 1, span.source.position(max(span.start, end - 1)).line)


def _with_gaps(pieces: Iterable[Piece], source: SourceFile, first: int) -> Iterator[Piece]:
    """The pieces in order; lines between them that are not blank belong to the one below: they say its keys."""
    lines = source.text.split("\n")
    at = first
    for piece in sorted(pieces, key=lambda each: (each.start, -each.end)):
        start = next((number for number in range(at, piece.start) if lines[number].strip()), piece.start)
        yield replace(piece, start=start)
        at = max(at, piece.end)
    rest = [number for number in range(at, len(lines)) if lines[number].strip()]
    if rest:
        yield Piece(rest[0], rest[-1] + 1, is_remark=True)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces that share lines as one."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is None or piece.start >= last.end:
            joined.append(piece)
            continue
        says = tuple(sorted({*last.says, *piece.says}))
        fence = last.fence if last.end >= piece.end and (last.fence or piece.fence) is last.fence else None
        is_remark = last.is_remark and piece.is_remark
        joined[-1] = Piece(last.start, max(last.end, piece.end), says, is_remark, fence)
    return joined
