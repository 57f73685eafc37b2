"""What the rest of runpress asks of run data: runs, series, media. Values only; `store` answers.

Queries are frozen and hashable, so that a preview runs only those that changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol, TypeAlias

from runpress.frozen import frozen
from runpress.model.filters.nodes import Expression
from runpress.model.keys import Key


@frozen
class Run:
    """One run: what identifies it, its attributes, and its nested config and summary."""

    id: str
    name: str
    project: str
    """`entity/project`."""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """By the names of `runpress.model.attributes`: `state`, `tags`, `user`, `group`, `job_type`, `sweep`, `created_at`,
    `updated_at`, `runtime`, `host`, `notes`."""
    config: Mapping[str, Any] = field(default_factory=dict)
    summary: Mapping[str, Any] = field(default_factory=dict)

    def value(self, key: Key) -> Any:
        """The value of a config key, summary key or run attribute; None where it has none."""
        return key.lookup(
            name=self.name, id=self.id, attributes=self.attributes, config=self.config, summary=self.summary
        )


@frozen
class Order:
    """Sort by a key; runs without a value come last, whichever the direction."""

    key: Key
    ascending: bool = True


@frozen
class RunsQuery:
    """Which runs, in which order. `search` matches display names: a part of them, or a regex."""

    project: str | None = None
    """`entity/project`; None means every project that the store has."""
    filter: Expression | None = None
    search: str = ""
    is_regex: bool = False
    order: tuple[Order, ...] = ()
    limit: int | None = None


@frozen
class SeriesQuery:
    """Histories of some metrics in some runs over one x axis, at most `buckets` points each.

    `x` is `_step`, `_runtime` (relative time in seconds), `_timestamp` (wall time), or the name of
    a logged metric. Where a run has more points than `buckets`, they are bucketed over x: mean,
    least and greatest value of each bucket, so that no spike is lost. With `is_sampled` as many of its
    points are picked instead, spread over all of them, the same each time.
    """

    project: str | None
    runs: tuple[str, ...]
    metrics: tuple[str, ...]
    x: str = "_step"
    buckets: int = 1000
    low: float | None = None
    high: float | None = None
    is_sampled: bool = False


@frozen
class KeysQuery:
    """Which metrics some runs log, and how many of the runs log each."""

    project: str | None
    runs: tuple[str, ...]


@frozen
class MediaQuery:
    """The images that some runs logged under some keys; under all keys if there are none."""

    project: str | None
    runs: tuple[str, ...]
    keys: tuple[str, ...]


Query: TypeAlias = RunsQuery | SeriesQuery | KeysQuery | MediaQuery


@frozen
class Series:
    """One metric of one run. Series of points have `low` and `high` None. Sorted by x; x may have ties."""

    run: str
    metric: str
    x: Sequence[float]
    y: Sequence[float]
    """Values, or bucket means; NaN and infinities as they were logged."""
    low: Sequence[float] | None
    high: Sequence[float] | None
    count: int
    """How many points were logged (with a value of x)."""
    not_finite: int = 0
    """How many of them are NaN or infinite: buckets are made of the others."""


@frozen
class Media:
    """One logged image. `path` is absolute on this machine and inside its source's folder."""

    run: str
    key: str
    step: int
    index: int
    path: str
    caption: str = ""
    width: int = 0
    height: int = 0


class Data(Protocol):
    """Answers queries. Answers are cached by query and by the state of the sources."""

    @property
    def projects(self) -> tuple[str, ...]:
        """`entity/project` of each project that it has data of."""

    def runs(self, query: RunsQuery) -> Sequence[Run]:
        """The runs of a query, in order."""

    def series(self, query: SeriesQuery) -> Sequence[Series]:
        """The series of a query, by run and metric in the query's order; absent where nothing is logged."""

    def keys(self, query: KeysQuery) -> Mapping[str, int]:
        """How many of the runs log each metric."""

    def media(self, query: MediaQuery) -> Sequence[Media]:
        """The media of a query, by run, key, step and index."""

    def fingerprint(self, query: Query) -> str:
        """Changes when the answer may have changed: a digest of the query and its sources' state."""
