"""Figures as HTML: text stays text, data cannot end its element, readers without script are served."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html as lxml_html
from markupsafe import Markup

from runpress.backends.html.figures import (
    Box,
    GridFrame,
    PanelFrame,
    SectionFrame,
    Surroundings,
    figure_data,
    render_body,
    render_grid,
    render_panel,
    render_section,
)
from runpress.figures.figure import Axis, EmptyContent, Figure
from support import figures
from support.figures import load_theme
from support.hostile import texts

THEME = load_theme()


def parsed(markup):
    return lxml_html.fragment_fromstring(str(markup), create_parent="div")


@pytest.mark.parametrize("figure", figures.every_kind(), ids=lambda figure: figure.content.kind)
def test_every_kind_of_figure_has_a_body(figure):
    body = parsed(render_body(THEME, figure, figures.surroundings()))
    assert body.xpath(f".//*[@data-figure='{figure.content.kind}']")
    if figure.content.kind not in ("card", "empty", "markdown"):
        assert figure.alt in lxml_html.tostring(body, encoding="unicode")


@pytest.mark.parametrize("text", ["</script><b>", "<!--", "]]>", "&amp;", "\u2028", "a\u2029b"])
def test_no_text_in_the_data_can_end_its_element(text):
    figure = replace(figures.lines(1), title=text, alt=text)
    data = str(figure_data(figure))
    assert not set(data) & set("<>&\u2028\u2029")
    assert json.loads(data)["title"] == text


def test_hostile_texts_add_no_element_and_no_attribute():
    shape = None
    for text in ["plain", *texts()]:
        content = replace(figures.lines(1).content, x=Axis(text), curves=(figures.curve(0, label=text, runs=(text,)),))
        figure = Figure(content, title=text, alt=text, notes=())
        tree = parsed(
            render_panel(THEME, PanelFrame(key="k", slot="s", type="Line", title=text), render_body(THEME, figure))
        )
        found = [(node.tag, sorted(node.attrib)) for node in tree.iter() if isinstance(node.tag, str)]
        shape = shape or found
        assert found == shape, text


@pytest.mark.parametrize(
    ("figure", "labels", "first"),
    [
        (figures.lines(2), ["Curve", "Last value"], ["cosine-lr0e-3"]),
        (figures.dots(), ["Run", "lr", "val_acc"], ["cosine-lr0e-3", "0.0001", "0.7"]),
        (figures.bars(), ["Run", "val_acc"], ["cosine-lr0e-3", "0.6"]),
        (figures.parallel(), ["Run", "schedule", "lr", "val_acc"], ["cosine-lr0e-3", "cosine", "0.0001", "0.7"]),
    ],
    ids=["lines", "dots", "bars", "parallel"],
)
def test_readers_without_script_get_a_short_table(figure, labels, first):
    body = parsed(render_body(THEME, figure))
    assert body.xpath(".//table[@class='figure-summary']//thead//th/text()") == labels
    row = body.xpath("(.//table[@class='figure-summary']//tbody/tr)[1]/*/text()")
    assert row[: len(first)] == first


def test_the_short_table_says_what_it_leaves_out():
    many = figures.lines(curves=tuple(figures.curve(n, id=f"c{n}") for n in range(50)))
    assert "and 30 more" in render_body(THEME, many)


def test_reasons_show_names_as_code():
    body = render_body(THEME, Figure(EmptyContent("0 of 12 runs log `val/<x>`", "did you mean `val/x`?")))
    assert "<code>val/&lt;x&gt;</code>" in body
    assert "<code>val/x</code>" in body


def test_of_images_the_last_of_each_run_are_shown_first():
    body = parsed(render_body(THEME, figures.media(), figures.surroundings()))
    current = body.xpath(".//figure[@data-current]/@data-step")
    assert current == ["20"] * 4
    assert len(body.xpath(".//figure")) == 12


def test_markdown_is_rendered_by_the_page():
    body = render_body(THEME, figures.text(), Surroundings(markdown=lambda text: Markup("<p>[{}]</p>").format(text)))
    assert "<p>[Cosine *wins*.]</p>" in body


def test_a_panel_knows_its_place_and_its_line():
    frame = PanelFrame(key="k", slot="grid-1/panel-1", type="Line", title="A", line=12, box=Box(8, 6, 16, 4))
    panel = parsed(render_panel(THEME, frame)).find("article")
    assert {name: panel.get(f"data-{name}") for name in ("x", "y", "w", "h", "line", "key", "slot")} == {
        "x": "8", "y": "6", "w": "16", "h": "4", "line": "12", "key": "k", "slot": "grid-1/panel-1",
    }  # fmt: skip
    assert panel.get("aria-labelledby") == "rp-panel-k:t"
    assert panel.get("data-src") is None


def test_a_panel_without_its_body_says_where_it_is_fetched():
    panel = parsed(render_panel(THEME, PanelFrame(key="k", type="Line", src="/p/k"))).find("article")
    assert panel.get("data-src") == "/p/k"
    assert panel.get("aria-label") == "Line panel"
    assert panel.find(".//div[@aria-busy='true']") is not None


def test_grids_and_sections_hold_their_panels():
    panel = render_panel(THEME, PanelFrame(key="k", title="A"))
    grid = render_grid(THEME, GridFrame(key="g", slot="grid-1"), [panel])
    section = parsed(render_section(THEME, SectionFrame(key="s", name="<Losses>", anchor="losses", count=1), grid))
    assert section.xpath(".//details/summary/h2[@id='losses']/text()") == ["<Losses>"]
    assert section.xpath(".//*[@data-keyed]//*[@data-keyed]/article/@data-key") == ["k"]
    assert "1 panel" in section.text_content()


def test_no_fragment_has_a_style_attribute():
    panels = [
        render_panel(THEME, PanelFrame(key=str(at), title="A"), render_body(THEME, figure))
        for at, figure in enumerate(figures.every_kind())
    ]
    assert " style=" not in render_grid(THEME, GridFrame(key="g"), panels)
