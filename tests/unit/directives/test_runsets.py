"""Run sets: filters, orders, groups, colours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from runpress.diagnostics import Severity
from runpress.directives.runset import NO_RUN
from runpress.model.filters.evaluate import evaluate
from runpress.model.filters.parser import parse_filter
from runpress.model.keys import Key
from support.fences import located, lower, node


def expression(text):
    value = located(f"a: {text}").value["a"].value
    parsed, findings = parse_filter(str(value.value), lambda _start, _end: value.span)
    assert findings == []
    return parsed


def test_everything_that_a_run_set_says() -> None:
    runset = node(
        "runset",
        """
name: schedules
project: acme/digits
filters: config.schedule in ["cosine", "step"] and summary.val_acc > 0.8
query: ^jolly
regex_query: true
groupby: [config.schedule, group]
order: -summary.val_acc
colors: {cosine: teal, "cosine / 0.1": "#FAC13C"}
runs: {a1: {color: red, disabled: true, name: Best}}
columns: [name, summary.val_acc]
max_runs: 5
selection: none
baseline_run: a1
pinned_runs: [a1, acme/other/b2]
""",
    )
    assert runset.project_path == "acme/digits"
    assert runset.filters == expression('config.schedule in ["cosine", "step"] and summary.val_acc > 0.8')
    assert runset.groupby == (Key("config", ("schedule",)), Key("run", ("group",)))
    assert [(str(each.name), each.ascending) for each in runset.order] == [("summary.val_acc", False)]
    assert runset.custom_run_colors == {"cosine": "teal", "cosine / 0.1": "#FAC13C"}
    assert runset.run_settings["a1"].color == "red"
    assert runset.run_settings["a1"].disabled
    assert list(map(str, runset.visible_columns)) == ["name", "summary.val_acc"]
    assert (runset.limit, runset.selection) == (5, "none")


@pytest.mark.parametrize(
    "body",
    [
        'filters: config.lr > 1 and state == "finished"',
        "filters: 'config.lr > 1 and state == \"finished\"'",
        'filters: "config.lr > 1 and state == \\"finished\\""',
        'filters: |\n  config.lr > 1 and\n  state == "finished"',
        'filters: >-\n  config.lr > 1\n  and state == "finished"',
        'filters:\n  - config.lr > 1\n  - state == "finished"',
        'filters: Config("lr") > 1 and State = "finished"',
    ],
)
def test_a_filter_is_the_same_in_every_spelling_of_its_text(body) -> None:
    assert node("runset", body).filters == expression('config.lr > 1 and state == "finished"')


@pytest.mark.parametrize(
    "body",
    [
        "filters: config.lr >",
        "filters: stat == 1",
        'filters: config.note == "a #b"',
        "filters: config.lr > 1 # high",
        "filters: 3",
        "filters: {a: b}",
        "filters: [stat == 1]",
        "filters: [[config.lr > 1]]",
        "filters: #fff",
    ],
)
def test_a_filter_with_a_fault_shows_no_run_rather_than_too_many(body) -> None:
    runset, findings = lower("runset", body)
    assert findings
    assert runset.filters == NO_RUN


@pytest.mark.parametrize(
    "body",
    [
        "filter: config.lr > 1",
        "where: config.lr > 1",
        "fitlers: config.lr > 1",
        "max_runs: few",
        "limit: -1",
        "query: [a, b]",
        "query: warmup\nregex_query: maybe",
        "project: {a: b}",
    ],
)
def test_a_fault_in_what_chooses_runs_shows_none_rather_than_too_many(body) -> None:
    runset, findings = lower("runset", body)
    assert findings
    assert runset.filters is NO_RUN


@pytest.mark.parametrize("body", ["nmae: a", "order: [1, 2]", "colors: blue", "titel: a", "page_size: many"])
def test_a_fault_in_how_runs_are_shown_leaves_the_choice(body) -> None:
    runset, findings = lower("runset", f"filters: config.lr > 1\n{body}")
    assert findings
    assert runset.filters == expression("config.lr > 1")


def test_a_search_that_is_no_pattern_is_kept_as_it_is() -> None:
    runset, findings = lower("runset", 'query: "("\nregex_query: true')
    assert [finding.severity for finding in findings] == [Severity.WARNING]
    assert (runset.query, runset.regex_query, runset.filters) == ("(", True, None)


def test_a_list_of_filters_with_one_fault_shows_no_run() -> None:
    runset, findings = lower("runset", "filters: [config.lr > 1, stat == 1]")
    assert len(findings) == 1

    class Run:
        def value(self, _key):
            return 5

    assert not evaluate(runset.filters, Run(), now=datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.parametrize("body", ["filters:", "filters: ''", "name: a"])
def test_an_empty_filter_shows_all_runs(body) -> None:
    assert node("runset", body).filters is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("created_at", [("created_at", True)]),
        ("-created_at", [("created_at", False)]),
        ("'- created_at'", [("created_at", False)]),
        ("+created_at", [("created_at", True)]),
        ("[-summary.acc, config.lr]", [("summary.acc", False), ("config.lr", True)]),
        ("{name: group}", [("group", True)]),
        ("[{name: group, ascending: false}, name]", [("group", False), ("name", True)]),
        ('-config."a-b"', [("config.a-b", False)]),
    ],
)
def test_orders(written, read) -> None:
    assert [(str(each.name), each.ascending) for each in node("runset", f"order: {written}").order] == read


def test_the_project_with_and_without_entity() -> None:
    assert node("runset", "project: acme/digits").project_path == "acme/digits"
    assert node("runset", "entity: acme\nproject: digits").project_path == "acme/digits"
    assert node("runset", "entity: other\nproject: acme/digits").project_path == "acme/digits"
    assert node("runset", "project: digits").project_path == "digits"
    assert node("runset", "entity: acme").project_path is None
