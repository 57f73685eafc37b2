"""Run data, opened when the first page with panels asks for it; a project without data has none."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from runpress.data.protocol import Data, KeysQuery, Media, MediaQuery, Query, Run, RunsQuery, Series, SeriesQuery
from runpress.diagnostics import Diagnostic
from runpress.project.project import Project


class ProjectData:
    """The data of a project. Implements `protocol.Data`; the engine is loaded by the first question."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._store: Data | None = None

    @property
    def projects(self) -> tuple[str, ...]:
        """`entity/project` of each project that it has data of."""
        return tuple(dict.fromkeys(data.project for data in self._project.configuration.data))

    @property
    def is_open(self) -> bool:
        """Whether any question was asked."""
        return self._store is not None

    def runs(self, query: RunsQuery) -> Sequence[Run]:
        """The runs of a query, in order."""
        store = self._opened()
        return store.runs(query) if store else ()

    def series(self, query: SeriesQuery) -> Sequence[Series]:
        """The series of a query."""
        store = self._opened()
        return store.series(query) if store else ()

    def keys(self, query: KeysQuery) -> Mapping[str, int]:
        """How many of the runs log each metric."""
        store = self._opened()
        return store.keys(query) if store else {}

    def media(self, query: MediaQuery) -> Sequence[Media]:
        """The media of a query."""
        store = self._opened()
        return store.media(query) if store else ()

    def fingerprint(self, query: Query) -> str:
        """Changes when the answer may have changed."""
        store = self._opened()
        return store.fingerprint(query) if store else ""

    def findings(self, projects: Iterable[str | None] = (None,)) -> tuple[Diagnostic, ...]:
        """What is wrong with the data files of some projects (all, if left out), if any were read."""
        found = getattr(self._store, "findings", None)
        return tuple(found(projects)) if found else ()

    def _opened(self) -> Data | None:
        configuration = self._project.configuration
        if not configuration.data:
            return None
        with self._lock:
            if self._store is None:
                from runpress.data import SourceConfig, open_store

                sources = [SourceConfig(data.project, data.path, self._project.folder) for data in configuration.data]
                self._store = open_store(sources, cache_dir=self._project.cache_dir)
            return self._store
