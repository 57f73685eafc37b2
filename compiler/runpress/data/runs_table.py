"""The runs of some projects as tables of the engine; facts about a key are added when it is first asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from runpress.data.engine import Engine
from runpress.data.facts import FACT_TYPES, Fact, facts
from runpress.data.protocol import Run, RunsQuery
from runpress.data.queries.compiling import Compiler
from runpress.data.queries.runs import keys_of, selected_runs
from runpress.model.filters.instants import instant
from runpress.model.keys import Key

_BATCH = 50_000


class RunsTable:
    """Some runs, in the order in which they are recorded."""

    def __init__(self, engine: Engine, compiler: Compiler, runs: Sequence[Run]) -> None:
        self.runs = tuple(runs)
        self._engine = engine
        self._compiler = compiler
        self._known: set[Key] = set()
        self._lock = threading.Lock()
        self.schema = engine.new_schema()
        columns = ", ".join(f"{name} {kind}" for name, kind in FACT_TYPES.items())
        engine.run(f"CREATE TABLE {self.schema}.facts ({columns})")
        engine.run(
            f"CREATE TABLE {self.schema}.runs AS SELECT unnest($1::INTEGER[]) AS position, unnest($2::VARCHAR[]) AS name",
            [list(range(len(self.runs))), [run.name for run in self.runs]],
        )

    def select(self, query: RunsQuery, *, now: datetime) -> list[Run]:
        """The runs that the query selects, in its order."""
        shape = (query.filter, query.search, query.is_regex, query.order, query.limit)
        if not any(shape) and query.limit is None:
            return list(self.runs)
        self._learn({*keys_of(query.filter), *(order.key for order in query.order)})
        sql = self._compiler.sql(
            ("runs", shape),
            lambda: selected_runs(
                query.filter, search=query.search, is_regex=query.is_regex, order=query.order, limit=query.limit
            ),
        )
        self._engine.run(f"SET schema = '{self.schema}'; SET VARIABLE now = {instant(now)}::BIGINT")
        return [self.runs[position] for (position,) in self._engine.rows(sql)]

    def _learn(self, keys: Iterable[Key]) -> None:
        with self._lock:
            for key in sorted(set(keys) - self._known, key=str):
                found = facts(key, self.runs)
                while batch := list(islice(found, _BATCH)):
                    self._insert(batch)
                self._known.add(key)

    def _insert(self, batch: Sequence[Fact]) -> None:
        """Insert facts; a column with one value throughout is sent once."""
        values: list[str] = []
        sent: list[object] = []
        for number, (column, kind) in enumerate(zip(zip(*batch, strict=True), FACT_TYPES.values(), strict=True), 1):
            is_even = number > 1 and column.count(column[0]) == len(column)
            values.append(f"${number}::{kind}" if is_even else f"unnest(${number}::{kind}[])")
            sent.append(column[0] if is_even else list(column))
        self._engine.run(f"INSERT INTO {self.schema}.facts SELECT {', '.join(values)}", sent)
