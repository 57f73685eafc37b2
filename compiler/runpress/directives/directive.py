"""What a directive is: a word, the kind of its body, and a function that lowers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Literal, TypeAlias

from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.model.front_matter import Defaults, Dialect
from runpress.model.located import Located
from runpress.model.node import Node
from runpress.source import Span

Lowered: TypeAlias = tuple[Node | None, list[Diagnostic]]


@frozen
class Context:
    """What lowering needs to know besides the body."""

    fence: Span
    """The whole fence; its first line is where a missing key is reported."""
    defaults: Defaults = field(default_factory=Defaults)
    """Of the document over those of the project: `front.defaults.over(project_defaults.defaults)`."""

    dialect: Dialect = "sdk"
    """Of the document."""

    @property
    def opening(self) -> Span:
        """The info word in the fence's first line; the first line if it has none."""
        source, start, end = self.fence
        text = source.text
        stop = text.find("\n", start, end)
        line = text[start : end if stop < 0 else stop]
        marks = len(line) - len(line.lstrip("`~: "))
        word = line[marks:].rstrip()
        return (
            Span(source, start + marks, start + marks + len(word)) if word else Span(source, start, start + len(line))
        )


@frozen
class Directive:
    """One fence of the document language."""

    word: str
    doc: str
    """One sentence for the reference."""
    lower: Callable[[Located, Context], Lowered]
    body: Literal["yaml", "text"] = "yaml"
