"""Parquet files: read where they lie, only the columns that a query needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from runpress.data.columns import kind_of, path_literal
from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile
from runpress.data.findings import unreadable
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.diagnostics import Diagnostic

_Schema: TypeAlias = tuple[tuple[str, str], ...]
"""Names and types of a file's columns, as they are written."""


def _land(files: Sequence[DataFile], engine: Engine) -> tuple[list[Part], list[Diagnostic]]:
    """One part for all files with the same columns.

    Where columns differ the engine would merge names that differ in case only, and open every file
    for every query; where they are the same it opens those that a query needs.
    """
    schemas, findings = _schemas(files, engine)
    groups: dict[_Schema, list[DataFile]] = {}
    for file in files:
        if schema := schemas.get(str(file.path)):
            groups.setdefault(schema, []).append(file)
    parts: list[Part] = []
    for schema, members in groups.items():
        try:
            parts.append(_part(members, schema, engine))
        except EngineError as error:
            findings += [unreadable(member.shown, error) for member in members]
    return parts, findings


def _schemas(files: Sequence[DataFile], engine: Engine) -> tuple[dict[str, _Schema], list[Diagnostic]]:
    """The columns of each file by path: all files at once, or one by one if any of them cannot be read."""
    try:
        return _columns(files, engine), []
    except EngineError:
        pass
    schemas: dict[str, _Schema] = {}
    findings: list[Diagnostic] = []
    for file in files:
        try:
            schemas |= _columns([file], engine)
        except EngineError as error:
            findings.append(unreadable(file.shown, error))
    return schemas, findings


def _columns(files: Sequence[DataFile], engine: Engine) -> dict[str, _Schema]:
    rows = engine.rows(
        "SELECT file_name, name, coalesce(duckdb_type, type, ''), coalesce(num_children, 0) "
        f"FROM parquet_schema([{_paths(files)}])"
    )
    by_file: dict[str, list[tuple[str, str, int]]] = {}
    for path, *element in rows:
        by_file.setdefault(path, []).append((element[0], element[1], element[2]))
    return {path: tuple(_top(elements)) for path, elements in by_file.items()}


def _top(elements: Sequence[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """The columns; in a schema the fields of a column follow it."""
    columns: list[tuple[str, str]] = []
    at = 1
    while at < len(elements):
        columns.append(elements[at][:2])
        pending = 1
        while pending:
            pending += elements[at][2] - 1
            at += 1
    return columns


def _part(files: Sequence[DataFile], schema: _Schema, engine: Engine) -> Part:
    read = f"read_parquet([{_paths(files)}], filename='__file')"
    types = [kind for _, kind in engine.describe(read)][:-1]
    relation = f"(SELECT *, file_row_number FROM {read})"
    return Part(relation, tuple(Column(name, kind_of(kind)) for (name, _), kind in zip(schema, types, strict=True)))


def _paths(files: Sequence[DataFile]) -> str:
    return ", ".join(path_literal(file.path) for file in files)


PARQUET = FileFormat("parquet", (".parquet",), _land, is_read_in_place=True)
