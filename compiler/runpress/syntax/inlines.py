"""Inline tokens to rich text: marks become sets on runs of text, everything keeps its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it.token import Token

from runpress.diagnostics.codes import prose as codes
from runpress.model.text import (
    NO_MARKS,
    Boundary,
    Break,
    Element,
    FootnoteReference,
    Inline,
    Link,
    Math,
    Picture,
    Text,
    Wrapped,
)
from runpress.source import Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import VerbatimInline
from runpress.syntax.places import Places
from runpress.syntax.wandb_comments import read_inline_comment

_OPENING = {"strong_open": "bold", "em_open": "italic", "s_open": "strikethrough"}
_CLOSING = {"strong_close": "bold", "em_close": "italic", "s_close": "strikethrough"}
_HTML_MARKS = {
    "u": "underline",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
    # Where `**` and its kind cannot stand: inside words, beside spaces.
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "del": "strikethrough",
}
_HARD_END = re.compile(r" {2,}\n")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_REFERENCE = re.compile(r"\[\^([^\[\]\s]{1,100})\]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*>\Z")


def lower_inlines(lowering: Lowering, token: Token) -> tuple[Inline, ...]:
    """The rich text of an inline token."""
    children = token.children or []
    if not children:
        return ()
    places: Places = token.meta["places"]
    if "[^" in token.content:
        _report_undefined(lowering, places, children)
    if len(children) == 1 and children[0].type == "text":
        only = children[0]
        start, end = only.map or (0, 0)
        return (Text(only.content, NO_MARKS, lowering.span_in(places, start, end)),)
    return _Run(lowering, places, token.content, children).lower()


class _Run:
    """One sequence of inline tokens being lowered."""

    def __init__(self, lowering: Lowering, places: Places, source: str, tokens: list[Token]) -> None:
        self.lowering = lowering
        self.places = places
        self.source = source
        self.tokens = tokens
        self.out: list[Inline] = []
        self.open: list[tuple[list[Inline], Token, Mapping[str, Any] | None]] = []
        """What is open: what stood before it, its token, and for text with further keys these keys."""
        self.depth: dict[str, int] = {}
        self.marks: frozenset[str] = NO_MARKS
        self.parts: list[str] = []
        self.start = self.end = 0
        self.reported: set[str] = set()
        self.is_behind_comment = False

    def lower(self) -> tuple[Inline, ...]:
        html = _paired_html(self.tokens) if "<" in self.source else {}
        for index, token in enumerate(self.tokens):
            kind = token.type
            if kind == "text":
                if token.content:
                    self._add(token, token.content)
            elif kind == "softbreak":
                self._add(token, "\n")
            elif kind == "text_special":
                self._add(token, token.content)
            elif kind in _OPENING:
                self._mark(_OPENING[kind], 1)
            elif kind in _CLOSING:
                self._mark(_CLOSING[kind], -1)
            elif kind == "html_inline":
                self._html(token, html.get(index, 0))
            else:
                self._flush()
                self._other(kind, token)
        self._end_line()
        self._flush()
        while self.open:
            self._leave_open()
        return tuple(self.out)

    def _add(self, token: Token, text: str) -> None:
        start, end = token.map or (self.end, self.end)
        if self.is_behind_comment:
            if text == "\n":
                self._end_line()
            elif self._ends_in_blank():
                start += len(text) - len(text.lstrip(" "))
                text = text.lstrip(" ")
            if not text:
                return
            self.is_behind_comment = False
        if not self.parts:
            self.start = start
        self.parts.append(text)
        self.end = end

    def _ends_in_blank(self) -> bool:
        if self.parts:
            return self.parts[-1].endswith((" ", "\n"))
        return not self.out or isinstance(self.out[-1], Break)

    def _end_line(self) -> None:
        """Take away the blanks before a comment that ends its line."""
        if self.is_behind_comment and self.parts:
            last = self.parts.pop()
            kept = last.rstrip(" ")
            self.end -= len(last) - len(kept)
            if kept:
                self.parts.append(kept)

    def _flush(self) -> None:
        if self.parts:
            text = "".join(self.parts)
            self.parts.clear()
            self._append(Text(text, self.marks, self.lowering.span_in(self.places, self.start, self.end)))

    def _append(self, text: Text) -> None:
        """Add text; neighbours with the same marks are one."""
        last = self.out[-1] if self.out else None
        if isinstance(last, Text) and last.marks == text.marks:
            assert last.span is not None  # noqa: S101 - all that is lowered has a place
            assert text.span is not None  # noqa: S101 - as above
            span = Span(last.span.source, last.span.start, text.span.end)
            self.out[-1] = Text(last.text + text.text, text.marks, span)
        else:
            self.out.append(text)

    def _mark(self, mark: str, step: int) -> None:
        self._flush()
        self.depth[mark] = self.depth.get(mark, 0) + step
        self.marks = frozenset(name for name, depth in self.depth.items() if depth > 0) or NO_MARKS

    def _span(self, token: Token) -> Span:
        start, end = token.map or (self.end, self.end)
        return self.lowering.span_in(self.places, start, end)

    def _other(self, kind: str, token: Token) -> None:
        match kind:
            case "code_inline":
                self._append(Text(token.content, self.marks | {"code"}, self._code_span(token)))
            case "link_open":
                self.open.append((self.out, token, None))
                self.out = []
            case "link_close":
                self._close_link()
            case "image":
                self._image(token)
            case "hardbreak":
                self.out.append(Break(self.marks, self._span(token)))
            case "math":
                self.out.append(Math(token.content, self.marks, self._span(token)))
            case "footnote_ref":
                self.out.append(FootnoteReference(token.content, self._span(token)))
            case "mustache":
                self._mustache(token)
            case _:
                self._add(token, token.content)

    def _code_span(self, token: Token) -> Span:
        start, end = token.map or (0, 0)
        marks = len(token.markup)
        padding = (end - start - 2 * marks - len(token.content)) // 2
        return self.lowering.span_in(self.places, start + marks + padding, end - marks - padding)

    def _close_link(self) -> None:
        while self.open[-1][2] is not None:
            self._leave_open()
        children = tuple(self.out)
        self.out, token, _ = self.open.pop()
        span = self._span(token)
        if self.lowering.keeps_source and "label" in token.meta:
            self._keep(token)
            return
        url, title = str(token.attrGet("href") or ""), str(token.attrGet("title") or "")
        # Links hold no links: an address in angle brackets is text there.
        is_inner = any(extra is None for _, _, extra in self.open)
        if not is_inner and self.lowering.may_expand(span, url, title):
            self.out.append(Link(url, children, title, span))
            return
        for child in children:
            if isinstance(child, Text):
                self._append(child)
            else:
                self.out.append(child)

    def _image(self, token: Token) -> None:
        span = self._span(token)
        if self.lowering.keeps_source and "label" in token.meta:
            self._keep(token)
            return
        url, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        alt = _alternative(token.children or [])
        if self.lowering.may_expand(span, url, title):
            self.out.append(Picture(url, alt, title, span))
        else:
            self._add(token, alt)

    def _mustache(self, token: Token) -> None:
        if self.lowering.keeps_source:
            self._keep(token)
            return
        self._add(token, token.content)
        self.lowering.findings.append(
            codes.NUMBERS.at(
                self._span(token),
                f"`{_short(token.content)}` is shown as it is typed: numbers in prose are not computed yet",
                help="write the number, or put it in backticks if it is meant as text",
            )
        )

    def _html(self, token: Token, step: int) -> None:
        content = token.content
        tag = _TAG.match(content)
        name = tag[2].lower() if tag else ""
        if step:
            self._mark(_HTML_MARKS[name], step)
        elif name == "br":
            self._flush()
            self.out.append(Break(self.marks, self._span(token)))
        elif content.startswith("<!--"):
            self._comment(token)
        elif self.lowering.keeps_source and name not in ("details", "summary"):
            self._keep(token)
        else:
            self._add(token, _LINE_END.sub("\n", content))
            if name not in self.reported:
                self.reported.add(name)
                report_html(self.lowering, self._span(token), content)

    def _comment(self, token: Token) -> None:
        """One of ours, or an author's, which leaves no trace."""
        comment = read_inline_comment(token.content) if "wandb" in token.content else None
        if comment is None or (comment.is_close and not self._is_wrap_open()):
            if self.lowering.keeps_source:
                self._keep(token)
            else:
                self.is_behind_comment = True
            return
        self._flush()
        if comment.is_boundary:
            self.out.append(Boundary(self._span(token)))
        elif comment.opens:
            self.open.append((self.out, token, comment.value))
            self.out = []
        elif comment.is_close:
            children = tuple(self.out)
            self.out, opening, extra = self.open.pop()
            start, end = self._span(opening), self._span(token)
            self.out.append(Wrapped(extra or {}, children, Span(start.source, start.start, end.end)))
        else:
            self.out.append(Element(comment.value, self._span(token)))

    def _is_wrap_open(self) -> bool:
        return bool(self.open) and self.open[-1][2] is not None

    def _leave_open(self) -> None:
        """Let go of text with further keys that is not closed: its text is text."""
        before, token, _ = self.open.pop()
        self.lowering.findings.append(
            codes.STRAY_EXTRA.at(
                self._span(token),
                "these keys for text have no end",
                label="add `<!-- /wandb -->` in the same paragraph",
            )
        )
        self._flush()
        inner, self.out = self.out, before
        for child in inner:
            if isinstance(child, Text):
                self._append(child)
            else:
                self.out.append(child)

    def _keep(self, token: Token) -> None:
        """Keep a stretch of the source as it was typed."""
        self._flush()
        start, end = token.map or (0, 0)
        text = _HARD_END.sub("\\\\\n", self.source[start:end]) if "label" in token.meta else self.source[start:end]
        text = _LINE_END.sub("\n", text)
        self.out.append(VerbatimInline(text, self.marks, self._span(token)))  # type: ignore[arg-type]  # for `fmt` alone


