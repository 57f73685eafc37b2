"""Parquet files: read where they lie, only the columns that a query needs."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.data.columns import kind_of, path_literal
from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile
from runpress.data.findings import unreadable
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.diagnostics import Diagnostic


def _land(files: Sequence[DataFile], engine: Engine) -> tuple[list[Part], list[Diagnostic]]:
    """One part for all files with the same columns: the engine would merge names that differ in case only."""
    schemas, findings = _schemas(files, engine)
    groups: dict[tuple[str, ...], list[DataFile]] = {}
    for file in files:
        if names := schemas.get(str(file.path)):
            groups.setdefault(names, []).append(file)
    parts: list[Part] = []
    for names, members in groups.items():
        try:
            parts.append(_part(members, names, engine))
        except EngineError as error:
            findings += [unreadable(member.shown, error) for member in members]
    return parts, findings


def _schemas(files: Sequence[DataFile], engine: Engine) -> tuple[dict[str, tuple[str, ...]], list[Diagnostic]]:
    """The columns of each file by path: all files at once, or one by one if any of them cannot be read."""
    try:
        return _names(files, engine), []
    except EngineError:
        pass
    schemas: dict[str, tuple[str, ...]] = {}
    findings: list[Diagnostic] = []
    for file in files:
        try:
            schemas |= _names([file], engine)
        except EngineError as error:
            findings.append(unreadable(file.shown, error))
    return schemas, findings


def _names(files: Sequence[DataFile], engine: Engine) -> dict[str, tuple[str, ...]]:
    rows = engine.rows(f"SELECT file_name, name, coalesce(num_children, 0) FROM parquet_schema([{_paths(files)}])")
    by_file: dict[str, list[tuple[str, int]]] = {}
    for path, name, children in rows:
        by_file.setdefault(path, []).append((name, children))
    return {path: tuple(_top_names(elements)) for path, elements in by_file.items()}


def _top_names(elements: Sequence[tuple[str, int]]) -> list[str]:
    """The names of the columns; in a schema the fields of a column follow it."""
    names: list[str] = []
    at = 1
    while at < len(elements):
        names.append(elements[at][0])
        pending = 1
        while pending:
            pending += elements[at][1] - 1
            at += 1
    return names


def _part(files: Sequence[DataFile], names: tuple[str, ...], engine: Engine) -> Part:
    read = f"read_parquet([{_paths(files)}], filename='__file', union_by_name=true)"
    types = [kind for _, kind in engine.describe(read)][:-1]
    relation = f"(SELECT *, file_row_number FROM {read})"
    return Part(relation, tuple(Column(name, kind_of(kind)) for name, kind in zip(names, types, strict=True)))


def _paths(files: Sequence[DataFile]) -> str:
    return ", ".join(path_literal(file.path) for file in files)


PARQUET = FileFormat("parquet", (".parquet",), _land)
