"""What commands that speak to a server share: the options that say which one, and the connection."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

from typer import Argument, Option

if TYPE_CHECKING:
    from runpress.client.connecting import Connection
    from runpress.publish.memory.process_lock import Holder
    from runpress.publish.one_view.meant import Meant, Place
    from runpress.publish.planning.steps import Step

HostOption: TypeAlias = Annotated[
    str, Option("--host", metavar="URL", help="The server; WANDB_BASE_URL, else W&B's own.", show_default=False)
]
KeyOption: TypeAlias = Annotated[
    bool, Option("--api-key-stdin", help="Read the key from standard input; else WANDB_API_KEY or netrc.")
]
TargetOption: TypeAlias = Annotated[
    str, Option("--target", metavar="NAME", help="A target of mkdocs.yml.", show_default=False)
]
YesOption: TypeAlias = Annotated[bool, Option("--yes", "-y", help="Do not ask.")]
ViewArgument: TypeAlias = Annotated[
    str, Argument(metavar="VIEW", help="A document, its `id:`, the address of a view, or its id on the server.")
]


@contextmanager
def connected(host: str, *, api_key_stdin: bool) -> Iterator[Connection]:
    """A connection, closed at the end. Warnings about the key go to standard error."""
    from runpress.client.connecting import connect

    connection = connect(os.environ, host=host, key_from=sys.stdin if api_key_stdin else None)
    for warning in connection.credentials.warnings:
        sys.stderr.write(f"warning: {warning}\n")
    try:
        yield connection
    finally:
        connection.close()


def place_of(connection: Connection, *, target: str) -> Place:
    """This folder and that server."""
    from runpress.publish.one_view.meant import Place

    return Place(connection.views, Path.cwd(), os.environ, target)


@contextmanager
def alone_in(root: Path) -> Iterator[None]:
    """Let no other process of this machine change what is remembered of a project; says so where it waits for one."""
    import time

    from runpress.publish.memory.process_lock import process_lock, real_processes
    from runpress.publish.memory.root import state_of

    def waiting(holder: Holder) -> None:
        sys.stderr.write(f"another runpress is publishing or pulling here (process {holder.pid}); waiting for it\n")

    with process_lock(state_of(root), real_processes(), sleep=time.sleep, waiting=waiting):
        yield


def changed(meant: Meant, place: Place, step: Step) -> None:
    """Make one step so, as the only publisher on this machine. Warnings go to standard error."""
    from datetime import UTC, datetime

    from runpress.publish.changing.view_change import change_view
    from runpress.publish.memory.repository import run_git
    from runpress.publish.one_view.restoring import root_for, tools_for

    root = root_for(meant, place)
    with alone_in(root):
        tools = tools_for(meant, place, lambda: datetime.now(UTC), run_git)
        tools.backups.check_writable()
        tools.backups.drop_half_written()
        outcome = change_view(step, tools)
        warnings = [*outcome.warnings, *tools.lock.kept(root)]
    for warning in warnings:
        sys.stderr.write(f"warning: {warning}\n")
