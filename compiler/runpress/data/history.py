"""Histories as one wide table, whatever the files look like: run, x axes, a column of doubles a metric.

The table is a view: nothing is read until a query asks, and then only the columns it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from runpress.data.columns import Kind, as_number, leaves, literal
from runpress.data.engine import Engine
from runpress.data.long_form import is_long, widened
from runpress.data.parts import part_sql
from runpress.data.sources.base import Landed, Part
from runpress.frozen import frozen

RUN_NAMES = ("run", "run_id")
STEP_NAMES = ("_step", "step", "Step")
"""The first that a file has; without any, rows are counted from 0."""
TIME = "_timestamp"
AXES = {
    "_step": "x_step",
    "_timestamp": "x_timestamp",
    "_runtime": "x_runtime",
    "_absolute_runtime": "x_absolute_runtime",
}


@frozen
class History:
    """A table of histories: SQL to read it, and the column of each metric."""

    sql: str
    columns: Mapping[str, str]
    """Metric or x axis to column, in the order of the files."""
    has_whole_steps: bool
    """Whether `_step` is of a whole type."""
    is_per_run: bool = False
    """Whether each file holds one run."""

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics, x axes left out."""
        return tuple(name for name in self.columns if name not in AXES)


@frozen
class _Reading:
    """How one part is read: SQL of each thing, over its columns `c0`, `c1`, …"""

    part: Part
    run: str
    step: str
    time: str
    runtime: str
    metrics: Mapping[str, str]
    has_whole_steps: bool


def history_of(landed: Landed, *, only_run: str | None, engine: Engine) -> tuple[History | None, bool]:
    """The table of all parts, None without any; and whether a part was left out, as its rows belong to no run.

    `only_run` is the run of a file that names none: the project's only one.
    """
    parts = [_widened(part, engine) for part in landed.parts]
    readings = [reading for part in parts if (reading := _reading(part, landed, only_run))]
    history = _history(readings, is_per_run=bool(landed.run_of_path)) if readings else None
    return history, len(readings) < len(parts)


def _history(readings: list[_Reading], *, is_per_run: bool) -> History:
    metrics = {name: f"m{number}" for number, name in enumerate(dict.fromkeys(_metric_names(readings)))}
    union = " UNION ALL ".join(_select(reading, metrics) for reading in readings)
    count = "row_number() OVER (PARTITION BY run ORDER BY file, row) - 1"
    first = "min(t) OVER (PARTITION BY run)"
    columns = ", ".join(metrics.values())
    sql = (
        f"SELECT run, {_coalesced('s', count, readings, 'step')} AS x_step, t AS x_timestamp, "
        f"{_coalesced('r', f't - {first}', readings, 'runtime')} AS x_runtime, t - {first} AS x_absolute_runtime, "
        f"file, row{', ' + columns if columns else ''} FROM ({union})"
    )
    return History(sql, AXES | metrics, all(reading.has_whole_steps for reading in readings), is_per_run)


def _widened(part: Part, engine: Engine) -> Part:
    return widened(part, engine) if is_long(part) else part


def _coalesced(column: str, otherwise: str, readings: list[_Reading], what: str) -> str:
    """The column, or what stands in for it where files lack it. Windows cost, so only where needed."""
    return (
        column if all(getattr(reading, what) != "NULL" for reading in readings) else f"coalesce({column}, {otherwise})"
    )


def _metric_names(readings: list[_Reading]) -> Iterator[str]:
    for reading in readings:
        yield from reading.metrics


def _reading(part: Part, landed: Landed, only_run: str | None) -> _Reading | None:
    places = {column.name: (f"c{number}", column.kind) for number, column in enumerate(part.columns)}
    run_name = next((name for name in RUN_NAMES if name in places), None)
    step_name = next((name for name in STEP_NAMES if name in places), None)
    metrics = {
        name: number
        for column, (sql, kind) in places.items()
        if column not in {run_name, step_name, *AXES}
        for name, inner, value in leaves(column, kind, sql)
        if (number := as_number(inner, value))
    }
    step, is_whole = _step(places.get(step_name or ""))
    run = _run(*places[run_name]) if run_name else _run_of_file(landed, only_run)
    if run is None:
        return None
    return _Reading(
        part,
        run=run,
        step=step,
        time=_time(places.get(TIME)),
        runtime=_number(places.get("_runtime")),
        metrics=metrics,
        has_whole_steps=is_whole,
    )


def _step(place: tuple[str, Kind] | None) -> tuple[str, bool]:
    if place is None:
        return "NULL", True
    sql, kind = place
    if kind.is_integer:
        return f"TRY_CAST({sql} AS BIGINT)", True  # a step may be greater than any that is meant
    return as_number(kind, sql) or "NULL", False


def _number(place: tuple[str, Kind] | None) -> str:
    return as_number(place[1], place[0]) or "NULL" if place else "NULL"


def _time(place: tuple[str, Kind] | None) -> str:
    if place is None:
        return "NULL"
    sql, kind = place
    if kind.is_text:
        return f"coalesce(TRY_CAST(CAST({sql} AS VARCHAR) AS DOUBLE), epoch_us(TRY_CAST(CAST({sql} AS VARCHAR) AS TIMESTAMP)) / 1e6)"
    return as_number(kind, sql) or "NULL"


def _run(sql: str, kind: Kind) -> str:
    """Ids are text; a column of whole numbers with gaps comes as doubles."""
    whole = f"TRY_CAST({sql} AS BIGINT)" if kind.type in {"float", "double"} else sql
    return f"CAST({whole} AS VARCHAR)"


def _run_of_file(landed: Landed, only_run: str | None) -> str | None:
    if not landed.run_of_path:
        return literal(only_run) if only_run else None
    if all(PurePath(path).stem == run for path, run in landed.run_of_path):
        return "parse_filename(file, true)"
    cases = " ".join(f"WHEN {literal(path)} THEN {literal(run)}" for path, run in landed.run_of_path)
    return f"CASE file {cases} END"


def _select(reading: _Reading, metrics: Mapping[str, str]) -> str:
    values = "".join(f", {reading.metrics.get(name, 'NULL::DOUBLE')} AS {column}" for name, column in metrics.items())
    return (
        f"SELECT {reading.run} AS run, {reading.step} AS s, {reading.time} AS t, {reading.runtime} AS r, "
        f"file, row{values} FROM {part_sql(reading.part)}"
    )
