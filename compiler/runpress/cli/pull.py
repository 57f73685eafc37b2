"""`runpress pull`: a stored view as a document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

from typer import Argument, Exit, Option

from runpress.errors import UsageError

EXAMPLES: Final = {
    "runpress pull view.json -o report.md": "the document of a view object, or of a bare spec",
    "runpress pull view.json": "to standard output",
    "runpress pull - -o report.md < view.json": "from standard input",
}
LARGEST: Final = 256 * 1024 * 1024
"""Bytes. Of W&B's own views few have more than a megabyte."""
_FINDINGS = 1


def command(
    source: Annotated[
        str,
        Argument(
            metavar="FILE.json",
            help="A bare spec, or a view object whose spec is an object or JSON text; `-` is standard input.",
        ),
    ],
    output: Annotated[
        Path | None,
        Option("-o", "--output", metavar="DOC.md", help="The document to write; standard output if left out."),
    ] = None,
    force: Annotated[bool, Option("--force", help="Write over a document that is there.")] = False,
    format: Annotated[
        str,
        Option(
            "--format",
            metavar="FORMAT",
            help="How findings are shown on standard error: full, concise, json, github, sarif.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Write a report or a workspace, as W&B stores it, as a document.

    Nothing is lost: what has no form of its own is kept as it is, and the document compiles to what was
    stored. What is odd is a finding with its JSON path.

    Exit codes: 0 done, 1 there is no view in the file, 2 a wrong command line.
    """
    from runpress.cli.check import chosen_format
    from runpress.cli.inputs import must_be_free, read_input, show_findings
    from runpress.conversion.document import pull_json
    from runpress.diagnostics import Diagnostic

    chosen = chosen_format(format)
    if source.startswith(("http://", "https://")):
        raise UsageError("views cannot be pulled from a server yet", hint="pull the JSON of the view from a file")
    must_be_free(output, force=force)
    read = read_input(source, limit=LARGEST)
    if isinstance(read, Diagnostic):
        show_findings([read], chosen)
        raise Exit(_FINDINGS)
    pulled = pull_json(read)
    show_findings(pulled.findings, chosen)
    if pulled.text is None:
        raise Exit(_FINDINGS)
    if output is None:
        sys.stdout.write(pulled.text)
    else:
        from runpress.project.files import write_whole

        write_whole(output, pulled.text.encode())
        sys.stderr.write(f"{output.as_posix()} is written\n")
