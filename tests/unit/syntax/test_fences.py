"""Words of info strings: ours, near ours, and the languages of code."""

from __future__ import annotations

import pytest
from pygments.lexers import get_all_lexers

from runpress.pipeline import compile_document
from runpress.source import SourceFile

BODIES = (
    "a: b\n",
    "y: loss\ntype: line\n",
    "# words\ncolumns:\n- title: A\n  url: https://example.com\n\nrows: 2\n",
    "LOOP: for (;;) { x(a: b) }\n",
    "host: example.com\nAccept: */*\n\n{}\n",
    "{a: b}\n",
)
"""Options, what looks like them, and code with colons."""
ELSEWHERE = (
    "action",
    "adblock",
    "astro",
    "ditaa",
    "edge",
    "ling",
    "pants",
    "peg",
    "plan",
    "sed",
    "span",
    "test",
    "wren",
)
"""Languages of other highlighters, and words that people have for fences of their own."""


def codes_of(word: str, body: str = "a: b\n") -> list[str]:
    return [
        finding.code.id for finding in compile_document(SourceFile("doc.md", f"```{word}\n{body}```\n")).diagnostics
    ]


@pytest.mark.parametrize("body", BODIES)
def test_no_language_is_taken_for_a_misspelling(body: str) -> None:
    aliases = {alias for lexer in get_all_lexers() for alias in lexer[1]}
    assert len(aliases) > 500
    assert [alias for alias in sorted({*aliases, *ELSEWHERE}) if codes_of(alias, body)] == []


@pytest.mark.parametrize(
    "word", ["pannel", "panels", "Panel", "run-set", "runsets", "run_set", "grids", "sections", "wandb_block"]
)
@pytest.mark.parametrize("body", [BODIES[0], "y:loss\n", "{y: loss}\n"])
def test_near_misses_are_asked_about(word: str, body: str) -> None:
    assert codes_of(word, body) == ["MD311"]


@pytest.mark.parametrize(
    "word",
    ["panl", "pnel", "anel", "pane", "PANL", "{panl}", "gird", "grd", "gri", "gris", "embd", "embe", "mbed", "runs"],
)
@pytest.mark.parametrize("body", [*BODIES[:3], "\n  y: loss\n"])
def test_short_near_misses_are_asked_about_where_options_stand_below(word: str, body: str) -> None:
    assert codes_of(word, body) == ["MD311"]


@pytest.mark.parametrize("word", ["panl", "gird", "embd"])
@pytest.mark.parametrize("body", ["", "# a: b\n", "x = {a: b}\n", "a: b\nand prose\n", "http://example.com\n", "a:b\n"])
def test_short_near_misses_above_code_are_languages(word: str, body: str) -> None:
    assert codes_of(word, body) == []


@pytest.mark.parametrize(
    "markdown",
    ["```panel", "~~~runset\nname: [\n~~~", ":::panel\n:::", "- ```grid\n  columns: x", "```pannel\na: b\n```"],
)
def test_fences_in_markdown_that_is_kept_are_code(markdown: str) -> None:
    body = "\n".join(f"  {line}" for line in markdown.split("\n"))
    compiled = compile_document(SourceFile("doc.md", f"````embed\nmarkdown: |\n{body}\n````\n"))
    assert [finding.message for finding in compiled.diagnostics] == []
