"""Writes run data as users' tools do: Parquet, CSV and JSON lines, with pandas and pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from runpress.data import SourceConfig, open_store
from runpress.data.protocol import Run, RunsQuery, Series, SeriesQuery
from runpress.data.store import Store

PROJECT = "acme/digits"

Rows = Iterable[Mapping[str, Any]]


def write(path: Path, rows: Rows) -> Path:
    """Write rows in the format that the path's suffix names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = list(rows)
    if path.suffix == ".parquet":
        pd.DataFrame(rows).to_parquet(path, index=False)
    elif path.suffix == ".csv":
        pd.DataFrame(rows).to_csv(path, index=False)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def store_of(root: Path, path: str = "runs", *, cache_dir: Path | None = None, **options: Any) -> Store:
    """A store over one project."""
    return open_store([SourceConfig(PROJECT, path, root)], cache_dir=cache_dir, **options)


def run(identity: str, **values: Any) -> Run:
    """A run; `name`, `config` and `summary` are its own, everything else is an attribute."""
    own = {key: values.pop(key) for key in ("name", "config", "summary") if key in values}
    return Run(id=identity, project=PROJECT, attributes=values, **{"name": identity, **own})


def rows(run: str | None, count: int = 3, **values: Any) -> list[dict[str, Any]]:
    """A short history; without `run` it has no column that says whose it is."""
    return [{**({"run": run} if run else {}), "_step": step, "loss": float(step), **values} for step in range(count)]


def ids(store: Store) -> list[str]:
    """The ids of all runs."""
    return [run.id for run in store.runs(RunsQuery(PROJECT))]


def series(store: Store, runs: Sequence[str], metrics: Sequence[str], **options: Any) -> list[Series]:
    """The answer to a series query."""
    return list(store.series(SeriesQuery(PROJECT, tuple(runs), tuple(metrics), **options)))


def points(one: Series) -> list[tuple[float, float]]:
    """The points of a series."""
    return list(zip(one.x, one.y, strict=True))


def codes(store: Store) -> list[str]:
    """The codes of a store's findings."""
    return sorted(finding.code.id for finding in store.findings())


def messages(store: Store) -> list[str]:
    """The messages of a store's findings."""
    return [finding.message for finding in store.findings()]
