"""Short forms: what they stand for, and back."""

from __future__ import annotations

import pytest

from runpress.model.panels import LinePanel
from runpress.model.panels.custom_chart import FromTable
from runpress.model.shorts import Alias, Split
from support.fences import located

LOG = Split("log", {"x": "log_x", "y": "log_y"}, "", flags=True)
RANGE = Split("range", {"x": "range_x", "y": "range_y"}, "")
SMOOTHING = Split("smoothing", {"type": "kind", "weight": "factor"}, "", scalar="weight")
LEGEND = Split("legend", {"template": "t", "show": "s"}, "", scalar="template", switch="show")
COLUMNS = Split("columns", {"visible": "v", "pinned": "p"}, "", listed="visible")


def expand(short, text):
    result = short.expand(located(f"{short.key}: {text}").value[short.key])
    return result if isinstance(result, str) else {field: entry.value.plain() for field, entry in result.items()}


@pytest.mark.parametrize(
    ("short", "text", "fields"),
    [
        (LOG, "y", {"log_y": True}),
        (LOG, "[x, y]", {"log_x": True, "log_y": True}),
        (LOG, "{x: false}", {"log_x": False}),
        (LOG, "[]", {}),
        (RANGE, "{y: [0, 1]}", {"range_y": [0, 1]}),
        (SMOOTHING, "0.6", {"factor": 0.6}),
        (SMOOTHING, "{type: gaussian}", {"kind": "gaussian"}),
        (LEGEND, "abc", {"t": "abc"}),
        (LEGEND, "false", {"s": False}),
        (COLUMNS, "[a, b]", {"v": ["a", "b"]}),
        (COLUMNS, "a", {"v": "a"}),
        (COLUMNS, "{pinned: [a]}", {"p": ["a"]}),
        (Alias("max_runs", "max_runs_to_show", ""), "20", {"max_runs_to_show": 20}),
        (FromTable(), "t", {"query": {"summaryTable": {"tableKey": "t"}}}),
    ],
)
def test_expand_and_contract(short, text, fields) -> None:
    assert expand(short, text) == fields
    if fields and text != "a":
        assert short.contract(fields) == located(f"a: {text}").value["a"].value.plain()


@pytest.mark.parametrize(
    ("short", "text", "says"),
    [
        (LOG, "z", "`log` takes `x` and `y`, not `z`"),
        (LOG, "[x, [y]]", "`log` takes `x` and `y`"),
        (RANGE, "[0, 1]", "`range` is a mapping with `x` and `y`"),
        (RANGE, "3", "`range` is a mapping"),
        (RANGE, "{z: 1}", "has no part `z`"),
        (SMOOTHING, "[1]", "`smoothing` is a mapping with `type` and `weight`"),
        (FromTable(), "[a]", "takes the name of a table"),
    ],
)
def test_what_a_short_form_cannot_say(short, text, says) -> None:
    result = expand(short, text)
    assert isinstance(result, str)
    assert says in result


@pytest.mark.parametrize(
    ("short", "values", "contracted"),
    [
        (LOG, {}, None),
        (LOG, {"log_x": True, "log_y": False}, {"x": True, "y": False}),
        (SMOOTHING, {"kind": "gaussian", "factor": 3}, {"type": "gaussian", "weight": 3}),
        (FromTable(), {"query": {"other": {}}}, None),
        (FromTable(), {"query": {"summaryTable": {"tableKey": "t", "more": 1}}}, None),
        (FromTable(), {}, None),
        (Alias("legend", "legend_template", ""), {}, None),
    ],
)
def test_contract_says_all_or_nothing(short, values, contracted) -> None:
    assert short.contract(values) == contracted


def test_no_field_has_two_short_forms() -> None:
    fields = [field for short in LinePanel.shorts for field in short.fields]
    assert len(fields) == len(set(fields))
