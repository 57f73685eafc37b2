"""`runpress spec`: the JSON that W&B would store for a document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Exit, Option

from runpress.cli.formats import AsideFormat, chosen_format
from runpress.cli.streams import write_result

if TYPE_CHECKING:
    from runpress.conversion.spec import Compilation
    from runpress.diagnostics import Diagnostic

EXAMPLES: Final = {
    "runpress spec report.md": "the spec of one document",
    "runpress spec report.md --view > view.json": "as a view object, which `runpress pull view.json` reads",
    "runpress spec - < report.md": "from standard input",
}
_FINDINGS = 1


def command(
    file: Annotated[str, Argument(metavar="FILE", help="A report or a workspace; `-` is standard input.")],
    view: Annotated[
        bool, Option("--view", help="The view object of W&B's API: with title, description, entity, project.")
    ] = False,
    format: AsideFormat = "",
) -> None:
    """Print the spec of a document as JSON: what publishing it would store.

    The same document gives the same bytes. Nothing is asked of data or of a server; ids are made from
    content. What W&B can only show in a simpler form is a note.

    Exit codes: 0 done, 1 the document has errors (nothing is printed), 2 a wrong command line.
    """
    from runpress.cli.inputs import show_findings
    from runpress.codec.json_text import dumps
    from runpress.conversion.envelope import view_object
    from runpress.diagnostics import Diagnostic

    chosen = chosen_format(format)
    compilation = _compiled(file)
    if isinstance(compilation, Diagnostic):
        show_findings([compilation], chosen)
        raise Exit(_FINDINGS)
    show_findings(compilation.findings, chosen)
    if compilation.about is None or compilation.spec is None or compilation.has_errors:
        raise Exit(_FINDINGS)
    result = view_object(compilation.about, compilation.spec) if view else compilation.spec
    write_result(dumps(result, indent=2) + "\n")


def _compiled(file: str) -> Compilation | Diagnostic:
    from runpress.cli.inputs import STANDARD_INPUT, read_input
    from runpress.conversion.spec import compile_spec
    from runpress.diagnostics import Diagnostic
    from runpress.project import find_project

    source = read_input(file)
    if isinstance(source, Diagnostic):
        return source
    if file == STANDARD_INPUT:
        return compile_spec(source)
    project = find_project(Path(file), environ=os.environ)
    return compile_spec(source, defaults=project.configuration.front_matter_defaults())
