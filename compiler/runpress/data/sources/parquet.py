"""Parquet files: read where they lie, only the columns that a query needs."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.data.columns import kind_of, literal
from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile
from runpress.data.findings import unreadable
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.diagnostics import Diagnostic


def _land(files: Sequence[DataFile], engine: Engine) -> tuple[list[Part], list[Diagnostic]]:
    """One part for all files with the same columns: the engine would merge names that differ in case only."""
    schemas, findings = _schemas(files, engine)
    groups: dict[tuple[str, ...], list[DataFile]] = {}
    for file, names in schemas:
        groups.setdefault(names, []).append(file)
    parts = [_part(members, names, engine) for names, members in groups.items()]
    return parts, findings


def _schemas(
    files: Sequence[DataFile], engine: Engine
) -> tuple[list[tuple[DataFile, tuple[str, ...]]], list[Diagnostic]]:
    schemas: list[tuple[DataFile, tuple[str, ...]]] = []
    findings: list[Diagnostic] = []
    for file in files:
        try:
            schemas.append((file, _top_names(file, engine)))
        except EngineError as error:
            findings.append(unreadable(file.shown, error))
    return schemas, findings


def _top_names(file: DataFile, engine: Engine) -> tuple[str, ...]:
    """The names of the columns as they are written; nested fields follow their parent in the schema."""
    rows = engine.rows(f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({literal(str(file.path))})")
    names: list[str] = []
    at = 1
    while at < len(rows):
        names.append(rows[at][0])
        at = _behind(rows, at)
    return tuple(names)


def _behind(rows: list[tuple[str, int]], at: int) -> int:
    """The row behind the element at `at` and all its children."""
    open_elements = 1
    while open_elements:
        open_elements += rows[at][1] - 1
        at += 1
    return at


def _part(files: Sequence[DataFile], names: tuple[str, ...], engine: Engine) -> Part:
    paths = ", ".join(literal(str(file.path)) for file in files)
    read = f"read_parquet([{paths}], filename='__file', union_by_name=true)"
    types = [kind for _, kind in engine.describe(read)][:-1]
    relation = f"(SELECT *, file_row_number FROM {read})"
    return Part(relation, tuple(Column(name, kind_of(kind)) for name, kind in zip(names, types, strict=True)))


PARQUET = FileFormat("parquet", (".parquet",), _land)
