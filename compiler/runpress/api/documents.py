"""What programs ask of runpress: compile a text, check documents, explain a code."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.explain import page
from runpress.pipeline import Compiled, compile_document
from runpress.source import SourceFile

__all__ = ["check", "compile", "explain"]


def compile(text: str, *, path: str = "document.md") -> Compiled:  # noqa: A001 - compiling is what it does
    """The view of a document and what is wrong with its text. Never raises; `path` is shown in findings."""
    return compile_document(SourceFile(path, text))


def check(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = ".", *, data: bool = False
) -> list[Diagnostic]:
    """All findings of documents, folders and projects, sorted by file and place.

    With `data`, run data is asked, too: run sets without runs, metrics that no run logs.
    """
    from runpress.checking import check_documents, find_targets
    from runpress.checking.data import DataChecker

    checker = DataChecker() if data else None
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    targets = find_targets([Path(path) for path in given], cwd=Path.cwd(), environ=os.environ)
    checked = check_documents(targets.documents, extra=checker.check if checker else None)
    findings = [*targets.findings, *(finding for document in checked for finding in document.findings)]
    findings += checker.findings() if checker else []
    return sorted(findings, key=lambda finding: finding.sort_key)


def explain(code: str) -> str:
    """The Markdown page of a code: what, why, a bad and a good example; empty for an unknown code."""
    return page(code.upper())
