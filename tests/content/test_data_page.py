"""The script of the guide's page on data files, run with the real `wandb` on a server: what it writes is shown."""

from __future__ import annotations

import re
from pathlib import Path

from support.local_server import running
from support.sites import run, write

PAGE = Path(__file__).parents[2] / "content" / "guide" / "data.md"
LOGGED = """
import wandb
for name, rate in (("slow", 0.01), ("fast", 0.1)):
    with wandb.init(entity="acme", project="digits", id=name, name=name, config={"optimizer": {"lr": rate}}, tags=["x"]) as run:
        for step in range(4):
            run.log({"loss": rate / (step + 1), "note": "text"} if step else {"loss": rate})
with wandb.init(entity="acme", project="digits", id="none", name="none") as run:
    pass
"""
DOCUMENT = """---
title: Exported runs
kind: report
project: acme/digits
---
```runset
filters: config.optimizer.lr == 0.1 and "x" in tags and summary.loss <= 1
```

```panel
type: line
y: loss
```

```panel
type: scatter
x: config.optimizer.lr
y: summary.loss
```
"""
SETTINGS = "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/digits: runs/digits}\n"


def test_runs_of_a_server_are_exported_and_shown(tmp_path: Path) -> None:
    section = PAGE.read_text(encoding="utf-8").partition("\n## From a server\n")[2].partition("\n## ")[0]
    script = section.partition("```python\n")[2].partition("```")[0]
    assert re.search(r"^import wandb$", script, re.MULTILINE)
    with running(tmp_path / "server") as local:
        local.run(LOGGED)
        local.run(script)
        folder = write(local.home, {"mkdocs.yml": SETTINGS, "docs/index.md": DOCUMENT})
        done = run("check", "--data", "--strict", "docs", cwd=folder)
        assert (done.returncode, done.stdout + done.stderr) == (0, "All good: 1 report, 2 panels, 1 run set.\n")
        built = run("build", "-o", "site", cwd=folder)
        assert (built.returncode, "error" in built.stderr) == (0, False)
        page = (folder / "site" / "index.html").read_text(encoding="utf-8")
        assert "1 of 3 runs" in page
        head = (folder / "runs/digits/history/fast.csv").read_text(encoding="utf-8").splitlines()[0]
        assert sorted(head.split(",")) == ["_runtime", "_step", "_timestamp", "loss"]
