"""Long lines and odd texts cost what they are long, in frames and in comments that ignore findings.

What took the square of the length would never end here.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.diagnostics.codes import prose
from runpress.diagnostics.render import FORMATS, PLAIN, Summary
from runpress.diagnostics.suppression import without_suppressed
from runpress.source import SourceFile

LONG = 400_000


def test_many_findings_in_one_long_line_are_shown():
    sources = [SourceFile(f"{name}.md", "x" * LONG) for name in range(20)]  # each with as many as are shown of a kind
    findings = [prose.RAW_HTML.at(source.span(at, at + 5), "x") for source in sources for at in range(0, LONG, 8_000)]
    assert FORMATS["full"](findings, Summary(), PLAIN).count("note[MD301]") == len(findings)


@pytest.mark.parametrize(
    "line",
    [
        " " * LONG,
        "> " * LONG,
        "- " * LONG,
        "<!-- runpress: ignore[" + "A" * LONG,
        "<!-- runpress: ignore[MD301] " + "-->x" * LONG,
        "<!-- runpress: ignore[" + "MD301," * 50_000 + "] -->",
        "`" * LONG,
        "1. " * LONG,
        "<!-- runpress: ignore[MD301] -->\n" * 20_000,
        "<!-- runpress: ignore[MD301] -->\n\n" * 20_000,
        "<!-- runpress: ignore[MD301] -->\ntext\n" * 20_000,
        "<!-- runpress: ignore[MD301] -->\n```\n" * 20_000,
    ],
)
def test_any_line_is_read_for_comments(line):
    source = SourceFile("a.md", f"ignore\n{line}\ntext")
    finding = prose.RAW_HTML.at(source.span(0, 6), "x")
    assert finding in without_suppressed([finding], source)


PIECES = st.sampled_from(
    [
        "<!-- runpress: ignore[MD301] -->",
        "<!-- runpress: ignore[x, MD301,] why -->",
        "```",
        "````x",
        "~~~",
        "> ",
        "- ",
        "1. ",
        " ",
        "\n",
        "text",
        "\t",
        "層",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 200), st.integers(0, 200))
def test_no_text_breaks_the_reading_of_comments(text, start, length):
    source = SourceFile("a.md", text)
    start = min(start, len(source.text))
    finding = prose.RAW_HTML.at(source.span(start, min(start + length, len(source.text))), "x")
    for kept in without_suppressed([finding], source):
        assert kept is finding or source.text[kept.span.start : kept.span.end].strip()
