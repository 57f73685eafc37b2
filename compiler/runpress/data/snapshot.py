"""One source in one state of its files: its runs, its histories, its media."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runpress.data.columns import INSTANTS
from runpress.data.engine import Engine
from runpress.data.history import AXES, History, history_of
from runpress.data.protocol import Media, MediaQuery, Run, Series, SeriesQuery
from runpress.data.queries import histories
from runpress.data.queries.compiling import Compiler
from runpress.data.records import runs_of
from runpress.data.series import SeriesReader
from runpress.data.sources.base import Column, DataSource, Landed
from runpress.diagnostics import Diagnostic


class Snapshot:
    """A source as it was when its files were last looked at."""

    def __init__(self, source: DataSource, state: str, engine: Engine, compiler: Compiler) -> None:
        self.state = state
        self._source = source
        self._engine = engine
        self._compiler = compiler
        self._schema = engine.new_schema()
        self.findings: list[Diagnostic] = []
        self.runs: list[Run] = runs_of(self._rows("runs"), source.project)
        self._history = self._land_history()
        if not self.runs and self._history:
            self.runs = [Run(id=run, name=run, project=source.project) for run in self._logged_runs()]
        self._media = list(self._rows("media"))

    def series(self, query: SeriesQuery) -> list[Series]:
        """The series of a query."""
        if self._history is None:
            return []
        return SeriesReader(self._engine, self._compiler, self._schema, self._history).read(query)

    def keys(self, runs: Sequence[str]) -> dict[str, int]:
        """How many of the runs log each metric."""
        history = self._history
        if history is None or not history.metrics:
            return {}
        columns = tuple(history.columns[metric] for metric in history.metrics)
        SeriesReader(self._engine, self._compiler, self._schema, history).want(list(runs))
        sql = self._compiler.sql(("counts", columns), lambda: histories.counts(columns))
        (row,) = self._engine.rows(sql)
        return {metric: int(count) for metric, count in zip(history.metrics, row, strict=True) if count}

    def media(self, query: MediaQuery) -> list[Media]:
        """The media of a query, those whose file is there; of all keys if it names none."""
        runs = {run: at for at, run in enumerate(query.runs)}
        names = query.keys or sorted({str(row.get("key")) for row in self._media})
        keys = {key: at for at, key in enumerate(names)}
        found = [item for row in self._media if row.get("run") in runs and row.get("key") in keys and (item := self._item(row))]
        return sorted(found, key=lambda item: (runs[item.run], keys[item.key], item.step, item.index))

    def _item(self, row: Mapping[str, Any]) -> Media | None:
        path = self._source.media_path(str(row.get("path") or ""))
        if path is None:
            return None
        numbers = {name: int(row.get(name) or 0) for name in ("step", "index", "width", "height")}
        return Media(run=str(row["run"]), key=str(row["key"]), path=path, caption=str(row.get("caption") or ""), **numbers)

    def _land_history(self) -> History | None:
        landed, findings = self._source.fetch("history", self._engine)
        self.findings += findings
        only = self.runs[0].id if len(self.runs) == 1 else None
        history = history_of(landed, only_run=only)
        if history is not None:
            self._engine.run(f"CREATE VIEW {self._schema}.history AS {history.sql}")
        return history

    def _logged_runs(self) -> list[str]:
        rows = self._engine.rows(f"SELECT DISTINCT run FROM {self._schema}.history WHERE run IS NOT NULL ORDER BY run")
        return [run for (run,) in rows]

    def _rows(self, table: Any) -> list[dict[str, Any]]:
        landed, findings = self._source.fetch(table, self._engine)
        self.findings += findings
        return [row for part in landed.parts for row in _part_rows(landed, part, self._engine)]


def _part_rows(landed: Landed, part: Any, engine: Engine) -> list[dict[str, Any]]:
    del landed
    names = ", ".join([*(f"c{i}" for i in range(len(part.columns))), "file", "row"])
    values = ", ".join(_value(i, column) for i, column in enumerate(part.columns))
    rows = engine.rows(f"SELECT {values} FROM {part.relation} AS part({names}) ORDER BY file, row")
    return [dict(zip((column.name for column in part.columns), row, strict=True)) for row in rows]


def _value(number: int, column: Column) -> str:
    """SQL of a column as Python can take it without time zone data."""
    if column.kind.type in INSTANTS:
        return f"CAST(c{number} AS TIMESTAMP)"
    return f"c{number}"


_ = AXES
