"""Put footnotes at the end, in the order of their first reference."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping

from runpress.diagnostics.codes import prose as codes
from runpress.model.blocks import Block, Details, Footnote, Heading, Image, Paragraph, Table
from runpress.model.text import FootnoteReference, Inline, Link, Wrapped
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import inside, rebuilt, walk


def order_footnotes(blocks: Blocks, context: PassContext) -> Blocks:
    """All other blocks, then the footnotes that are referred to; those that are not are reported and left out."""
    notes = footnotes_of(blocks)
    if not notes:
        return blocks
    body = without_footnotes(blocks)
    order = reached(references(body), notes)
    report_unused(notes, order, context)
    return body + tuple(notes[label] for label in order if label in notes)


def footnotes_of(blocks: Blocks) -> dict[str, Footnote]:
    """The footnotes of a document by label."""
    return {block.label: block for block in walk(blocks) if isinstance(block, Footnote)}


def reached(labels: Iterable[str], notes: Mapping[str, Footnote]) -> tuple[str, ...]:
    """These labels and those that their footnotes refer to, each once: in the order of their first reference."""
    order = dict.fromkeys(labels)  # an ordered set
    pending = deque(order)
    while pending:
        note = notes.get(pending.popleft())
        for label in references(note.blocks) if note else ():
            if label not in order:
                order[label] = None
                pending.append(label)
    return tuple(order)


def report_unused(notes: Mapping[str, Footnote], used: Collection[str], context: PassContext) -> None:
    """A finding for each footnote that is never referred to."""
    for label, note in notes.items():
        if label not in used:
            context.findings.append(
                codes.UNUSED_FOOTNOTE.at(
                    context.place(note.span),
                    f"the footnote `{label}` is never referred to and is left out",
                    label=f"write `[^{label}]` where it belongs",
                )
            )


def without_footnotes(blocks: Blocks) -> Blocks:
    """The blocks without footnotes, at any depth."""
    kept = tuple(
        block if type(block) is Paragraph else rebuilt(block, without_footnotes)
        for block in blocks
        if not isinstance(block, Footnote)
    )
    return blocks if len(kept) == len(blocks) and all(a is b for a, b in zip(kept, blocks, strict=True)) else kept


def references(blocks: Blocks) -> Iterator[str]:
    """The labels that blocks refer to, in order, each as often as it stands there."""
    for block in blocks:
        for inlines in _texts(block):
            yield from _labels(inlines)
        for inner in inside(block):
            yield from references(inner)


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
