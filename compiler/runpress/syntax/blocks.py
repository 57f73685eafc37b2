"""Block tokens to blocks of the view. One walk over the tokens, with a stack of open containers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from runpress.diagnostics.codes import prose as codes
from runpress.model.blocks import (
    Block,
    Callout,
    CodeBlock,
    Footnote,
    Heading,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
    TableCell,
    TableOfContents,
    holds_folds,
)
from runpress.model.text import Text
from runpress.source import Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import LowerFence, Verbatim
from runpress.syntax.fences import lower_fence
from runpress.syntax.foreign import lower_admonition, report_unknown_callout
from runpress.syntax.inlines import lower_inlines, report_html
from runpress.syntax.paragraphs import paragraph_of
from runpress.syntax.places import Places
from runpress.syntax.walk import Walk
from runpress.syntax.wandb_comments import Extras, extras_of, may_be_extras
from runpress.syntax.yaml import read_yaml

_OPEN_HTML = re.compile(
    r"(?is)<!\[CDATA\[(?!.*\]\]>)|<\?(?!.*\?>)|<![a-z](?!.*>)|<(?:script|pre|style|textarea)\b(?!.*</(?:script|pre|style|textarea)>)"
)
"""HTML that nothing ends: as it is written it would take in what is written below it."""


def lower_blocks(lowering: Lowering, tokens: list[Token], fence: LowerFence | None) -> tuple[Block, ...]:
    """All blocks of a document, in the order of its text; footnotes stand where they are defined."""
    return _Blocks(lowering, tokens, fence).lower()


class _Blocks(Walk):
    """Each kind of token has a method of its name."""

    def __init__(self, lowering: Lowering, tokens: list[Token], fence: LowerFence | None) -> None:
        super().__init__(lowering, tokens)
        self.lower_fence = fence

    def lower(self) -> tuple[Block, ...]:
        tokens = self.tokens
        methods: dict[str, Callable[[Any, Token], None]] = _METHODS
        while self.index < len(tokens):
            token = tokens[self.index]
            self.index += 1
            method = methods.get(token.type)
            if method is not None:
                method(self, token)
        while self.stack:
            self._close_unclosed_details()
        self._apply_extras(self.top)
        return tuple(self.top.blocks)

    # Text

    def paragraph_open(self, token: Token) -> None:
        inline = self.tokens[self.index]
        self.index += 2
        block = self._paragraph(inline, self._span(token))
        if block is None:
            return
        if not token.hidden:
            self.top.tight = False
        self.top.blocks.append(block)

    def _paragraph(self, inline: Token, span: Span) -> Block | None:
        content = inline.content
        if content in ("[TOC]", "[toc]") and inline.children and inline.children[0].type == "text":
            return TableOfContents(span=span)
        children = lower_inlines(self.lowering, inline)
        return paragraph_of(children, inline, span) if children else None

    def heading_open(self, token: Token) -> None:
        inline = self.tokens[self.index]
        self.index += 2
        level = int(token.tag[1])
        self.top.blocks.append(
            Heading(level=level, children=lower_inlines(self.lowering, inline), span=self._span(token))
        )

    def code_block(self, token: Token) -> None:
        self.top.blocks.append(CodeBlock(text=token.content, span=self._span(token)))

    def fence(self, token: Token) -> None:
        self.top.blocks.append(lower_fence(self.lowering, token, self.lower_fence, self._span(token)))

    def math_block(self, token: Token) -> None:
        self.top.blocks.append(MathBlock(content=token.content, span=self._span(token)))

    def hr(self, token: Token) -> None:
        self.top.blocks.append(Rule(span=self._span(token)))

    def html_block(self, token: Token) -> None:
        span = self._span(token)
        text = token.content.strip("\n").lstrip(" \t")
        if self.lowering.keeps_source and not _OPEN_HTML.match(text):
            self.top.blocks.append(Verbatim(text=text, span=span))
            return
        report_html(self.lowering, span, token.content.split("\n", 1)[0])
        self.top.blocks.append(Paragraph(children=(Text(text, span=span),), span=span))

    def too_deep(self, token: Token) -> None:
        span = self._span(token)
        self._report_depth(span)
        self.top.blocks.append(Paragraph(children=(Text(token.content, span=span),), span=span))

    def comment(self, token: Token) -> None:
        span = self._span(token)
        if not token.meta["closed"]:
            self.lowering.findings.append(
                codes.UNCLOSED_COMMENT.at(
                    self.lowering.span(span.start, span.start + 4),
                    "the comment is not closed: everything below it is hidden",
                    label="add `-->` where it ends",
                )
            )
        elif may_be_extras(body := token.content[4:-3]) and (extras := self._extras(token, body)):
            self.top.extras.append((len(self.top.blocks), extras, span))
            return
        if self.lowering.keeps_source:
            text = token.content if token.meta["closed"] else f"{token.content}\n-->"
            self.top.blocks.append(Verbatim(text=text, span=span))

    def _extras(self, token: Token, body: str) -> Extras | None:
        """The keys for a block that a comment says; None if it is no such comment, or no YAML."""
        places: Places = token.meta["places"]
        value, findings = read_yaml(f"{{{body}}}", places.stripped(3), self.lowering.source)
        if value is None:
            self.lowering.findings.extend(findings)
            return None
        return extras_of(value.plain())

    def definition(self, token: Token) -> None:
        """The target of links by reference, which a view has in the links themselves."""
        if self.lowering.keeps_source:
            self.top.blocks.append(Verbatim(text=token.content, span=self._span(token)))

    # Tables

    def table_open(self, token: Token) -> None:
        rows: list[tuple[TableCell, ...]] = []
        cells: list[TableCell] = []
        tokens = self.tokens
        while (inner := tokens[self.index]).type != "table_close":
            self.index += 1
            if inner.type == "inline":
                places = inner.meta["places"]
                span = self.lowering.span_in(places, 0, len(inner.content))
                cells.append(TableCell(children=lower_inlines(self.lowering, inner), span=span))
            elif inner.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        self.index += 1
        span = self._span(token)
        self.top.blocks.append(
            Table(
                head=rows[0],
                rows=tuple(rows[1:]),
                align=token.meta["align"],
                markdown=token.meta["markdown"],
                span=span,
            )
        )

    # Containers

    def list_open(self, token: Token) -> None:
        self._push("list", token)

    def list_close(self, token: Token) -> None:
        del token
        frame = self._pop("list")
        opening = frame.token
        ordered = opening.type == "ordered_list_open"
        start = opening.attrGet("start")
        self.top.blocks.append(
            List(
                items=tuple(frame.items),
                ordered=ordered,
                start=int(start) if ordered and start is not None else 1,
                tight=frame.tight,
                span=self._span(opening),
            )
        )

    def list_item_open(self, token: Token) -> None:
        self._push("item", token)

    def list_item_close(self, token: Token) -> None:
        del token
        frame = self._pop("item")
        opening = frame.token
        start = int(opening.attrs["at"])
        ends = [block.span.end for block in frame.blocks if block.span]
        end = max([start + len(opening.info) + 1, *ends])
        self.top.items.append(
            ListItem(
                blocks=tuple(frame.blocks), checked=opening.meta.get("checked"), span=self.lowering.span(start, end)
            )
        )
        self.top.tight = self.top.tight and frame.tight and not holds_folds(frame.blocks)

    def blockquote_open(self, token: Token) -> None:
        self._push("quote", token)

    def blockquote_close(self, token: Token) -> None:
        del token
        frame = self._pop("quote")
        span = self._span(frame.token)
        report_unknown_callout(self.lowering, frame.blocks)
        self.top.blocks.append(Quote(blocks=tuple(frame.blocks), span=span))

    def alert_open(self, token: Token) -> None:
        self._push("alert", token)
        self.index += 3  # the title, which says what the callout is

    def alert_close(self, token: Token) -> None:
        del token
        frame = self._pop("alert")
        self.top.blocks.append(
            Callout(tone=frame.token.info.lower(), blocks=tuple(frame.blocks), span=self._span(frame.token))
        )

    def admonition_open(self, token: Token) -> None:
        self._push("admonition", token)

    def admonition_close(self, token: Token) -> None:
        del token
        frame = self._pop("admonition")
        self.top.blocks.append(lower_admonition(self.lowering, frame.token, frame.blocks, self._span(frame.token)))

    def footnote_open(self, token: Token) -> None:
        self._push("footnote", token)

    def footnote_close(self, token: Token) -> None:
        del token
        frame = self._pop("footnote")
        if frame.token.meta["is_first"] or self.lowering.keeps_source:
            self.top.blocks.append(
                Footnote(label=frame.token.content, blocks=tuple(frame.blocks), span=self._span(frame.token))
            )
            return
        label, span = frame.token.content, self._span(frame.token)
        self.lowering.findings.append(
            codes.TWICE_FOOTNOTE.at(
                self.lowering.span(span.start, span.start + len(label) + 3),
                f"there is a footnote `{label}` already, so this one is left out",
                label="give this one another name",
            )
        )


_METHODS: dict[str, Callable[[Any, Token], None]] = {
    name: getattr(_Blocks, name)
    for name in [
        "paragraph_open",
        "heading_open",
        "code_block",
        "fence",
        "math_block",
        "hr",
        "html_block",
        "too_deep",
        "comment",
        "definition",
        "table_open",
        "list_item_open",
        "list_item_close",
        "blockquote_open",
        "blockquote_close",
        "alert_open",
        "alert_close",
        "admonition_open",
        "admonition_close",
        "footnote_open",
        "footnote_close",
        "details_open",
        "details_close",
        "summary",
        "summary_open",
        "summary_close",
    ]
} | {
    "bullet_list_open": _Blocks.list_open,
    "ordered_list_open": _Blocks.list_open,
    "bullet_list_close": _Blocks.list_close,
    "ordered_list_close": _Blocks.list_close,
}
