"""CSV files: types inferred from the whole file, read into the engine once a state of the files.

A line that does not fit (cut short, too long, a word among numbers) is left out and reported.
"""

from __future__ import annotations

import csv
from functools import partial

from runpress.data.columns import kind_of, literal, path_literal
from runpress.data.engine import Engine
from runpress.data.files import HAS_PATHS_OF_OPEN_FILES, OpenFile
from runpress.data.findings import damaged, unclear_commas
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.data.sources.decimal_commas import read_decimal_commas
from runpress.data.sources.landing import land_each
from runpress.diagnostics import Diagnostic

_NULLS = ("", "null", "None", "NULL")
_DELIMITERS = ",;\t|"


def _part(source: OpenFile, engine: Engine) -> tuple[Part, list[Diagnostic]]:
    file = source.file
    table, rejects, scans = engine.new_table(), engine.new_name(), engine.new_name()
    path = literal(str(file.path))
    nulls = ", ".join(map(literal, _NULLS))
    engine.run(
        f"CREATE TABLE {table} AS SELECT *, {path}, row_number() OVER () FROM read_csv({path_literal(source.path)}, header=true, "
        f"sample_size=-1, nullstr=[{nulls}], store_rejects=true, rejects_table='{rejects}', rejects_scan='{scans}')"
    )
    ((count, line),) = engine.rows(f"SELECT count(DISTINCT line), min(line) FROM {rejects}")
    engine.run(f"DROP TABLE {rejects}; DROP TABLE {scans}")
    texts = [name for name, kind in engine.describe(table)[:-2] if kind_of(kind).is_text]
    unclear = read_decimal_commas(table, texts, engine)
    described = engine.describe(table)[:-2]
    names = _header(source, [name for name, _ in described])
    columns = tuple(Column(name, kind_of(kind)) for name, (_, kind) in zip(names, described, strict=True))
    lines = f"{count} lines are" if count > 1 else "a line is"
    wrong = [unclear_commas(file.shown, unclear)] if unclear else []
    if count:
        wrong.append(damaged(file.shown, f"{lines} left out: cut short, or with values of another kind", line=line))
    return Part(table, columns), wrong


def _header(source: OpenFile, engine_names: list[str]) -> list[str]:
    """The names as they are written: the engine renames those that differ in case only."""
    with source.text(newline="") as lines:
        first = lines.readline().rstrip("\r\n")
    for delimiter in _DELIMITERS:
        names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        if len(names) == len(engine_names) and all(names):
            return names
    return engine_names


CSV = FileFormat("csv", (".csv", ".tsv"), partial(land_each, read=_part), is_read_in_place=not HAS_PATHS_OF_OPEN_FILES)
