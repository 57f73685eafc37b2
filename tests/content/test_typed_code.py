"""Code that uses runpress passes the strictest type checker as it stands: the guide's, and every option's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "content" / "guide"
FENCE = re.compile(r"^(`{3,})python\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
OPTIONS = """
from __future__ import annotations

import runpress as rp

rows: list[str] = ["val_loss"]
runset = rp.Runset(
    filters=[rp.config("lr") == 0.1, rp.summary("acc") > 0.5],
    groupby=[rp.config("schedule"), "group"],
    order=[-rp.summary("acc"), "config.lr", rp.Ordering(name="created_at")],
    run_settings={"r1": rp.RunSettings(color="red")},
    visible_columns=[rp.summary("acc"), "config.lr"],
    pinned_runs=["r1"],
)
panels: list[rp.Panel] = [
    rp.LinePanel(x="Step", y=rows, groupby="none", layout=rp.Layout(x=0, y=0, w=12, h=8)),
    rp.ScatterPanel(x=rp.config("lr"), y="acc", gradient=["blue", (100, "red")], range_x=(0, None)),
    rp.ParallelCoordinatesPanel(columns=[rp.config("lr"), "acc", {"metric": "loss", "log": True}]),
    rp.BarPanel(metrics="acc", line_colors={"r1": "red"}),
]
report: rp.Report = rp.report([rp.grid(panels, runsets=[runset])], title="T", project="acme/digits")
copied = rp.LinePanel(y=["a"], layout=panels[0].layout)
"""


def test_code_of_users_is_typed(tmp_path: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md"))]
    texts = [match[2] for page in pages for match in FENCE.finditer(page) if "import runpress as rp" in match[2]]
    assert len(texts) > 5
    for at, text in enumerate([OPTIONS, *texts]):
        (tmp_path / f"code_{at}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(tmp_path / "cache")]
    files = sorted(str(path) for path in tmp_path.glob("*.py"))
    environ = {"MYPYPATH": str(ROOT / "compiler"), "PATH": ""}
    done = subprocess.run(
        [*command, *files], capture_output=True, text=True, timeout=600, check=False, cwd=tmp_path, env=environ
    )
    assert done.stdout == "", done.stdout
    assert done.returncode == 0, done.stderr


def test_options_are_read_as_they_are_typed() -> None:
    names: dict[str, object] = {}
    exec(compile(OPTIONS, "<options>", "exec"), names)  # noqa: S102 - our own code
    assert names["report"]
