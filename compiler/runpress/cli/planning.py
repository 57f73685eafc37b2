"""What `plan` and `publish` share: their options, and a session with a server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

from typer import Argument, Option

if TYPE_CHECKING:
    from runpress.client.connecting import Connection
    from runpress.diagnostics import Diagnostic
    from runpress.publish.planning.session import Session, Wishes
    from runpress.publish.planning.steps import Plan, Step

PathsArgument: TypeAlias = Annotated[
    list[Path] | None,
    Argument(metavar="PATHS", help="Documents and folders; this folder if left out.", show_default=False),
]
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
FINDINGS: Final = 1
DRIFTED: Final = 5


def session_of(paths: Sequence[Path], wishes: Wishes, connection: Connection) -> Session:
    """The documents at some paths with their targets on a server."""
    from runpress.publish.memory.repository import run_git
    from runpress.publish.planning.session import Setting, open_session

    setting = Setting(Path.cwd(), os.environ, lambda: datetime.now(UTC), run_git)
    return open_session(paths, wishes, setting, connection.views, connection.credentials.base_url)


def plan_of(session: Session, *, overwrite: bool, prune: bool) -> Plan:
    """The plan of a session, with a line that says how far it is."""
    from runpress.cli.progress import Progress
    from runpress.publish.planning.whole_plan import whole_plan

    progress = Progress("Planning", len(session.wanted))
    return whole_plan(session, overwrite=overwrite, prune=prune, watch=progress.over)


def url_of(session: Session) -> Callable[[Step], str]:
    """What gives the address of a step's view; empty for one that is not there yet."""
    from runpress.publish.views.urls import view_url

    return lambda step: view_url(session.around.base_url, step.view) if step.view else ""


def show(findings: Sequence[Diagnostic]) -> None:
    """Show findings on standard error."""
    from runpress.cli.check import chosen_format
    from runpress.cli.inputs import show_findings

    show_findings(sorted(set(findings), key=lambda finding: finding.sort_key), chosen_format(""))


def heading(session: Session, target: str) -> str:
    """Where the plan leads: the server, and the target if one was chosen."""
    from runpress.publish.views.urls import app_url

    chosen = f", target `{target}`" if target else ""
    made = "".join(f"+ create the project {target.path}\n" for target in session.missing)
    return f"Plan for {app_url(session.around.base_url)}{chosen}\n{made}"


def is_terminal() -> bool:
    """Whether someone sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()
