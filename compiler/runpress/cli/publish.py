"""`runpress publish`: documents become reports and workspaces."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Exit, Option

from runpress.cli.connected import HostOption, KeyOption, TargetOption, YesOption, alone_in, connected
from runpress.cli.paths import PathsArgument
from runpress.cli.planning import (
    DRIFTED,
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
)
from runpress.cli.terminal import confirm
from runpress.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runpress.client.connecting import Connection
    from runpress.publish.changing.applying import Published
    from runpress.publish.changing.publisher import OnError
    from runpress.publish.changing.view_change import Outcome
    from runpress.publish.planning.plan_file import Asked, SavedPlan
    from runpress.publish.planning.session import Session
    from runpress.publish.planning.steps import Plan

EXAMPLES: Final = {
    "runpress publish": "all documents of this folder, after showing the plan and asking",
    "runpress publish reports/lr.md --draft": "one report, as a draft",
    "runpress publish --target prod --yes": "to a target of mkdocs.yml, without asking",
    "runpress publish plan.json --yes": "what `runpress plan --out plan.json` said, or nothing",
    "runpress publish --overwrite reports/lr.md": "win over what was changed on the server",
}
_PARTLY = 4
_ON_ERROR: Final[dict[str, OnError]] = {"fail": "fail", "continue": "continue"}


def command(
    paths: PathsArgument = None,
    draft: DraftOption = False,
    yes: YesOption = False,
    overwrite: OverwriteOption = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Show the plan, and change nothing.")] = False,
    create_project: CreateOption = False,
    prune: PruneOption = False,
    on_error: Annotated[
        str,
        Option("--on-error", metavar="|".join(_ON_ERROR), help="Whether documents after one that fails are published."),
    ] = "fail",
    view: ViewOption = "",
    target: TargetOption = "",
    allow_target: AllowOption = None,
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Publish documents: what the plan says is shown, asked about, and done. A second time, nothing is sent.

    PATHS may be one plan that was saved. What someone else has changed on the server is left alone. Before each
    change the server's state is saved to `.runpress/backups/`.

    Exit codes: 0 done, 1 findings, 2 a wrong command line, 3 not permitted, 4 partly done, 5 changed on the server
    and nothing written, 6 no answer from the server.
    """
    from runpress.publish.planning.plan_file import Asked, read_plan

    if on_error not in _ON_ERROR:
        raise UsageError(f"`--on-error` takes {' or '.join(f'`{one}`' for one in _ON_ERROR)}")
    asked = Asked(tuple(map(str, paths or ())), target, draft, overwrite, prune, create_project, kept_address(view))
    saved = None
    if len(asked.paths) == 1 and asked.paths[0].endswith(".json"):
        saved = read_plan(Path(asked.paths[0]))
        asked = saved.asked_as(asked)
    run = _Run(asked, saved, allow_target or [], yes=yes, dry_run=dry_run, on_error=_ON_ERROR[on_error])
    with connected(host, api_key_stdin=api_key_stdin) as connection:
        raise Exit(run.locked(connection))


