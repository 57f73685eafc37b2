"""What `runpress check` costs, as a ratio to parsing the same documents with the libraries alone.

    python tests/bench/bench_check.py [--documents 200 --rounds 7]

The libraries: markdown-it-py with the plugins that documents need, PyYAML's C composer for front matter
and fences. Both are whole processes, start-up included; rounds are interleaved, medians are compared.
`runpress --help` is measured beside them.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from timing import Programs, medians, report, shown

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


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as bytecode:
        generate(Path(name), given.documents)
        programs = Programs(Path(bytecode))
        libraries, check, help_ = medians(
            given.rounds,
            lambda: programs.run(sys.executable, "-c", LIBRARIES, name),
            lambda: programs.runpress("check", name),
            lambda: programs.runpress("--help"),
        )
    print(f"parsing {given.documents} documents with the libraries alone: {shown(libraries)}; check: {shown(check)}")
    good = report("check, to the libraries alone", check.seconds / libraries.seconds, MOST_OF_PARSING)
    good &= report("seconds of runpress --help", help_.seconds, MOST_HELP_SECONDS)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
