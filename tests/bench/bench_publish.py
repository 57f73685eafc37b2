"""What planning and publishing cost, beside W&B's own package, against the same server.

    python tests/bench/bench_publish.py [--documents 200 --reports 40 --rounds 3]

- Planning unchanged documents: seconds, and how many mutations a publish of them sends.
- Publishing new reports beside `wandb-workspaces` saving the same ones, one by one, both as whole processes, with 50 ms
  added to each request.
- The time between the last reading of a view and its writing, which only servers of runpress guard.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from timing import Programs, medians, report, shown

from support.faulty import Asked, Faulty, faulty
from support.local_server import KEY, Running, running

MOST_PLAN_SECONDS = 5.0
MOST_OF_PACKAGE = 1 / 3
MOST_WINDOW_SECONDS = 0.02
"""Beside one round trip."""
LATENCY_SECONDS = 0.05
DOCUMENT = """---
title: Report {number}
kind: report
id: report-{number}
project: acme/{project}
---

## Results

Cosine decay beats step decay in *{number}* of all runs.

```panel
type: line
title: Validation loss
y: [val_loss, train_loss]
```

```panel
type: bar
metrics: [summary.val_acc]
```
"""
PACKAGE = """
import sys
import wandb_workspaces.reports.v2 as wr
for number in range(int(sys.argv[2])):
    wr.Report(entity="acme", project=sys.argv[1], title=f"Report {number}", blocks=[
        wr.H2("Results"),
        wr.P(text=f"Cosine decay beats step decay in {number} of all runs."),
        wr.PanelGrid(panels=[
            wr.LinePlot(title="Validation loss", y=["val_loss", "train_loss"]),
            wr.BarPlot(metrics=["val_acc"]),
        ]),
    ]).save()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        running(Path(name) / "there") as server,
        faulty(server.url) as proxy,
    ):
        programs = Programs(Path(name) / "bytecode")
        programs.environ |= server.environ() | {"WANDB_BASE_URL": proxy.url, "WANDB_API_KEY": KEY, "CI": ""}
        good = unchanged(programs, proxy, server, Path(name), asked.documents)
        proxy.latency_seconds = LATENCY_SECONDS
        good &= beside_package(programs, server, Path(name), asked.reports, asked.rounds)
        good &= window(programs, proxy, server, Path(name))
    return 0 if good else 1


def write(folder: Path, server: Running, project: str, count: int) -> Path:
    """A repository of reports for a project, which is made."""
    (folder / ".git").mkdir(parents=True)
    server.server.projects.ensure("acme", project, now="2026-01-01T00:00:00Z")
    for number in range(count):
        text = DOCUMENT.format(number=number, project=project)
        (folder / f"report-{number}.md").write_text(text, encoding="utf-8")
    return folder


def unchanged(programs: Programs, proxy: Faulty, server: Running, home: Path, count: int) -> bool:
    """Plan and publish what is published already."""
    folder = write(home / "unchanged", server, "unchanged", count)
    programs.runpress("publish", "--yes", cwd=folder)
    proxy.seen.clear()
    (planned,) = medians(3, lambda: programs.runpress("plan", cwd=folder))
    programs.runpress("publish", "--yes", cwd=folder)
    mutations = [one for one in proxy.seen if one.operation in ("upsertView", "deleteView", "CreateProject")]
    print(f"{count} unchanged documents planned: {shown(planned)}; {len(proxy.seen)} requests in five runs")
    good = report("seconds of planning", planned.seconds, MOST_PLAN_SECONDS)
    return report("mutations of publishing them", float(len(mutations)), 0.0) and good


def beside_package(programs: Programs, server: Running, home: Path, count: int, rounds: int) -> bool:
    """Publish new reports; let the package save the same ones."""
    made = 0

    def ours() -> object:
        nonlocal made
        made += 1
        folder = write(home / f"ours-{made}", server, f"ours-{made}", count)
        return programs.runpress("publish", "--yes", cwd=folder)

    def theirs() -> object:
        nonlocal made
        made += 1
        server.server.projects.ensure("acme", f"theirs-{made}", now="2026-01-01T00:00:00Z")
        return programs.run(sys.executable, "-c", PACKAGE, f"theirs-{made}", str(count))

    mine, package = medians(rounds, ours, theirs, warm_up=False)
    print(f"{count} new reports, 50 ms a request: {shown(mine)}; wandb-workspaces {shown(package)}")
    return report("publishing, to the package one by one", mine.seconds / package.seconds, MOST_OF_PACKAGE)


def window(programs: Programs, proxy: Faulty, server: Running, home: Path) -> bool:
    """How long a view that was read last may be changed before it is written."""
    folder = write(home / "window", server, "window", 30)
    programs.runpress("publish", "--yes", cwd=folder)
    for file in folder.glob("*.md"):
        file.write_text(file.read_text().replace("beats", "beat"), encoding="utf-8")
    answered: dict[str, float] = {}
    windows: list[float] = []

    def reading(asked: Asked) -> None:
        if asked.operation == "SpecificReport":
            answered[str(asked.variables.get("id"))] = time.perf_counter()

    def writing(asked: Asked) -> bool:
        view = str(asked.variables.get("id") or "")
        if asked.operation == "upsertView" and view in answered:
            windows.append(time.perf_counter() - answered[view])
        return False

    proxy.answered = reading
    proxy.fail("latency", writing)
    programs.runpress("publish", "--yes", cwd=folder)
    proxy.heal()
    windows.sort()
    # Begun when the answer leaves, ended when the proxy looks at the request, its latency over: that is the round trip.
    late = windows[int(0.99 * (len(windows) - 1))] - LATENCY_SECONDS
    print(f"{len(windows)} updates, from reading to writing beside one round trip: p99 {1000 * late:.0f} ms")
    return report("seconds between reading and writing, beside one round trip", late, MOST_WINDOW_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
