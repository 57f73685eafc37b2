"""`runpress build`: the static site, or pages that hold everything they need."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Exit, Option

from runpress.cli.formats import FindingsFormat, chosen_format
from runpress.cli.terminal import NO_DOCUMENTS, paint_for

if TYPE_CHECKING:
    from runpress.backends.html.build import BuildResult
    from runpress.cli.progress import Progress
    from runpress.project import Project

EXAMPLES: Final = {
    "runpress build": "the site of this folder, in `site`",
    "runpress build docs -o /tmp/site --strict": "warnings fail, too",
    "runpress build report.md -o report.html --single-file": "one page that can be sent by mail",
}
_FINDINGS = 1


def command(
    path: Annotated[
        Path,
        Argument(
            metavar="DIR", help="A folder of documents, or one document; this folder if left out.", show_default=False
        ),
    ] = Path(),
    output: Annotated[
        Path,
        Option(
            "-o",
            "--output",
            metavar="OUT",
            help="The folder to write to; with --single-file also a file that ends in .html.",
        ),
    ] = Path("site"),
    single_file: Annotated[
        bool, Option("--single-file", help="Put style, script, images and data into each page.")
    ] = False,
    strict: Annotated[bool, Option("--strict", help="Fail on warnings, too.")] = False,
    no_cache: Annotated[bool, Option("--no-cache", help="Render every page, whatever an earlier build left.")] = False,
    format: FindingsFormat = "",
) -> None:
    """Build the static site of a folder of documents, or of one document.

    Pages work on any static host and straight from disk; they load nothing from elsewhere. What did
    not change since the last build into the same folder is left as it is.

    Exit codes: 0 done, 1 findings (errors; with --strict warnings, too), 2 a wrong command line.
    """
    from runpress.backends.html.build import BuildOptions, build_site
    from runpress.project import find_project
    from runpress.themes import load_theme

    chosen = chosen_format(format)
    started = time.monotonic()
    project = find_project(path, environ=os.environ)
    theme = load_theme(project.configuration.theme, custom_dir=project.custom_dir)
    line = _Line()
    try:
        options = BuildOptions(out=output, is_single=single_file, has_cache=not no_cache)
        result = build_site(project, theme, options, progress=line.report)
    finally:
        line.clear()
    _print(result, project, chosen, seconds=time.monotonic() - started)
    failing = {"error", "warning"} if strict else {"error"}
    raise Exit(_FINDINGS if any(finding.severity in failing for finding in result.findings) else 0)


class _Line:
    """The line that says how far the build is; made when the number of pages is known."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

    def report(self, done: int, total: int) -> None:
        if self._progress is None:
            from runpress.cli.progress import Progress

            self._progress = Progress("Rendering pages", total)
        self._progress.report(done)

    def clear(self) -> None:
        if self._progress is not None:
            self._progress.clear()


def _print(result: BuildResult, project: Project, chosen: str, *, seconds: float) -> None:
    """Findings and what was done go to stderr, the place of the site to stdout; JSON is one document on stdout."""
    is_document = chosen in {"json", "sarif"}
    if result.findings or is_document:
        _print_findings(result, project, chosen, seconds=seconds)
    if is_document:
        return
    kept = result.pages - result.written
    removed = f", {result.removed} stale files removed" if result.removed else ""
    pages = "1 page" if result.written == 1 else f"{result.written} pages"
    sys.stderr.write(f"{pages} written, {kept} unchanged{removed} ({seconds:.2f} s)\n")
    if not result.pages and chosen == "full":
        sys.stderr.write(NO_DOCUMENTS)
    sys.stdout.write(f"{result.out if result.is_whole_file else result.out / 'index.html'}\n")


def _print_findings(result: BuildResult, project: Project, chosen: str, *, seconds: float) -> None:
    from runpress.cli.shown import seen_from
    from runpress.diagnostics.render import FORMATS, Summary
    from runpress.diagnostics.render.paint import PLAIN

    findings = seen_from(Path.cwd(), project.folder, result.findings)
    summary = Summary(files=result.pages, seconds=seconds)
    if chosen in {"json", "sarif"}:
        sys.stdout.write(FORMATS[chosen](findings, summary, PLAIN))
        return
    sys.stderr.write(FORMATS[chosen](findings, summary, paint_for(sys.stderr)))
