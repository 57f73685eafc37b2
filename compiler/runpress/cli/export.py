"""`runpress export`: a report or a workspace in another form."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument, Exit, Option

from runpress.cli.formats import AsideFormat, chosen_format
from runpress.errors import UsageError
from runpress.exporters import EXPORTERS

if TYPE_CHECKING:
    from runpress.codec.about import About
    from runpress.diagnostics import Diagnostic
    from runpress.exporters import Exporting
    from runpress.source import SourceFile

EXAMPLES: Final = {
    "runpress export --to wws report.md": "Python code that builds the report with `wandb-workspaces`",
    "runpress export --to wws workspace.md -o workspace.py": "to a file",
    "runpress export --to wws view.json": "of a stored view, or a bare spec",
}
_FINDINGS = 1
_FORMS = "; ".join(f"`{name}`, {exporter.summary}" for name, exporter in EXPORTERS.items())


def command(
    file: Annotated[
        str,
        Argument(
            metavar="FILE", help="A report or a workspace, as a document or as stored JSON; `-` is standard input."
        ),
    ],
    to: Annotated[str, Option("--to", metavar="FORM", help=f"What to write: {_FORMS}.")],
    output: Annotated[
        Path | None,
        Option(
            "-o", "--output", metavar="OUT", help="The file to write; standard output if left out.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, Option("--force", help="Write over a file that is there.")] = False,
    format: AsideFormat = "",
) -> None:
    """Write a report or a workspace in another form. Nothing is asked of data or of a server.

    The same view gives the same bytes. What the other form cannot say is a comment in it.

    Exit codes: 0 done, 1 the document has errors (nothing is written), 2 a wrong command line.
    """
    from runpress.cli.inputs import file_or_stdout, must_be_free, put, show_findings

    chosen = chosen_format(format)
    exporter = _exporter(to)
    output = file_or_stdout(output)
    must_be_free(output, force=force)
    view, findings = _view(file)
    show_findings(findings, chosen)
    if view is None:
        raise Exit(_FINDINGS)
    put(exporter.export(*view), output)


def _exporter(name: str) -> Exporting:
    from runpress.diagnostics.suggest import suggestion

    if name in EXPORTERS:
        return EXPORTERS[name].load()
    near = suggestion(name, EXPORTERS)
    listed = ", ".join(f"`{known}`" for known in EXPORTERS)
    raise UsageError(f"there is no form `{name}`", hint=f"did you mean `{near}`?" if near else f"forms are {listed}")


def _view(file: str) -> tuple[tuple[About, dict[str, Any]] | None, list[Diagnostic]]:
    """What stands beside the spec, and the spec; None where there is no view, or one with errors."""
    from runpress.cli.inputs import read_input
    from runpress.cli.pull_file import LARGEST
    from runpress.diagnostics import Diagnostic

    source = read_input(file, limit=LARGEST)
    if isinstance(source, Diagnostic):
        return None, [source]
    return _of_json(source) if _is_json(file, source.text) else _of_document(file, source)


def _is_json(file: str, text: str) -> bool:
    """Whether a file holds JSON rather than Markdown, which may begin with a bracket, too."""
    begin = text.lstrip()[:1]
    return file.lower().endswith(".json") or begin == "{" or (begin in ("[", '"') and text.rstrip()[-1:] in ("]", '"'))


def _of_json(source: SourceFile) -> tuple[tuple[About, dict[str, Any]] | None, list[Diagnostic]]:
    from runpress.codec.json_text import loads
    from runpress.codec.report import is_old
    from runpress.conversion.document import encode, pull_json
    from runpress.conversion.envelope import Opened, opened

    try:
        found = opened(loads(source.text))
    except json.JSONDecodeError:
        found = None
    if isinstance(found, Opened) and isinstance(found.spec, dict) and not is_old(found.spec):
        return (found.about, found.spec), []
    # What is no view is said as `pull` says it, and what is of before version 5 becomes what `pull` makes of it.
    pulled = pull_json(source)
    view = (found.about, encode(pulled.view).spec) if isinstance(found, Opened) and pulled.view else None
    return view, list(pulled.findings)


def _of_document(file: str, source: SourceFile) -> tuple[tuple[About, dict[str, Any]] | None, list[Diagnostic]]:
    from runpress.cli.inputs import STANDARD_INPUT
    from runpress.conversion.spec import compile_spec
    from runpress.project import find_project

    project = None if file == STANDARD_INPUT else find_project(Path(file), environ=os.environ)
    defaults = project.configuration.front_matter_defaults() if project else None
    compilation = compile_spec(source, defaults=defaults)
    findings = list(compilation.findings)
    if compilation.about is None or compilation.spec is None or compilation.has_errors:
        return None, findings
    return (compilation.about, compilation.spec), findings
