"""What commands on single files share: reading one, and saying what is wrong on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runpress.cli.streams import write_result
from runpress.cli.terminal import paint_for
from runpress.errors import UsageError

if TYPE_CHECKING:
    from runpress.diagnostics import Diagnostic
    from runpress.source import SourceFile

STANDARD_INPUT: Final = "-"
STANDARD_OUTPUT: Final = "-"


def read_input(name: str, *, limit: int | None = None) -> SourceFile | Diagnostic:
    """A file, or standard input for `-`; a finding if it cannot be read. `limit` is in bytes.

    Raises `UsageError` if there is no file of this name.
    """
    from runpress.project.files import DOCUMENT_LIMIT, UnreadableError, decode, read_bytes, unreadable
    from runpress.source import SourceFile

    if name == STANDARD_INPUT:
        shown, file = "stdin", None
    else:
        shown, file = Path(name).as_posix(), _existing(Path(name))
    try:
        content = sys.stdin.buffer.read() if file is None else read_bytes(file, limit=limit or DOCUMENT_LIMIT)
        return SourceFile(shown, decode(content))
    except UnreadableError as error:
        return unreadable(shown, str(error))


def _existing(path: Path) -> Path:
    """The file itself, links followed: who names a link means what it points to."""
    if not path.exists():
        raise UsageError(f"`{path}` is not there", hint="name a file, or `-` for standard input")
    return path.resolve()


def show_findings(findings: Sequence[Diagnostic], chosen: str) -> None:
    """Show findings on standard error: standard output carries the result."""
    if not findings:
        return
    from runpress.diagnostics.render import FORMATS, Summary

    files = len({finding.span.source.path for finding in findings})
    sys.stderr.write(FORMATS[chosen](findings, Summary(files=files), paint_for(sys.stderr)))


def must_be_free(output: Path | None, *, force: bool) -> None:
    """Refuse to write over a file that nobody said may go, and over folders.

    Raises `UsageError` if it is there.
    """
    if output is None:
        return
    if output.is_dir():
        raise UsageError(f"`{output}` is a folder", hint="name a file in it")
    if output.exists() and not force:
        raise UsageError(f"`{output}` is there already", hint="choose another name, or write over it with --force")


def put(text: str, output: Path | None) -> None:
    """Write what a command was asked for: to the file that is named, else to standard output."""
    from runpress.project.files import write_named

    if output is None:
        write_result(text)
        return
    write_named(output, text.encode())
    sys.stderr.write(f"{output.as_posix()} is written\n")


def file_or_stdout(output: Path | None) -> Path | None:
    """The file that is named; none for `-`, which is standard output."""
    return None if output == Path(STANDARD_OUTPUT) else output
