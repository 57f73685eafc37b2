"""JSON lines: one object a line, nested as it likes, read into the engine once a state of the files.

Rows of runs are read by Python instead: the engine would make one type of a key's values in all runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from runpress.data.columns import identifier, kind_of, literal, path_literal
from runpress.data.engine import Engine, EngineError
from runpress.data.files import HAS_PATHS_OF_OPEN_FILES, DataFile, OpenFile, opened
from runpress.data.findings import damaged, unreadable
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.data.sources.landing import land_each
from runpress.diagnostics import Diagnostic

_OPTIONS = (
    "format='newline_delimited', sample_size=-1, maximum_object_size=67108864, "
    "map_inference_threshold=-1, field_appearance_threshold=0"
)
_RENAMED = re.compile(r"(.+)_\d+")


def _part(source: OpenFile, engine: Engine) -> tuple[Part, list[Diagnostic]]:
    table = engine.new_table()
    findings: list[Diagnostic] = []
    try:
        _create(table, source, engine, "")
    except EngineError:
        _create(table, source, engine, "ignore_errors=true, ")
        count, line = _broken_lines(source)
        lines = f"{count} lines are" if count > 1 else "a line is"
        findings.append(damaged(source.file.shown, f"{lines} left out: no whole JSON object", line=line))
    described = engine.describe(table)[:-2]
    if findings:
        nothing = " AND ".join(f"{identifier(name)} IS NULL" for name, _ in described)
        engine.run(f"DELETE FROM {table} WHERE {nothing}")
    names = [_as_written(name, [name for name, _ in described]) for name, _ in described]
    return Part(
        table, tuple(Column(name, kind_of(kind)) for name, (_, kind) in zip(names, described, strict=True))
    ), findings


def _create(table: str, source: OpenFile, engine: Engine, options: str) -> None:
    path = literal(str(source.file.path))
    engine.run(
        f"CREATE TABLE {table} AS SELECT *, {path}, row_number() OVER () "
        f"FROM read_json({path_literal(source.path)}, {options}{_OPTIONS})"
    )


def _broken_lines(source: OpenFile) -> tuple[int, int]:
    """How many lines are no JSON objects, and the first of them."""
    broken = [number for number, row in enumerate(_lines(source), 1) if row is None]
    return len(broken) or 1, broken[0] if broken else 0


def _as_written(name: str, names: Sequence[str]) -> str:
    """The engine calls a second name that differs in case only `NAME_1`."""
    match = _RENAMED.fullmatch(name)
    if match and any(other != match[1] and other.lower() == match[1].lower() for other in names):
        return match[1]
    return name


def _rows(file: DataFile) -> tuple[list[Mapping[str, Any]], list[Diagnostic]]:
    """The objects of a file as Python has them."""
    try:
        with opened(file) as open_file:
            rows = list(_lines(open_file))
    except (OSError, UnicodeDecodeError) as error:
        return [], [unreadable(file.shown, error)]
    broken = [number for number, row in enumerate(rows, 1) if row is None]
    findings = []
    if broken:
        lines = f"{len(broken)} lines are" if len(broken) > 1 else "a line is"
        findings = [damaged(file.shown, f"{lines} left out: no whole JSON object", line=broken[0])]
    return [row for row in rows if row], findings


def _lines(source: OpenFile) -> Iterator[Mapping[str, Any] | None]:
    """The object of each line; None for one that is none. Empty lines are passed over."""
    with source.text() as lines:
        for line in lines:
            if not line.strip():
                yield {}
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield row if isinstance(row, dict) else None


JSONL = FileFormat(
    "jsonl", (".jsonl", ".ndjson"), partial(land_each, read=_part), _rows, is_read_in_place=not HAS_PATHS_OF_OPEN_FILES
)
