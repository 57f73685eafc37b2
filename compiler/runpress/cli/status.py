"""`runpress status`: documents, lock and server at a glance."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from typer import Exit

from runpress.cli.connected import HostOption, KeyOption, TargetOption, connected
from runpress.cli.formats import RESULT_FORMATS, ResultFormat, check_format
from runpress.cli.paths import PathsArgument
from runpress.cli.planning import FINDINGS, DraftOption, plan_of, session_of, show
from runpress.cli.terminal import paint_for

if TYPE_CHECKING:
    from runpress.publish.planning.standing import Line

EXAMPLES: Final = {
    "runpress status": "all documents of this folder",
    "runpress status --target prod": "in a target of mkdocs.yml",
    "runpress status reports --format json": "for programs",
}
_STYLES: Final = {
    "has errors": "error",
    "up to date": "good",
    "changed here": "warning",
    "not published": "warning",
}
_SHORT_COMMIT: Final = 10


def command(
    paths: PathsArgument = None,
    format: ResultFormat = "text",
    target: TargetOption = "",
    draft: DraftOption = False,
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Show which documents are published, and whether they have changed since, here or on the server.

    Nothing is written. Exit codes: 0 done, 1 findings, 2 a wrong command line, 3 not permitted, 6 no answer.
    """
    from runpress.publish.planning.plan_file import Asked
    from runpress.publish.planning.standing import standings
    from runpress.publish.views.urls import view_url

    check_format(format, RESULT_FORMATS)
    with connected(host, api_key_stdin=api_key_stdin) as connection:
        asked = Asked(tuple(map(str, paths or ())), target, draft)
        session = session_of(asked, ["*"], connection)
        plan = plan_of(session, asked)
        urls = {step.view.id: view_url(session.around.base_url, step.view) for step in plan.steps if step.view}
        lines = standings(session, plan, urls)
    show(session.findings)
    if format == "json":
        document = {"type": "runpress.status", "schema_version": 1, "documents": [asdict(line) for line in lines]}
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
    else:
        _print(lines)
    raise Exit(FINDINGS if session.has_errors else 0)


def _print(lines: list[Line]) -> None:
    from runpress.diagnostics.render.visible import visible

    paint = paint_for(sys.stdout)
    if not lines:
        sys.stderr.write("there is no report and no workspace here\n")
    width = max((len(line.path) for line in lines), default=0)
    for line in lines:
        told = paint(_STYLES.get(line.standing.value, "error"), line.standing.value)
        when = f"{line.changed_at} by {line.changed_by}" if line.changed_by else line.changed_at
        last = f"last saved {when}" if when else ""
        commit = f"commit {line.commit[:_SHORT_COMMIT]}" if line.commit else ""
        more = ", ".join(part for part in (line.target, last, commit) if part)
        sys.stdout.write(f"{visible(line.path or line.title):<{width}}  {told}\n")
        if more:
            sys.stdout.write(f"{'':<{width}}  {paint('faint', visible(more))}\n")
        if line.url:
            sys.stdout.write(f"{'':<{width}}  {paint('faint', line.url)}\n")
