"""A view as an outline that people can read and write: one line a block, marks and links in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

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
    MathBlock,
    Media,
    PanelGrid,
    Paragraph,
    Problem,
    Quote,
    RawBlock,
    Rule,
    Table,
    TableOfContents,
)
from runpress.model.text import Break, FootnoteReference, Inline, Link, Math, Picture, Text
from runpress.model.view import View, Workspace
from runpress.pipeline import compile_document
from runpress.source import SourceFile

SIGNS = {
    "bold": "b",
    "italic": "i",
    "strikethrough": "s",
    "underline": "u",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
    "code": "code",
}


def outline_of(text: str) -> str:
    """The outline of a document, then its findings as `! CODE line:column`."""
    compiled = compile_document(SourceFile("doc.md", text))
    findings = (
        f"! {finding.code.id} {finding.span.begin.line}:{finding.span.begin.column}" for finding in compiled.diagnostics
    )
    return "".join(f"{line}\n" for line in (*view_lines(compiled.view), *findings))


def view_lines(view: View) -> Iterator[str]:
    if not isinstance(view, Workspace):
        yield from block_lines(view.blocks)
        return
    yield f"run set {view.runset.name}"
    for section in view.sections:
        yield f"section {section.name} #{section.anchor}{' open' if section.options.is_open else ''}"
        yield from indented(lines(section.grid))


def block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from lines(block)


def indented(inner: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in inner)


def inline(children: Iterable[Inline]) -> str:
    return "".join(_inline(child) for child in children)


def _inline(child: Inline) -> str:
    match child:
        case Text(text=text, marks=marks):
            text = text.replace("\n", "⏎")
            return f"{{{'+'.join(SIGNS[mark] for mark in SIGNS if mark in marks)}|{text}}}" if marks else text
        case Break():
            return "↵"
        case Link(url=url, children=inner, title=title):
            return f"[{inline(inner)}]({url}{f' {title!r}' if title else ''})"
        case Picture(url=url, alt=alt, title=title):
            return f"![{alt}]({url}{f' {title!r}' if title else ''})"
        case Math(content=content):
            return f"${content}$"
        case FootnoteReference(label=label):
            return f"^{label}"


@singledispatch
def lines(block: Block) -> Iterator[str]:
    raise TypeError(block)


@lines.register
def _(block: Paragraph) -> Iterator[str]:
    yield f"paragraph: {inline(block.children)}".rstrip()


@lines.register
def _(block: Heading) -> Iterator[str]:
    yield f"heading {block.level} #{block.anchor}: {inline(block.children)}"


@lines.register
def _(block: List) -> Iterator[str]:
    yield f"{f'ordered list from {block.start}' if block.ordered else 'list'}{'' if block.tight else ', loose'}"
    for item in block.items:
        yield "  item" + {None: "", True: " [x]", False: " [ ]"}[item.checked]
        yield from indented(indented(block_lines(item.blocks)))


@lines.register
def _(block: Quote) -> Iterator[str]:
    yield "quote"
    yield from indented(block_lines(block.blocks))


@lines.register
def _(block: Callout) -> Iterator[str]:
    yield f"callout {block.tone}"
    yield from indented(block_lines(block.blocks))


@lines.register
def _(block: Details) -> Iterator[str]:
    level = f" level {block.level}" if block.level else ""
    yield f"details{level}{' open' if block.is_open else ''}: {inline(block.summary)}".rstrip()
    yield from indented(block_lines(block.blocks))


@lines.register
def _(block: CodeBlock) -> Iterator[str]:
    yield f"code {block.language}: {block.text!r}".replace(" :", ":")


@lines.register
def _(block: MathBlock) -> Iterator[str]:
    yield f"math: {block.content!r}"


@lines.register
def _(block: Table) -> Iterator[str]:
    yield f"table {', '.join(align or '-' for align in block.align)}"
    for row in (block.head, *block.rows):
        yield "  " + " | ".join(inline(cell.children) for cell in row)


@lines.register
def _(block: Image) -> Iterator[str]:
    yield f"image {block.url} alt {block.alt!r}: {inline(block.caption)}".rstrip()


@lines.register
def _(block: Media) -> Iterator[str]:
    yield f"media {block.service} {block.url}"


@lines.register
def _(block: Embed) -> Iterator[str]:
    yield f"embed {next(name for name in block.options.choices if getattr(block.options, name) is not None)}"
    yield from indented(block_lines(block.blocks))


@lines.register
def _(_block: Rule) -> Iterator[str]:
    yield "rule"


@lines.register
def _(_block: TableOfContents) -> Iterator[str]:
    yield "toc"


@lines.register
def _(block: RawBlock) -> Iterator[str]:
    yield f"raw {block.json!r}"


@lines.register
def _(block: Footnote) -> Iterator[str]:
    yield f"footnote {block.label}"
    yield from indented(block_lines(block.blocks))


@lines.register
def _(block: Problem) -> Iterator[str]:
    yield f"problem {block.fence}: {block.text!r}"


@lines.register
def _(block: PanelGrid) -> Iterator[str]:
    yield f"grid over {', '.join(runset.name for runset in block.runsets)}"
    for panel, layout in zip(block.panels, block.layouts, strict=True):
        shown = f" {panel.title!r}" if panel.title else f" {panel.markdown!r}" if panel.type == "markdown" else ""
        yield f"  {panel.type}{shown} at {layout.x},{layout.y} {layout.w}x{layout.h}"
