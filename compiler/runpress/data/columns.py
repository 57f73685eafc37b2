"""Kinds of columns in data files, from the engine's types: what can be a metric, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from runpress.frozen import frozen

NUMBERS = frozenset(
    "tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint float double decimal".split()  # noqa: SIM905 - a list of words
)
_GLOB = re.compile(r"[*?\[\]]")
INTEGERS = NUMBERS - {"float", "double", "decimal"}
INSTANTS = frozenset({"timestamp", "timestamp with time zone", "timestamp_s", "timestamp_ms", "timestamp_ns", "date"})
TEXTS = frozenset({"varchar", "json", "enum"})


@frozen
class Kind:
    """The type of a column; a structure has fields."""

    type: str
    """The engine's name of the type, in lower case, without its parameters."""
    fields: tuple[tuple[str, Kind], ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether values are numbers (booleans count as 0 and 1)."""
        return self.type in NUMBERS or self.type == "boolean"

    @property
    def is_integer(self) -> bool:
        """Whether values are whole numbers."""
        return self.type in INTEGERS

    @property
    def is_text(self) -> bool:
        """Whether values are texts, which may still spell numbers: `NaN` in JSON, a stray word in CSV."""
        return self.type in TEXTS


def kind_of(engine_type: Any) -> Kind:
    """The kind of an engine's type."""
    name = str(engine_type.id).lower()
    if str(engine_type).upper() == "JSON":
        return Kind("json")
    if name == "struct":
        return Kind("struct", tuple((field, kind_of(inner)) for field, inner in engine_type.children))
    return Kind(name)


def leaves(name: str, kind: Kind, sql: str) -> Iterator[tuple[str, Kind, str]]:
    """A column's values with their SQL; the fields of a structure one by one, named with dots as W&B does.

    W&B's media and histograms are structures with a field `_type`: they are no metrics.
    """
    if not kind.fields:
        yield name, kind, sql
        return
    if any(field == "_type" for field, _ in kind.fields):
        return
    for field, inner in kind.fields:
        yield from leaves(f"{name}.{field}", inner, f"struct_extract({sql}, {literal(field)})")


def as_number(kind: Kind, sql: str) -> str | None:
    """SQL of a column's values as doubles; None if they are no numbers. Instants are seconds since 1970."""
    if kind.type == "double":
        return sql
    if kind.is_number:
        return f"CAST({sql} AS DOUBLE)"
    if kind.type in INSTANTS:
        return (
            f"epoch_us(CAST({sql} AS TIMESTAMP)) / 1e6"
            if kind.type != "timestamp with time zone"
            else f"epoch_us({sql}) / 1e6"
        )
    if kind.type == "json":
        return f"TRY_CAST(({sql} ->> '$') AS DOUBLE)"
    if kind.is_text:
        return f"TRY_CAST(CAST({sql} AS VARCHAR) AS DOUBLE)"
    return None


def literal(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def path_literal(path: object) -> str:
    """The path of one file as SQL of a reader, where `*`, `?` and `[` stand for other names."""
    return literal(_GLOB.sub(r"[\g<0>]", str(path)))


def identifier(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'
