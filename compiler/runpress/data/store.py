"""The store: answers queries about runs from its sources, and notices when their files change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias, TypeVar

from runpress.data.answers import Answers
from runpress.data.cache import BucketCache
from runpress.data.config import SourceConfig
from runpress.data.engine import Engine, EngineError, raise_if_interrupted
from runpress.data.findings import failed
from runpress.data.folder import FileSource
from runpress.data.protocol import KeysQuery, Media, MediaQuery, Query, Run, RunsQuery, Series, SeriesQuery
from runpress.data.queries.compiling import Compiler, makers
from runpress.data.runs_table import RunsTable
from runpress.data.snapshot import Snapshot
from runpress.data.sources.base import DataSource, SourceState
from runpress.data.sources.unsteady import UnsteadySource
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes.data import UNREADABLE

_Answer = TypeVar("_Answer")
_States: TypeAlias = tuple[SourceState, ...]
_BUCKETS = "buckets"
_SQL = "sql"
_SPILL = "spill"
_PATIENCE = 5
"""How often files are looked at that change while they are read."""


class Store:
    """Implements `protocol.Data` over files. May be used from any thread."""

    def __init__(
        self, sources: Sequence[SourceConfig], *, cache_dir: Path | None, clock: Callable[[], datetime]
    ) -> None:
        self._sources: tuple[DataSource, ...] = tuple(FileSource(config) for config in sources)
        self._clock = clock
        self._engine = Engine(spill_dir=cache_dir / _SPILL if cache_dir else None)
        self._compiler = Compiler(cache_dir / _SQL if cache_dir else None)
        self._cache = BucketCache(cache_dir / _BUCKETS) if cache_dir else None
        self._answers = Answers()
        self._lock = threading.RLock()
        self._snapshots: dict[int, Snapshot] = {}
        self._outdated: list[str] = []
        self._tables: dict[str | None, tuple[tuple[str, ...], RunsTable]] = {}

    @property
    def projects(self) -> tuple[str, ...]:
        """`entity/project` of each source."""
        return tuple(dict.fromkeys(source.project for source in self._sources))

    def findings(self, projects: Iterable[str | None] = (None,)) -> tuple[Diagnostic, ...]:
        """What is wrong with the data files of some projects (all, if left out), as they are now."""
        found = [finding for project in projects for snapshot in self._of(project) for finding in snapshot.findings]
        return tuple(dict.fromkeys(found))

    def runs(self, query: RunsQuery) -> Sequence[Run]:
        """The runs of a query, in order."""
        return self._runs_table(query.project).select(query, now=self._clock())

    def series(self, query: SeriesQuery) -> Sequence[Series]:
        """The series of a query, by run and metric in the query's order; absent where nothing is logged."""
        states = self._states(query.project)
        digest = _digest(query, states)
        known = self._answers.get(digest)
        if known is None and self._cache is not None:
            known = self._cache.get(digest)
            if known is not None:
                self._answers.put(digest, known)
        if known is not None:
            return known
        none: list[Series] = []
        answer, seen = self._steady(query.project, states, lambda: self._series(query), otherwise=none)
        if seen == states:  # else the files changed while they were read
            self._answers.put(digest, answer)
            if self._cache is not None:
                self._cache.put(digest, answer)
        return answer

    def keys(self, query: KeysQuery) -> Mapping[str, int]:
        """How many of the runs log each metric."""
        nothing: dict[str, int] = {}
        states = self._states(query.project)
        return self._steady(query.project, states, lambda: self._keys(query), otherwise=nothing)[0]

    def media(self, query: MediaQuery) -> Sequence[Media]:
        """The media of a query, by run, key, step and index."""
        return [item for snapshot in self._of(query.project) for item in snapshot.media(query)]

    def fingerprint(self, query: Query) -> str:
        """Changes when the answer may have changed: a digest of the query and its sources' state."""
        return _digest(query, self._states(query.project))

    def interrupt(self) -> None:
        """Stop the queries that run now, in all threads: they raise `InterruptedQueryError`."""
        self._engine.interrupt()

    def close(self) -> None:
        """Let go of memory and files."""
        self._engine.close()

    def _series(self, query: SeriesQuery) -> list[Series]:
        return [series for snapshot in self._of(query.project) for series in snapshot.series(query)]

    def _keys(self, query: KeysQuery) -> dict[str, int]:
        counts: dict[str, int] = {}
        for snapshot in self._of(query.project):
            for metric, count in snapshot.keys(query.runs).items():
                counts[metric] = counts.get(metric, 0) + count
        return counts

    def _steady(
        self, project: str | None, before: _States, ask: Callable[[], _Answer], *, otherwise: _Answer
    ) -> tuple[_Answer, _States]:
        """The answer, and the state of the files after it.

        Asked again where a file that the engine read by its path was another one before or after. So what was put in
        a file's place for a moment, such as a link that leads elsewhere, is never in an answer.
        """
        for _ in range(_PATIENCE):
            answer = self._retried(project, ask, otherwise=otherwise)
            after = self._states(project)
            if [state.in_place for state in after] == [state.in_place for state in before]:
                return answer, after
            before = after
        return otherwise, ()

    def _states(self, project: str | None) -> _States:
        return tuple(source.state() for source in self._sources_of(project))

    def _sources_of(self, project: str | None) -> list[DataSource]:
        return [source for source in self._sources if project in {None, source.project}]

    def _retried(self, project: str | None, ask: Callable[[], _Answer], *, otherwise: _Answer) -> _Answer:
        """Ask; where a file turns out to be damaged inside, leave it out and ask again."""
        try:
            return ask()
        except EngineError as error:
            raise_if_interrupted(error)
        found = [source.examine(self._engine) for source in self._sources_of(project)]
        try:
            return ask()
        except EngineError as error:
            raise_if_interrupted(error)
            if any(found):
                return self._retried(project, ask, otherwise=otherwise)
            for snapshot in self._of(project):
                snapshot.findings.append(failed(snapshot.project, error))
            return otherwise

    def _of(self, project: str | None) -> list[Snapshot]:
        """The sources of a project, as they are now."""
        return [
            self._snapshot(number) for number, source in enumerate(self._sources) if project in {None, source.project}
        ]

    def _runs_table(self, project: str | None) -> RunsTable:
        with self._lock:
            snapshots = self._of(project)
            states = tuple(snapshot.state for snapshot in snapshots)
            known = self._tables.get(project)
            if known is None or known[0] != states:
                if known is not None:
                    self._forget_later(known[1].schema)
                runs = [run for snapshot in snapshots for run in snapshot.runs]
                known = self._tables[project] = (states, RunsTable(self._engine, self._compiler, runs))
            return known[1]

    def _snapshot(self, number: int) -> Snapshot:
        source = self._sources[number]
        with self._lock:
            snapshot = self._snapshots.get(number)
            if snapshot is None or snapshot.state != source.state().digest:
                if snapshot is not None:
                    self._forget_later(snapshot.schema)
                snapshot = self._snapshots[number] = self._taken(source)
            return snapshot

    def _taken(self, source: DataSource) -> Snapshot:
        """A source as it is now. Once more where files changed meanwhile in a way that counts, or one is damaged inside."""
        for _ in range(_PATIENCE):
            before = source.state()
            try:
                snapshot = Snapshot(source, before.digest, self._engine, self._compiler)
            except EngineError as error:
                raise_if_interrupted(error)
                continue
            after = source.state()
            if after.in_place == before.in_place and (after == before or not _is_short(snapshot)):
                return snapshot
            self._forget_later(snapshot.schema)
        return Snapshot(UnsteadySource(source), source.state().digest, self._engine, self._compiler)

    def _forget_later(self, schema: str) -> None:
        """Drop what is outdated one change later: a query of another thread may still read it."""
        while len(self._outdated) > len(self._sources):
            self._engine.drop_schema(self._outdated.pop(0))
        self._outdated.append(schema)


def _is_short(snapshot: Snapshot) -> bool:
    """Whether a file could not be read: perhaps because another one was put in its place."""
    return any(finding.code is UNREADABLE for finding in snapshot.findings)


def _digest(query: Query, states: _States) -> str:
    """Of a query, what makes its answer, and the state of the files that it asks."""
    hasher = blake2b(f"{makers()} {query!r}".encode("utf-8", "surrogatepass"), digest_size=16)
    for state in states:
        hasher.update(state.digest.encode())
    return hasher.hexdigest()
