"""JSON lines: one object a line, nested as it likes, read into the engine once a state of the files.

Rows of runs are read by Python instead: the engine would make one type of a key's values in all runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runpress.data.columns import identifier, kind_of, literal, path_literal
from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile
from runpress.data.findings import damaged, unreadable
from runpress.data.sources.base import Column, FileFormat, Part
from runpress.diagnostics import Diagnostic

_OPTIONS = (
    "format='newline_delimited', sample_size=-1, maximum_object_size=67108864, "
    "map_inference_threshold=-1, field_appearance_threshold=0"
)
_RENAMED = re.compile(r"(.+)_\d+")


def _land(files: Sequence[DataFile], engine: Engine) -> tuple[list[Part], list[Diagnostic]]:
    parts: list[Part] = []
    findings: list[Diagnostic] = []
    for file in files:
        try:
            part, wrong = _part(file, engine)
        except (EngineError, OSError, UnicodeDecodeError) as error:
            findings.append(unreadable(file.shown, error))
        else:
            parts.append(part)
            findings += wrong
    return parts, findings


def _part(file: DataFile, engine: Engine) -> tuple[Part, list[Diagnostic]]:
    if not file.state[1]:
        raise OSError("")
    table = engine.new_table()
    findings: list[Diagnostic] = []
    try:
        _create(table, file, engine, "")
    except EngineError:
        _create(table, file, engine, "ignore_errors=true, ")
        count, line = _broken_lines(file)
        lines = f"{count} lines are" if count > 1 else "a line is"
        findings.append(damaged(file.shown, f"{lines} left out: no whole JSON object", line=line))
    described = engine.describe(table)[:-2]
    if findings:
        nothing = " AND ".join(f"{identifier(name)} IS NULL" for name, _ in described)
        engine.run(f"DELETE FROM {table} WHERE {nothing}")
    names = [_as_written(name, [name for name, _ in described]) for name, _ in described]
    return Part(
        table, tuple(Column(name, kind_of(kind)) for name, (_, kind) in zip(names, described, strict=True))
    ), findings


def _create(table: str, file: DataFile, engine: Engine, options: str) -> None:
    path = literal(str(file.path))
    engine.run(
        f"CREATE TABLE {table} AS SELECT *, {path}, row_number() OVER () "
        f"FROM read_json({path_literal(file.path)}, {options}{_OPTIONS})"
    )


def _broken_lines(file: DataFile) -> tuple[int, int]:
    """How many lines are no JSON objects, and the first of them."""
    broken = [number for number, row in enumerate(_lines(file), 1) if row is None]
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
        rows = list(_lines(file))
    except (OSError, UnicodeDecodeError) as error:
        return [], [unreadable(file.shown, error)]
    broken = [number for number, row in enumerate(rows, 1) if row is None]
    findings = []
    if broken:
        lines = f"{len(broken)} lines are" if len(broken) > 1 else "a line is"
        findings = [damaged(file.shown, f"{lines} left out: no whole JSON object", line=broken[0])]
    return [row for row in rows if row], findings


def _lines(file: DataFile) -> Iterator[Mapping[str, Any] | None]:
    """The object of each line; None for one that is none. Empty lines are passed over."""
    with file.path.open(encoding="utf-8-sig") as lines:
        for line in lines:
            if not line.strip():
                yield {}
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield row if isinstance(row, dict) else None


JSONL = FileFormat("jsonl", (".jsonl", ".ndjson"), _land, _rows)
