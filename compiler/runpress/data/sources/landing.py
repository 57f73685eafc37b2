"""Formats that are read into the engine file by file, once a state of the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile, OpenFile, opened
from runpress.data.findings import unreadable
from runpress.data.sources.base import Part
from runpress.diagnostics import Diagnostic

ReadPart: TypeAlias = Callable[[OpenFile, Engine], tuple[Part, list[Diagnostic]]]
"""Reads one file; may raise what reading raises."""


def land_each(files: Sequence[DataFile], engine: Engine, read: ReadPart) -> tuple[list[Part], list[Diagnostic]]:
    """A part a file. One that cannot be read is a finding; the others are still read."""
    parts: list[Part] = []
    findings: list[Diagnostic] = []
    for file in files:
        if file.is_empty:
            findings.append(unreadable(file.shown, ""))
            continue
        try:
            with opened(file) as open_file:
                part, wrong = read(open_file, engine)
        except (EngineError, OSError, UnicodeDecodeError) as error:
            findings.append(unreadable(file.shown, error))
        else:
            parts.append(part)
            findings += wrong
    return parts, findings
