"""What was looked at, and the sentence that closes an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from runpress.diagnostics.diagnostic import Diagnostic, Severity
from runpress.frozen import frozen


@frozen(kw_only=True)
class Summary:
    """What was looked at."""

    files: int = 0
    reports: int = 0
    workspaces: int = 0
    pages: int = 0
    panels: int = 0
    runsets: int = 0
    seconds: float = 0.0


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def by_severity(findings: Sequence[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, the gravest first."""
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in Severity}


def closing_line(findings: Sequence[Diagnostic], summary: Summary) -> str:
    """`Found 2 errors, 1 warning in 14 files (0.21s); 1 fixable with --fix.`, or that all is good."""
    counts = by_severity(findings)
    if not findings:
        return f"All good: {_looked_at(summary)}."
    found = ", ".join(count(number, severity.value) for severity, number in counts.items() if number)
    fixable = sum(bool(finding.fix) for finding in findings)
    end = f"; {fixable} fixable with --fix." if fixable else "."
    where = f" in {count(summary.files, 'file')}" if summary.files else ""  # what is not there is no file
    took = f" ({summary.seconds:.2f}s)" if summary.seconds else ""
    return f"Found {found}{where}{took}{end}"


def _looked_at(summary: Summary) -> str:
    """Reports always; workspaces, pages, panels and run sets where there are any."""
    documents = {"report": summary.reports, "workspace": summary.workspaces, "page": summary.pages}
    parts = {**documents, "panel": summary.panels, "run set": summary.runsets}
    shown = [count(number, noun) for noun, number in parts.items() if number]
    return ", ".join(shown) or "no documents"
