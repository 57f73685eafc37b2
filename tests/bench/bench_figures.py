"""How long figures take beyond their queries: 30 line panels of 20 curves of 1 000 points, drawn and written.

python tests/bench/bench_figures.py
"""

from __future__ import annotations

import random
import sys
import time
from array import array
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "compiler")]

from runpress.data.protocol import Run, Series, SeriesQuery  # noqa: E402 - after the path is set
from runpress.figures import as_text, draw, queries, select  # noqa: E402
from runpress.model.panels import LinePanel  # noqa: E402
from runpress.model.runset import Runset  # noqa: E402
from support.memory_data import MemoryData  # noqa: E402

PANELS, CURVES, POINTS = 30, 20, 1000


class Prepared(MemoryData):
    """Answers that are there before they are asked for."""

    def prepare(self, asked: list[SeriesQuery]) -> None:
        numbers = random.Random(1)  # noqa: S311 - made-up curves
        x = array("d", (10.0 * at + 4 for at in range(POINTS)))

        def values() -> array[float]:
            return array("d", (numbers.random() for _ in range(POINTS)))

        self.answers = {
            query: [
                Series(run, metric, x, values(), values(), values(), 10 * POINTS)
                for run in query.runs
                for metric in query.metrics
            ]
            for query in asked
        }

    def series(self, query: SeriesQuery) -> list[Series]:
        return self.answers[query]


def measure(name: str, runset: Runset, **options: object) -> None:
    runs = [
        Run(f"r{at}", f"run {at}", "a/b", {"created_at": f"2026-11-01T00:00:{at:02d}"}, {"opt": at % 4})
        for at in range(CURVES)
    ]
    data = Prepared(runs)
    selection = select([runset], data, default_project="a/b")
    panels = [LinePanel(y=f"m{at}", **options) for at in range(PANELS)]  # type: ignore[arg-type]  # options of the panel
    data.prepare([query for panel in panels for query in queries(panel, selection) if isinstance(query, SeriesQuery)])
    start = time.perf_counter()
    figures = [draw(panel, selection, data) for panel in panels]
    drawn = time.perf_counter()
    size = sum(len(as_text(figure)) for figure in figures)
    written = time.perf_counter()
    print(f"{name:10} drawn {drawn - start:.3f} s, written {written - drawn:.3f} s, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    measure("plain", Runset())
    measure("smoothed", Runset(), smoothing_factor=0.6)
    measure("grouped", Runset(groupby=["config.opt"]))
