"""A view as an outline that people can read and write: one line a block, marks and links in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def lines(block: Block) -> Iterator[str]:
    """One line for the block, and those of what is in it, indented."""
    yield headline(block).rstrip()
    yield from indented(content(block))


def headline(block: Block) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a kind of block
    match block:
        case Paragraph():
            return f"paragraph: {inline(block.children)}"
        case Heading():
            return f"heading {block.level} #{block.anchor}: {inline(block.children)}"
        case List():
            return (
                f"{f'ordered list from {block.start}' if block.ordered else 'list'}{'' if block.tight else ', loose'}"
            )
        case Quote():
            return "quote"
        case Callout():
            return f"callout {block.tone}"
        case Details():
            level = f" level {block.level} #{block.anchor}" if block.level else ""
            return f"details{level}{' open' if block.is_open else ''}: {inline(block.summary)}"
        case CodeBlock():
            return f"code{f' {block.language}' if block.language else ''}: {block.text!r}"
        case MathBlock():
            return f"math: {block.content!r}"
        case Table():
            return f"table {', '.join(align or '-' for align in block.align)}"
        case Image():
            return f"image {block.url} alt {block.alt!r}: {inline(block.caption)}"
        case Media():
            return f"media {block.service} {block.url}"
        case Embed():
            return f"embed {next(name for name in block.options.choices if getattr(block.options, name) is not None)}"
        case Rule():
            return "rule"
        case TableOfContents():
            return "toc"
        case RawBlock():
            return f"raw {block.json!r}"
        case Footnote():
            return f"footnote {block.label}"
        case Problem():
            return f"problem {block.fence}: {block.text!r}"
        case PanelGrid():
            return f"grid over {', '.join(runset.name for runset in block.runsets)}"
        case _:
            raise TypeError(block)


def content(block: Block) -> Iterator[str]:
    match block:
        case Quote() | Callout() | Details() | Embed() | Footnote():
            yield from block_lines(block.blocks)
        case List():
            for item in block.items:
                yield "item" + {None: "", True: " [x]", False: " [ ]"}[item.checked]
                yield from indented(block_lines(item.blocks))
        case Table():
            for row in (block.head, *block.rows):
                yield " | ".join(inline(cell.children) for cell in row)
        case PanelGrid():
            for panel, layout in zip(block.panels, block.layouts, strict=True):
                shown = (
                    f" {panel.title!r}" if panel.title else f" {panel.markdown!r}" if panel.type == "markdown" else ""
                )
                yield f"{panel.type}{shown} at {layout.x},{layout.y} {layout.w}x{layout.h}"
