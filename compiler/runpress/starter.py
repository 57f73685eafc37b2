"""The files of a documents repository to start from. The runs in it are computed, always the same."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from runpress.frozen import frozen

_STEPS = 200
_EVERY = 4
PROJECT = "my-team/first-project"

MKDOCS = f"""plugins:
  - search
  - runpress:
      data:
        {PROJECT}: runs
"""
_CONFIG = """site_name: {name}
docs_dir: docs

# `runpress serve` and `runpress build` read this; `mkdocs serve` and `mkdocs build` do, too.
"""
_INDEX = """# {name}

- [A first report](reports/first-report.md): six runs, two optimisers.

Add a Markdown file to this folder, and it appears here. `runpress check` says what is wrong.
"""
_REPORT = f"""---
title: A first report
description: Six runs, two optimisers, three learning rates.
kind: report
project: {PROJECT}
---

```runset
name: all
groupby: config.optimizer
order: summary.val_loss
```

## Training

Both optimisers learn; the one with momentum is quicker.

```panel
type: line
title: Validation loss
y: val_loss
smoothing: 0.5
width: 1/2
```

```panel
type: bar
title: Best accuracy
metrics: summary.val_acc
width: 1/2
```

## Try this

- Change `smoothing` above and save: only that panel changes.
- Write `filters: config.lr < 0.1` into the `runset` fence.
- Put your own runs into `runs/`: a row a run in `runs.csv`, a row a step in `history.csv`.
"""
_IGNORE = ".runpress/\nsite/\n"


@frozen
class _Run:
    id: str
    name: str
    optimizer: str
    lr: float
    rate: float
    floor: float

    def loss(self, step: int) -> float:
        """A curve that falls, with a ripple that depends on the run alone."""
        ripple = 0.04 * math.sin(step * (1 + self.lr) / 7 + len(self.name)) * math.exp(-step / 150)
        return self.floor + 2.0 * math.exp(-self.rate * step / 40) + ripple

    def accuracy(self, step: int) -> float:
        return 1 - 0.9 * math.exp(-self.rate * step / 55) - self.floor / 10


def starter_files(name: str, *, docs: str, has_config: bool) -> dict[str, str]:
    """The text of each file by its path. `has_config`: a mkdocs.yml stands there, with documents in `docs`."""
    prefix = "" if docs == "." else f"{docs}/"
    files = {
        f"{prefix}reports/first-report.md": _REPORT,
        "runs/runs.csv": "\n".join(_runs_rows()) + "\n",
        "runs/history.csv": "\n".join(_history_rows()) + "\n",
    }
    if has_config:
        return files
    title = json.dumps(name, ensure_ascii=False)
    return {
        "mkdocs.yml": _CONFIG.format(name=title) + MKDOCS,
        f"{prefix}index.md": _INDEX.format(name=name),
        **files,
        ".gitignore": _IGNORE,
    }


def _runs() -> Iterator[_Run]:
    for optimizer, speed in (("sgd", 1.0), ("momentum", 1.8)):
        for at, lr in enumerate((0.01, 0.03, 0.1)):
            rate = speed * (0.5 + 0.4 * at)
            yield _Run(f"{optimizer[:3]}{at + 1:03}", f"{optimizer}-{lr}", optimizer, lr, rate, 0.3 - 0.05 * at)


def _runs_rows() -> Iterator[str]:
    yield "id,name,state,created_at,config.optimizer,config.lr,summary.val_loss,summary.val_acc"
    for at, run in enumerate(_runs()):
        day = f"2026-01-{at + 5:02}T09:00:00Z"
        last = f"{run.loss(_STEPS):.5f},{run.accuracy(_STEPS):.5f}"
        yield f"{run.id},{run.name},finished,{day},{run.optimizer},{run.lr},{last}"


def _history_rows() -> Iterator[str]:
    yield "run,_step,val_loss,val_acc"
    for run in _runs():
        for step in range(0, _STEPS + 1, _EVERY):
            yield f"{run.id},{step},{run.loss(step):.5f},{run.accuracy(step):.5f}"
