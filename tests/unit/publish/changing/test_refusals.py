"""What a server refuses is shown where it was written."""

from __future__ import annotations

import json

import pytest

from runpress.client.graphql import RefusedError
from runpress.client.views import ViewsClient
from runpress.publish.changing.refusals import refusal
from runpress.publish.planning.steps import Step
from support.publishing import Bench, connected

REPORT = """\
---
title: Cosine wins
kind: report
id: lr
project: acme/digits
width: fluid
---

## Results

First of all.

```runset
name: all
filters: config.lr <= 0.1
```

```panel
type: line
y: val_loss
max_runs: 7
```

```panel
type: bar
metrics: acc
title: Accuracy
```

Last of all.
"""
WORKSPACE = REPORT.replace("kind: report", "kind: workspace").replace("width: fluid\n", "")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.fixture
def step(desk: Bench):
    def made(text: str) -> Step:
        desk.write("lr.md", text)
        with connected(desk) as direct:
            return direct.plan(direct.session()).steps[0]

    return made


def path_to(spec: object, wanted: str, way: str = "") -> str:
    """The path of the first value that is `wanted`, or of the object that has a type of that name."""
    if isinstance(spec, dict):
        if spec.get("viewType") == wanted:
            return way
        pairs = [(key, f"{way}.{key}" if way else key) for key in spec]
    elif isinstance(spec, list):
        pairs = [(at, f"{way}[{at}]") for at in range(len(spec))]
    else:
        return way if spec == wanted else ""
    return next((found for key, path in pairs if (found := path_to(spec[key], wanted, path))), "")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("spec.{bar}.viewType: not allowed", "type: bar"),
        ("invalid value at {line}.config.limit (7)", "max_runs: 7"),
        ("{line}/config/limit must be <= 5", "max_runs: 7"),
        ("{text} is too long", "First of all."),
        ("{last} is too long", "Last of all."),
        ("limit must be <= 5", "max_runs: 7"),
        ("no such width", "width: fluid"),
        ("quota exceeded", "kind: report"),
        ("spec.blocks[99] is odd", "kind: report"),
    ],
)
def test_it_stands_at_its_line(step, message: str, expected: str):
    made = step(REPORT)
    assert made.content is not None
    spec = made.content.spec
    places = {
        "bar": path_to(spec, "Bar Chart"),
        "line": path_to(spec, "Run History Line Plot"),
        "text": path_to(spec, "First of all."),
        "last": path_to(spec, "Last of all."),
    }
    assert all(places.values()), json.dumps(spec)
    found = refusal(made, message.format(**places))
    assert found is not None
    assert (found.code.id, found.span.begin.line) == ("PB509", line_of(REPORT, expected))


def test_panels_of_workspaces_are_found(step):
    made = step(WORKSPACE)
    assert made.content is not None
    path = path_to(made.content.spec, "Bar Chart")
    found = refusal(made, f"{path}.config is odd")
    assert found is not None
    assert found.span.begin.line == line_of(WORKSPACE, "type: bar")


def test_a_refusal_is_a_finding_of_the_command(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    def refusing(self, variables, *, expected=None):
        del self, variables, expected
        raise RefusedError("limit must be <= 5")

    monkeypatch.setattr(ViewsClient, "save", refusing)
    desk.write("lr.md", REPORT)
    said = desk.publish()
    assert said.code == 1
    assert (
        f"lr.md:{line_of(REPORT, 'max_runs')}:11: error[PB509]: the server refuses this: limit must be <= 5" in said.err
    )
    assert desk.views() == []
