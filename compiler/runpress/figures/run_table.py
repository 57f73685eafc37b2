"""Run table: runs as rows, with chosen, pinned and hidden columns; groups have a row above their runs."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Literal

from runpress.data.protocol import Data, Query
from runpress.figures import reasons, wording
from runpress.figures.figure import Figure, TableColumn, TableContent, TableRow
from runpress.figures.groups import NOT_SET
from runpress.figures.selection import Group, RunsetSelection, SelectedRun, Selection
from runpress.figures.values import TIMES, as_number, cell_text, known_keys, labels_of, number_of
from runpress.model.keys import NAME, Key
from runpress.model.order import Ordering
from runpress.model.panels.run_table import RunTablePanel

STANDARD = (NAME, Key("run", ("state",)), Key("run", ("created_at",)), Key("run", ("runtime",)))
MOST_RUNS = 1000
_MOST_FOUND = 6
"""Of config and of summary keys each, where the author chose no columns."""


def queries(panel: RunTablePanel, selection: Selection) -> tuple[Query, ...]:
    """None beyond the run sets' own: runs bring their values."""
    del panel, selection
    return ()


def figure(panel: RunTablePanel, selection: Selection, data: Data) -> Figure:
    """The table."""
    every = selection.runs
    if not every:
        return Figure(reasons.no_runs(selection, data))
    keys = columns_of(panel, selection)
    columns = tuple(_column(key, label, panel, every) for key, label in zip(keys, labels_of(keys), strict=True))
    shown = {run.ref for run in _sorted(every, panel.order)[: panel.max_runs_to_show or MOST_RUNS]}
    rows = [row for part in selection.runsets for row in _rows(part, panel, keys, columns=columns, shown=shown)]
    notes = (
        (f"{wording.grouped(str(len(shown)))} of {wording.count(len(every), 'run')} shown",)
        if len(shown) < len(every)
        else ()
    )
    return Figure(TableContent(columns=columns, rows=tuple(rows)), alt=_alt(len(shown), columns), notes=notes)


def columns_of(panel: RunTablePanel, selection: Selection) -> tuple[Key, ...]:
    """The columns: the panel's, else the run set's, else those that tell the runs apart; the name is first."""
    runset = selection.runsets[0].runset
    pinned = panel.pinned_columns or runset.pinned_columns
    visible = panel.visible_columns or runset.visible_columns
    order = panel.column_order or runset.column_order
    hidden = {*panel.hidden_columns, *runset.hidden_columns} - {*panel.visible_columns, *panel.pinned_columns}
    chosen = [*pinned, *order, *visible] if visible or order else [*pinned, *STANDARD, *_telling(selection.runs)]
    return (NAME, *(key for key in dict.fromkeys(chosen) if key != NAME and key not in hidden))


def _telling(runs: Sequence[SelectedRun]) -> list[Key]:
    """Config keys whose values differ, then summary keys with numbers."""
    config = [key for key in _public(runs, "config") if len(runs) == 1 or _differs(key, runs)]
    summary = [key for key in _public(runs, "summary") if _is_numeric(key, runs)]
    return config[:_MOST_FOUND] + summary[:_MOST_FOUND]


def _public(runs: Sequence[SelectedRun], section: Literal["config", "summary"]) -> list[Key]:
    """The keys of a section without W&B's own, which begin with `_`."""
    return [key for key in known_keys((run.run for run in runs), section) if not key.path[0].startswith("_")]


def _differs(key: Key, runs: Sequence[SelectedRun]) -> bool:
    return len({cell_text(run.run, key) for run in runs}) > 1


def _column(key: Key, label: str, panel: RunTablePanel, runs: Sequence[SelectedRun]) -> TableColumn:
    ordering = next((item for item in panel.order if item.name == key), None)
    return TableColumn(
        key=str(key),
        label=label,
        numeric=_is_numeric(key, runs),
        pinned=key == NAME or key in panel.pinned_columns,
        sort=None if ordering is None else "ascending" if ordering.ascending else "descending",
    )


