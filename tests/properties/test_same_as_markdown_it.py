"""Our rules, which know places, make the same page as markdown-it-py's, which do not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from runpress.backends.html.context import Context
from runpress.backends.html.escape import SafeUrl
from runpress.backends.html.prose import render_blocks
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.same_html import events_of

PIECES = st.sampled_from(
    [
        *(
            "- ",
            "* ",
            "+ ",
            "1. ",
            "2) ",
            "> ",
            ">",
            "# ",
            "## ",
            "#",
            "```",
            "~~~~",
            "    ",
            "  ",
            " ",
            "\t",
            "a",
            "b c",
        ),
        *("*", "**", "_", "`", "``", "~~", "[a]", "[a]: u", "[x](u)", '[x](u "t")', "\\", "&amp;", "a  ", "1"),
        *("|", "|a|b|", "|-|-|", "| :-: | --: |", "\\|", "---", "===", "***"),
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=12).map("\n".join)
REFERENCE = MarkdownIt("commonmark", {"html": False, "maxNesting": 100, "strikethrough_single_tilde": True}).enable(
    ["table", "strikethrough"]
)


class AnyLinks:
    """Links as they are written."""

    def link(self, url: str) -> SafeUrl:
        return SafeUrl(url)

    def image(self, url: str) -> SafeUrl:
        return SafeUrl(url)


def check_same(text: str) -> None:
    # Not at the beginning, where rules may be front matter; and with an end of the last line, which is ours to add.
    text = f"x\n\n{text}\n"
    view = compile_document(SourceFile("doc.md", text)).view
    ours = str(render_blocks(view.blocks, Context(links=AnyLinks())))
    theirs = REFERENCE.render(text).replace("<s>", "<del>").replace("</s>", "</del>")
    assert _plain(ours) == _plain(theirs)


def _plain(html: str) -> list[tuple[object, ...]]:
    """Events without the box around tables, and without their alignment."""
    return [
        event[:2] if event[1] in ("td", "th") else event
        for event in events_of(html)
        if event[1] not in ("div", "tbody")
    ]


QUICK = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(LINES)
def test_the_same_page(text: str) -> None:
    check_same(text)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(QUICK, max_examples=20_000)
@given(LINES)
def test_the_same_page_at_length(text: str) -> None:
    check_same(text)
