"""What specs cost, as ratios to the real `wandb-workspaces` in one run.

    python tests/bench/bench_spec.py [--rounds 15 --large 50]

One report with 50 blocks and 30 panels, as objects of the package and as our document:

- typed view to spec JSON, beside the package's objects to spec JSON;
- text to spec JSON, parsing included, beside the same;
- `runpress spec FILE` as a process, beside a Python script that builds and dumps the report with the package;
- spec to document, beside text to spec;
- a spec of 50 MB to a document, beside one of half the size.

Rounds are interleaved, medians are compared.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timing import Programs, medians, shown

MOST_OF_OBJECTS = 0.5
MOST_FROM_TEXT = 3.0
MOST_OF_SCRIPT = 0.5
MOST_BACK = 2.0
MOST_FOR_DOUBLE = 2.3

SCRIPT = """
import json, os
os.environ["WANDB_MODE"] = "offline"
import wandb_workspaces.reports.v2 as wr

def build():
    blocks = []
    for at in range(10):
        blocks += [
            wr.H2(f"Part {at}"),
            wr.P(["Cosine decay beats ", wr.InlineCode("step"), f" in part {at}, see ", wr.Link("the sweep", "https://example.org/s"), "."]),
            wr.UnorderedList(["learning rate", "batch size", "momentum"]),
            wr.CodeBlock("import wandb\\nwandb.init()", language="python"),
            wr.PanelGrid(
                runsets=[wr.Runset(project="digits", name=f"set {at}")],
                panels=[
                    wr.LinePlot(title=f"Loss {at}", x="Step", y=["val_loss", "train_loss"], smoothing_factor=0.6),
                    wr.BarPlot(title=f"Accuracy {at}", metrics=["val_acc"], orientation="v"),
                    wr.ScalarChart(title=f"Best {at}", metric="val_acc"),
                ],
            ),
        ]
    return wr.Report(entity="acme", project="digits", title="Bench", blocks=blocks)

def dump(report):
    return report._to_model().spec.model_dump_json(by_alias=True, exclude_none=True)
"""

PART = """## Part {at}

Cosine decay beats `step` in part {at}, see [the sweep](https://example.org/s).

- learning rate
- batch size
- momentum

```python
import wandb
wandb.init()
```

```runset
name: set {at}
project: digits
```

```panel
type: line
title: Loss {at}
x: Step
y: [val_loss, train_loss]
smoothing: 0.6
```

```panel
type: bar
title: Accuracy {at}
metrics: [val_acc]
orientation: v
```

```panel
type: scalar
title: Best {at}
metric: val_acc
```
"""

DOCUMENT = "---\ntitle: Bench\nkind: report\nproject: acme/digits\n---\n\n" + "\n".join(
    PART.replace("{at}", str(at)) for at in range(10)
)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--large", type=int, default=50, help="megabytes of the large spec")
    arguments = parser.parse_args()
    results = [*in_process(arguments.rounds), as_process(max(5, arguments.rounds // 2)), large(arguments.large)]
    for name, ratio, most, details in results:
        verdict = "ok" if ratio <= most else "MISSED"
        print(f"{name}: {ratio:.2f} (at most {most}) {verdict}; {details}")
    return int(any(ratio > most for _, ratio, most, _ in results))


Result = tuple[str, float, float, str]


def in_process(rounds: int) -> list[Result]:
    from runpress.codec.json_text import compact, dumps
    from runpress.conversion.document import encode, pull_json
    from runpress.conversion.spec import compile_spec
    from runpress.pipeline import compile_document
    from runpress.source import SourceFile

    package: dict[str, Any] = {}
    exec(compile(SCRIPT, "script", "exec"), package)  # noqa: S102 - our own text above
    stub()
    report = package["build"]()
    view: Any = compile_document(SourceFile("bench.md", DOCUMENT)).view
    stored = SourceFile("spec.json", dumps(encode(view).spec))
    times = interleaved(
        rounds,
        {
            "package": lambda: package["dump"](report),
            "view": lambda: compact(encode(view).spec),
            "text": lambda: compact(compile_spec(SourceFile("bench.md", DOCUMENT)).spec),
            "back": lambda: pull_json(stored),
        },
    )
    package_time = times["package"]
    in_ms = {name: f"{1000 * value:.1f} ms" for name, value in times.items()}
    return [
        ("view to spec", times["view"] / package_time, MOST_OF_OBJECTS, f"{in_ms['view']} / {in_ms['package']}"),
        ("text to spec", times["text"] / package_time, MOST_FROM_TEXT, f"{in_ms['text']} / {in_ms['package']}"),
        ("spec to document", times["back"] / times["text"], MOST_BACK, f"{in_ms['back']} / {in_ms['text']}"),
    ]


def stub() -> None:
    """Let the package find its project's number without a server."""
    from wandb_workspaces.reports.v2 import interface

    interface.execute_graphql = lambda *_, **__: {"project": {"id": "x", "internalId": "1"}}


def as_process(rounds: int) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        document, script = Path(folder, "bench.md"), Path(folder, "bench.py")
        document.write_text(DOCUMENT, encoding="utf-8")
        stubbed = 'import wandb_workspaces.reports.v2.interface as i\ni.execute_graphql = lambda *a, **k: {"project": {"internalId": "1"}}\n'
        script.write_text(SCRIPT + stubbed + "print(dump(build()))\n", encoding="utf-8")
        programs = Programs(Path(folder, "bytecode"))
        ours, theirs = medians(
            rounds, lambda: programs.runpress("spec", document), lambda: programs.run(sys.executable, script)
        )
    return "process", ours.seconds / theirs.seconds, MOST_OF_SCRIPT, f"{shown(ours)} / {shown(theirs)}"


def large(megabytes: int) -> Result:
    from runpress.conversion.document import pull_json
    from runpress.source import SourceFile

    times = {
        size: seconds(lambda size=size: pull_json(SourceFile("large.json", spec_of(size))))
        for size in (megabytes // 2, megabytes)
    }
    half, whole = times[megabytes // 2], times[megabytes]
    return f"{megabytes} MB beside {megabytes // 2} MB", whole / half, MOST_FOR_DOUBLE, f"{whole:.1f} s / {half:.1f} s"


def spec_of(megabytes: int) -> str:
    paragraph = {"type": "paragraph", "children": [{"text": "Cosine decay beats step decay. " * 30}]}
    count = megabytes * 1_000_000 // (len(json.dumps(paragraph)) + 2)
    return json.dumps({"version": 5, "blocks": [paragraph] * count})


def interleaved(rounds: int, actions: dict[str, Callable[[], object]]) -> dict[str, float]:
    found: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(rounds):
        for name, action in actions.items():
            found[name].append(seconds(action))
    return {name: statistics.median(times) for name, times in found.items()}


def seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
