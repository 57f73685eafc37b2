"""Any text in any place of the prose appears as that text, and adds no element."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.backends.html.prose import render_blocks
from runpress.model.blocks import (
    Callout,
    CodeBlock,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    List,
    ListItem,
    MathBlock,
    Media,
    Paragraph,
    Problem,
    RawBlock,
    Table,
    TableCell,
)
from runpress.model.embed import EmbedOptions, GalleryItem
from runpress.model.text import Link, Math, Picture, Text
from support import hostile

PLACES = {
    "paragraph": lambda t: Paragraph(children=(Text(t),)),
    "marks": lambda t: Paragraph(children=(Text(t, frozenset({"bold", "code"})),)),
    "heading": lambda t: Heading(level=2, children=(Text(t),), anchor="a"),
    "link": lambda t: Paragraph(children=(Link("x.md", (Text(t),)),)),
    "refused link": lambda t: Paragraph(children=(Link("javascript:x", (Text(t),)),)),
    "picture": lambda t: Paragraph(children=(Picture("https://e.org/x.png", t),)),
    "image caption": lambda t: Image(url="https://e.org/x.png", alt="a", caption=(Text(t),)),
    "item": lambda t: List(items=(ListItem(blocks=(Paragraph(children=(Text(t),)),)),)),
    "cell": lambda t: Table(head=(TableCell(children=(Text(t),)),), rows=()),
    "summary": lambda t: Details(summary=(Text(t),)),
    "call-out": lambda t: Callout(tone=t, blocks=(Paragraph(children=(Text(t),)),)),
    "code": lambda t: CodeBlock(text=t, language="python"),
    "code of any language": lambda t: CodeBlock(text=t, language=t),
    "raw": lambda t: RawBlock(json=t),
    "problem": lambda t: Problem(fence="panel", text=t),
    "media": lambda t: Media(service="video", url=t),
    "embed": lambda t: Embed(options=EmbedOptions(html=t)),
    "gallery": lambda t: Embed(options=EmbedOptions(gallery=(GalleryItem(url="https://e.org", title=t),))),
    "footnote": lambda t: Footnote(label=t, blocks=(Paragraph(children=(Text(t),)),)),
    "unset maths": lambda t: MathBlock(content="\\newcommand " + t),
    "inline maths": lambda t: Paragraph(children=(Math("\\newcommand " + t),)),
}
# What XML cannot hold, lxml cannot show; what a parser must change is tested with the writer itself.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], include_characters="\n\t<>&\"'`"),
    min_size=1,
    max_size=60,
)


def page(place, text):
    return lxml.html.fromstring(f"<main>{render_blocks((PLACES[place](text),))}</main>")


def shape(tree):
    """Elements with the names of their attributes; spans of code are colour only, direction is that of the text."""
    assert {element.get("dir", "rtl") for element in tree.iter()} <= {"rtl", "auto"}
    return [
        (element.tag, sorted(set(element.attrib) - {"class", "title", "dir"}))
        for element in tree.iter()
        if element.tag != "span"
    ]


def check(place, text):
    tree = page(place, text)
    assert text in tree.text_content(), "the text is shown as it is"
    plain = page(place, "x")
    if place != "media":
        assert shape(tree) == shape(plain), "the text adds no element and no attribute"
    assert not tree.xpath("//script|//iframe|//object|//style|//@style")


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
def test_any_text_is_shown_as_it_is(place, text):
    check(place, text)


@pytest.mark.parametrize("place", PLACES)
def test_hostile_texts_are_shown_as_they_are(place):
    for text in hostile.texts():
        check(place, text.replace("\r", "").replace("\0", ""))


def test_hostile_addresses_lead_nowhere():
    for url in hostile.urls():
        tree = lxml.html.fromstring(
            f"<main>{render_blocks((Paragraph(children=(Link(url, (Text('x'),)), Picture(url, 'y'))), Media(service='video', url=url)))}</main>"
        )
        for target in tree.xpath("//@href|//@src"):
            head = target.lower().partition("/")[0].partition("?")[0].partition("#")[0]
            assert ":" not in head or head in ("https:", "http:") or head.startswith(("mailto:", "data:image/")), url