def _is_numeric(key: Key, runs: Sequence[SelectedRun]) -> bool:
    if key.section == "run" and key.path[0] in TIMES:
        return False
    values = [value for run in runs if (value := run.run.value(key)) is not None]
    return bool(values) and all(not isinstance(value, str | bool) and as_number(value) is not None for value in values)


def _sorted(runs: Sequence[SelectedRun], order: Sequence[Ordering]) -> list[SelectedRun]:
    """Stable by several keys; runs without a value come last, whichever the direction."""
    found = list(runs)
    for item in reversed(order):
        have = [run for run in found if _sort_value(run, item.name) is not None]
        lack = [run for run in found if _sort_value(run, item.name) is None]
        found = [*sorted(have, key=functools.partial(_sort_key, key=item.name), reverse=not item.ascending), *lack]
    return found


def _sort_value(run: SelectedRun, key: Key) -> float | str | None:
    if key == NAME:
        return run.label
    number = number_of(run.run, key)
    if number is not None:
        return None if math.isnan(number) else number
    return cell_text(run.run, key) or None


def _sort_key(run: SelectedRun, *, key: Key) -> tuple[bool, float, str]:
    value = _sort_value(run, key)
    return (isinstance(value, str), 0.0, value) if isinstance(value, str) else (False, value or 0.0, "")


def _rows(
    part: RunsetSelection, panel: RunTablePanel, keys: Sequence[Key], *, columns: Sequence[TableColumn], shown: set[str]
) -> list[TableRow]:
    """The rows of a run set. Rows of runs that the author hid are there, for readers to show."""
    if not part.groups:
        kept = [run for run in part.runs if run.hidden != (run.ref in shown)]
        return [_row(run, keys, is_hidden=run.hidden) for run in _sorted(kept, panel.order)]
    rows: list[TableRow] = []
    for group in part.groups:
        members = _sorted([run for run in group.members if run.ref in shown and not run.hidden], panel.order)
        if members:
            rows += [_group_row(group, members, keys, columns=columns), *(_row(run, keys) for run in members)]
    return rows


def _row(run: SelectedRun, keys: Sequence[Key], *, is_hidden: bool = False) -> TableRow:
    cells = tuple(run.label if key == NAME else cell_text(run.run, key) for key in keys)
    return TableRow(
        run=run.ref,
        label=run.label,
        color=run.color,
        cells=cells,
        group=run.group,
        runs=(run.ref,),
        hidden=is_hidden,
    )


def _group_row(
    group: Group, members: Sequence[SelectedRun], keys: Sequence[Key], *, columns: Sequence[TableColumn]
) -> TableRow:
    """The group's row: its size, the mean of numbers, what all its runs share."""
    head = f"{group.label} ({wording.count(len(members), 'run')})"
    cells = [
        head if key == NAME else _group_cell(key, members, is_numeric=column.numeric)
        for key, column in zip(keys, columns, strict=True)
    ]
    return TableRow(
        run="",
        label=group.label,
        color=group.color,
        cells=tuple(cells),
        group=group.key,
        runs=tuple(run.ref for run in members),
    )


def _group_cell(key: Key, members: Sequence[SelectedRun], *, is_numeric: bool) -> str:
    texts = list(dict.fromkeys(cell_text(run.run, key) for run in members))
    if len(texts) == 1:
        return texts[0]
    if is_numeric:
        numbers = [value for run in members if (value := number_of(run.run, key)) is not None and math.isfinite(value)]
        if numbers:
            mean = math.fsum(numbers) / len(numbers)
            return (
                f"mean {wording.duration(mean) if key == Key('run', ('runtime',)) else wording.number(mean, digits=5)}"
            )
    if key.section == "run" and key.path[0] in TIMES:
        there = sorted(text for text in texts if text)
        return f"{there[0]} to {there[-1]}" if len(there) > 1 else "".join(there)
    return f"{len(texts)} values" if all(texts) else f"{len(texts)} values, some {NOT_SET}"


def _alt(amount: int, columns: Sequence[TableColumn]) -> str:
    return f"Table of {wording.count(amount, 'run')} with {wording.listed(column.label for column in columns)}"
