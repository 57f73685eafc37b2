"""Summaries that were not recorded: as W&B does, the last value that a run logged of each metric.

What a run's summary says is left as it is; only metrics of which it says nothing are filled in. Of a
metric's values the last finite one by step counts, and of several at one step the one logged last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runpress.data.engine import Engine
from runpress.data.history import History
from runpress.data.protocol import Run


def with_last_values(runs: Sequence[Run], history: History, *, schema: str, engine: Engine) -> list[Run]:
    """The runs with what their summaries lack. Nothing is read where they lack nothing."""
    lacking = {run.id: frozenset(_lacking(run.summary, history.metrics)) for run in runs}
    metrics = [metric for metric in history.metrics if any(metric in names for names in lacking.values())]
    if not metrics:
        return list(runs)
    wanted = [run for run, names in lacking.items() if names]
    last = _last_values(wanted, metrics, history, schema=schema, engine=engine)
    return [_filled(run, last.get(run.id, {}), lacking[run.id]) for run in runs]


def _lacking(summary: Mapping[str, Any], metrics: Iterable[str]) -> Iterable[str]:
    return (metric for metric in metrics if not _says(summary, metric))


def _says(summary: Mapping[str, Any], metric: str) -> bool:
    """Whether a summary has a metric, under its name or, where that has points, nested."""
    if metric in summary:
        return True
    tree: Any = summary
    for name in metric.split("."):
        if not isinstance(tree, Mapping) or name not in tree:
            return False
        tree = tree[name]
    return True


def _last_values(
    runs: Sequence[str], metrics: Sequence[str], history: History, *, schema: str, engine: Engine
) -> dict[str, dict[str, float]]:
    """By run and metric the last finite value."""
    columns = [history.columns[metric] for metric in metrics]
    last = ", ".join(f"arg_max({column}, (x_step, row)) FILTER (isfinite({column}))" for column in columns)
    rows = engine.rows(
        f"SELECT run, {last} FROM {schema}.history WHERE x_step IS NOT NULL AND list_contains($1::VARCHAR[], run) "
        "GROUP BY run",
        [list(runs)],
    )
    return {run: dict(zip(metrics, values, strict=True)) for run, *values in rows}


def _filled(run: Run, last: Mapping[str, float | None], lacking: frozenset[str]) -> Run:
    found = {metric: value for metric, value in last.items() if value is not None and metric in lacking}
    return replace(run, summary={**run.summary, **found}) if found else run
