"""What `plan` and `publish` share: their options, and a session with a server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

from typer import Option

from runpress.cli.formats import chosen_format
from runpress.cli.terminal import paint_for

if TYPE_CHECKING:
    from runpress.client.connecting import Connection
    from runpress.diagnostics import Diagnostic
    from runpress.publish.planning.plan_file import Asked
    from runpress.publish.planning.session import Session
    from runpress.publish.planning.steps import Plan, Step

DraftOption: TypeAlias = Annotated[
    bool, Option("--draft", help="Reports as drafts: with addresses of their own, not listed for readers.")
]
OverwriteOption: TypeAlias = Annotated[
    bool, Option("--overwrite", help="Win over what was changed on the server; a backup of it is kept.")
]
PruneOption: TypeAlias = Annotated[
    bool, Option("--prune", help="Delete views of this repository whose documents are gone.")
]
CreateOption: TypeAlias = Annotated[
    bool, Option("--create-project", help="Make projects that are not on the server yet.")
]
AllowOption: TypeAlias = Annotated[
    list[str] | None,
    Option(
        "--allow-target",
        metavar="ENTITY/PROJECT",
        help="Where views may go; may be given several times. Needed in CI.",
        show_default=False,
    ),
]
ViewOption: TypeAlias = Annotated[
    str,
    Option(
        "--view",
        metavar="URL",
        help="The address of the one document's view, where several could be it, or it was made by hand.",
        show_default=False,
    ),
]
FINDINGS: Final = 1
DRIFTED: Final = 5
_UNPRUNED: Final = "--prune deletes nothing while documents have errors: which views are theirs is not known"


def kept_address(url: str) -> str:
    """An address of a command line as it may be kept in a file; empty if there is none."""
    if not url:
        return ""
    from runpress.publish.views.addresses import without_token

    return without_token(url)


def session_of(asked: Asked, allowed: Sequence[str], connection: Connection) -> Session:
    """The documents that are asked for, with their targets on a server."""
    from runpress.publish.memory.repository import run_git
    from runpress.publish.planning.choosing import choose_view
    from runpress.publish.planning.session import Setting, Wishes, open_session

    paths = [Path(path) for path in asked.paths]
    wishes = Wishes(asked.target, asked.draft, allowed, asked.create_projects)
    setting = Setting(Path.cwd(), os.environ, lambda: datetime.now(UTC), run_git)
    session = open_session(paths, wishes, setting, connection.views, connection.credentials.base_url)
    if asked.view:
        choose_view(session, asked.view)
    return session


def plan_of(session: Session, asked: Asked) -> Plan:
    """The plan of a session, with a line that says how far it is."""
    from runpress.cli.progress import Progress
    from runpress.publish.planning.whole_plan import whole_plan

    if asked.prune and session.has_errors:
        sys.stderr.write(f"note: {_UNPRUNED}\n")
    progress = Progress("Planning", len(session.wanted))
    return whole_plan(session, overwrite=asked.overwrite, prune=asked.prune, watch=progress.over)


def url_of(session: Session) -> Callable[[Step], str]:
    """What gives the address of a step's view; empty for one that is not there yet."""
    from runpress.publish.views.urls import view_url

    return lambda step: view_url(session.around.base_url, step.view) if step.view else ""


def show(findings: Sequence[Diagnostic]) -> None:
    """Show findings on standard error."""
    from runpress.cli.inputs import show_findings

    show_findings(sorted(set(findings), key=lambda finding: finding.sort_key), chosen_format(""))


def plan_text(plan: Plan, session: Session, target: str) -> str:
    """The plan as people read it on standard output."""
    from runpress.publish.planning.printers.text import print_plan

    text = print_plan(plan, url_of(session), paint_for(sys.stdout), left_out=len(session.left_out))
    return _heading(session, target) + text


def _heading(session: Session, target: str) -> str:
    """Where the plan leads: the server, and the target if one was chosen."""
    from runpress.publish.views.urls import app_url

    chosen = f", target `{target}`" if target else ""
    made = "".join(f"+ create the project {target.path}\n" for target in session.missing)
    return f"Plan for {app_url(session.around.base_url)}{chosen}\n{made}"
