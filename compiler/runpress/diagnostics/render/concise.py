"""One line a finding: `path:line:col: error[PN201] message`. Editors and `grep` read it."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.diagnostics.diagnostic import Diagnostic
from runpress.diagnostics.render.paint import Paint
from runpress.diagnostics.render.summary import Summary, closing_line
from runpress.diagnostics.render.visible import visible


def render(findings: Sequence[Diagnostic], summary: Summary, paint: Paint) -> str:
    """A line a finding, and the closing line."""
    lines = [line(finding, paint) for finding in findings]
    return "\n".join([*lines, closing_line(findings, summary), ""])


def line(finding: Diagnostic, paint: Paint) -> str:
    """The finding on one line; the label follows the message, because there is no caret to stand under."""
    begin = finding.span.begin
    place = f"{visible(finding.span.source.path)}:{begin.line}:{begin.column}:"
    kind = paint.severity(finding.severity, f"{finding.severity.value}[{finding.code.id}]")
    label = f" ({visible(finding.label)})" if finding.label else ""
    return f"{paint('bold', place)} {kind} {visible(finding.message)}{label}"