class _Run:
    """One run of the command."""

    def __init__(
        self, asked: Asked, saved: SavedPlan | None, allowed: list[str], *, yes: bool, dry_run: bool, on_error: OnError
    ) -> None:
        self._asked = asked
        self._saved = saved
        self._allowed = allowed
        self._yes = yes
        self._dry_run = dry_run
        self._on_error = on_error

    def locked(self, connection: Connection) -> int:
        """Plan and publish, with no other publisher in this project; the exit code."""
        from runpress.project import find_project
        from runpress.publish.memory.root import root_of

        first = Path(self._asked.paths[0]) if self._asked.paths else Path()
        root = root_of(find_project(first, environ=os.environ))
        if self._dry_run:
            return self._planned(connection)
        with alone_in(root):
            return self._planned(connection)

    def _planned(self, connection: Connection) -> int:
        from runpress.publish.changing.applying import recover
        from runpress.publish.memory.lock import server_digest
        from runpress.publish.planning.plan_file import check_fresh

        asked = self._asked
        session = session_of(asked, self._allowed, connection)
        if not self._dry_run:
            for line in recover(session):
                sys.stderr.write(f"note: {line}\n")
        plan = plan_of(session, asked)
        show([*session.findings, *plan.findings])
        if session.has_errors and (self._on_error == "fail" or not plan.steps):
            return FINDINGS
        sys.stdout.write(plan_text(plan, session, asked.target))
        sys.stdout.flush()
        if self._saved is not None:
            check_fresh(self._saved, plan, server=server_digest(connection.credentials.base_url))
        if self._dry_run:
            return 0
        return self._decided(session, plan)

    def _decided(self, session: Session, plan: Plan) -> int:
        """Publish, if that is wanted."""
        blocked = plan.drifted and self._on_error == "fail"
        if plan.drifted:
            rest = "nothing was published" if blocked else "they are left alone"
            sys.stderr.write(f"error: views were changed on the server since they were published; {rest}\n")
        if blocked:
            return DRIFTED
        if plan.changes and not self._confirmed(plan):
            sys.stderr.write("nothing was published\n")
            return 0
        code = self._published(session, plan)
        if code == 0 and (plan.drifted or session.has_errors):
            return _PARTLY if plan.changes else DRIFTED if plan.drifted else FINDINGS
        return code

    def _confirmed(self, plan: Plan) -> bool:
        from runpress.publish.planning.deciding import Action

        count = plan.count(Action.DELETE)
        also = f", and delete {count} view{'' if count == 1 else 's'}" if count else ""
        return confirm(f"Publish this{also}?", yes=self._yes)

    def _published(self, session: Session, plan: Plan) -> int:
        from runpress.cli.progress import Progress
        from runpress.publish.changing.applying import Effects, exit_code, publish

        total = sum(step.changes for step in plan.steps)
        progress = Progress("Publishing", total)
        count = 0

        def done(outcome: Outcome) -> None:
            nonlocal count
            count += 1
            progress.clear()
            _tell(outcome, session)
            progress.report(count)

        try:
            published = publish(session, plan, on_error=self._on_error, effects=Effects(done=done, wrote=_tell_id))
        except KeyboardInterrupt:
            progress.clear()
            sys.stderr.write(f"interrupted after {count} of {total}; `runpress publish` again does the rest\n")
            raise
        progress.clear()
        show(published.findings)
        _close(published, total)
        return exit_code(published)


def _tell_id(document: str, path: str) -> None:
    from runpress.diagnostics.render.visible import visible

    sys.stderr.write(f"wrote `id: {visible(document)}` into {visible(path)}\n")


def _tell(outcome: Outcome, session: Session) -> None:
    """One line for what was done, on standard output; what was not, on standard error."""
    from runpress.client.graphql import RefusedError
    from runpress.diagnostics.render.visible import visible
    from runpress.publish.views.urls import view_url

    step = outcome.step
    for warning in outcome.warnings:
        sys.stderr.write(f"warning: {visible(warning)}\n")
    if isinstance(outcome.error, RefusedError) and step.local is not None:
        return  # told as a finding, at its place
    if outcome.error is not None:
        hint = f"help: {outcome.error.hint}\n" if outcome.error.hint else ""
        said = str(outcome.error).removeprefix(f"{step.shown}: ")
        sys.stderr.write(f"error: {visible(f'{step.shown}: {said}')}\n{hint}")
    elif outcome.is_begun:
        url = view_url(session.around.base_url, outcome.view) if outcome.view else ""
        sys.stdout.write(f"{step.action.value}d {visible(step.shown)}  {visible(url)}".rstrip() + "\n")
        sys.stdout.flush()


def _close(published: Published, total: int) -> None:
    for warning in published.warnings:
        sys.stderr.write(f"warning: {warning}\n")
    done = _counted(published.succeeded)
    if published.failed or published.left_out:
        sys.stderr.write(f"{done} of {total}; `runpress publish` again does the rest\n")
    elif total:
        sys.stderr.write(f"{done}\n")


def _counted(outcomes: Sequence[Outcome]) -> str:
    from runpress.publish.planning.deciding import Action

    deleted = sum(outcome.step.action is Action.DELETE for outcome in outcomes)
    published = len(outcomes) - deleted
    parts = [f"{published} published"] if published or not deleted else []
    return ", ".join([*parts, f"{deleted} deleted"] if deleted else parts)
