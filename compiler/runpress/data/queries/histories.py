"""Histories: how far they reach, their points, their buckets, and which runs log what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from runpress.data.queries.compiling import setting, whole_quotient
from runpress.frozen import frozen

_WHOLE = 2**32
_GOLDEN = 2_654_435_769
"""The golden ratio's fraction of it."""
_MOST_FACTOR = 2**31
"""So that products stay within 64 bits."""


@frozen
class Shape:
    """What the SQL of a history query depends on: columns, not values. Runs and bounds are set apart."""

    x: str
    columns: tuple[str, ...]
    is_whole: bool
    """Whether x is of a whole type."""
    is_bounded: bool = False
    """Whether x has bounds besides what can be drawn at all."""
    is_per_run: bool = False
    """Whether each file holds one run, so that the engine need not open the others."""

    @property
    def bare(self) -> Shape:
        """The same axis without metrics."""
        return replace(self, columns=())


def all_extents(shape: Shape) -> Any:
    """Of every run: how many rows have an x, and its least and greatest value."""
    rows = _within(_history((shape.x,), whole=shape.x if shape.is_whole else ""), shape)
    return rows.group_by("run").agg(n=rows.count(), least=rows.x.min(), greatest=rows.x.max())


def extents(shape: Shape) -> Any:
    """By run: how many rows have an x within the bounds, and its least and greatest value."""
    import ibis

    rows = _rows(shape)
    return (
        rows.group_by("position")
        .agg(n=rows.count(), least=rows.x.min(), greatest=rows.x.max())
        .order_by(ibis.asc("position"))
    )


def points(shape: Shape) -> Any:
    """All points, by run and x; points with the same x stay in the order in which they were logged."""
    rows = _rows(shape)
    values = {f"y{i}": rows[column] for i, column in enumerate(shape.columns)}
    there = {f"n{i}": rows[column].notnull().cast("int8") for i, column in enumerate(shape.columns)}
    return rows.order_by([rows.position, rows.x, rows.file, rows.row]).select(
        rows.position, rows.x.cast("float64").name("x"), **values, **there
    )


def samples(shape: Shape) -> Any:
    """Of each metric and run `most` points, and how many there are and how many of those are not finite."""
    import ibis

    rows = _rows(shape)
    picked: list[str] = []
    for i, column in enumerate(shape.columns):
        rows = _ranked(rows, column, by="x" if shape.is_whole else "row")
        raw, is_picked = ibis._[column], ibis._[column].notnull() & (ibis._.rank < setting("most", "int64"))
        picked.append(f"n{i}")
        rows = rows.mutate(
            **{
                f"y{i}": is_picked.ifelse(raw, None),
                f"n{i}": is_picked.cast("int8"),
                f"t{i}": raw.count().over(group_by="position").cast("int32"),
                f"w{i}": (raw.isnan() | raw.isinf()).sum().over(group_by="position").fill_null(0).cast("int32"),
            }
        )
    some = rows.filter(ibis.or_(*(ibis._[name] == 1 for name in picked)))
    columns = [f"{letter}{i}" for i in range(len(picked)) for letter in "yntw"]
    return some.order_by(["position", "x", "file", "row"]).select(
        "position", ibis._.x.cast("float64").name("x"), *columns
    )


def _ranked(rows: Any, column: str, *, by: str) -> Any:
    """Rows whose points of a metric have ranks from 0: the first so many of them are spread over all points.

    The fractions of multiples of the golden ratio fill an interval evenly, however many are taken: as chance
    would spread them, but the same each time.
    """
    import ibis

    spread = (ibis._[by] % _MOST_FACTOR * _GOLDEN) % _WHOLE
    rank = ibis.row_number().over(group_by=["position", ibis._[column].notnull()], order_by=[spread, "file", "row"])
    return rows.mutate(rank=rank)


def buckets(shape: Shape, *, is_careful: bool) -> Any:
    """By run and bucket: how many points each metric has, their mean, least and greatest value.

    Careful means: of the finite points alone, where there are any; and how many are finite.
    Without care one NaN makes the mean of its bucket NaN, which is how it is noticed. Where a metric
    has no point the quick way leaves null behind, which its count tells.
    """
    rows = _rows(shape).mutate(bucket=_bucket)
    values: dict[str, Any] = {}
    for i, column in enumerate(shape.columns):
        raw = rows[column]
        finite = (~(raw.isnan() | raw.isinf())).ifelse(raw, None) if is_careful else raw
        made = {"y": finite.mean(), "l": finite.min(), "h": finite.max()}
        values[f"n{i}"] = raw.count().cast("int32")
        if is_careful:
            values[f"f{i}"] = finite.count().cast("int32")
            made = {letter: value.fill_null(float("nan")) for letter, value in made.items()}
        values |= {f"{letter}{i}": value for letter, value in made.items()}
    grouped = rows.group_by(["position", "bucket"]).agg(**values)
    return grouped.order_by(["position", "bucket"])


def logged(columns: Sequence[str], *, is_per_run: bool) -> Any:
    """By run, whether each column has a value."""
    rows = _wanted_rows(columns, is_per_run=is_per_run)
    return rows.group_by("position").agg(**{column: rows[column].count() > 0 for column in columns})


def _rows(shape: Shape) -> Any:
    whole = shape.x if shape.is_whole else ""
    return _within(_wanted_rows((shape.x, *shape.columns), whole=whole, is_per_run=shape.is_per_run), shape)


def _within(rows: Any, shape: Shape) -> Any:
    rows = rows.mutate(x=rows[shape.x])
    if shape.is_whole and not shape.is_bounded:
        return rows.filter(rows.x.notnull())
    return rows.filter(rows.x >= setting("low", "float64"), rows.x <= setting("high", "float64"))


def _wanted_rows(columns: Sequence[str], *, whole: str = "", is_per_run: bool) -> Any:
    """The rows of the runs of the query, with the position of their run in it."""
    import ibis

    history = _history(columns, whole=whole)
    if is_per_run:
        history = history.filter(setting("runs", "array<string>").contains(history.run))
    wanted = ibis.table({"wanted_run": "string", "position": "int32"}, name="wanted")
    return history.inner_join(wanted, history.run == wanted.wanted_run)


def _history(columns: Sequence[str], *, whole: str) -> Any:
    import ibis

    types = {"run": "string", "file": "string", "row": "int64"}
    return ibis.table(types | {column: "int64" if column == whole else "float64" for column in columns}, name="history")


def _bucket(rows: Any) -> Any:
    if rows.x.type().is_integer():
        scaled = (rows.x - setting("start", "int64")) * setting("scale", "int64")
        return whole_quotient()(scaled, setting("width", "int64")).cast("int32")
    import ibis

    offset = ((rows.x - setting("start", "float64")) / setting("width", "float64")).floor()
    return ibis.least(offset, setting("last", "float64")).cast("int32")
