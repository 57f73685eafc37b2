"""Front matter: the block between `---` and `---` (or `...`) at the very beginning of a document."""

from __future__ import annotations

import re
from dataclasses import field

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import front_matter as codes
from runpress.frozen import frozen
from runpress.model.located import Located
from runpress.source import SourceFile, Span
from runpress.syntax.places import identity
from runpress.syntax.yaml import FRONT_MATTER, read_yaml

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MISPLACED = re.compile(
    r"\s*?(-{2,})[ \t]*\n[\"']?(?:title|kind|project|entity|id|description|authors|settings)[\"']?[ \t]*:"
)
_ENTRY = re.compile(r"""[ \t]*(?:#|["']?[\w.-]+["']?[ \t]*:(?:[ \t\n]|\Z))""")


@frozen
class FrontMatterBlock:
    """Front matter as it stands in the text."""

    value: Located | None
    """Its mapping; None if there is none, or none that can be read."""
    lines: int = 0
    """How many lines it takes, its marks counted."""
    findings: list[Diagnostic] = field(default_factory=list)


def read_front_matter(source: SourceFile) -> FrontMatterBlock:
    """The front matter of a document. A rule at the beginning of a text is none."""
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        misplaced = _MISPLACED.match(text)
        return FrontMatterBlock(None, findings=[_misplaced(source, misplaced)] if misplaced else [])
    start = opening.end()
    closing = _CLOSING.search(text, start)
    if closing is None:
        return _unclosed(source, start)
    body = text[start : closing.start()]
    lines = text.count("\n", 0, closing.start()) + 1
    value, findings = read_yaml(body, identity(start), source, FRONT_MATTER)
    if value is not None and not isinstance(value.value, dict):
        if body[:1] == "\n":
            return FrontMatterBlock(None)  # two rules with text between them
        findings.append(_not_a_mapping(value, source, start))
        value = None
    return FrontMatterBlock(value, lines, findings)


def _misplaced(source: SourceFile, found: re.Match[str]) -> Diagnostic:
    return codes.MISPLACED.at(
        Span(source, *found.span(1)),
        "this looks like front matter, and is read as text",
        label="make `---` of it" if found[1] != "---" else "put it at the very beginning of the file",
        help="front matter stands between two lines `---`, with nothing before the first of them, not even a space",
    )


def _unclosed(source: SourceFile, start: int) -> FrontMatterBlock:
    """Without an end, the block reaches to the first blank line, if it looks like one at all."""
    text = source.text
    if not _ENTRY.match(text, start):
        return FrontMatterBlock(None)
    blank = text.find("\n\n", start)
    lines = text.count("\n", 0, len(text) if blank < 0 else blank + 1)
    finding = codes.UNCLOSED.at(
        Span(source, 0, 3), "the front matter is not closed", label="add a line `---` behind its last key"
    )
    value, _ = read_yaml(text[start : None if blank < 0 else blank], identity(start), source, FRONT_MATTER)
    is_mapping = value is not None and isinstance(value.value, dict)
    return FrontMatterBlock(value if is_mapping else None, lines + (1 if blank < 0 else 0), [finding])


def _not_a_mapping(value: Located, source: SourceFile, start: int) -> Diagnostic:
    end = source.text.find("\n", value.span.start)
    place = Span(source, max(value.span.start, start), value.span.end if end < 0 else min(end, value.span.end))
    return codes.NOT_A_MAPPING.at(
        place, "the front matter is not a mapping", label="write `key: value` lines, `title: My report` for example"
    )
