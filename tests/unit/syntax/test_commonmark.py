"""All examples of CommonMark 0.31.2, from text through the view to HTML.

The examples are from https://spec.commonmark.org/0.31.2/spec.json (John MacFarlane, CC BY-SA 4.0).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from runpress.backends.html.context import Context
from runpress.backends.html.escape import SafeUrl
from runpress.backends.html.prose import render_blocks
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.same_html import events_of

SPEC = Path(__file__).parents[2] / "cases/commonmark/spec-0.31.2.json"


class Example(NamedTuple):
    markdown: str
    html: str
    number: int


def examples() -> list[Example]:
    return [Example(row["markdown"], row["html"], row["example"]) for row in json.loads(SPEC.read_text("utf-8"))]


class AnyLinks:
    """Links as they are written: which schemes may be followed is tested where links are."""

    def link(self, url: str) -> SafeUrl:
        return SafeUrl(url)

    def image(self, url: str) -> SafeUrl:
        return SafeUrl(url)


def html_of(markdown: str) -> str:
    view = compile_document(SourceFile("spec.md", markdown)).view
    return str(render_blocks(view.blocks, Context(links=AnyLinks())))


RAW_HTML = "raw HTML is shown as text, comments are left out"
IMAGE = "an image alone in its paragraph is a figure with a caption"
AUTOLINK = "bare addresses are links, as in GFM"
FRONT_MATTER = "a mapping, or nothing, between two rules at the beginning is front matter"

DIFFERENT: dict[int, str] = {
    **dict.fromkeys((21, 31, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643), RAW_HTML),
    **dict.fromkeys((*range(148, 168), *range(169, 192)), RAW_HTML),
    **dict.fromkeys((201, 613, 614, 615, 616, 617, 623, 626, 627, 628, 629, 630, 631), RAW_HTML),
    **dict.fromkeys((520, *range(572, 579), *range(580, 587), 588, 589, 591), IMAGE),
    **dict.fromkeys((608, 611, 612), AUTOLINK),
    **dict.fromkeys((96, 98), FRONT_MATTER),
}
"""The examples that differ by design, by number."""
for number in (179, 183):  # HTML blocks whose raw HTML is a comment alone, or none
    DIFFERENT.pop(number)

OUR_ELEMENTS = {"p", "ul", "ol", "li", "pre", "code", "blockquote", "a", "img", "figure", "figcaption", "br"}


@pytest.mark.parametrize("example", examples(), ids=lambda example: str(example.number))
def test_example(example: Example) -> None:
    ours, theirs = events_of(html_of(example.markdown)), events_of(example.html)
    reason = DIFFERENT.get(example.number)
    if reason is None:
        assert ours == theirs
        return
    assert ours != theirs, "this example is as CommonMark says: take it off the list"
    if reason == RAW_HTML:
        assert {event[1] for event in ours if event[0] in "<>"} <= OUR_ELEMENTS
    if reason == IMAGE:
        assert [_image(event) for event in ours if event[1] == "img"] == [
            _image(event) for event in theirs if event[1] == "img"
        ]


def _image(event: tuple[object, ...]) -> dict[object, object]:
    return {name: value for name, value in event[2:] if name != "title"}


def test_all_examples_are_there() -> None:
    assert [example.number for example in examples()] == list(range(1, 653))
