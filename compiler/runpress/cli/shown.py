"""Findings as they are seen from where the command was given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from runpress.diagnostics import Diagnostic
from runpress.source import SourceFile


def seen_from(cwd: Path, folder: Path, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings whose files are named from `folder`, with names from `cwd`."""
    try:
        prefix = Path(os.path.relpath(folder, cwd.resolve())).as_posix()
    except ValueError:  # another drive
        prefix = folder.as_posix()
    if prefix == ".":
        return list(findings)
    sources: dict[int, SourceFile] = {}
    return [_moved(finding, prefix, sources) for finding in findings]


def _moved(finding: Diagnostic, prefix: str, sources: dict[int, SourceFile]) -> Diagnostic:
    old = finding.span.source
    new = sources.get(id(old))
    if new is None:
        new = sources[id(old)] = SourceFile(Path(os.path.normpath(f"{prefix}/{old.path}")).as_posix(), old.text)
    return replace(finding, span=finding.span._replace(source=new))
