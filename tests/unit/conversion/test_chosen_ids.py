"""Ids that authors chose come back as they were written."""

from __future__ import annotations

import json

import pytest

from runpress.backends.markdown.formatting import format_source
from runpress.conversion.document import pull_json
from runpress.conversion.envelope import view_object
from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile

REPORT = """---
title: Digits
kind: report
project: acme/digits
---

```runset
name: baselines
id: base
```

```panel
type: line
y: val_loss
id: val-loss
```

```panel
type: bar
metrics: val_acc
id: Best
```

# Again

```panel
type: scalar
metric: val_acc
id: {again}
```
"""
WORKSPACE = """---
title: Digits
kind: workspace
project: acme/digits
---

```runset
query: cosine
id: {runset}
```

## Charts

```section
id: {section}
```

```panel
type: line
y: val_loss
id: loss
```
"""


@pytest.mark.parametrize(
    "text",
    [
        REPORT.replace("{again}", "again_1"),
        REPORT.replace("{again}", "best"),
        WORKSPACE.format(runset="base", section="top"),
        WORKSPACE.format(runset="my-runs", section="section-of-charts"),
        WORKSPACE.format(runset="my-runs", section="k3x9a1b2c3"),
    ],
)
def test_a_document_with_ids_comes_back_to_the_letter(text: str) -> None:
    source = SourceFile("digits.md", text)
    compiled = compile_spec(source)
    assert compiled.about is not None
    assert compiled.spec is not None
    assert [finding.message for finding in compiled.findings] == []
    stored = view_object(compiled.about, compiled.spec)
    assert pull_json(SourceFile("stored.json", json.dumps(stored))).text == format_source(source).text


def test_an_id_like_those_that_w_and_b_makes_is_made_anew() -> None:
    text = REPORT.replace("{again}", "k3x9a1b2c3")
    compiled = compile_spec(SourceFile("digits.md", text))
    assert compiled.about is not None
    stored = view_object(compiled.about, compiled.spec or {})
    pulled = pull_json(SourceFile("stored.json", json.dumps(stored))).text
    assert pulled == text.replace("id: k3x9a1b2c3\n", "")
