"""What lowering shares: the source, the findings so far, and how far links may make a page grow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import prose as codes
from runpress.source import SourceFile, Span

if TYPE_CHECKING:
    from runpress.syntax.places import Places

LEAST_EXPANSION = 100_000
"""Links by reference may always add this many characters, as in cmark."""


@dataclass(slots=True)
class Lowering:
    """One document on its way from tokens to blocks."""

    source: SourceFile
    findings: list[Diagnostic] = field(default_factory=list)
    fixed: Span | None = None
    """Where all spans lie, for text whose places are not known (Markdown in a quoted value)."""
    keeps_source: bool = False
    """Whether the blocks are written as Markdown again (`fmt`): what a view leaves out or resolves stays."""
    to_the_letter: bool = False
    """Whether text stays where and as it is, tags of folds without partners as well."""
    expansion_left: int = 0

    def __post_init__(self) -> None:
        self.expansion_left = max(len(self.source.text), LEAST_EXPANSION)

    def span(self, start: int, end: int) -> Span:
        """The place between two offsets of the file."""
        return self.fixed or Span(self.source, start, end)

    def span_in(self, places: Places, start: int, end: int) -> Span:
        """The place of a stretch of a piece of text."""
        if self.fixed:
            return self.fixed
        delta = places.delta
        if delta is not None:
            return Span(self.source, start + delta, end + delta)
        return Span(self.source, *places.range(start, end))

    def may_expand(self, span: Span, url: str, title: str) -> bool:
        """Whether a link may be longer than what was typed; the first that may not is reported."""
        growth = len(url) + len(title) - (span.end - span.start)
        if growth <= 0:
            return True
        before = self.expansion_left
        self.expansion_left -= growth
        if self.expansion_left >= 0:
            return True
        if before >= 0:
            self.findings.append(
                codes.REFERENCES.at(
                    span,
                    "links by reference would make this page much larger than its text; this one and those after it are shown as text",
                    label="no link from here on",
                    help="shorten the addresses that the references stand for",
                )
            )
        return False
