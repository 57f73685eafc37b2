"""`runpress pull FILE.json`: the document of a stored view that lies in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from typer import Exit

LARGEST: Final = 256 * 1024 * 1024
"""Bytes. Of W&B's own views few have more than a megabyte."""
_FINDINGS = 1


def pull_file(source: str, output: Path | None, *, force: bool, format: str, is_dry: bool = False) -> None:
    """Write the document of a bare spec, or of a view object; to standard output if no file is named."""
    from runpress.cli.inputs import file_or_stdout, must_be_free, put, read_input, show_findings
    from runpress.conversion.document import pull_json
    from runpress.diagnostics import Diagnostic
    from runpress.publish.views.marker import without_marker

    output = file_or_stdout(output)
    must_be_free(output, force=force)
    read = read_input(source, limit=LARGEST)
    if isinstance(read, Diagnostic):
        show_findings([read], format)
        raise Exit(_FINDINGS)
    pulled = pull_json(read, bare=without_marker)
    show_findings(pulled.findings, format)
    if pulled.text is None:
        raise Exit(_FINDINGS)
    if output is not None and is_dry:
        _show_change(output, pulled.text)
    else:
        put(pulled.text, output)


def _show_change(output: Path, text: str) -> None:
    """What would be written, beside what is there."""
    from runpress.cli.inputs import read_input
    from runpress.cli.pulling import show_change
    from runpress.diagnostics import Diagnostic

    there = read_input(str(output), limit=LARGEST) if output.exists() else None
    show_change(output.as_posix(), "" if there is None or isinstance(there, Diagnostic) else there.text, text)
