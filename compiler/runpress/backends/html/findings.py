"""Findings as the theme shows them: at their blocks, with the lines that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runpress.backends.html.escape import Markup
from runpress.diagnostics import Diagnostic
from runpress.model.blocks import Block
from runpress.source import Span
from runpress.themes import Theme

_MOST_LINES = 6
_LONGEST_LINE = 400


def render_findings(theme: Theme, findings: Iterable[Diagnostic]) -> Markup:
    """Findings with their code frames; nothing where there are none."""
    shown = [_shown(finding) for finding in findings]
    return theme.render("problem.html.j2", findings=shown) if shown else Markup("")


def findings_in(findings: Sequence[Diagnostic], block: Block) -> list[Diagnostic]:
    """The findings inside a block."""
    span = block.span
    if span is None:
        return []
    return [finding for finding in findings if _is_inside(finding.span, span)]


def _is_inside(inner: Span, outer: Span) -> bool:
    """Whether a place begins inside another one."""
    return inner.source is outer.source and outer.start <= inner.start < max(outer.end, outer.start + 1)


def _shown(finding: Diagnostic) -> dict[str, object]:
    begin = finding.span.begin
    return {
        "severity": str(finding.severity),
        "code": finding.code.id,
        "message": finding.message,
        "path": finding.span.source.path,
        "line": begin.line,
        "column": begin.column,
        "frame": _frame(finding.span),
        "label": finding.label,
        "notes": finding.notes,
        "help": finding.help,
    }


def _frame(span: Span) -> list[dict[str, object]]:
    """The lines of a place, each with the columns that are marked (from 0; -1 without a mark)."""
    begin, finish = span.begin, span.finish
    lines: list[dict[str, object]] = []
    for number in range(begin.line, min(finish.line, begin.line + _MOST_LINES - 1) + 1):
        text = span.source.line_text(number)
        start = begin.column - 1 if number == begin.line else 0
        end = finish.column - 1 if number == finish.line else len(text)
        if number != begin.line and end <= 0:
            continue
        lines.append(
            {"number": number, "text": text[:_LONGEST_LINE], "mark_start": start, "mark_end": max(end, start + 1)}
        )
    return lines if span.source.text else []
