"""What `runpress check` costs, as a ratio to parsing the same documents with the libraries alone.

    python tests/bench/bench_check.py [--documents 200 --rounds 7]

The libraries: markdown-it-py with the plugins that documents need, PyYAML's C composer for front matter
and fences. Both are whole processes, start-up included; rounds are interleaved, medians are compared.
`runpress --help` is measured beside them.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_OF_PARSING = 2.0
MOST_HELP_SECONDS = 0.15

LIBRARIES = """
import re, sys
from pathlib import Path
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

parser = MarkdownIt("gfm-like", {"linkify": False})
for plugin in (front_matter_plugin, dollarmath_plugin, footnote_plugin, tasklists_plugin):
    parser.use(plugin)
for path in sorted(Path(sys.argv[1]).rglob("*.md")):
    for token in parser.parse(path.read_text(encoding="utf-8")):
        if token.type == "front_matter" or token.type == "fence" and token.info in ("panel", "runset"):
            yaml.compose(token.content, Loader=yaml.CSafeLoader)
"""

DOCUMENT = """---
title: Report {number}
kind: report
project: acme/digits
authors: [ada]
---

# Report {number}

Cosine decay **beats** step decay in `{number}` of *all* runs, see [the next](report-{next}.md#results).
The loss is $\\\\mathcal{{L}} = -\\\\sum_i y_i \\\\log p_i$, as [elsewhere](https://example.org/{number}).

```runset
name: main
filters: config.lr <= 1e-{exponent} and state == "finished" and "prod" in tags
groupby: config.schedule
order: -summary.val_acc
```

## Results

- [x] learning rate
- [ ] batch size
  - small, medium
  - large

| schedule | accuracy |
| --- | ---: |
| cosine | 0.9{number} |
| step | 0.8{number} |

```panel
type: line
title: Validation loss
y: [val_loss, train_loss]
smoothing: {{type: gaussian, weight: 20}}
```

```panel
type: scatter
x: config.lr
y: summary.val_acc
log: x
```

> [!NOTE]
> Two panels with nothing but blank lines between them share one grid.

```python
for step in range({number}):
    train(step)
```

## Discussion

{prose}

```panel
type: bar
metrics: summary.val_acc
groupby: config.schedule
```

```panel
type: scalar
metric: summary.val_acc
```
"""
SENTENCE = "The *rate* of `{}` is higher than that of **others**, which is what one expects of a longer schedule. "


def generate(folder: Path, documents: int) -> None:
    """Reports of about 80 lines, each linked to the next."""
    for number in range(documents):
        prose = "\n\n".join(SENTENCE.format(number + part) * 4 for part in range(4))
        text = DOCUMENT.format(number=number, next=(number + 1) % documents, exponent=number % 5 + 1, prose=prose)
        (folder / f"report-{number}.md").write_text(text, encoding="utf-8")


def seconds(*command: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name), given.documents)
        commands = {
            "libraries": (sys.executable, "-c", LIBRARIES, name),
            "check": (sys.executable, "-m", "runpress", "check", name),
            "help": (sys.executable, "-m", "runpress", "--help"),
        }
        for command in commands.values():  # byte code and file caches
            seconds(*command)
        taken: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(given.rounds):
            for what, command in commands.items():
                taken[what].append(seconds(*command))
    medians = {what: statistics.median(times) for what, times in taken.items()}
    ratio = medians["check"] / medians["libraries"]
    print(f"parsing {given.documents} documents with the libraries alone: {medians['libraries']:.3f} s")
    print(f"runpress check: {medians['check']:.3f} s, {ratio:.2f} of that (at most {MOST_OF_PARSING})")
    print(f"runpress --help: {medians['help'] * 1000:.0f} ms (at most {MOST_HELP_SECONDS * 1000:.0f})")
    return int(ratio > MOST_OF_PARSING or medians["help"] > MOST_HELP_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
