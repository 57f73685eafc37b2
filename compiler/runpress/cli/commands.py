"""The commands of runpress. A new one is a module with `command` and `EXAMPLES`, and one line here.

Nothing of a command is imported before it is asked for, so that help stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Command(NamedTuple):
    """A command: where it is, and one sentence for the list of commands."""

    module: str
    summary: str


COMMANDS: Final[dict[str, Command]] = {
    "new": Command("runpress.cli.new", "Make a documents repository to start from."),
    "serve": Command("runpress.cli.serve", "Show documents in the browser, live while they are written."),
    "build": Command("runpress.cli.build", "Write the static site, or a single file."),
    "check": Command("runpress.cli.check", "Find what is wrong in documents."),
    "fmt": Command("runpress.cli.fmt", "Bring documents into canonical form."),
    "plan": Command("runpress.cli.plan", "Show what publishing would change."),
    "publish": Command("runpress.cli.publish", "Publish documents as reports and workspaces."),
    "pull": Command("runpress.cli.pull", "Bring the state of a server, or of a JSON file, into documents."),
    "status": Command("runpress.cli.status", "Show documents, lock and server at a glance."),
    "history": Command("runpress.cli.history", "Show what a view has said over time."),
    "rollback": Command("runpress.cli.rollback", "Make a view say again what it said before."),
    "share": Command("runpress.cli.share", "Show, enable or disable the link that shows a view to anybody."),
    "comments": Command(
        "runpress.cli.comments", "Show what readers wrote on the server, at its place in the documents."
    ),
    "delete": Command("runpress.cli.delete", "Delete a view on the server; a backup of it stays."),
    "open": Command("runpress.cli.open", "Open a published view in the browser."),
    "doctor": Command("runpress.cli.doctor", "Look whether everything is there that publishing needs."),
    "spec": Command("runpress.cli.spec", "Print the spec of a document: the JSON that W&B would store."),
    "export": Command("runpress.cli.export", "Write a report or a workspace in another form, such as Python code."),
    "schema": Command("runpress.cli.schema", "Print JSON Schemas of front matter and fences."),
    "explain": Command("runpress.cli.explain", "Explain the code of a finding."),
}

OTHER_NAMES: Final[dict[str, str]] = {
    **dict.fromkeys(("init", "create", "start", "scaffold"), "new"),
    **dict.fromkeys(("preview", "dev", "watch", "run", "server"), "serve"),
    **dict.fromkeys(("render", "compile", "make", "html"), "build"),
    **dict.fromkeys(("lint", "validate", "verify", "test"), "check"),
    **dict.fromkeys(("format", "tidy"), "fmt"),
    **dict.fromkeys(("push", "deploy", "apply", "upload", "save"), "publish"),
    **dict.fromkeys(("fetch", "import", "download", "sync", "clone"), "pull"),
    **dict.fromkeys(("rm", "remove", "destroy"), "delete"),
    **dict.fromkeys(("log", "versions"), "history"),
    **dict.fromkeys(("undo", "revert", "restore"), "rollback"),
    **dict.fromkeys(("convert",), "export"),
    **dict.fromkeys(("diff",), "plan"),
    **dict.fromkeys(("list", "ls"), "status"),
    **dict.fromkeys(("login", "whoami"), "doctor"),
}
"""What other tools call the like: nobody has to look for our word."""


def run_command(name: str, arguments: list[str]) -> int:
    """Run a command with its arguments; its exit code. What goes wrong is an exception."""
    command = _click_command(name)
    result = command.main(args=arguments, prog_name=f"runpress {name}", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _click_command(name: str) -> Any:
    from typer import Typer
    from typer.main import get_command

    from runpress.cli.helping import PlainCommand

    module = import_module(COMMANDS[name].module)
    function: Callable[..., Any] = module.command
    app = Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.command(name, cls=PlainCommand, epilog=_epilog(module.EXAMPLES))(function)
    return get_command(app)


def _epilog(examples: dict[str, str]) -> str:
    """The examples as a table. A backspace alone on a line keeps the lines below it as they are."""
    return "\b\nExamples:\n" + aligned(examples)


def aligned(rows: dict[str, str]) -> str:
    """Two columns, indented."""
    width = max(map(len, rows))
    return "\n".join(f"  {left:<{width}}  {right}" for left, right in rows.items())
