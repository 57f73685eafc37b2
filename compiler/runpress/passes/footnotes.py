"""Put footnotes at the end, in the order of their first reference."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from runpress.diagnostics.codes import prose as codes
from runpress.model.blocks import Block, Details, Footnote, Heading, Image, Paragraph, Table
from runpress.model.text import FootnoteReference, Inline, Link, Wrapped
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import inside, rebuilt, walk


def order_footnotes(blocks: Blocks, context: PassContext) -> Blocks:
    """All other blocks, then the footnotes that are referred to; those that are not are reported and left out."""
    notes = {block.label: block for block in walk(blocks) if isinstance(block, Footnote)}
    if not notes:
        return blocks
    body = _without_footnotes(blocks)
    order = dict.fromkeys(_references(body))  # an ordered set
    reached = deque(order)
    while reached:  # footnotes may refer to others
        note = notes.get(reached.popleft())
        for label in _references(note.blocks) if note else ():
            if label not in order:
                order[label] = None
                reached.append(label)
    for label, note in notes.items():
        if label not in order:
            context.findings.append(
                codes.UNUSED_FOOTNOTE.at(
                    context.place(note.span),
                    f"the footnote `{label}` is never referred to and is left out",
                    label=f"write `[^{label}]` where it belongs",
                )
            )
    return body + tuple(notes[label] for label in order if label in notes)


def _without_footnotes(blocks: Blocks) -> Blocks:
    kept = tuple(
        block if type(block) is Paragraph else rebuilt(block, _without_footnotes)
        for block in blocks
        if not isinstance(block, Footnote)
    )
    return blocks if len(kept) == len(blocks) and all(a is b for a, b in zip(kept, blocks, strict=True)) else kept


def _references(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        for inlines in _texts(block):
            yield from _labels(inlines)
        for inner in inside(block):
            yield from _references(inner)


def _texts(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Paragraph(children=children) | Heading(children=children):
            yield children
        case Details(summary=summary):
            yield summary
        case Image(caption=caption):
            yield caption
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                for cell in row:
                    yield cell.children


def _labels(children: tuple[Inline, ...]) -> Iterator[str]:
    for child in children:
        if isinstance(child, FootnoteReference):
            yield child.label
        elif isinstance(child, Link | Wrapped):
            yield from _labels(child.children)
