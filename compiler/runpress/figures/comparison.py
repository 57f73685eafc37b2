"""The figure of runs side by side; see `runpress.figures.figure`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class ComparerRow:
    """One key of a run comparer with its value in each run."""

    section: Literal["run", "config", "summary"]
    key: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparerContent:
    """Runs side by side: a column a run, a row a key."""

    kind: ClassVar[str] = "comparer"
    runs: tuple[tuple[str, str, str], ...] = ()
    """(run id, label, colour)."""
    rows: tuple[ComparerRow, ...] = ()
    diff_only: bool = False
