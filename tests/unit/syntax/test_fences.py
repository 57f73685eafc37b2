"""Words of info strings: ours, near ours, and the languages of code."""

from __future__ import annotations

import pytest
from pygments.lexers import get_all_lexers

from runpress.pipeline import compile_document
from runpress.source import SourceFile


def codes_of(word: str) -> list[str]:
    return [
        finding.code.id for finding in compile_document(SourceFile("doc.md", f"```{word}\na: b\n```\n")).diagnostics
    ]


def test_no_language_is_taken_for_a_misspelling() -> None:
    aliases = {alias for lexer in get_all_lexers() for alias in lexer[1]}
    assert len(aliases) > 500
    assert [alias for alias in sorted(aliases) if codes_of(alias)] == []


@pytest.mark.parametrize(
    "word", ["pannel", "panels", "Panel", "run-set", "runsets", "run_set", "grids", "sections", "wandb_block"]
)
def test_near_misses_are_asked_about(word: str) -> None:
    assert codes_of(word) == ["MD311"]


@pytest.mark.parametrize(
    "markdown",
    ["```panel", "~~~runset\nname: [\n~~~", ":::panel\n:::", "- ```grid\n  columns: x", "```pannel\na: b\n```"],
)
def test_fences_in_markdown_that_is_kept_are_code(markdown: str) -> None:
    body = "\n".join(f"  {line}" for line in markdown.split("\n"))
    compiled = compile_document(SourceFile("doc.md", f"````embed\nmarkdown: |\n{body}\n````\n"))
    assert [finding.message for finding in compiled.diagnostics] == []
