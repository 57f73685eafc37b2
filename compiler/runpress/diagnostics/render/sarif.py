"""SARIF 2.1.0, as code scanning services read it: rules with their help, results with places and fixes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from runpress.diagnostics.diagnostic import Code, Diagnostic, Edit, Severity
from runpress.diagnostics.explain import page
from runpress.diagnostics.render.paint import Paint
from runpress.diagnostics.render.summary import Summary
from runpress.source import Span

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(findings: Sequence[Diagnostic], _summary: Summary, _paint: Paint) -> str:
    """One log with one run."""
    codes = sorted({finding.code.id: finding.code for finding in findings}.values(), key=lambda code: code.id)
    index = {code.id: position for position, code in enumerate(codes)}
    run = {
        "tool": {"driver": {"name": "runpress", "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.code.id]) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    text = page(code.id) or f"# {code.id}: {code.title}\n"
    return {
        "id": code.id,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.title},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Diagnostic, rule_index: int) -> dict[str, Any]:
    label = f" ({finding.label})" if finding.label else ""
    text = "\n".join(part for part in (f"{finding.message}{label}", *finding.notes, finding.help) if part)
    result: dict[str, Any] = {
        "ruleId": finding.code.id,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(finding.span), "region": _region(finding.span)}}
        ],
    }
    if finding.fix:
        result["fixes"] = [_fix(finding)]
    return result


def _fix(finding: Diagnostic) -> dict[str, Any]:
    return {
        "description": {"text": finding.help or finding.label or finding.code.title},
        "artifactChanges": [
            {"artifactLocation": _artifact(finding.span), "replacements": [_replacement(edit) for edit in finding.fix]}
        ],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.replacement}}


def _artifact(span: Span) -> dict[str, str]:
    return {"uri": quote(span.source.path)}


def _region(span: Span) -> dict[str, int]:
    begin, finish = span.begin, span.finish
    return {
        "startLine": begin.line,
        "startColumn": begin.column,
        "endLine": finish.line,
        "endColumn": finish.column,
    }
