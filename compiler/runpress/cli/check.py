"""`runpress check`: all findings of documents."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Exit, Option

from runpress.cli.formats import FindingsFormat, chosen_format
from runpress.cli.paths import PathsArgument
from runpress.cli.terminal import NO_DOCUMENTS, paint_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runpress.checking import Checked, Targets
    from runpress.diagnostics import Diagnostic
    from runpress.diagnostics.render import Summary

EXAMPLES: Final = {
    "runpress check": "the project of this folder",
    "runpress check reports/lr.md": "one document",
    "runpress check --strict": "warnings fail, too: for a pull request",
    "runpress check --data": "also: does each run set have runs, and do they log the metrics?",
    "runpress check --format sarif": "for code scanning services",
}
_FINDINGS = 1


def command(
    paths: PathsArgument = None,
    format: FindingsFormat = "",
    strict: Annotated[bool, Option("--strict", help="Fail on warnings, too.")] = False,
    data: Annotated[
        bool, Option("--data", help="Also ask the run data: run sets without runs, metrics that no run logs.")
    ] = False,
    fix: Annotated[
        bool, Option("--fix", help="Apply the fixes that are safe, give documents ids, then check again.")
    ] = False,
) -> None:
    """Find what is wrong in documents: every file is read, nothing is drawn or written.

    Exit codes: 0 nothing wrong, 1 findings (errors; with --strict warnings, too), 2 a wrong command line.
    """
    chosen = chosen_format(format)
    started = time.monotonic()
    targets, checked = _checked(paths or [Path()], data=data)
    refused: list[Diagnostic] = []
    if fix and _apply(checked, refused):
        targets, checked = _checked(paths or [Path()], data=data)
    targets.findings += refused
    findings = _sorted(targets, checked)
    _print(findings, checked, chosen, seconds=time.monotonic() - started)
    if not (paths or checked or findings) and chosen == "full":
        sys.stderr.write(NO_DOCUMENTS)
    raise Exit(_FINDINGS if _fails(findings, strict=strict) else 0)


def _checked(paths: list[Path], *, data: bool) -> tuple[Targets, list[Checked]]:
    from runpress.checking import check_documents, find_targets, workers_for
    from runpress.cli.progress import Progress

    targets = find_targets(paths, cwd=Path.cwd(), environ=os.environ)
    progress = Progress("Checking documents", len(targets.documents))
    if not data:
        return targets, check_documents(
            targets.documents, workers=workers_for(len(targets.documents)), watch=progress.over
        )
    from runpress.checking.data import DataChecker

    checker = DataChecker()
    checked = check_documents(targets.documents, extra=checker.check, watch=progress.over)
    targets.findings += checker.findings()
    return targets, checked


def _sorted(targets: Targets, checked: Sequence[Checked]) -> list[Diagnostic]:
    findings = [*targets.findings, *(finding for document in checked for finding in document.findings)]
    return sorted(findings, key=lambda finding: finding.sort_key)


def _apply(checked: Sequence[Checked], refused: list[Diagnostic]) -> bool:
    """Apply the fixes of all documents; whether any file changed. Those that could not be written are findings."""
    from runpress.checking.document_ids import NewIds
    from runpress.checking.fixes import apply_fixes
    from runpress.diagnostics.render.visible import visible
    from runpress.project.files import unwritable

    ids = NewIds()
    done = []
    for document in checked:
        try:
            fixed = apply_fixes(document, ids)
        except OSError as error:
            refused.append(unwritable(document.target.shown, error))
            continue
        if fixed is not None:
            done.append(fixed)
    for fixed in done:
        made = [f"{fixed.fixes} fix{'' if fixed.fixes == 1 else 'es'}"] if fixed.fixes else []
        made += [f"`id: {fixed.id}`"] if fixed.id else []
        sys.stderr.write(f"wrote {' and '.join(made)} into {visible(fixed.path)}\n")
    return bool(done)


def _print(findings: Sequence[Diagnostic], checked: Sequence[Checked], chosen: str, *, seconds: float) -> None:
    from runpress.checking import totals
    from runpress.diagnostics.render import FORMATS

    summary = totals((document.counts for document in checked), seconds=seconds)
    sys.stdout.write(FORMATS[chosen](findings, summary, paint_for(sys.stdout)))
    if chosen == "github":
        _write_step_summary(findings, summary)


def _write_step_summary(findings: Sequence[Diagnostic], summary: Summary) -> None:
    """All findings for the page of the workflow run: annotations show only the first ones."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from runpress.diagnostics.render.github import step_summary

        with Path(path).open("a", encoding="utf-8") as file:
            file.write(step_summary(findings, summary))


def _fails(findings: Sequence[Diagnostic], *, strict: bool) -> bool:
    failing = {"error", "warning"} if strict else {"error"}
    return any(finding.severity in failing for finding in findings)
