"""The extensions of GitHub Flavored Markdown, from text through the view to HTML."""

from __future__ import annotations

import re

import pytest

from runpress.backends.html.context import Context
from runpress.backends.html.escape import SafeUrl
from runpress.backends.html.prose import render_blocks
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.cases import Case, parameters
from support.same_html import events_of


class AnyLinks:
    """Links as they are written."""

    def link(self, url: str) -> SafeUrl:
        return SafeUrl(url)

    def image(self, url: str) -> SafeUrl:
        return SafeUrl(url)


@pytest.mark.parametrize("case", parameters("gfm"))
def test_example(case: Case) -> None:
    view = compile_document(SourceFile("gfm.md", case.given)).view
    html = str(render_blocks(view.blocks, Context(links=AnyLinks())))
    # Our tables stand in a `div` that scrolls, and say their alignment by a class.
    html = re.sub(r"<div[^>]*>|</div>", "", html)
    html = re.sub(r'class="[\w -]*?(left|right|center)"', r'align="\1"', html)
    assert events_of(html) == events_of(case.expected)
