"""The walk over block tokens: a stack of open containers, and the folds, which the tokens do not nest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from runpress.diagnostics.codes import prose as codes
from runpress.model.blocks import Block, Details, Heading, ListItem, Paragraph
from runpress.model.text import Inline
from runpress.source import Span
from runpress.syntax.block_parser import MAX_NESTING
from runpress.syntax.context import Lowering
from runpress.syntax.document import Verbatim, VerbatimInline
from runpress.syntax.inlines import lower_inlines
from runpress.syntax.paragraphs import paragraph_of
from runpress.syntax.wandb_comments import Extras


@dataclass(slots=True)
class Frame:
    """A container that is still open."""

    kind: str
    token: Token
    """The one that opens it; one that stands nowhere for the document."""
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    tight: bool = True
    summary: tuple[Inline, ...] = ()
    level: int = 0
    head_end: int = 0
    """Where the summary ends."""
    extras: list[tuple[int, Extras, Span]] = field(default_factory=list)
    """Comments with keys for a block: the place of that block in `blocks`, what they say, where they stand."""


class Walk:
    """Tokens, a place among them, and the containers that are open there.

    Lists and quotes come as pairs of tokens. Folds come as single tags, and are matched here: a fold
    ends at its end tag, or where the container ends that it stands in.
    """

    def __init__(self, lowering: Lowering, tokens: list[Token]) -> None:
        self.lowering = lowering
        self.tokens = tokens
        self.top = Frame("document", Token("document", "", 0))
        self.stack: list[Frame] = []
        self.index = 0
        self.ignored = 0
        """Folds that are open, but nested too deep to be shown as such."""

    def _span(self, token: Token) -> Span:
        start, end = token.meta["at"]
        return self.lowering.span(start, end)

    def _push(self, kind: str, token: Token) -> Frame:
        self.stack.append(self.top)
        self.top = Frame(kind, token)
        return self.top

    def _pop(self, kind: str) -> Frame:
        """Close the innermost container of this kind; folds that are open inside it end with it."""
        while self.top.kind != kind:
            self._close_unclosed_details()
        frame = self.top
        self._apply_extras(frame)
        self.top = self.stack.pop()
        self.ignored = 0
        return frame

    def _apply_extras(self, frame: Frame) -> None:
        """Give blocks the keys that comments above them say."""
        for at, extras, span in frame.extras:
            if at < len(frame.blocks):
                frame.blocks[at] = replace(
                    frame.blocks[at], extra=extras.extra, omit=extras.omit, dialect=extras.dialect
                )
            else:
                self.lowering.findings.append(
                    codes.STRAY_EXTRA.at(
                        span, "these keys belong to no block", label="a block goes right below, or remove the comment"
                    )
                )

    def _report_depth(self, span: Span) -> None:
        self.lowering.findings.append(
            codes.TOO_DEEP.at(
                self.lowering.span(span.start, min(span.end, span.start + 1)),
                "this is nested too deep: what is inside is shown as text",
                help=f"nest no more than {MAX_NESTING} levels; a list counts twice",
            )
        )

    def details_open(self, token: Token) -> None:
        """`<details>`."""
        if len(self.stack) < MAX_NESTING:
            self._push("details", token)
            return
        if not self.ignored:
            self._report_depth(self._span(token))
        self.ignored += 1

    def details_close(self, token: Token) -> None:
        """`</details>`, or one that closes nothing."""
        if self.ignored:
            self.ignored -= 1
            return
        if self.top.kind == "summary":
            self.summary_close(token)
        if self.top.kind != "details":
            self._stray(token)
            return
        frame = self._pop("details")
        self.top.blocks.append(self._details(frame, self._span(token).end))

    def summary(self, token: Token) -> None:
        """`<summary>` with its text, up to its end tag."""
        inline = self.tokens[self.index]
        self.index += 1
        children = lower_inlines(self.lowering, inline)
        if self.top.kind == "details" and not self.ignored:
            self.top.summary = children
            self.top.level = token.meta["level"]
            self.top.head_end = self._span(token).end
        elif rest := self._without_first_comments(children):
            self.top.blocks.append(paragraph_of(rest, inline, self._span(token)))
        elif self.lowering.to_the_letter:
            self.top.blocks.append(Verbatim(text=self._span(token).text, span=self._span(token)))

    def _without_first_comments(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Text without the comments that it begins with, which would be blocks where it is a paragraph."""
        if self.lowering.to_the_letter:
            return children
        for at, child in enumerate(children):
            if not isinstance(child, VerbatimInline) or not child.text.startswith("<!--"):
                return children[at:]
            self.top.blocks.append(Verbatim(text=child.text, span=child.span))
        return ()

    def summary_open(self, token: Token) -> None:
        """`<summary>` around blocks: with blank lines inside, as GitHub wants it for Markdown."""
        if self.top.kind == "details" and not self.ignored:
            self._push("summary", token)
        else:
            self._stray(token)

    def summary_close(self, token: Token) -> None:
        """`</summary>` behind blocks: the first of them with text is the summary."""
        if self.top.kind != "summary":
            self._stray(token)
            return
        frame = self._pop("summary")
        self.top.head_end = self._span(token).end
        for block in frame.blocks:
            if isinstance(block, Heading | Paragraph) and not self.top.summary:
                self.top.summary = block.children
                self.top.level = block.level if isinstance(block, Heading) else 0
            else:
                self.top.blocks.append(block)

    def _details(self, frame: Frame, end: int) -> Details:
        start = frame.token.meta["at"][0]
        return Details(
            summary=frame.summary,
            blocks=tuple(frame.blocks),
            is_open=frame.token.meta["is_open"],
            level=frame.level,
            span=self.lowering.span(start, max(start, end)),
        )

    def _close_unclosed_details(self) -> None:
        frame = self.top
        self._apply_extras(frame)
        self.top = self.stack.pop()
        span = self._span(frame.token)
        if frame.kind == "summary":
            self.top.blocks.extend(frame.blocks)
            return
        self.lowering.findings.append(
            codes.DETAILS.at(
                self.lowering.span(span.start, span.start + len(frame.token.content)),
                "`<details>` is not closed: it ends with what it stands in",
                label="add `</details>` where it ends",
            )
        )
        ends = [block.span.end for block in frame.blocks if block.span]
        self.top.blocks.append(self._details(frame, max([span.end, frame.head_end, *ends])))

    def _stray(self, token: Token) -> None:
        span = self._span(token)
        if self.lowering.to_the_letter:
            self.top.blocks.append(Verbatim(text=token.content, span=span))
        self.lowering.findings.append(
            codes.DETAILS.at(
                span, f"`{token.content}` stands alone and is left out", label="nothing that it could belong to is open"
            )
        )
