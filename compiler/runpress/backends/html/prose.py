"""Blocks of prose to HTML: one function a kind, found by the block's class.

For plain CommonMark the elements are those of the specification; classes and ids are ours. Grids of
panels and findings are drawn by whoever makes the page (`Context`). A theme may draw a kind of block
itself, with `blocks/KIND.html.j2`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from itertools import groupby

from runpress.backends.html.code import highlighted, language_class
from runpress.backends.html.contents import headings_of, write_contents
from runpress.backends.html.context import Context
from runpress.backends.html.direction import direction_of
from runpress.backends.html.embeds import write_caption, write_embed, write_media
from runpress.backends.html.escape import Attributes, Markup, Writer, own_id, safe_anchor
from runpress.backends.html.inline import reference_id, write_inlines, write_picture
from runpress.backends.html.maths import write_math
from runpress.model.blocks import (
    Block,
    Callout,
    CodeBlock,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    List,
    ListItem,
    MathBlock,
    Media,
    PanelGrid,
    Paragraph,
    Problem,
    Quote,
    RawBlock,
    Rule,
    Table,
    TableCell,
    TableOfContents,
)
from runpress.model.text import Text

_UNNAMED = (Text("Details"),)  # what browsers show for a fold without summary
_TONES = {"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"}


def render_blocks(blocks: Sequence[Block], context: Context | None = None) -> Markup:
    """All blocks as HTML, a line feed after each."""
    if context is None:
        context = Context(headings=headings_of(blocks), footnotes=footnotes_of(blocks))
    writer = Writer()
    _write_blocks(writer, blocks, context)
    return writer.result()


def render_block(block: Block, context: Context) -> Markup:
    """One block as HTML, drawn by the theme if it has a template for the kind."""
    writer = Writer()
    _write_block(writer, block, context)
    return writer.result()


def _write_blocks(writer: Writer, blocks: Sequence[Block], context: Context) -> None:
    """Write blocks; footnotes that stand together are one list."""
    for kind, run in groupby(blocks, key=type):
        if kind is Footnote:
            write_footnotes(writer, [block for block in run if isinstance(block, Footnote)], context)
            continue
        for block in run:
            _write_block(writer, block, context)


def footnotes_of(blocks: Iterable[Block]) -> dict[str, int]:
    """The number of each footnote by its label, from 1."""
    notes = [block for block in blocks if isinstance(block, Footnote)]
    return {note.label: number for number, note in enumerate(notes, 1)}


def write_footnotes(writer: Writer, notes: Sequence[Footnote], context: Context) -> None:
    """Write footnotes as a list, each with links back to where it is referred to."""
    writer.start("section", {"class": "footnotes", "aria-label": "Footnotes"})
    writer.newline()
    writer.start("ol")
    writer.newline()
    for note in notes:
        number = context.footnotes.get(note.label, 0)
        writer.start("li", {"id": own_id("fn", number), "value": number})
        writer.newline()
        _write_blocks(writer, note.blocks, context)
        _write_backlinks(writer, number, context.seen.get(note.label, 1), context)
        writer.end("li")
        writer.newline()
    writer.end("ol")
    writer.newline()
    writer.end("section")
    writer.newline()


def _write_backlinks(writer: Writer, number: int, count: int, context: Context) -> None:
    for place in range(1, count + 1):
        target = context.links.link(f"#{reference_id(number, place)}")
        label = f"Back to the text of footnote {number}"
        writer.element("a", "↩", {"class": "footnote-back", "href": target, "aria-label": label})


def _write_block(writer: Writer, block: Block, context: Context) -> None:
    override = context.override(block.kind)
    if override is None:
        _write(block, writer, context)
        return
    own = Writer()
    _write(block, own, context)
    writer.markup(override(block=block, html=own.result()))


@singledispatch
def _write(block: Block, _writer: Writer, _context: Context) -> None:
    raise TypeError(f"no HTML for a block of kind `{block.kind}`")


@_write.register
def _paragraph(block: Paragraph, writer: Writer, context: Context) -> None:
    writer.start("p")
    write_inlines(writer, block.children, context)
    writer.end("p")
    writer.newline()


@_write.register
def _heading(block: Heading, writer: Writer, context: Context) -> None:
    name = f"h{block.level}"
    anchor = safe_anchor(block.anchor)
    writer.start(name, {"id": anchor or None})
    write_inlines(writer, block.children, context)
    if anchor and context.has_anchors:
        attributes = {
            "class": "anchor",
            "href": context.links.link(f"#{block.anchor}"),
            "aria-label": "Link to this section",
        }
        writer.element("a", "", attributes)
    writer.end(name)
    writer.newline()


@_write.register
def _list(block: List, writer: Writer, context: Context) -> None:
    name = "ol" if block.ordered else "ul"
    start = block.start if block.ordered and block.start != 1 else None
    tasks = any(item.checked is not None for item in block.items)
    writer.start(name, {"start": start, "class": "tasks" if tasks else None, "dir": direction_of(block)})
    writer.newline()
    for item in block.items:
        _write_item(writer, item, context, is_tight=block.tight)
    writer.end(name)
    writer.newline()


def _write_item(writer: Writer, item: ListItem, context: Context, *, is_tight: bool) -> None:
    writer.start("li", {"class": "task"} if item.checked is not None else None)
    blocks = item.blocks
    task = item.checked is not None
    if task and not (blocks and isinstance(blocks[0], Paragraph)):
        _write_box(writer, is_checked=bool(item.checked))
        task = False
    after_text = False
    for block in blocks:
        if isinstance(block, Paragraph):
            after_text = _write_item_paragraph(writer, block, item if task else None, context, is_tight=is_tight)
            task = False
            continue
        if after_text or block is blocks[0]:
            writer.newline()
        after_text = False
        _write_block(writer, block, context)
    writer.end("li")
    writer.newline()


def _write_item_paragraph(
    writer: Writer, block: Paragraph, task: ListItem | None, context: Context, *, is_tight: bool
) -> bool:
    """Write a paragraph of an item; whether it ended without a line feed, as tight ones do."""
    if not is_tight:
        writer.newline()
        writer.start("p")
    if task is not None:
        _write_box(writer, is_checked=bool(task.checked))
    write_inlines(writer, block.children, context)
    if not is_tight:
        writer.end("p")
        writer.newline()
    return is_tight


def _write_box(writer: Writer, *, is_checked: bool) -> None:
    label = "done" if is_checked else "to do"
    writer.void("input", {"type": "checkbox", "disabled": True, "checked": is_checked, "aria-label": label})
    writer.text(" ")


@_write.register
def _quote(block: Quote, writer: Writer, context: Context) -> None:
    _write_around(writer, "blockquote", {"dir": direction_of(block)}, block.blocks, context)


def _write_around(
    writer: Writer, name: str, attributes: Attributes | None, blocks: Sequence[Block], context: Context
) -> None:
    writer.start(name, attributes)
    writer.newline()
    _write_blocks(writer, blocks, context)
    writer.end(name)
    writer.newline()


@_write.register
def _callout(block: Callout, writer: Writer, context: Context) -> None:
    title = _TONES.get(block.tone, block.tone.capitalize())
    tone = f"callout callout-{block.tone}" if block.tone in _TONES else "callout"
    writer.start("aside", {"class": tone, "role": "note", "dir": direction_of(block)})
    writer.newline()
    writer.element("p", title, {"class": "callout-title"})
    writer.newline()
    _write_inside(writer, block, context)
    writer.end("aside")
    writer.newline()


@_write.register
def _details(block: Details, writer: Writer, context: Context) -> None:
    writer.start("details", {"open": block.is_open, "dir": direction_of(block)})
    writer.newline()
    writer.start("summary")
    if block.level:
        writer.start(f"h{block.level}", {"id": safe_anchor(block.anchor) or None})
    write_inlines(writer, block.summary or _UNNAMED, context)
    if block.level:
        writer.end(f"h{block.level}")
    writer.end("summary")
    writer.newline()
    _write_inside(writer, block, context)
    writer.end("details")
    writer.newline()


def _write_inside(writer: Writer, block: Details | Callout, context: Context) -> None:
    drawn = context.container(block)
    if drawn is None:
        _write_blocks(writer, block.blocks, context)
    else:
        writer.markup(drawn)


@_write.register
def _code(block: CodeBlock, writer: Writer, _context: Context) -> None:
    writer.start("pre", {"class": "code", "tabindex": "0"})
    writer.element("code", highlighted(block.text, block.language), {"class": language_class(block.language)})
    writer.end("pre")
    writer.newline()


@_write.register
def _math(block: MathBlock, writer: Writer, _context: Context) -> None:
    writer.start("div", {"class": "math", "tabindex": "0"})
    write_math(writer, block.content, display=True)
    writer.end("div")
    writer.newline()


@_write.register
def _table(block: Table, writer: Writer, context: Context) -> None:
    writer.start("div", {"class": "table-scroll", "tabindex": "0", "role": "group", "aria-label": "Table"})
    writer.start("table", {"dir": direction_of(block)})
    writer.newline()
    writer.start("thead")
    writer.newline()
    _write_row(writer, "th", block.head, block.align, context)
    writer.end("thead")
    writer.newline()
    if block.rows:
        writer.start("tbody")
        writer.newline()
        for row in block.rows:
            _write_row(writer, "td", row, block.align, context)
        writer.end("tbody")
        writer.newline()
    writer.end("table")
    writer.end("div")
    writer.newline()


def _write_row(writer: Writer, name: str, cells: Sequence[TableCell], align: Sequence[str], context: Context) -> None:
    writer.start("tr")
    writer.newline()
    for place, cell in enumerate(cells):
        side = align[place] if place < len(align) else ""
        writer.start(name, {"align": side} if side in ("left", "center", "right") else None)
        write_inlines(writer, cell.children, context)
        writer.end(name)
        writer.newline()
    writer.end("tr")
    writer.newline()


@_write.register
def _image(block: Image, writer: Writer, context: Context) -> None:
    writer.start("figure", {"class": "image"})
    write_picture(writer, block.url, block.alt, context)
    write_caption(writer, block.caption, context)
    writer.end("figure")
    writer.newline()


@_write.register
def _media(block: Media, writer: Writer, context: Context) -> None:
    write_media(writer, block.service, block.url, context)


@_write.register
def _embed(block: Embed, writer: Writer, context: Context) -> None:
    options = block.options
    if options.markdown is not None:
        _write_around(writer, "div", {"class": "markdown"}, block.blocks, context)
        return
    caption = [inline for inner in block.blocks if isinstance(inner, Paragraph) for inline in inner.children]
    write_embed(writer, options, caption, context)


@_write.register
def _rule(_block: Rule, writer: Writer, _context: Context) -> None:
    writer.void("hr")
    writer.newline()


@_write.register
def _toc(_block: TableOfContents, writer: Writer, context: Context) -> None:
    writer.start("nav", {"class": "toc", "aria-label": "Table of contents"})
    write_contents(writer, context.headings, context)
    writer.end("nav")
    writer.newline()


@_write.register
def _grid(block: PanelGrid, writer: Writer, context: Context) -> None:
    writer.markup(context.grid(block))


@_write.register
def _raw(block: RawBlock, writer: Writer, context: Context) -> None:
    writer.start("details", {"class": "raw-block"})
    writer.element("summary", "A block that is kept for the server as it is")
    _code(CodeBlock(text=block.json, language="json"), writer, context)
    writer.end("details")
    writer.newline()


@_write.register
def _problem(block: Problem, writer: Writer, context: Context) -> None:
    writer.start("section", {"class": "problem", "aria-label": f"A problem in this {block.fence}"})
    writer.newline()
    writer.markup(context.findings(block))
    writer.start("details")
    writer.element("summary", f"This {block.fence} fence as it was written")
    _code(CodeBlock(text=block.text, language="yaml"), writer, context)
    writer.end("details")
    writer.end("section")
    writer.newline()
