"""Parts of tables in SQL, with their columns named by position."""

from __future__ import annotations

from typing import Any

from runpress.data.columns import INSTANTS
from runpress.data.engine import Engine
from runpress.data.sources.base import Part


def part_sql(part: Part) -> str:
    """What stands behind FROM: columns `c0`, `c1`, …, `file` and `row`."""
    names = ", ".join([*(f"c{number}" for number in range(len(part.columns))), "file", "row"])
    return f"{part.relation} AS part({names})"


def part_rows(part: Part, engine: Engine) -> list[dict[str, Any]]:
    """The rows of a part as Python has their values, in the order of the files."""
    # As they are, Python would need time zone data for instants.
    values = [
        f"CAST(c{number} AS TIMESTAMP)" if column.kind.type in INSTANTS else f"c{number}"
        for number, column in enumerate(part.columns)
    ]
    rows = engine.rows(f"SELECT {', '.join(values)} FROM {part_sql(part)} ORDER BY file, row")
    return [dict(zip((column.name for column in part.columns), row, strict=True)) for row in rows]
