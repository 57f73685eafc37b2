"""Embeds, grids, sections, raw blocks; and nodes back as plain values."""

from __future__ import annotations

import pytest

from runpress.directives import DIRECTIVES, Context
from runpress.model.located import Located
from runpress.source import SourceFile
from support.fences import lower, node


def raw(text):
    source = SourceFile("case.md", f"```wandb-block\n{text}\n```\n")
    span = source.span(15, 15 + len(text))
    return DIRECTIVES["wandb-block"].lower(Located(text or None, span), Context(source.span(0, len(source.text))))


@pytest.mark.parametrize(
    "text", ['{"type": "spotify", "spotifyID": "x"}', '\n {"b": 1e400,\n "type":  "x" } \n', '{"type": "ü\\u00e4"}']
)
def test_a_raw_block_is_kept_byte_for_byte(text) -> None:
    made, findings = raw(text)
    assert findings == []
    assert made.json_text == text.rstrip("\n")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "DX106", "wandb-block"),
        ("  \n", "DX106", "wandb-block"),
        ("{", "DX105", ""),
        ('{"type": 1,}', "DX105", ","),
        ('{"type": "x"} more', "DX105", "m"),
        ("[" * 100_000, "DX105", "wandb-block"),
        ('{"type": ' + "9" * 5000 + "}", "DX105", "wandb-block"),
    ],
)
def test_a_raw_block_that_is_none(text, code, place) -> None:
    made, findings = raw(text)
    assert made is None
    assert [finding.code.id for finding in findings] == [code]
    assert findings[0].span.text.strip() == place


@pytest.mark.parametrize("text", ["[]", '{"typ": "x"}', '{"type": 3}', '"oops"'])
def test_json_that_is_no_block_is_kept_with_a_warning(text) -> None:
    made, findings = raw(text)
    assert made.json_text == text
    assert [finding.code.id for finding in findings] == ["DX112"]
    assert findings[0].span.text.strip() == "wandb-block"


def test_a_deep_block_is_kept() -> None:
    text = '{"type": "x", "a": ' + "[" * 20_000 + "]" * 20_000 + "}"
    made, findings = raw(text)
    assert made.json_text == text
    assert findings == []


def test_embeds() -> None:
    assert node("embed", "url: https://example.com/a.mp4\ncaption: A *talk*").caption == "A *talk*"
    assert node("embed", "html: <blockquote>x</blockquote>").html == "<blockquote>x</blockquote>"
    assert node("embed", "markdown: |\n  | a |\n  |---|").markdown == "| a |\n|---|"
    gallery = node("embed", "gallery:\n  - https://example.com\n  - {report: VmlldzoxMjM0, title: T}").gallery
    assert [(item.url, item.report, item.title) for item in gallery] == [
        ("https://example.com", None, None),
        (None, "VmlldzoxMjM0", "T"),
    ]


def test_a_grid() -> None:
    grid = node("grid", "columns: 2\nheight: 8\nrunset: [a, b]\nopen_runset: a\ncolors: {x: red}\nhide_run_sets: true")
    assert (grid.columns, grid.height, grid.runsets, grid.active_runset) == (2, 8, ("a", "b"), "a")
    assert grid.custom_run_colors == {"x": "red"}
    assert grid.hide_run_sets
    assert node("grid", "open_runset: 1").active_runset == 1


def test_a_section() -> None:
    section = node(
        "section",
        "open: true\npinned: true\nlayout: {columns: 2, rows: 4}\npanel_settings: {x: {min: 25, max: 50}, smoothing: {type: none}}",
    )
    assert (section.is_open, section.pinned) == (True, True)
    assert (section.layout_settings.columns, section.layout_settings.rows) == (2, 4)
    assert (section.panel_settings.x_min, section.panel_settings.x_max) == (25, 50)
    assert section.panel_settings.model_fields_set == {"x_min", "x_max", "smoothing_type"}


@pytest.mark.parametrize("body", ["", "# nothing but a comment"])
def test_empty_fences_are_their_defaults(body) -> None:
    for word in ("grid", "section", "runset"):
        made = node(word, body)
        assert made == type(made)()


def test_nodes_are_plain_values_again_as_authors_write_them() -> None:
    runset = node(
        "runset", "filters: Config('lr') > 1\norder: -created_at\ngroupby: config.\"a.b\"\ncolumns: ['summary:acc']"
    )
    assert runset.model_dump(exclude_unset=True, mode="json") == {
        "filters": "config.lr > 1",
        "order": [{"name": "created_at", "ascending": False}],
        "groupby": ['config."a.b"'],
        "visible_columns": ["summary.acc"],
    }
    panel = node("panel", "y: [loss, config.lr]\nx: Wall Time\ngroupby: group\nrange: {y: [0, null]}")
    assert panel.model_dump(exclude_unset=True, mode="json") == {
        "y": ["loss", "config.lr"],
        "x": "Wall Time",
        "groupby": "group",
        "range_y": [0.0, None],
    }


def test_too_many_colours_of_a_gradient_and_none() -> None:
    _, findings = lower("panel", f"type: scatter\nx: a\ny: b\ngradient: [{'red, ' * 101}]")
    assert [finding.message for finding in findings] == ["`gradient`: at most 100 values fit here"]
    _, findings = lower("panel", "type: scatter\nx: a\ny: b\ngradient: []")
    assert findings == []
    _, findings = lower("panel", "type: scatter\nx: a\ny: b\ngradient: red")
    assert [finding.message for finding in findings] == ["`gradient` takes a list, not `red`"]
