"""`runpress serve`: the live preview."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Final

from typer import Argument, Option

EXAMPLES: Final = {
    "runpress serve": "the documents of this folder",
    "runpress serve report.md --open": "one document, in the browser at once",
    "runpress serve docs --port 8100": "another port than 8000",
    "runpress serve --editor 'code -g {path}:{line}'": "how source lines are opened",
}


def command(
    path: Annotated[
        Path,
        Argument(
            metavar="DIR", help="A folder of documents, or one document; this folder if left out.", show_default=False
        ),
    ] = Path(),
    host: Annotated[
        str, Option("--host", metavar="HOST", help="The address to listen on; others than loopback need the token.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        Option("--port", "-p", metavar="PORT", min=0, max=65535, help="The port; the next free one if it is taken."),
    ] = 8000,
    open: Annotated[bool, Option("--open", help="Open the first page in the browser.")] = False,
    no_watch: Annotated[bool, Option("--no-watch", help="Do not follow changes of files.")] = False,
    token: Annotated[
        bool,
        Option("--token", help="Ask for the token in the printed address, on loopback too; RUNPRESS_TOKEN sets it."),
    ] = False,
    data_dir: Annotated[
        Path | None,
        Option(
            "--data-dir",
            metavar="FOLDER",
            help="Where the local server keeps views, runs and its key; `.runpress` if left out.",
            show_default=False,
        ),
    ] = None,
    editor: Annotated[
        str,
        Option(
            "--editor",
            metavar="EDITOR",
            envvar="RUNPRESS_EDITOR",
            help="How a source line is opened: an address or a command with {path} and {line}.",
        ),
    ] = "vscode://file/{path}:{line}",
) -> None:
    """Show documents in the browser, live while they are written.

    Saving a document changes the blocks that changed, and leaves the others as they are. Documents,
    run data, themes and mkdocs.yml are watched. Ctrl-C ends it.

    The same process is a server for W&B's own tools: with the two lines that it prints, the `wandb` and
    `wandb-workspaces` packages save runs, reports and workspaces to it.
    """
    from runpress.serve.server import ServeOptions, serve

    options = ServeOptions(
        path=path,
        host=host,
        port=port,
        is_watching=not no_watch,
        needs_token=token,
        editor=editor,
        opens=open,
        data_dir=data_dir,
    )
    serve(options, environ=os.environ, out=sys.stdout, err=sys.stderr)
