"""What stored views are pulled as, where a shorter or a raw form would be near at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runpress.conversion.document import blocks_of, pull_json
from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile
from support.normalise import differences, normalise

VOID = [{"text": ""}]


def pulled(stored: Any) -> str:
    """The document of a stored spec, which is free of findings and compiles to it."""
    found = pull_json(SourceFile("stored.json", json.dumps(stored)))
    assert [finding.message for finding in found.findings] == []
    text = found.text or ""
    assert list(differences(normalise(stored), normalise(compile_spec(SourceFile("stored.md", text)).spec))) == []
    return text


def body_of(block: Any) -> str:
    """The document of a report with one block, without front matter."""
    empty = {"type": "paragraph", "children": VOID}
    report = {
        "version": 5,
        "panelSettings": {},
        "blocks": [empty, block, empty],
        "width": "readable",
        "authors": [],
        "discussionThreads": [],
    }
    return pulled(report).split("---\n\n", 1)[1]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("$", "$$ $ $$<!-- -->\n"),
        (r"a\$\$b", r"$a\$\$b$" + "\n"),
        (
            "a$$b",
            '<!-- wandb {"type": "latex", "children": [{"text": ""}], "content": "a$$b"} -->\n',
        ),
    ],
)
def test_maths_with_the_marks_of_maths_in_it_is_one_element_never_a_raw_block(content: str, text: str) -> None:
    maths = {"type": "latex", "children": VOID, "content": content}
    assert body_of({"type": "paragraph", "children": [maths]}) == text


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (
            {"type": "markdown-block", "children": VOID, "content": "a\x7fb"},
            '```embed\nmarkdown: "a\\x7fb"\n```\n',
        ),
        (
            {"type": "twitter", "children": VOID, "html": "<b>\r</b>"},
            '```embed\nhtml: "<b>\\r</b>"\nservice: twitter\n```\n',
        ),
        (
            {"type": "gallery", "children": VOID, "links": [{"type": "url", "url": "u", "title": "a\r"}]},
            '```embed\ngallery: {url: u, title: "a\\r"}\n```\n',
        ),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_characters_that_only_quotes_hold_stand_in_quotes(block: Any, text: str) -> None:
    assert body_of(block) == text


def test_markdown_of_windows_stands_in_lines_that_say_how_they_end() -> None:
    block = {"type": "markdown-block", "children": VOID, "content": "a\r\nb\r\n"}
    text = "<!-- extra: {content: {$line_ends: crlf}} -->\n```embed\nmarkdown: |\n  a\n  b\n```\n"
    assert body_of(block) == text


def test_numbers_without_a_fraction_have_no_point_where_the_codec_writes_none() -> None:
    panel = "```panel\ntype: custom-chart\nquery: {a: 1.0, b: 1.5}\nchart: x\n```\n"
    compiled = compile_spec(SourceFile("a.md", f"---\ntitle: A\nkind: report\n---\n\n{panel}"))
    assert compiled.spec is not None
    stored = json.dumps(compiled.spec)
    assert '"value": 1}' in stored
    assert "query: {a: 1, b: 1.5}" in pulled(json.loads(stored.replace('"value": 1}', '"value": 1.0}')))


@pytest.mark.parametrize(
    ("kind", "weight", "text"),
    [
        ("none", 0, ""),
        ("none", 5, "settings: {smoothing: {type: none, weight: 5}}\n"),
        ("none", 0.6, "settings: {smoothing: {type: none, weight: 0.6}}\n"),
        ("exponentialTimeWeighted", 0, "settings: {smoothing: {type: exponentialTimeWeighted}}\n"),
        ("exponentialTimeWeighted", 0.6, "settings: {smoothing: 0.6}\n"),
        ("exponential", 0.6, "settings: {smoothing: {type: exponential, weight: 0.6}}\n"),
    ],
)
def test_a_weight_alone_is_of_the_type_that_it_means(kind: str, weight: float, text: str) -> None:
    spec = compile_spec(SourceFile("a.md", "---\ntitle: A\nkind: workspace\n---\n")).spec
    assert spec is not None
    stored = json.loads(json.dumps(spec))
    is_active = kind != "none" or weight > 0
    stored["section"]["settings"] |= {
        "smoothingType": kind,
        "smoothingWeight": weight,
        "smoothingActive": is_active,
    }
    assert pulled(stored) == f"---\nkind: workspace\n{text}---\n"


def test_front_matter_in_a_stored_block_makes_no_blocks_of_it() -> None:
    """It would make a workspace, which has no blocks: such a text stays as it is stored."""
    assert blocks_of("---\nkind: workspace\n---\n\n# A\n") == ()


@pytest.mark.parametrize(
    "element",
    [
        {"url": "https://example.com", "children": [{"text": "paper"}]},
        {"children": [{"text": "paper"}]},
        {"text": "a", "children": []},
    ],
)
def test_an_element_without_its_type_leaves_the_text_around_it_readable(element: Any) -> None:
    stored = {"type": "paragraph", "children": [{"text": "See "}, element, {"text": "."}]}
    assert body_of(stored) == f"See <!-- wandb {json.dumps(element)} -->.\n"
