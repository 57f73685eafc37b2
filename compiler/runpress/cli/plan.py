"""`runpress plan`: what publishing would change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Exit, Option

from runpress.cli.connected import HostOption, KeyOption, TargetOption, connected
from runpress.cli.formats import check_format
from runpress.cli.paths import PathsArgument
from runpress.cli.planning import (
    FINDINGS,
    AllowOption,
    CreateOption,
    DraftOption,
    OverwriteOption,
    PruneOption,
    ViewOption,
    kept_address,
    plan_of,
    plan_text,
    session_of,
    show,
    url_of,
)
from runpress.errors import RunpressError, UsageError

if TYPE_CHECKING:
    from runpress.publish.planning.plan_file import Asked
    from runpress.publish.planning.session import Session
    from runpress.publish.planning.steps import Plan

EXAMPLES: Final = {
    "runpress plan": "all documents of this folder",
    "runpress plan reports/lr.md": "one document",
    "runpress plan --target prod": "in a target of mkdocs.yml",
    "runpress plan --out plan.json": "to be published as it is, with `runpress publish plan.json`",
    "runpress plan --format markdown": "a comment for a pull request",
}
FORMATS: Final = ("text", "json", "markdown")
_CHANGES = 2


def command(
    paths: PathsArgument = None,
    format: Annotated[str, Option("--format", metavar="|".join(FORMATS), help="How the plan is shown.")] = "text",
    out: Annotated[
        Path | None, Option("--out", metavar="PLAN.json", help="Also save it, for `publish`.", show_default=False)
    ] = None,
    detailed_exitcode: Annotated[
        bool, Option("--detailed-exitcode", help="Exit codes as Terraform's: 0 no changes, 1 an error, 2 changes.")
    ] = False,
    view: ViewOption = "",
    target: TargetOption = "",
    draft: DraftOption = False,
    prune: PruneOption = False,
    overwrite: OverwriteOption = False,
    create_project: CreateOption = False,
    allow_target: AllowOption = None,
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Show what publishing would change. Nothing is written, here or on the server.

    Exit codes: 0 done, 1 findings, 2 a wrong command line, 3 not permitted, 6 no answer from the server.
    """
    from runpress.publish.planning.plan_file import Asked

    asked = Asked(tuple(map(str, paths or ())), target, draft, overwrite, prune, create_project, kept_address(view))
    try:
        code = _run(asked, format, out, allow_target or [], host, api_key_stdin=api_key_stdin)
    except RunpressError as error:
        if detailed_exitcode:
            _say(error, as_json=format == "json")
            raise Exit(FINDINGS) from None
        raise
    raise Exit(code if detailed_exitcode or code != _CHANGES else 0)


def _run(asked: Asked, format: str, out: Path | None, allowed: list[str], host: str, *, api_key_stdin: bool) -> int:
    """Plan and print; the detailed exit code."""
    check_format(format, FORMATS)
    with connected(host, api_key_stdin=api_key_stdin) as connection:
        session = session_of(asked, allowed, connection)
        plan = plan_of(session, asked)
        show([*session.findings, *plan.findings])
        sys.stdout.write(_printed(plan, session, format, asked))
        if session.has_errors:
            return FINDINGS
        if out is not None:
            _save(plan, session, out, asked)
        return _CHANGES if plan.changes or plan.drifted else 0


def _printed(plan: Plan, session: Session, format: str, asked: Asked) -> str:
    if format == "json":
        return _form(plan, session, asked)
    if format == "markdown":
        from runpress.publish.planning.printers.markdown import plan_comment

        return plan_comment(plan, url_of(session))
    return plan_text(plan, session, asked.target)


def _form(plan: Plan, session: Session, asked: Asked) -> str:
    from dataclasses import replace

    from runpress.publish.memory.lock import server_digest
    from runpress.publish.planning.plan_file import saved_form
    from runpress.publish.planning.printers.json_form import plan_form

    whole = replace(plan, findings=(*session.findings, *plan.findings))
    return saved_form(plan_form(whole, url_of(session), server=server_digest(session.around.base_url)), asked)


def _save(plan: Plan, session: Session, out: Path, asked: Asked) -> None:
    from runpress.project.files import write_named

    try:
        write_named(out, _form(plan, session, asked).encode())
    except OSError as error:
        raise UsageError(f"`{out}` cannot be written: {(error.strerror or 'unknown').lower()}") from None
    sys.stderr.write(f"{out.as_posix()} is written: `runpress publish {out.as_posix()}`\n")


def _say(error: RunpressError, *, as_json: bool) -> None:
    from runpress.cli.failures import failure_of
    from runpress.cli.failures import show as show_failure

    show_failure(failure_of(error, command="plan"), as_json=as_json)
