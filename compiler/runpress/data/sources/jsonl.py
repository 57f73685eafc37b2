"""JSON lines: one object a line, nested as it likes, read into the engine once a state of the files."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.data.columns import kind_of, literal
from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile
from runpress.data.findings import unreadable
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.diagnostics import Diagnostic


def _land(files: Sequence[DataFile], engine: Engine) -> tuple[list[Part], list[Diagnostic]]:
    parts: list[Part] = []
    findings: list[Diagnostic] = []
    for file in files:
        try:
            parts.append(_part(file, engine))
        except EngineError as error:
            findings.append(unreadable(file.shown, error))
    return parts, findings


def _part(file: DataFile, engine: Engine) -> Part:
    table = engine.new_table()
    path = literal(str(file.path))
    engine.run(
        f"CREATE TABLE {table} AS SELECT *, {path}, row_number() OVER () "
        f"FROM read_json({path}, format='newline_delimited', sample_size=-1, maximum_object_size=67108864)"
    )
    described = engine.describe(table)[:-2]
    return Part(table, tuple(Column(name, kind_of(kind)) for name, kind in described))


JSONL = FileFormat("jsonl", (".jsonl", ".ndjson"), _land)
