"""What passes share: the findings so far, and the run sets of the document by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from runpress.diagnostics import Diagnostic
from runpress.model.blocks import Block, Problem
from runpress.model.filters.nodes import NO_RUN
from runpress.model.runset import Runset
from runpress.source import SourceFile, Span
from runpress.syntax.document import Directive

Blocks: TypeAlias = tuple[Block, ...]

WHOLE_PROJECT = Runset()
"""What is meant where a document names no run set."""
UNREADABLE = Runset(filters=NO_RUN)
"""What stands for a `runset` fence that cannot be read: no run is shown by mistake."""


@dataclass(slots=True)
class PassContext:
    """One document on its way through the passes."""

    source: SourceFile
    findings: list[Diagnostic] = field(default_factory=list)
    runsets: dict[str, Runset] = field(default_factory=dict)
    """Run sets by name; filled by the first pass."""
    reported: set[tuple[int, str]] = field(default_factory=set)
    """Names that were not found, by the offset at which they stand: each is reported once."""
    written: list[Runset] = field(default_factory=list)
    """Every run set of the document, named or not; filled by the first pass."""

    def place(self, span: Span | None) -> Span:
        """A span, or the beginning of the document where there is none."""
        return span or Span(self.source, 0, 0)


def runset_of(block: Block) -> Runset | None:
    """The run set that a block says, also where it cannot be read; None for any other block."""
    if isinstance(block, Problem):
        return UNREADABLE if block.fence == "runset" else None
    return block.node if isinstance(block, Directive) and isinstance(block.node, Runset) else None


Pass: TypeAlias = Callable[[Blocks, PassContext], Blocks]
