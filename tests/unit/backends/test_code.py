"""Code with marked syntax: all of its text, whatever the language, and never for long."""

from __future__ import annotations

import re
from html import unescape

import pytest

from runpress.backends.html.code import highlighted

LONG = 50_000


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("markdown", "```panel\n"),
        ("markdown", "````panel\n```runset\n"),
        ("markdown", "~~~\n"),
        ("markdown", "\n "),
        ("md", "---\na: b\n"),
        ("yaml", "`"),
        ("yaml", "%"),
        ("python", " \n"),
        ("typescript", "1."),
        ("rst", "\n "),
        ("js", "/*\n"),
        ("css", "*/ /*\n"),
        ("html", "<!--\n"),
        ("html", "<![CDATA[\n"),
    ],
)
def test_what_lexers_would_read_for_long_is_shown_as_it_is(language: str, unit: str) -> None:
    """Pygments takes up to half a minute for some of these; a test's time limit is less."""
    text = unit * (LONG // len(unit))
    assert unescape(re.sub(r"<[^>]*>", "", highlighted(text, language))) == text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("python", "x = 1  # a comment\n"),
        ("yaml", "key: 1\n\n"),
        ("markdown", "# Title\n\n"),
        ("js", "f(1) /* a comment */\n"),
        ("html", "<!-- a comment --><b>text</b>\n"),
    ],
)
def test_long_code_as_people_write_it_is_marked(language: str, line: str) -> None:
    assert highlighted(line * (LONG // len(line)), language).count("<span class=") >= LONG // len(line)


def test_the_fences_of_a_document_are_marked_as_the_data_that_they_hold() -> None:
    shown = highlighted("---\ntitle: A\n---\n\n```panel\ny: loss\n```\n", "markdown")
    assert '<span class="nt">title</span>' in shown
    assert '<span class="nt">y</span>' in shown
