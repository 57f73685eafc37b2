"""One source in one state of its files: its runs, its histories, its media."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runpress.data.engine import Engine, EngineError, raise_if_interrupted
from runpress.data.findings import duplicates, failed, no_run, unlisted
from runpress.data.history import History, history_of
from runpress.data.protocol import Media, MediaQuery, Run, Series, SeriesQuery
from runpress.data.queries.compiling import Compiler
from runpress.data.records import runs_of
from runpress.data.series import SeriesReader
from runpress.data.sources.base import DataSource, Row
from runpress.data.summaries import with_last_values
from runpress.diagnostics import Diagnostic


class Snapshot:
    """A source as it was when its files were last looked at."""

    def __init__(self, source: DataSource, state: str, engine: Engine, compiler: Compiler) -> None:
        self.state = state
        self.schema = engine.new_schema()
        self.project = source.project
        self.findings: list[Diagnostic] = []
        self._source = source
        self._engine = engine
        listed = self._listed_runs()
        history = self._land_history(listed)
        self._series = SeriesReader(engine, compiler, self.schema, history) if history else None
        self.runs = self._with_histories(listed, history)
        self._media = self._rows("media")

    def series(self, query: SeriesQuery) -> list[Series]:
        """The series of a query."""
        return self._series.read(query) if self._series else []

    def keys(self, runs: Sequence[str]) -> dict[str, int]:
        """How many of the runs log each metric."""
        return self._series.counts(runs) if self._series else {}

    def media(self, query: MediaQuery) -> list[Media]:
        """The media of a query, those whose file is there."""
        runs = {run: at for at, run in enumerate(query.runs)}
        names = query.keys or sorted({str(row.get("key")) for row in self._media})
        keys = {key: at for at, key in enumerate(names)}
        rows = [row for row in self._media if str(row.get("run")) in runs and row.get("key") in keys]
        found = [item for row in rows if (item := self._item(row))]
        return sorted(found, key=lambda item: (runs[item.run], keys[item.key], item.step, item.index))

    def _item(self, row: Row) -> Media | None:
        path = self._source.media_path(str(row.get("path") or ""))
        if path is None:
            return None
        numbers = {name: _whole(row.get(name)) for name in ("step", "index", "width", "height")}
        if "step" not in row:
            numbers["step"] = _whole(row.get("_step"))
        return Media(
            run=str(row["run"]), key=str(row["key"]), path=path, caption=str(row.get("caption") or ""), **numbers
        )

    def _listed_runs(self) -> list[Run]:
        """The runs of the table of runs; of several with one id the first."""
        runs: dict[str, Run] = {}
        repeated: list[str] = []
        for run in runs_of(self._rows("runs"), self._source.project):
            if run.id in runs:
                repeated.append(run.id)
            runs.setdefault(run.id, run)
        if repeated:
            self.findings.append(
                duplicates(self._source.shown("runs"), self._source.project, list(dict.fromkeys(repeated)))
            )
        return list(runs.values())

    def _land_history(self, listed: Sequence[Run]) -> History | None:
        landed, findings = self._source.fetch("history", self._engine)
        self.findings += findings
        only_run = listed[0].id if len(listed) == 1 else None
        history, has_orphans = history_of(landed, only_run=only_run, engine=self._engine)
        if has_orphans:
            self.findings.append(no_run(self._source.shown("history")))
        if history:
            self._engine.run(f"CREATE VIEW {self.schema}.history AS {history.sql}")
        return history

    def _with_histories(self, listed: list[Run], history: History | None) -> list[Run]:
        """The runs with the summaries that their histories give; without a table of runs, those with a history."""
        if history is None:
            return listed
        try:
            return self._completed(listed, history)
        except EngineError as error:
            raise_if_interrupted(error)
            if self._source.examine(self._engine):
                raise  # without the damaged file it will do
            self.findings.append(failed(self.project, error))
            return listed

    def _completed(self, listed: list[Run], history: History) -> list[Run]:
        runs, logged = listed, self._logged_ids()
        if not listed:
            runs = [Run(id=run, name=run, project=self.project) for run in logged]
        known = {run.id for run in runs}
        others = [run for run in logged if run not in known]
        if others:
            self.findings.append(unlisted(self._source.shown("history"), self.project, others))
        return with_last_values(runs, history, schema=self.schema, engine=self._engine)

    def _logged_ids(self) -> list[str]:
        rows = self._engine.rows(f"SELECT DISTINCT run FROM {self.schema}.history WHERE run IS NOT NULL ORDER BY run")
        return [run for (run,) in rows]

    def _rows(self, table: Any) -> list[Row]:
        rows, findings = self._source.rows(table, self._engine)
        self.findings += findings
        return rows


def _whole(value: Any) -> int:
    try:
        return int(value or 0)
    except (TypeError, ValueError, OverflowError):
        return 0
