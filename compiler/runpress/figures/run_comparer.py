"""Run comparer: config, summary and attributes of runs side by side, a column a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from runpress.data.protocol import Data, Query
from runpress.figures import reasons, wording
from runpress.figures.comparison import ComparerContent, ComparerRow
from runpress.figures.figure import Figure
from runpress.figures.groups import group_key, group_values
from runpress.figures.selection import SelectedRun, Selection
from runpress.figures.values import cell_text, known_keys
from runpress.model.attributes import ATTRIBUTES
from runpress.model.keys import Key
from runpress.model.panels.run_comparer import RunComparerPanel

MOST_RUNS = 50
_HEADER = frozenset({"name"})
"""Attributes that stand in the head of each column."""


def queries(panel: RunComparerPanel, selection: Selection) -> tuple[Query, ...]:
    """None beyond the run sets' own: runs bring their config and summary."""
    del panel, selection
    return ()


def figure(panel: RunComparerPanel, selection: Selection, data: Data) -> Figure:
    """The comparison; rows that do not differ are kept, marked, so that the page can show them."""
    every = selection.runs
    if not every:
        return Figure(reasons.no_runs(selection, data))
    runs = every[:MOST_RUNS]
    rows = [*_attribute_rows(runs), *_value_rows(runs, "config"), *_value_rows(runs, "summary")]
    content = ComparerContent(
        runs=tuple((run.ref, run.label, run.color) for run in runs),
        rows=tuple(rows),
        diff_only=panel.diff_only not in (None, False),
    )
    notes = (f"{MOST_RUNS} of {wording.count(len(every), 'run')} shown",) if len(every) > MOST_RUNS else ()
    return Figure(content, alt=_alt(runs, rows), notes=notes)


def _attribute_rows(runs: Sequence[SelectedRun]) -> list[ComparerRow]:
    keys = [Key("run", (name,)) for name in ATTRIBUTES if name not in _HEADER]
    rows = [_row("run", key, key.label, runs) for key in keys]
    return [row for row in rows if any(row.cells)]


def _value_rows(runs: Sequence[SelectedRun], section: Literal["config", "summary"]) -> list[ComparerRow]:
    keys = sorted(known_keys((run.run for run in runs), section), key=lambda key: key.path)
    shown = [key for key in keys if not key.path[0].startswith("_")]
    return [_row(section, key, ".".join(key.path), runs) for key in shown]


def _row(
    section: Literal["run", "config", "summary"], key: Key, label: str, runs: Sequence[SelectedRun]
) -> ComparerRow:
    # Compared by value, not by text: 0.1234567 and 0.1234568 look alike and differ.
    values = {group_key(group_values(run.run, (key,))) for run in runs}
    return ComparerRow(section, label, tuple(cell_text(run.run, key) for run in runs), differs=len(values) > 1)


def _alt(runs: Sequence[SelectedRun], rows: Sequence[ComparerRow]) -> str:
    different = [row.key for row in rows if row.differs and row.section == "config"]
    amount = wording.count(len(runs), "run")
    if len(runs) == 1:
        return f"Values of {amount}"
    if not different:
        return f"{amount} compared, with the same config"
    return f"{amount} compared, different in {wording.listed(different)}"
