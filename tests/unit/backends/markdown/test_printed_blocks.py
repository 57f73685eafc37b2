"""Blocks and rich text that Markdown can hold only in a certain form."""

from __future__ import annotations

import pytest

from runpress.backends.markdown import print_view
from runpress.model.blocks import Block, List, ListItem, Paragraph
from runpress.model.front_matter import FrontMatter
from runpress.model.text import Math, Picture, Text
from runpress.model.view import Page
from support.same_view import assert_comes_back, read_back


def page(*blocks: Block) -> Page:
    return Page(front=FrontMatter(), blocks=blocks)


def paragraph(text: str) -> Paragraph:
    return Paragraph(children=(Text(text),))


@pytest.mark.parametrize(
    ("items", "printed"),
    [
        ([(paragraph("a"),)], "- a\n\n  <!-- -->\n"),
        ([(paragraph("a"),), (paragraph("b"),)], "- a\n\n- b\n"),
        ([(paragraph("a"), paragraph("b"))], "- a\n\n  b\n"),
    ],
)
def test_loose_lists_have_a_blank_line_between_two_things(items: list[tuple[Block, ...]], printed: str) -> None:
    view = page(List(items=tuple(ListItem(blocks=blocks) for blocks in items), tight=False))
    assert print_view(view) == printed
    assert_comes_back(view)


@pytest.mark.parametrize(
    ("content", "printed"),
    [("x", "a $x$\n"), ("\u3000x", "a $$\u3000x$$\n"), ("x\xa0", "a $$x\xa0$$\n"), ("a\\$b", "a $a\\$b$\n")],
)
def test_maths_with_blanks_at_its_ends_stands_between_two_dollars(content: str, printed: str) -> None:
    view = page(Paragraph(children=(Text("a "), Math(content))))
    assert print_view(view) == printed
    assert_comes_back(view)


def test_maths_stays_maths_where_markdown_drops_its_blanks() -> None:
    view = page(Paragraph(children=(Text("a "), Math(" x "))))
    assert read_back(view) == page(Paragraph(children=(Text("a "), Math("x"))))


@pytest.mark.parametrize("alt", ["https://a.bc\\", "www.a.bc/[x]", "a@b.cd\\", "https://a.bc/*x*_y_&amp;"])
def test_addresses_in_alternatives_of_pictures_are_text(alt: str) -> None:
    assert_comes_back(page(Paragraph(children=(Text("a "), Picture("u", alt)))))


@pytest.mark.parametrize("content", ["a$b", "x\\", "$5"])
def test_maths_in_text_that_stands_alone_on_its_line_is_no_block(content: str) -> None:
    assert print_view(page(Paragraph(children=(Math(content),)))).endswith("$$<!-- -->\n")
    for children in [(Math(content),), (Text("x\n"), Math(content)), (Text("x\n"), Math(content), Text("\ny"))]:
        assert_comes_back(page(Paragraph(children=children)))
