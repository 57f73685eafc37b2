"""Rich text of W&B's editor as HTML."""

from __future__ import annotations

from runpress.backends.html.prose import render_blocks
from runpress.model.blocks import Paragraph
from runpress.model.text import Boundary, Break, Element, Inline, Link, Text, Wrapped

BOLD = frozenset({"bold"})


def html(*children: Inline) -> str:
    return str(render_blocks((Paragraph(children=children),)))


def test_a_mention_is_its_name() -> None:
    mention = Element({"type": "mention", "username": "<ada>", "children": [{"text": ""}]})
    assert html(Text("hi "), mention) == '<p>hi <span class="element">@&lt;ada&gt;</span></p>\n'


def test_the_anchor_of_a_comment_is_not_seen() -> None:
    anchored = Wrapped({"inlineComment_r1": {"threadID": "t1"}}, (Text("b", BOLD), Text(" c")))
    assert html(Text("a", BOLD), Boundary(), anchored) == "<p><strong>ab</strong> c</p>\n"


def test_the_anchor_of_a_comment_inside_a_link_is_not_seen() -> None:
    link = Link("https://a.example", (Wrapped({"inlineComment_r1": {}}, (Text("a"),)), Boundary(), Text("b")))
    assert html(link) == '<p><a href="https://a.example">ab</a></p>\n'


def test_a_break_inside_a_mark_does_not_interrupt_it() -> None:
    assert html(Text("a", BOLD), Break(BOLD), Text("b", BOLD)) == "<p><strong>a<br>\nb</strong></p>\n"
