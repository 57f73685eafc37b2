"""Findings as one JSON document. `schema_version` grows when a reader would have to change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from runpress.diagnostics.diagnostic import Diagnostic, Edit
from runpress.diagnostics.render.paint import Paint
from runpress.diagnostics.render.summary import Summary, by_severity
from runpress.source import Position, Span

SCHEMA_VERSION = 1


def render(findings: Sequence[Diagnostic], summary: Summary, _paint: Paint) -> str:
    """One document, in ASCII so that no terminal can be steered by it."""
    counts = {f"{severity.value}s": number for severity, number in by_severity(findings).items()}
    document = {
        "type": "runpress.diagnostics",
        "schema_version": SCHEMA_VERSION,
        "summary": {**counts, **asdict(summary), "seconds": round(summary.seconds, 3)},
        "diagnostics": [as_dict(finding) for finding in findings],
    }
    return json.dumps(document, indent=2) + "\n"


def as_dict(finding: Diagnostic) -> dict[str, Any]:
    """One finding as plain data. Lines and columns count from 1, offsets from 0; ends are excluded."""
    return {
        "code": finding.code.id,
        "severity": finding.severity.value,
        "title": finding.code.title,
        "message": finding.message,
        "label": finding.label,
        "notes": list(finding.notes),
        "help": finding.help,
        "file": finding.span.source.path,
        **_place(finding.span),
        "fix": [_edit(edit) for edit in finding.fix],
    }


def _place(span: Span) -> dict[str, Any]:
    return {"start": _position(span.begin, span.start), "end": _position(span.finish, span.end)}


def _position(position: Position, offset: int) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": offset}


def _edit(edit: Edit) -> dict[str, Any]:
    return {**_place(edit.span), "replacement": edit.replacement}
