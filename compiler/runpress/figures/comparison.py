"""The figure of runs side by side; see `runpress.figures.figure`."""

from __future__ import annotations

from typing import ClassVar, Literal

from runpress.frozen import frozen


@frozen
class ComparerRow:
    """One key of a run comparer with its value in each run."""

    section: Literal["run", "config", "summary"]
    key: str
    cells: tuple[str, ...]
    differs: bool
    """Whether the runs that the author shows have not all the same value."""
    hidden: bool = False
    """Whether only runs have a value that the author hid."""


@frozen
class ComparerContent:
    """Runs side by side: a column a run, a row a key."""

    kind: ClassVar[str] = "comparer"
    runs: tuple[tuple[str, str, str], ...] = ()
    """(run id, label, colour)."""
    rows: tuple[ComparerRow, ...] = ()
    diff_only: bool = False
    hidden: frozenset[str] = frozenset()
    """Ids of runs that are not shown until a reader shows them; their columns follow the others."""
