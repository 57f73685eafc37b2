"""Annotations of GitHub Actions. The runner shows ten a severity and step; the others follow as plain lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from runpress.diagnostics.diagnostic import Diagnostic, Severity
from runpress.diagnostics.render import concise
from runpress.diagnostics.render.paint import PLAIN, Paint
from runpress.diagnostics.render.summary import Summary, closing_line
from runpress.diagnostics.render.visible import visible

MOST = 10
LARGEST = 900_000
"""Bytes of a step's summary: GitHub shows none at all of more than a mebibyte."""
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(findings: Sequence[Diagnostic], summary: Summary, _paint: Paint) -> str:
    """A workflow command for each of the first ten findings of a severity, lines for the rest."""
    seen: Counter[Severity] = Counter()
    lines: list[str] = []
    for finding in findings:
        seen[finding.severity] += 1
        is_annotated = seen[finding.severity] <= MOST
        lines.append(annotation(finding) if is_annotated else _harmless(concise.line(finding, PLAIN)))
    return "\n".join([*lines, closing_line(findings, summary), ""])


def annotation(finding: Diagnostic) -> str:
    """The workflow command of a finding."""
    begin, finish = finding.span.begin, finding.span.finish
    properties = {
        "file": finding.span.source.path,
        "line": begin.line,
        "col": begin.column,
        "endLine": finish.line,
        "endColumn": finish.column,
        "title": finding.code.id,
    }
    listed = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escape_data(_text(finding))}"


def step_summary(findings: Sequence[Diagnostic], summary: Summary) -> str:
    """The findings as a Markdown table, for the page of the workflow run: all of them, or as many as it may hold."""
    lines = [f"**{closing_line(findings, summary)}**", ""]
    if findings:
        rows = _rows(findings)
        lines += ["| Place | Finding |", "| --- | --- |", *rows]
        if len(rows) < len(findings):
            lines += ["", f"{len(findings) - len(rows)} more are in the log of this step."]
    return "\n".join([*lines, ""])


def _rows(findings: Sequence[Diagnostic]) -> list[str]:
    rows: list[str] = []
    size = 0
    for finding in findings:
        row = _row(finding)
        size += len(row.encode()) + 1
        if size > LARGEST:
            break
        rows.append(row)
    return rows


def _row(finding: Diagnostic) -> str:
    begin = finding.span.begin
    place = f"{finding.span.source.path}:{begin.line}:{begin.column}"
    return f"| {_cell(place)} | {_cell(f'{finding.severity.value}[{finding.code.id}] {finding.message}')} |"


def _cell(text: str) -> str:
    """Text in a table, with nothing in it read as Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~&@:])", r"\\\1", visible(text))


def _text(finding: Diagnostic) -> str:
    label = f" ({finding.label})" if finding.label else ""
    parts = [f"{finding.message}{label}", *finding.notes, finding.help]
    return "\n".join(visible(part) for part in parts if part)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _harmless(line: str) -> str:
    """A line that the runner does not take for a command, whatever the file is called."""
    return f" {line}" if line.startswith(("::", "##[")) else line
