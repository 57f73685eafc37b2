"""`extra` and raw forms may name what options say, too: the bytes are those that the pulled document gives."""

from __future__ import annotations

import json

import pytest

from runpress.codec.json_text import Json, dumps
from runpress.codec.panels import wire_keys
from runpress.conversion.document import pull_json
from runpress.conversion.envelope import view_object
from runpress.conversion.spec import compile_spec
from runpress.model.panels import PANELS
from runpress.source import SourceFile

REPORT = "---\nkind: report\nproject: acme/digits\ntitle: T\n{front}---\n\n"
WORKSPACE = "---\nkind: workspace\nproject: acme/digits\ntitle: T\n{front}---\n\n"
PANEL = "```panel\ntype: line\ny: [a]\n```\n"
VALUES: tuple[Json, ...] = (True, 1.0, "a", {})


def check(text: str) -> str:
    """The text of the document that is pulled; it gives the same bytes."""
    first = compile_spec(SourceFile("doc.md", text))
    assert first.about is not None
    assert first.spec is not None
    pulled = pull_json(SourceFile("view.json", dumps(view_object(first.about, first.spec)))).text
    assert pulled is not None
    again = compile_spec(SourceFile("doc.md", pulled)).spec
    assert dumps(again) == dumps(first.spec), pulled
    return pulled


@pytest.mark.parametrize("name", PANELS)
def test_any_known_key_of_a_panel(name: str) -> None:
    example = PANELS[name].example
    body = example if example.startswith("type:") else f"type: {name}\n{example}"
    for number, wire in enumerate(sorted(wire_keys(PANELS[name]))):
        value = VALUES[number % len(VALUES)]
        check(REPORT.format(front="") + f"```panel\n{body.rstrip()}\nextra: {json.dumps({wire: value})}\n```\n")


RUNSETS = (
    "name: a\nextra: {sort: {keys: [{ascending: true, key: {name: a, section: config}}]}, grouping: [{name: a, section: run}]}",
    "name: a\nextra: {search: {isRegex: true, query: x}, runFeed: {columnOrder: ['run:name'], lockColumns: true}}",
    "name: a\nextra: {project: {name: q, entityName: z}, enabled: false, name: b}",
)


@pytest.mark.parametrize("body", RUNSETS)
def test_known_keys_of_a_run_set(body: str) -> None:
    check(f"{REPORT.format(front='')}```runset\n{body}\n```\n\n{PANEL}")
    check(f"{WORKSPACE.format(front='')}```runset\n{body}\n```\n\n## S\n\n{PANEL}")


GRIDS = (
    "extra: {openViz: false, hideRunSets: true, openRunSet: 1}",
    "extra: {panelBankSectionConfig: {localPanelSettings: {xAxis: foo, smoothingWeight: 0.5}, flowConfig: {columnsPerPage: 2}}}",
)


@pytest.mark.parametrize("body", GRIDS)
def test_known_keys_of_a_grid(body: str) -> None:
    check(f"{REPORT.format(front='')}```grid\n{body}\n```\n\n{PANEL}")


@pytest.mark.parametrize(
    "front",
    [
        "extra: {width: fluid, panelSettings: {a: 1}, authors: [{username: a, name: b}]}\n",
        "extra: {version: 4}\n",
        "extra: {createdAt: 5, blocks: 1}\n",
    ],
)
def test_known_keys_of_a_report(front: str) -> None:
    check(f"{REPORT.format(front=front)}x\n\n{PANEL}")


@pytest.mark.parametrize(
    "front",
    [
        "extra: {section: {settings: {smoothingWeight: 3, xAxis: foo}, openViz: false}}\n",
        "extra: {section: {workspaceSettings: {linePlot: {xAxis: a}}, panelBankConfig: {settings: {sortAlphabetically: true}}}}\n",
        "extra: {section: {customRunColors: {r1: '#fff'}}}\n",
    ],
)
def test_known_keys_of_a_workspace(front: str) -> None:
    check(f"{WORKSPACE.format(front=front)}## S\n\n{PANEL}")


def test_known_keys_of_a_section() -> None:
    check(
        f"{WORKSPACE.format(front='')}## S\n\n```section\nextra: {{isOpen: true, sorted: 1, name: Q}}\n```\n\n{PANEL}"
    )


@pytest.mark.parametrize(
    ("text", "pulled"),
    [
        ("<!-- extra: {level: 3} -->\n## Head\n", "### Head\n"),
        ('a <!-- wandb {"italic": true, "bold": true} -->x<!-- /wandb --> b\n', "a ***x*** b\n"),
        (
            'a <!-- wandb {"url": "http://a", "type": "link", "children": [{"text": "x"}]} --><!-- /wandb --> b\n',
            "a [x](http://a) b\n",
        ),
        ('```wandb-block\n{"children": [{"text": "x"}], "type": "paragraph"}\n```\n', "x\n"),
        (
            "```panel\ntype: raw\nspec: {config: {metrics: [a], xAxis: _step, chartTitle: T}, viewType: Run History Line Plot}\n```\n",
            "```panel\ntype: line\ntitle: T\ny: a\n```\n",
        ),
    ],
)
def test_raw_forms_of_what_is_known_are_pulled_as_what_they_are(text: str, pulled: str) -> None:
    assert check(REPORT.format(front="") + text).endswith(f"\n\n{pulled}")


def test_ids_that_a_document_says_stay() -> None:
    text = f"{REPORT.format(front='')}```panel\ntype: line\ny: [a]\nid: mine\nextra: {{chartTitle: X}}\n```\n"
    spec = compile_spec(SourceFile("doc.md", text)).spec
    assert spec is not None
    assert [panel["__id__"] for panel in spec["blocks"][1]["metadata"]["panelBankSectionConfig"]["panels"]] == ["mine"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("title: A\nextra: {chartTitle: B}", ["`title` is not published: `extra` has another value for `chartTitle`"]),
        (
            "log_x: true\nextra: {xLogScale: null}",
            ["`log_x` is not published: `extra` has another value for `xLogScale`"],
        ),
        ("title: A\nextra: {chartTitle: A, xLogScale: true}", []),
        ("line_widths: {a: 2}\nextra: {overrideLineWidths: {b: 3}}", []),
        ("extra: {chartTitle: B}", []),
    ],
)
def test_an_option_that_extra_replaces_is_a_finding(options: str, said: list[str]) -> None:
    text = f"{REPORT.format(front='')}```panel\ntype: line\ny: [a]\n{options}\n```\n"
    findings = compile_spec(SourceFile("doc.md", text)).findings
    assert [finding.message for finding in findings if finding.code.id == "PN204"] == said
