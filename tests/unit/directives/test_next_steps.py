"""Every finding about a value says what to do next: a help line, a near miss, or a fix."""

import json

import pytest

from runpress.model.panels import PANELS
from runpress.model.reference import FENCES, HIDDEN, nodes
from support.cases import parameters
from support.fences import front, lower
from support.findings import findings_of

VALUES = [
    "words in a row",
    -1,
    0,
    0.5,
    1e9,
    True,
    None,
    [],
    [[1]],
    ["a", 2, {}],
    {},
    {"a": {"b": 1}},
    "config.",
    "2026",
]


def has_next_step(finding):
    return bool(finding.help or finding.label or finding.fix)


@pytest.mark.parametrize("name", [*PANELS, *FENCES])
def test_any_wrong_value_of_any_option(name):
    model = nodes()[name]
    silent = []
    for option in {*model.model_fields, *(short.key for short in model.shorts)} - HIDDEN - {"type"}:
        for value in VALUES:
            body = f"{option}: {json.dumps(value)}\n"
            word, text = ("panel", f"type: {name}\n{body}") if name in PANELS else (name, body)
            _, findings = lower(word, text)
            silent += [finding.message for finding in findings if not has_next_step(finding)]
    assert silent == []


def test_any_wrong_value_in_front_matter():
    silent = []
    for option in set(nodes()["front matter"].model_fields) - HIDDEN:
        for value in VALUES:
            _, findings = front(
                f"kind: report\n{option}: {json.dumps(value)}\n" if option != "kind" else f"kind: {json.dumps(value)}\n"
            )
            silent += [finding.message for finding in findings if not has_next_step(finding)]
    assert silent == []


@pytest.mark.parametrize("case", [*parameters("diagnostics"), *parameters("directives")])
def test_findings_of_all_cases(case):
    assert [finding.message for finding in findings_of(case.given) if not has_next_step(finding)] == []


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ("y: loss\nmax_runs: 0", "write `1` or more"),
        ("y: loss\nheight: 1000", "write `100` or less"),
        ("y: loss\nmax_runs: 2.5", "write `2` or `3`"),
        ("y: loss\nsmoothing: strong", "write a number, such as `0.5`"),
        ("y: loss\nlog_x: maybe", "write `true` or `false`"),
        ("y: loss\ntitle: [a]", "write one value; text that begins with `[` or `{` stands in quotes"),
        ("y: loss\nextra: 3", "write `key: value` lines below it, or `{key: value}`"),
        ("y: {a: b}", "name one metric or key; several stand in a list, `[val_loss, train_loss]`, where more than one fits"),
        ("type: scatter\nx: config.\ny: loss", "a key is a metric, `config.NAME`, `summary.NAME`, or a run attribute such as `created_at`"),
        ("y: loss\nplot_type: nothing", "choose one of these"),
    ],
)  # fmt: skip
def test_the_next_step_fits(body, step):
    _, (finding,) = lower("panel", body + "\n")
    assert finding.help == step
