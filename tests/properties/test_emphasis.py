"""Signs that enclose nothing are text at once: what they stand in reads as markdown-it-py's own rule reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.rules_inline import emphasis

from runpress.model.text import Inline
from runpress.source import SourceFile
from runpress.syntax import markdown
from runpress.syntax.context import Lowering

PIECES = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "a",
    "b ",
    " ",
    ".",
    "é",
    "~",
    "~~",
    "[",
    "](u)",
    "\\",
    "`",
    "<b>",
    "</b>",
    "!",
    "\n",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join)
THEIRS = {"*": (emphasis.tokenize,), "_": (emphasis.tokenize,)}


@given(TEXTS)
@example("*a _b* c_")
@example("**a** * b **c")
@example("\\___a_")
def test_text_reads_as_without_the_shortcut(text: str) -> None:
    parser: Any = markdown._parser()
    ours = parser.inline.by_character
    try:
        parser.inline.by_character = {**ours, **THEIRS}
        theirs = read(text)
    finally:
        parser.inline.by_character = ours
    assert placed(read(text)) == placed(theirs)


@pytest.mark.parametrize("text", ["snake_case_name", "a * b * c", "_" * 1000])
def test_signs_that_enclose_nothing_make_one_piece(text: str) -> None:
    parser: Any = markdown._parser()
    tokens: list[Any] = []
    parser.inline.parse(text, parser, markdown._environment(), tokens)
    assert [token.content for token in tokens] == [text]


def read(text: str) -> tuple[Inline, ...]:
    source = SourceFile("a.md", text)
    return markdown.read_inline(Lowering(source, []), text, source.span(0, len(text)))


def placed(children: tuple[Inline, ...]) -> list[tuple[Inline, str]]:
    return [(child, child.span.text if child.span else "") for child in children]
