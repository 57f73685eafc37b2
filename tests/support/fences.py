"""One fence, read and lowered without a document around it."""

from __future__ import annotations

from runpress.diagnostics import Diagnostic
from runpress.directives import DIRECTIVES, Context
from runpress.directives.front_matter import lower_front_matter
from runpress.model.front_matter import Defaults, FrontMatter, FrontMatterDefaults
from runpress.model.located import Located
from runpress.model.node import Node
from runpress.source import SourceFile
from runpress.syntax.places import identity
from runpress.syntax.yaml import read_yaml


def located(text: str, *, start: int = 0, source: SourceFile | None = None) -> Located:
    """YAML that stands at `start` of a source (by default the whole of one)."""
    source = source or SourceFile("case.md", text)
    value, findings = read_yaml(text, identity(start), source)
    assert value is not None, findings
    return value


def lower(word: str, body: str, *, defaults: Defaults | None = None) -> tuple[Node | None, list[Diagnostic]]:
    """A fence with this body, as a whole document."""
    text = f"```{word}\n{body.rstrip(chr(10))}\n```\n"
    source = SourceFile("case.md", text)
    value = located(body, start=len(word) + 4, source=source)
    return DIRECTIVES[word].lower(value, Context(source.span(0, len(text) - 1), defaults or Defaults()))


def node(word: str, body: str, *, defaults: Defaults | None = None) -> Node:
    """The node of a fence that has nothing wrong with it."""
    result, findings = lower(word, body, defaults=defaults)
    assert result is not None, findings
    assert findings == []
    return result


def front(body: str, project: FrontMatterDefaults | None = None) -> tuple[FrontMatter, list[Diagnostic]]:
    """Front matter with this body."""
    return lower_front_matter(located(body), project=project)
