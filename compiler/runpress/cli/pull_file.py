"""`runpress pull FILE.json`: the document of a stored view that lies in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from typer import Exit

LARGEST: Final = 256 * 1024 * 1024
"""Bytes. Of W&B's own views few have more than a megabyte."""
_FINDINGS = 1


def pull_file(source: str, output: Path | None, *, force: bool, format: str) -> None:
    """Write the document of a bare spec, or of a view object; to standard output if no file is named."""
    from runpress.cli.inputs import must_be_free, read_input, show_findings
    from runpress.conversion.document import pull_json
    from runpress.diagnostics import Diagnostic
    from runpress.publish.views.marker import without_marker

    must_be_free(output, force=force)
    read = read_input(source, limit=LARGEST)
    if isinstance(read, Diagnostic):
        show_findings([read], format)
        raise Exit(_FINDINGS)
    pulled = pull_json(read, bare=without_marker)
    show_findings(pulled.findings, format)
    if pulled.text is None:
        raise Exit(_FINDINGS)
    if output is None:
        sys.stdout.write(pulled.text)
    else:
        from runpress.project.files import write_named

        write_named(output, pulled.text.encode())
        sys.stderr.write(f"{output.as_posix()} is written\n")
