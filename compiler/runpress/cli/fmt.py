"""`runpress fmt`: documents in canonical form."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Exit, Option

from runpress.cli.formats import FindingsFormat, chosen_format
from runpress.cli.streams import write_result
from runpress.cli.terminal import paint_for
from runpress.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runpress.backends.markdown.formatting import Formatted
    from runpress.checking import Target
    from runpress.diagnostics import Diagnostic
    from runpress.source import SourceFile

EXAMPLES: Final = {
    "runpress fmt": "the documents of this folder",
    "runpress fmt reports/lr.md --diff": "what would change in one document",
    "runpress fmt --check": "fail where a document would change: for a pull request",
    "runpress fmt - < draft.md": "standard input to standard output, for editors",
}
_FINDINGS = 1
_STANDARD_INPUT = "-"


def command(
    paths: Annotated[
        list[str] | None,
        Argument(
            metavar="PATHS",
            help="Documents and folders; this folder if left out, standard input for `-`.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[bool, Option("--check", help="Write nothing; fail where a document would change.")] = False,
    diff: Annotated[bool, Option("--diff", help="Write nothing; show what would change.")] = False,
    expand: Annotated[bool, Option("--expand", help="Write the long forms of options.")] = False,
    format: FindingsFormat = "",
) -> None:
    """Bring documents into canonical form: one spelling of fences, one order of keys, short forms, plain Markdown.

    Nothing that a document means changes, and comments stay. Lines are not wrapped anew. A file is only
    written where it changes.

    Exit codes: 0 done, 1 findings (with --check also where a document would change), 2 a wrong command line.
    """
    chosen = chosen_format(format)
    given = paths or ["."]
    if _STANDARD_INPUT in given:
        if len(given) > 1:
            raise UsageError("`-` is standard input, and stands alone", hint="name files, or `-`")
        raise Exit(_format_stdin(chosen, is_check=check, is_diff=diff, expand=expand))
    run = _Run(is_check=check, is_diff=diff, expand=expand)
    raise Exit(run.over([Path(path) for path in given], chosen))


def _format_stdin(chosen: str, *, is_check: bool, is_diff: bool, expand: bool) -> int:
    from runpress.backends.markdown.formatting import format_source
    from runpress.cli.inputs import read_input, show_findings
    from runpress.cli.patches import patch
    from runpress.diagnostics import Diagnostic
    from runpress.project import find_project

    source = read_input(_STANDARD_INPUT)
    if isinstance(source, Diagnostic):
        show_findings([source], chosen)
        return _FINDINGS
    defaults = find_project(Path(), environ=os.environ).configuration.front_matter_defaults()
    made = format_source(source, expand=expand, defaults=defaults)
    findings = _findings(source, made, is_check=is_check)
    show_findings(findings, chosen)
    text = _with_ends(source, made.text)
    if is_diff:
        write_result(patch(source.path, source.as_written, text))
    elif not is_check:
        write_result(text)
    return _FINDINGS if findings else 0


class _Run:
    """One run over files."""

    def __init__(self, *, is_check: bool, is_diff: bool, expand: bool) -> None:
        self.is_check = is_check
        self.is_diff = is_diff
        self.expand = expand
        self.findings: list[Diagnostic] = []
        self.changed = self.files = 0

    def over(self, paths: list[Path], chosen: str) -> int:
        """Format the documents at some paths; the exit code."""
        from runpress.checking import find_targets

        started = time.monotonic()
        targets = find_targets(paths, cwd=Path.cwd(), environ=os.environ)
        # What is wrong with a configuration is no matter of this command, but a path that is not there is.
        self.findings += [finding for finding in targets.findings if not finding.span.source.text]
        for target in targets.documents:
            self._format(target)
        self._print(chosen, seconds=time.monotonic() - started)
        return _FINDINGS if self.findings else 0

    def _format(self, target: Target) -> None:
        from runpress.backends.markdown.formatting import format_source
        from runpress.cli.patches import patch
        from runpress.project import UnreadableError, read_source, unreadable
        from runpress.project.files import unwritable, write_whole

        self.files += 1
        try:
            source = read_source(target.document.file, target.shown)
        except UnreadableError as error:
            self.findings.append(unreadable(target.shown, str(error)))
            return
        made = format_source(source, expand=self.expand, defaults=target.site.defaults)
        self.findings += _findings(source, made, is_check=self.is_check)
        if made.text == source.text:
            return
        text = _with_ends(source, made.text)
        if self.is_diff:
            write_result(patch(source.path, source.as_written, text))
        elif not self.is_check:
            try:
                write_whole(target.document.file, text.encode())
            except OSError as error:
                self.findings.append(unwritable(target.shown, error))
                return
            sys.stderr.write(f"formatted {target.shown}\n")
        self.changed += 1

    def _print(self, chosen: str, *, seconds: float) -> None:
        """Findings are the result of --check, and stand beside any other."""
        from runpress.diagnostics.render import FORMATS, Summary
        from runpress.diagnostics.render.paint import PLAIN

        findings = sorted(self.findings, key=lambda finding: finding.sort_key)
        summary = Summary(files=self.files, seconds=seconds)
        is_document = chosen in {"json", "sarif"} and not self.is_diff
        stream = sys.stdout if is_document or (self.is_check and not self.is_diff) else sys.stderr
        if findings or is_document:
            stream.write(FORMATS[chosen](findings, summary, PLAIN if is_document else paint_for(stream)))
        sys.stderr.write(self._closing())

    def _closing(self) -> str:
        would = "would be " if self.is_check or self.is_diff else ""
        left = self.files - self.changed
        return (
            f"{_count(self.changed)} {would}formatted, {_count(left)} left as {'it is' if left == 1 else 'they are'}\n"
        )


def _count(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"


def _findings(source: SourceFile, made: Formatted, *, is_check: bool) -> Sequence[Diagnostic]:
    if made.findings or not is_check or made.text == source.text:
        return made.findings
    from runpress.backends.markdown.formatting import not_canonical

    return [not_canonical(source, made.text)]


def _with_ends(source: SourceFile, text: str) -> str:
    """The text with the line ends and the byte order mark that the source has."""
    from runpress.checking.fixes import as_it_was

    return source.as_written if text == source.text else as_it_was(text, source).decode()
