"""Envelopes of reports: edges, dialects, threads, old forms, and what is odd."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from runpress.codec.dialects import dialect_of
from runpress.codec.fields import Decoding, Encoding
from runpress.codec.json_text import dumps, loads
from runpress.codec.oddities import path_text
from runpress.codec.report import decode_report, encode_report
from runpress.model.blocks import Heading, List, PanelGrid, Paragraph, RawBlock
from runpress.model.front_matter import FrontMatter
from runpress.model.runset import Runset
from runpress.model.text import Text
from runpress.model.view import Report
from support.recorded_specs import recorded_cases

P: dict[str, Any] = {"type": "paragraph", "children": [{"text": ""}]}
X: dict[str, Any] = {"type": "paragraph", "children": [{"text": "x"}]}


def spec_of(*blocks: Any, **keys: Any) -> dict[str, Any]:
    frame = {"version": 5, "panelSettings": {}, "width": "readable", "authors": [], "discussionThreads": []}
    return {**frame, "blocks": list(blocks), **keys}


def decoded(spec: dict[str, Any]) -> Report:
    report = decode_report(spec, Decoding())
    assert report is not None
    assert encode_report(report, Encoding()) == spec
    return report


def oddities(spec: dict[str, Any]) -> list[tuple[str, str]]:
    scope = Decoding()
    decode_report(spec, scope)
    return [(oddity.code.id, path_text(oddity.path)) for oddity in scope.findings]


@pytest.mark.parametrize(
    ("stored", "edges", "kept"),
    [
        ([], "none", 0),
        ([P], "both", 1),
        ([P, P], "both", 0),
        ([P, P, P], "both", 3),
        ([P, X, P], "both", 1),
        ([X], "none", 1),
        ([P, X], "first", 1),
        ([X, P], "last", 1),
        ([P, P, X], "first", 3),
        ([P, P, X, P], "both", 3),
        ([X, P, P], "last", 3),
        ([{**P, "level": 1}, X, P], "last", 2),
    ],
)
def test_an_empty_paragraph_at_an_end_is_left_out_where_it_is_written_again(
    stored: list[Any], edges: str, kept: int
) -> None:
    report = decoded(spec_of(*stored))
    assert report.front.edge_paragraphs == edges
    assert len(report.blocks) == kept


@pytest.mark.parametrize(("edges", "stored"), [("both", [P, P]), ("first", [P]), ("last", [P]), ("none", [])])
def test_a_report_without_blocks(edges: Any, stored: list[Any]) -> None:
    report = Report(front=FrontMatter(kind="report", edge_paragraphs=edges))
    assert encode_report(report, Encoding())["blocks"] == stored


@pytest.mark.parametrize(
    ("block", "dialect"),
    [
        ({"type": "code-block", "language": "a", "children": [{"type": "code-line", "children": []}] * 2}, "editor"),
        ({"type": "code-block", "language": "a", "children": [{"type": "code-line", "language": "a"}]}, "sdk"),
        ({"type": "paragraph", "children": [{"text": ""}, {"type": "link"}, {"text": ""}]}, "editor"),
        ({"type": "paragraph", "children": [{"type": "link"}]}, "sdk"),
        ({"type": "paragraph", "children": [{"text": "a"}, {"type": "link"}, {"text": "b"}]}, "sdk"),
        ({"type": "image", "children": [{"text": ""}], "hasCaption": False}, "editor"),
        (
            {"type": "panel-grid", "metadata": {"runSets": [{"runFeed": {"columnVisible": {"run:name": False}}}]}},
            "editor",
        ),
        ({"type": "panel-grid", "metadata": {"runSets": [{"runFeed": {"columnVisible": {}}}]}}, "sdk"),
        ({"type": "heading", "collapsedChildren": [{"type": "image", "children": [{"text": ""}]}]}, "editor"),
        ("no block", "sdk"),
        ({"type": "panel-grid", "metadata": []}, "sdk"),
    ],
)
def test_the_dialect_is_told_at_a_glance(block: Any, dialect: str) -> None:
    assert dialect_of([block]) == dialect


def test_a_block_in_the_other_dialect_says_so() -> None:
    lines = [{"type": "code-line", "children": [{"text": text}]} for text in "ab"]
    code = {"type": "code-block", "language": "python", "children": lines}
    link = {"type": "paragraph", "children": [{"type": "link", "url": "u", "children": [{"text": "l"}]}]}
    report = decoded(spec_of(code, link, link))
    assert report.front.dialect == "sdk"
    assert [block.dialect for block in report.blocks] == ["editor", None, None]
    assert [block.extra for block in report.blocks] == [None, None, None]


def test_comment_threads_stand_in_the_front_matter() -> None:
    threads = [{"id": "t1", "comments": []}]
    report = decoded(spec_of(P, X, P, discussionThreads=threads))
    assert report.front.extra == {"discussionThreads": threads}
    assert report.blocks == (Paragraph(children=(Text("x"),)),)


@pytest.mark.parametrize("threads", [None, {}, "", 0, {"a": 1}, "odd"])
def test_threads_of_another_form_come_back(threads: Any) -> None:
    decoded(spec_of(X, discussionThreads=threads))


@pytest.mark.parametrize(
    "keys",
    [
        {"width": "fluid"},
        {"width": "wide"},
        {"width": None},
        {"authors": [{"name": "Ada", "username": "ada", "id": 1}]},
        {"authors": [{"username": "ada"}, "odd"]},
        {"authors": None},
        {"panelSettings": {"xAxis": "_step"}},
        {"version": 4},
        {"version": "5"},
        {"blocks": {"a": 1}},
        {"blocks": None},
        {"other": [1, {"a": None}]},
    ],
)
def test_envelopes_come_back(keys: dict[str, Any]) -> None:
    decoded(spec_of(P, X, P, **keys))


@pytest.mark.parametrize("key", ["version", "panelSettings", "width", "authors", "discussionThreads"])
def test_what_is_not_stored_does_not_appear(key: str) -> None:
    spec = spec_of(P, X, P)
    del spec[key]
    decoded(spec)


def test_editor_references_are_left_out() -> None:
    reference = {"viewID": "v", "type": "section", "id": "i"}
    report = decode_report(spec_of(P, {**X, "ref": reference}, P, ref=reference), Decoding())
    assert report is not None
    assert encode_report(report, Encoding()) == spec_of(P, X, P)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (spec_of(X, "oops"), [("ST805", "$.blocks[1]")]),
        (spec_of({"children": []}), [("ST805", "$.blocks[0]")]),
        (spec_of({"type": 3}), [("ST805", "$.blocks[0]")]),
        (spec_of({"type": "brand-new"}), [("ST809", "$.blocks[0]")]),
        (spec_of({"type": "paragraph", "children": "text"}), [("ST805", "$.blocks[0].children")]),
        (spec_of({"type": "heading", "level": "1", "children": []}), [("ST805", "$.blocks[0].level")]),
        (
            spec_of(
                {
                    "type": "list",
                    "children": [{"type": "list-item", "children": [{"type": "paragraph", "children": 1}]}],
                }
            ),
            [("ST805", "$.blocks[0].children[0].children[0].children")],
        ),
        (
            spec_of({"type": "heading", "level": 1, "children": [], "collapsedChildren": [7]}),
            [("ST805", "$.blocks[0].collapsedChildren[0]")],
        ),
        (spec_of(X, version=9), [("ST804", "$.version")]),
        (spec_of(X, width="wide"), []),
    ],
)
def test_what_is_odd_is_said_with_its_place(spec: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert oddities(spec) == expected
    decoded(spec)


def test_lists_nested_very_deep_come_back() -> None:
    item = '{"type": "list", "children": [{"type": "list-item", "children": ['
    spec = loads('{"version": 5, "blocks": [' + item * 5_000 + "]}]}" * 5_000 + "]}")
    report = decode_report(spec, scope := Decoding())
    assert report is not None
    assert isinstance(report.blocks[0], List)
    assert [oddity.code.id for oddity in scope.findings].count("ST808") == 1
    assert dumps(encode_report(report, Encoding())["blocks"]) == dumps(spec["blocks"])


def old_panel(kind: str, x: int, **config: Any) -> dict[str, Any]:
    return {"viewType": kind, "config": config, "layout": {"x": x, "y": 2, "w": 6, "h": 2}}


def test_reports_of_before_version_5_are_converted() -> None:
    panels = [
        old_panel("Run History Line Plot", 6, key="acc"),
        old_panel("Parallel Coordinates Plot", 0, dimensions=["config:lr.value", "summary:acc"]),
    ]
    group = {
        "name": "Charts",
        "panels": {"views": {"0": {"name": "Panels", "config": panels}}, "tabs": ["0"]},
        "runSets": [
            {
                "id": "r1",
                "name": "Baselines",
                "sort": {"key": {"section": "config", "name": "lr.value"}, "ascending": True},
            }
        ],
        "openViz": True,
    }
    spec = {"version": 2, "panelGroups": [group, "odd"], "global": {"a": 1}}
    report = decode_report(spec, scope := Decoding())
    assert report is not None
    heading, grid, raw = report.blocks
    assert isinstance(heading, Heading)
    assert isinstance(grid, PanelGrid)
    assert isinstance(raw, RawBlock)
    assert [(place.x, place.y, place.w, place.h) for place in grid.layouts] == [(12, 6, 12, 6), (0, 6, 12, 6)]
    line, parallel = grid.panels
    assert [str(key) for key in line.y] == ["metric.acc"]  # type: ignore[attr-defined]  # a line panel
    assert len(parallel.columns) == 2  # type: ignore[attr-defined]  # parallel coordinates
    assert [panel.extra or panel.beside or panel.omit for panel in grid.panels] == [(), ()]
    assert [str(item.name) for item in grid.runsets[0].order or ()] == ["config.lr"]
    assert report.front.extra == {"global": {"a": 1}}
    assert [(oddity.code.id, path_text(oddity.path)) for oddity in scope.findings][:1] == [("ST803", "$.panelGroups")]
    again = encode_report(report, Encoding())
    assert again["version"] == 5
    assert "panelGroups" not in again


@pytest.mark.parametrize(
    "groups",
    [
        {"marker": 1},
        "marker",
        [{"name": ["marker"]}],
        [{"runSets": {"marker": 1}}],
        [{"panels": "marker"}],
        [{"panels": {"views": None, "zoom": "marker"}}],
        [{"panels": {"views": {"0": {"name": "marker", "config": []}}, "tabs": ["0"]}}],
        [{"panels": {"views": {"0": ["marker"]}}}],
        [{"name": "A", "zoom": "marker"}],
        [{"zoom": "marker"}],
    ],
    ids=str,
)
def test_whatever_an_old_group_holds_is_kept(groups: Any) -> None:
    report = decode_report({"version": 2, "panelGroups": groups}, Decoding())
    assert json.dumps(encode_report(report, Encoding())).count("marker") == 1


def test_an_old_group_without_run_sets_is_over_the_whole_project() -> None:
    report = decode_report({"panelGroups": [{"panels": {"views": {"0": {"config": [line()]}}}}]}, Decoding())
    (grid,) = (block for block in report.blocks if isinstance(block, PanelGrid))
    assert grid.runsets == (Runset(),)


def test_a_view_of_code_has_its_findings_at_the_beginning() -> None:
    report = Report(front=FrontMatter(kind="report"), blocks=(Heading(level=5, children=(Text("a"),)), Paragraph()))
    scope = Encoding()
    encode_report(report, scope)
    assert [(finding.code.id, finding.span.start) for finding in scope.findings] == [("WB901", 0)]


def grid_block(panels: list[dict[str, Any]], **settings: Any) -> dict[str, Any]:
    """A grid as W&B's package stores one, with these panels."""
    stored = next(case.spec for case in recorded_cases() if case.name == "grid/default")
    block = copy.deepcopy(next(block for block in stored["blocks"] if block["type"] == "panel-grid"))
    section = block["metadata"]["panelBankSectionConfig"]
    section["panels"] = panels
    section["localPanelSettings"] |= settings
    return block


def line(**config: Any) -> dict[str, Any]:
    place = {"x": 0, "y": 0, "w": 8, "h": 6}
    return {"layout": place, "viewType": "Run History Line Plot", "config": {"metrics": ["loss"], **config}}


@pytest.mark.parametrize(
    ("panels", "settings", "dialect"),
    [
        ([line()], {}, "sdk"),
        ([line(xAxis="_step")], {}, "sdk"),
        ([line()], {"smoothingActive": False}, "editor"),
        ([line(xAxis="_step")], {"smoothingActive": False}, "editor"),
        ([line()] * 5, {}, "editor"),
        ([line()], {"smoothingWeight": 0.5}, "editor"),
        ([line(xAxis="_step"), line()], {"smoothingWeight": 0.5}, "sdk"),
        ([line(xAxis="epoch")], {"smoothingWeight": 0.5}, "sdk"),
    ],
)
def test_options_that_the_editor_leaves_out_tell_who_stored_a_report(
    panels: list[dict[str, Any]], settings: dict[str, Any], dialect: str
) -> None:
    assert dialect_of([grid_block(panels, **settings)]) == dialect
