"""Findings of a document as text, for cases."""

from __future__ import annotations

from runpress.diagnostics import Diagnostic
from runpress.pipeline import compile_document
from runpress.source import SourceFile


def compiled_findings(text: str) -> str:
    """All findings of a document, with their exact places."""
    return shown(compile_document(SourceFile("case.md", text)).diagnostics)


def shown(findings: tuple[Diagnostic, ...]) -> str:
    return "".join(map(show_finding, findings))


def show_finding(finding: Diagnostic) -> str:
    """`2:3-8 DX105 message`, then the label, the help and the fix on lines of their own."""
    begin, finish = finding.span.begin, finding.span.finish
    end = f"{finish.column - 1}" if finish.line == begin.line else f"{finish.line}:{finish.column - 1}"
    lines = [f"{begin.line}:{begin.column}-{end} {finding.code.id} {finding.message}"]
    lines += [f"  label: {finding.label}"] if finding.label else []
    lines += [f"  help: {finding.help}"] if finding.help else []
    lines += [f"  fix: {edit.span.text!r} -> {edit.replacement!r}" for edit in finding.fix]
    return "".join(f"{line}\n" for line in lines)
