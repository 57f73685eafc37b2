"""Our fences in a text that another Markdown program renders: each becomes a word of its own paragraph.

The word stands where the block belongs, behind the markers of its containers, so that a list, a quote
or an admonition stays around it; the other fences (run sets, further panels of a grid) leave nothing.
Places come from our own parser, so that a fence shown inside a longer fence is left alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from runpress.directives import DIRECTIVES
from runpress.frozen import frozen
from runpress.model.blocks import Block, Embed, List, PanelGrid, Problem, RawBlock
from runpress.model.section_grid import as_read
from runpress.model.view import View, Workspace
from runpress.passes.walk import inside
from runpress.source import SourceFile, Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import Fence
from runpress.syntax.front_matter import read_front_matter
from runpress.syntax.markdown import read_blocks

_DRAWN = (PanelGrid, Embed, RawBlock, Problem)
_TAB = 4
"""Python-Markdown wants what belongs to a list item indented by this much."""


@frozen
class Placeholder:
    """A word in the text, and the block that belongs in its place."""

    word: str
    block: Block


@frozen
class Prepared:
    """A text whose fences are words now; `text` has no front matter."""

    text: str
    placeholders: tuple[Placeholder, ...]


@frozen
class _Cut:
    """Lines (from 1, both included) that leave the text, and those that come in their place."""

    first: int
    last: int
    instead: tuple[str, ...]


def may_have_fences(text: str) -> bool:
    """A quick look: whether any word of ours stands in the text. Most pages end here."""
    return any(word in text for word in DIRECTIVES)


def prepare(source: SourceFile, view: View) -> Prepared:
    """The text of a document with words in place of our fences."""
    fences, first_line = _fences(source)
    if isinstance(view, Workspace):
        cuts, placeholders = _cut_sections(source, view, first_line)
    else:
        cuts, placeholders = _cut_fences(source, view.blocks, fences)
    return Prepared(_without(source, cuts, first_line), tuple(placeholders))


def _fences(source: SourceFile) -> tuple[list[Span], int]:
    """Where our fences stand, outermost ones only, and the first line behind the front matter (from 0)."""
    found: list[Span] = []

    def note(fence: Fence) -> None:
        if not found or fence.span.start >= found[-1].end:
            found.append(fence.span)

    front = read_front_matter(source)
    read_blocks(Lowering(source), note, first_line=front.lines)
    return found, front.lines


def _cut_fences(
    source: SourceFile, blocks: Sequence[Block], fences: Sequence[Span]
) -> tuple[list[_Cut], list[Placeholder]]:
    drawn = {block.span.start: (block, depth) for block, depth in _drawn(blocks, 0) if block.span is not None}
    cuts: list[_Cut] = []
    placeholders: list[Placeholder] = []
    for span in fences:
        block, depth = drawn.get(span.start, (None, 0))
        word = None
        if block is not None:
            word = _word(source, len(placeholders))
            placeholders.append(Placeholder(word, block))
        cuts.append(_cut(source, span, word, in_list=depth > 0))
    return cuts, placeholders


def _drawn(blocks: Sequence[Block], depth: int) -> Iterator[tuple[Block, int]]:
    """The blocks that need us to draw them, each with the number of lists around it."""
    for block in blocks:
        if isinstance(block, _DRAWN):
            yield block, depth
            continue
        for inner in inside(block):
            yield from _drawn(inner, depth + isinstance(block, List))


def _cut(source: SourceFile, span: Span, word: str | None, *, in_list: bool) -> _Cut:
    first, last = span.begin.line, source.position(max(span.start, span.end - 1)).line
    prefix = source.line_text(first)[: span.begin.column - 1]
    rest = "".join(char if char in "> \t" else " " for char in prefix)
    has_marker = rest != prefix
    if not prefix.strip():
        prefix = rest = _indent(prefix, in_list=in_list)
    blank = rest.rstrip()
    if has_marker:  # the marker of a list item stays, whether or not anything is drawn behind it
        return _Cut(first, last, (f"{prefix}{word or ''}", blank))
    return _Cut(first, last, (blank, f"{prefix}{word}", blank) if word else (blank,))


def _indent(prefix: str, *, in_list: bool) -> str:
    """White space before a fence as Python-Markdown wants it."""
    width = len(prefix.expandtabs(_TAB))
    if in_list:
        return " " * (-(-width // _TAB) * _TAB)
    return prefix if width >= _TAB else ""


def _cut_sections(source: SourceFile, view: Workspace, first_line: int) -> tuple[list[_Cut], list[Placeholder]]:
    """A workspace's sections keep their headings; what stands below each becomes its grid."""
    starts = [section.span.begin.line if section.span else 0 for section in view.sections]
    ends = [*starts[1:], len(source.line_starts) + 1]
    cuts: list[_Cut] = []
    placeholders: list[Placeholder] = []
    if starts and starts[0] > first_line + 1:
        cuts.append(_Cut(first_line + 1, starts[0] - 1, ()))
    for section, start, end in zip(view.sections, starts, ends, strict=True):
        word = _word(source, len(placeholders))
        placeholders.append(Placeholder(word, as_read(section.grid)))
        heading = section.span.text.rstrip() if section.span else ""
        cuts.append(_Cut(start + heading.count("\n") + 1, end - 1, ("", word, "")))
    return cuts, placeholders


def _without(source: SourceFile, cuts: Sequence[_Cut], first_line: int) -> str:
    out: list[str] = []
    at = first_line + 1
    for cut in cuts:
        out += [source.line_text(line) for line in range(at, cut.first)]
        out += cut.instead
        at = cut.last + 1
    out += [source.line_text(line) for line in range(at, len(source.line_starts) + 1)]
    return "\n".join(out).lstrip("\n")


def _word(source: SourceFile, index: int) -> str:
    """A word that no author writes: it tells the document and the place, and is the same in each build."""
    digest = hashlib.blake2b(f"{source.path}\0{source.text}\0{index}".encode("utf-8", "surrogatepass"), digest_size=12)
    return f"runpress{digest.hexdigest()}"
