"""Selections of the eight runs that the figures of `support.figures` show."""

from __future__ import annotations

from typing import Any

from runpress.figures import Selection, select
from runpress.model.runset import Runset
from support import figures
from support.memory_data import MemoryData
from support.runs import run

RUNS = [
    run(
        f"run{n}",
        name=figures.LABELS[n],
        config={"schedule": "cosine" if n < 4 else "step"},
        summary={"val_acc": n / 10},
    )
    for n in range(8)
]


def selection(**options: Any) -> Selection:
    """One run set over the eight runs."""
    return select((Runset(name="all", **options),), MemoryData(RUNS, {}), default_project="acme/demo")
