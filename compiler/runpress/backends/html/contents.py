"""Tables of contents: the headings of a document as nested lists of links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runpress.backends.html.context import Context
from runpress.backends.html.escape import Writer
from runpress.backends.html.inline import write_inlines
from runpress.model.blocks import Block, Callout, Details, Heading
from runpress.model.text import FootnoteReference, Inline, Link, Wrapped


def headings_of(blocks: Iterable[Block]) -> tuple[Heading, ...]:
    """The headings that a table of contents lists, also those inside call-outs and details."""
    found: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(block)
        elif isinstance(block, Details | Callout):
            found += [block.heading] if isinstance(block, Details) and block.heading else []
            found += headings_of(block.blocks)
    return tuple(found)


def write_contents(writer: Writer, headings: Sequence[Heading], context: Context) -> None:
    """Write headings as nested lists of links; levels that are skipped are not invented."""
    stack: list[int] = []
    for heading in headings:
        while len(stack) > 1 and heading.level < stack[-1] and heading.level <= stack[-2]:
            writer.end("li")
            writer.end("ul")
            stack.pop()
        if not stack or heading.level > stack[-1]:
            writer.start("ul")
            stack.append(heading.level)
        else:
            writer.end("li")
            stack[-1] = min(stack[-1], heading.level)
        writer.start("li")
        writer.start("a", {"href": context.links.link(f"#{heading.anchor}")})
        write_inlines(writer, _without_links(heading.children), context)
        writer.end("a")
    for _ in stack:
        writer.end("li")
        writer.end("ul")


def _without_links(children: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inline nodes without links and footnotes, which cannot stand inside a link."""
    plain: list[Inline] = []
    for child in children:
        if isinstance(child, Link | Wrapped):
            plain += _without_links(child.children)
        elif not isinstance(child, FootnoteReference):
            plain.append(child)
    return tuple(plain)
