"""Whatever has another form than W&B gives it is a finding at its place, and comes back as it is."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from runpress.codec.oddities import JsonPath, path_text
from runpress.conversion.document import pull_json
from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.recorded_specs import recorded_cases

STORED = {case.name: case.stored for case in recorded_cases()}
RUNSET = ("blocks", 1, "metadata", "runSets", 0)
CONDITION = (*RUNSET, "filters", "filters", 0)
CONFIG = ("blocks", 1, "metadata", "panelBankSectionConfig", "panels", 0, "config")
SECTION = ("section", "panelBankConfig", "sections", 0)


def changed(name: str, path: JsonPath, value: Any) -> Any:
    spec = copy.deepcopy(STORED[name])
    holder = spec
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return spec


def found_in(spec: Any) -> list[str]:
    """What is said of a spec; it must come back as it is."""
    pulled = pull_json(SourceFile("stored.json", json.dumps(spec)))
    assert pulled.text is not None
    compiled = compile_spec(SourceFile("stored.md", pulled.text))
    assert list(differences(normalise(spec), normalise(compiled.spec))) == []
    return [finding.message for finding in pulled.findings]


@pytest.mark.parametrize(
    ("name", "path", "value", "message"),
    [
        ("runset/everything", (*RUNSET, "enabled"), "yes", "`true` or `false` belongs here, not a text"),
        ("runset/everything", (*RUNSET, "runFeed"), [], "an object belongs here, not a list"),
        ("runset/everything", (*RUNSET, "runFeed", "pageSize"), "10", "a number belongs here, not a text"),
        ("runset/everything", (*RUNSET, "runFeed", "columnWidths", "summary:acc"), "90", "a number belongs here, not a text"),
        ("runset/everything", (*RUNSET, "runFeed", "lockColumns"), 1, "`true` or `false` belongs here, not a number"),
        ("runset/everything", (*RUNSET, "project", "name"), 7, "a text belongs here, not a number"),
        ("runset/everything", (*RUNSET, "filters", "filters", 0), {"a": 1}, "no option says this"),
        ("runset/everything", (*CONDITION, "key"), 5, "an object belongs here, not a number"),
        ("runset/everything", (*CONDITION, "key", "name"), ["a"], "a text belongs here, not a list"),
        ("runset/everything", (*CONDITION, "op"), ["="], "a text belongs here, not a list"),
        ("runset/everything", (*CONDITION, "disabled"), "no", "`true` or `false` belongs here, not a text"),
        ("runset/everything", (*CONDITION, "connector"), 5, "a text belongs here, not a number"),
        ("runset/everything", (*RUNSET, "filters", "filters", 1, "connector"), "XOR", "no option says this"),
        ("filter/string-two-groups", (*CONDITION, "filters"), 5, "a list belongs here, not a number"),
        ("filter/string-two-groups", (*CONDITION, "filters", 0, "op"), 5, "a text belongs here, not a number"),
        ("reload/runset-legacy-filters", (*RUNSET, "filters", "op"), "XOR", "no option says this"),
        ("reload/runset-legacy-filters", (*CONDITION, "op"), 5, "a text belongs here, not a number"),
        ("reload/runset-legacy-filters", (*CONDITION, "filters", 0, "key"), [], "an object belongs here, not a list"),
        ("runset/everything", (*RUNSET, "grouping", 0), "lr", "no option says this"),
        ("runset/everything", ("discussionThreads",), "none", "a list belongs here, not a text"),
        ("runset/everything", ("panelSettings",), [1], "an object belongs here, not a list"),
        ("workspace/section-panel-settings", (*SECTION, "localPanelSettings", "xAxisMin"), "0", "a number belongs here, not a text"),
        ("workspace/section-panel-settings", (*SECTION, "isOpen"), 0, "`true` or `false` belongs here, not a number"),
        ("line/overrides", (*CONFIG, "overrideColors", "r1:loss", "color"), 5, "a text belongs here, not a number"),
        ("line/overrides", (*CONFIG, "overrideSeriesTitles", "r1:loss"), ["a"], "a text belongs here, not a list"),
        ("line/overrides", (*CONFIG, "overrideMarks", "r1:loss"), 5, "a text belongs here, not a number"),
        ("line/overrides", (*CONFIG, "overrideMarks"), {"r1:loss": "wavy"}, "no option says this"),
        ("list/checked", ("blocks", 1, "children", 0, "checked"), "x", "`true` or `false` belongs here, not a text"),
        ("callout/rich", ("blocks", 1, "children", 0, "children", 2, "url"), 5, "a text belongs here, not a number"),
        ("callout/rich", ("blocks", 1, "children", 0, "children", 0), True, "an object belongs here, not `true` or `false`"),
        ("callout/rich", ("blocks", 1, "children", 0, "children", 0, "text"), 5, "a text belongs here, not a number"),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_said_at_its_place(name: str, path: JsonPath, value: Any, message: str) -> None:
    assert f"{path_text(path)}: {message}; it is kept as it is" in found_in(changed(name, path, value))


def test_a_number_too_long_for_yaml_in_place_of_conditions_is_kept() -> None:
    path = (*RUNSET, "filters", "filters")
    assert found_in(changed("runset/everything", path, 10**400)) == [
        f"{path_text(path)}: a list belongs here, not a number; it is kept as it is"
    ]


def test_a_condition_without_words_is_named_wherever_it_stands() -> None:
    path = (*CONDITION, "filters", 1)
    unknown = {"key": {"section": "run", "name": "a"}, "op": "~=", "value": "x", "disabled": False}
    found = found_in(changed("filter/string-two-groups", path, unknown))
    assert found == [f"{path_text(path)}: no option says this; it is kept as it is"]


@pytest.mark.parametrize(
    ("name", "tree"),
    [
        ("weave-panel/artifact", (*CONFIG, "panel2Config")),
        ("weave-panel/artifact-file", (*CONFIG, "panel2Config")),
        ("weave-block/summary-table", ("blocks", 1, "config", "panelConfig")),
    ],
)
def test_the_trees_of_queries_have_keys_of_their_own(name: str, tree: JsonPath) -> None:
    """A node `project` of theirs is no project of a run set: its `type` is an object."""
    table = {"type": "list", "objectType": {"type": "typedDict", "propertyTypes": {"project": {"type": "string"}}}}
    assert found_in(changed(name, (*tree, "panelInputType"), table)) == []


def test_each_odd_entry_of_an_option_is_named_once() -> None:
    odd = {"r1:loss": ["dashed"], "r2:loss": 5, "r3:loss": "dotted"}
    assert found_in(changed("line/overrides", (*CONFIG, "overrideMarks"), odd)) == [
        f"{path_text((*CONFIG, 'overrideMarks', line))}: a text belongs here, not {form}; it is kept as it is"
        for line, form in (("r1:loss", "a list"), ("r2:loss", "a number"))
    ]


def test_an_axis_that_ends_below_its_beginning_is_no_option() -> None:
    config = {"xAxis": "_step", "metrics": ["loss"], "yAxisMin": 1, "yAxisMax": 0}
    found = found_in(changed("line/overrides", CONFIG, config))
    said = "of a panel of type Run History Line Plot has a value that no option says; it is kept as it is"
    assert found == [f"{path_text((*CONFIG, key))}: `{key}` {said}" for key in ("yAxisMin", "yAxisMax")]


def test_numbers_that_json_lacks_are_not_blamed_on_depth() -> None:
    text = '{"version": 5, "blocks": [{"type": "paragraph", "children": [{"text": "a"}], "n": NaN, "i": -Infinity}]}'
    assert [finding.message for finding in pull_json(SourceFile("stored.json", text)).findings] == [
        "$.blocks[0].n: `NaN` is no value of JSON's; it is kept as it is",
        "$.blocks[0].i: `-Infinity` is no value of JSON's; it is kept as it is",
    ]


def places(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key), each
        yield from places(each, (*path, key))


@pytest.mark.parametrize(
    "name",
    [
        "runset/everything",
        "filter/string-two-groups",
        "reload/runset-legacy-filters",
        "line/overrides",
        "workspace/section-panel-settings",
    ],
)
def test_no_value_of_a_wrong_form_goes_unsaid(name: str) -> None:
    usual = set(found_in(STORED[name]))
    unsaid: list[str] = []
    for path, value in places(STORED[name]):
        wrong = {"a": 1} if isinstance(value, bool | list) else ["q"] if isinstance(value, dict | str) else "zz"
        if path[-1] == "value":
            continue  # of a condition: it may have any form
        if not set(found_in(changed(name, path, wrong))) - usual:
            unsaid.append(path_text(path))
    assert unsaid == []


def test_reports_of_before_version_5_are_compared_with_nothing() -> None:
    found = pull_json(SourceFile("old.json", json.dumps({"panelGroups": [], "panelSettings": [], "extra": 1})))
    assert found.text is not None
