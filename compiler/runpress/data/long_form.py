"""Histories in long form, a row a value (`run`, `_step`, `metric`, `value`), made wide: a column a metric."""

from __future__ import annotations

from runpress.data.columns import Kind, as_number, identifier, literal
from runpress.data.engine import Engine
from runpress.data.parts import part_sql
from runpress.data.sources.base import Column, Part
from runpress.frozen import frozen

_METRIC_NAMES = ("metric", "key")
_PLACE = ("run", "run_id", "_step")
_KEPT = (*_PLACE, "_timestamp", "_runtime")


@frozen
class _Long:
    metric: str
    value: str
    kept: tuple[tuple[str, str, Kind], ...]


def is_long(part: Part) -> bool:
    """Whether rows hold one value each: a column with metrics' names, one with values, else only known ones."""
    return _long(part) is not None


def widened(part: Part, engine: Engine) -> Part:
    """A table of the engine with a row a step and a column a metric; of two values in one place the last."""
    form = _long(part)
    if form is None:
        return part
    metrics = [
        name
        for (name,) in engine.rows(
            f"SELECT DISTINCT {form.metric} FROM {part_sql(part)} WHERE {form.metric} IS NOT NULL ORDER BY 1"
        )
    ]
    groups = [sql for name, sql, _ in form.kept if name in _PLACE]
    kept = ", ".join(f"{sql if sql in groups else f'min({sql})'} AS {identifier(name)}" for name, sql, _ in form.kept)
    values = "".join(
        f", arg_max({form.value}, row) FILTER ({form.metric} = {literal(metric)}) AS v{number}"
        for number, metric in enumerate(metrics)
    )
    table = engine.new_table()
    engine.run(
        f"CREATE TABLE {table} AS SELECT {kept}{values}, file AS __file, min(row) AS __row FROM {part_sql(part)} "
        f"GROUP BY {', '.join(groups)}, file ORDER BY __file, __row"
    )
    columns = [Column(name, kind) for name, _, kind in form.kept] + [
        Column(metric, Kind("double")) for metric in metrics
    ]
    return Part(table, tuple(columns))


def _long(part: Part) -> _Long | None:
    places = {column.name: (f"c{number}", column.kind) for number, column in enumerate(part.columns)}
    metric = next((name for name in _METRIC_NAMES if name in places), None)
    if metric is None or "value" not in places or not places[metric][1].is_text or "_step" not in places:
        return None
    if places.keys() - {metric, "value", *_KEPT}:
        return None
    value = as_number(places["value"][1], places["value"][0])
    kept = tuple((name, *places[name]) for name in _KEPT if name in places)
    return None if value is None else _Long(f"CAST({places[metric][0]} AS VARCHAR)", value, kept)
