"""Defaults of a document and of a project."""

from __future__ import annotations

import pytest

from runpress.directives.defaults import WORDS, lower_defaults
from runpress.directives.subject import IN_CONFIGURATION
from runpress.model.panels import PANELS
from runpress.project.configuration_reading import read_configuration
from support.fences import front, located, node


def faults(text):
    return [(finding.code.id, finding.span.text) for finding in front(f"defaults: {text}")[1]]


def test_defaults_are_for_all_panels_one_type_or_another_fence() -> None:
    assert set(WORDS) == {"panel", "runset", "grid", "section", *PANELS}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{panel: {x: Step, height: 4}}", []),
        ("{panel: {metrics: acc, orientation: v}}", []),
        ("{panel: {smooting: 3}}", [("FM103", "smooting")]),
        ("{panel: {height: tall, legend_position: up}}", [("FM105", "tall"), ("FM105", "up")]),
        ("{line: {orientation: v}}", [("FM103", "orientation")]),
        ("{grid: {columns: 2}, section: {open: true}, runset: {max_runs: 5}}", []),
        ("{grid: {columns: none}}", [("FM105", "none")]),
        ("{runset: {filters: stat == 1}}", [("RS204", "stat")]),
        ("{artifact-file: {version: latest}, line: {legend: a}, scatter: {x: config.lr}}", []),
        ("{parallel-coordinates: {columns: [{name: LR}]}}", [("FM107", "{name: LR}")]),
        ("{lines: {x: Step}}", [("FM103", "lines")]),
        ("{line: }", []),
        ("{line: 3}", [("FM102", "3")]),
        ("{panel: [a]}", [("FM102", "[a]")]),
    ],
)
def test_faults_are_found_where_they_stand(text, found) -> None:
    assert faults(text) == found


def test_a_default_colour_that_begins_a_comment_is_found() -> None:
    _, findings = front("defaults:\n  line:\n    colors:\n      cosine: #FAC13C\n")
    assert [finding.code.id for finding in findings] == ["FM109"]


def test_the_defaults_of_a_configuration_are_checked_there() -> None:
    root = located("plugins:\n  - runpress:\n      defaults:\n        line: {log: z, max_runs: 7}\n        bars: {}\n")
    configuration, findings = read_configuration(root)
    assert [(finding.code.id, finding.span.text) for finding in findings] == [("CF704", "z"), ("CF703", "bars")]
    defaults = configuration.front_matter_defaults().defaults
    assert node("panel", "y: loss", defaults=defaults).max_runs_to_show == 7


def test_defaults_that_are_no_mapping() -> None:
    defaults, findings = lower_defaults(located("[a]"), key="defaults", codes=IN_CONFIGURATION)
    assert defaults.plain() == {}
    assert [finding.code.id for finding in findings] == ["CF704"]


def test_grids_and_run_sets_inherit_theirs() -> None:
    document, _ = front(
        "defaults: {grid: {columns: 2, height: 9}, runset: {order: -created_at}, section: {open: true}}"
    )
    assert node("grid", "height: 3", defaults=document.defaults).model_dump(include={"columns", "height"}) == {
        "columns": 2,
        "height": 3,
    }
    assert [str(each) for each in node("runset", "name: a", defaults=document.defaults).order] == ["-created_at"]
    assert node("section", "pinned: true", defaults=document.defaults).is_open
