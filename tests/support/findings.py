"""The findings of one text, as `runpress check` would show them."""

from __future__ import annotations

from runpress.checking.documents import check_alone
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.render import PLAIN, full
from runpress.diagnostics.suppression import without_suppressed
from runpress.lint.walk import outline_of
from runpress.pipeline import compile_document
from runpress.source import SourceFile


def findings_of(text: str, path: str = "report.md") -> list[Diagnostic]:
    """What is wrong with a document that stands alone: nothing that other files or run data could say."""
    source = SourceFile(path, text)
    compiled = compile_document(source)
    found = [*compiled.diagnostics, *check_alone(outline_of(compiled.view))]
    kept = without_suppressed(found, source, everywhere=compiled.view.front.ignore)
    return sorted(kept, key=lambda finding: finding.sort_key)


def shown(findings: list[Diagnostic]) -> str:
    """The findings in the full format, without the line that names their page."""
    blocks = [[line for line in full.block(finding, PLAIN) if "= docs: " not in line] for finding in findings]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def without_docs(text: str) -> str:
    """The full format without the lines that name the pages of codes."""
    return "".join(line for line in text.splitlines(keepends=True) if " = docs: " not in line)
