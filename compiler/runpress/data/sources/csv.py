"""CSV files: types inferred from the whole file, read into the engine once a state of the files."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from runpress.data.columns import identifier, kind_of, literal
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
        f"FROM read_csv({path}, header=true, sample_size=-1, nullstr=['', 'null', 'None'])"
    )
    described = engine.describe(table)[:-2]
    names = _header(file, len(described))
    return Part(table, tuple(Column(name, kind_of(kind)) for name, (_, kind) in zip(names, described, strict=True)))


def _header(file: DataFile, count: int) -> list[str]:
    with file.path.open(encoding="utf-8-sig", newline="") as lines:
        sample = lines.readline()
        for delimiter in ",;\t|":
            names = next(csv.reader([sample], delimiter=delimiter))
            if len(names) == count:
                return [name.strip() for name in names]
    raise AssertionError(identifier(sample))


CSV = FileFormat("csv", (".csv", ".tsv"), _land)
