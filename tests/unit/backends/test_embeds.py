"""Embedded content as cards, and images where an address is no medium."""

from __future__ import annotations

import pytest

from runpress.backends.html.prose import render_blocks
from runpress.pipeline import compile_document
from runpress.source import SourceFile


def html(yaml: str) -> str:
    view = compile_document(SourceFile("a.md", f"```embed\n{yaml}\n```\n")).view
    return str(render_blocks(view.blocks))  # type: ignore[union-attr]  # a page


@pytest.mark.parametrize(
    ("yaml", "text"),
    [
        ("table_name: predictions", "<span>The table predictions</span>"),
        ("table_name: <b>\nproject: acme/digits", "<span>The table &lt;b&gt; of acme/digits</span>"),
        ("artifact: model\ntab: files", "<span>The artifact model</span>"),
        ("artifact: model\nversion: v3\nfile: a.json", "<span>a.json in model:v3</span>"),
        ("weave: {panelConfig: {}}", "<span>A query of W&amp;B</span>"),
        ("reports: [VmlldzoxMjM0]", "<span>Report VmlldzoxMjM0</span>"),
        (
            "gallery: [{url: https://example.com, title: Notes, description: What was <tried>}]",
            "Notes</a> <small>What was &lt;tried&gt;</small>",
        ),
        ("url: https://youtu.be/a", '<a href="https://youtu.be/a"'),
        ("url: https://example.com/a.png", 'class="remote-image" href="https://example.com/a.png"'),
    ],
)
def test_what_is_embedded_is_named(yaml: str, text: str) -> None:
    assert text in html(yaml)


def test_a_query_says_that_it_is_run_on_the_server() -> None:
    assert "W&amp;B runs this query" in html("weave: {}")


def test_an_image_has_its_caption_as_text_alternative() -> None:
    shown = html("url: https://example.com/a.png\ncaption: The *loss*")
    assert ">The loss</a>" in shown
    assert "<figcaption>The <em>loss</em></figcaption>" in shown