def _report_undefined(lowering: Lowering, places: Places, tokens: list[Token]) -> None:
    """Say which footnotes a text refers to without defining them."""
    for token in tokens:
        if token.type == "text" and token.map:
            for match in _REFERENCE.finditer(token.content):
                start = token.map[0] + match.start()
                lowering.findings.append(
                    codes.UNDEFINED_FOOTNOTE.at(
                        lowering.span_in(places, start, start + len(match[0])),
                        f"there is no footnote `{_short(match[1])}`, so its reference is shown as text",
                        label=f"add a line `[^{_short(match[1])}]: …`",
                    )
                )


def report_html(lowering: Lowering, span: Span, html: str) -> None:
    """Say that HTML is shown as text."""
    tag = _TAG.match(html)
    name = tag[2].lower() if tag else ""
    if name in ("details", "summary"):
        message, help_ = f"`{_short(html)}` inside a line is shown as text", "let it begin a line"
    elif name in _HTML_MARKS:
        message, help_ = f"`{_short(html)}` has no partner and is shown as text", "close it in the same paragraph"
    else:
        message = f"`{_short(html)}` is shown as text: HTML is no part of documents"
        help_ = "write it as Markdown, or in backticks if it is meant as text"
    lowering.findings.append(codes.RAW_HTML.at(span, message, help=help_))


def _paired_html(tokens: list[Token]) -> dict[int, int]:
    """By index of a tag that sets a mark: 1 where it opens, -1 where it closes; a tag without its partner is text."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.type != "html_inline":
            continue
        tag = _TAG.match(token.content)
        name = tag[2].lower() if tag else ""
        if tag is None or name not in _HTML_MARKS:
            continue
        if not tag[1]:
            opened.setdefault(name, []).append(index)
        elif opened.get(name):
            pairs[opened[name].pop()] = 1
            pairs[index] = -1
    return pairs


def _alternative(children: list[Token]) -> str:
    """The text of an image's alternative: markup is left out."""
    parts: list[str] = []
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image":
            parts.append(_alternative(token.children or []))
        else:
            parts.append(token.content)
    return "".join(parts)


def _short(text: str) -> str:
    """A quotation for a message: one line, not too long."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - characters
