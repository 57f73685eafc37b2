"""Projects to build, and sites built of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from runpress.backends.html.build import BuildOptions, BuildResult, build_site
from runpress.project import find_project
from runpress.themes import load_theme

FILES: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: Reports\ndocs_dir: docs\n",
    "docs/index.md": "# Start\n\nSee [two](two.md#deeper) and [the folder](deep/).\n",
    "docs/two.md": "# Two\n\n## Deeper\n\n![pic](img/pic.png) [data](img/table.csv)\n",
    "docs/deep/index.md": "# Deep\n\n[up](../two.md)\n",
    "docs/deep/three.md": "---\ntitle: Three & <more>\n---\nText.\n",
    "docs/draft.md": "---\ndraft: true\n---\n# Draft\n",
    "docs/img/pic.png": b"\x89PNG\r\n\x1a\n",
    "docs/img/table.csv": "a,b\n",
    "docs/.hidden/secret.md": "# Secret\n",
}
PANELS = """---
project: acme/digits
---
# Panels

```panel
type: line
y: loss
```
"""
RUNS: dict[str, str | bytes] = {
    "runs/runs.csv": "id,name,state\na,ada,finished\n",
    "runs/history.csv": "run,_step,loss\n" + "".join(f"a,{at},{1 / (at + 1):.4f}\n" for at in range(20)),
}
WITH_DATA: dict[str, str | bytes] = {
    **FILES,
    **RUNS,
    "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/digits: runs}\n",
    "docs/panels.md": PANELS,
}


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def build(folder: Path, out: Path | None = None, **options: Any) -> BuildResult:
    """Build the project of a folder, into its `site` if nothing else is said."""
    project = find_project(folder, environ={})
    return build_site(project, load_theme(), BuildOptions(out=out or folder / "site", **options), progress=quiet)
