"""`runpress doctor`: whether everything is there that publishing needs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Exit

from runpress.cli.connected import HostOption, KeyOption
from runpress.cli.formats import RESULT_FORMATS, ResultFormat, check_format
from runpress.cli.terminal import paint_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runpress.publish.health import Check

EXAMPLES: Final = {
    "runpress doctor": "this folder, and the server that the environment names",
    "runpress doctor --host https://wandb.example.com": "another server",
    "runpress doctor --format json": "for programs, and for reports of faults",
}
_MARKS: Final = {"ok": ("good", "ok"), "warning": ("warning", "warning"), "failed": ("error", "failed")}


def command(
    path: Annotated[
        Path, Argument(metavar="DIR", help="A folder of documents; this one if left out.", show_default=False)
    ] = Path(),
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
    format: ResultFormat = "text",
) -> None:
    """Look whether everything is there that publishing needs: versions, folders, key, server, clock, projects.

    Nothing is changed, here or on the server, and the key is not shown: only where it comes from.

    Exit codes: 0 nothing failed, 1 something in the repository failed, 2 a wrong command line or setting, 3 no key
    or no permission, 6 no answer from the server.
    """
    from runpress.project.discovery import find_project
    from runpress.publish.health import Patient, examine

    check_format(format, RESULT_FORMATS)
    patient = Patient(
        find_project(path, environ=os.environ), os.environ, host=host, key_from=sys.stdin if api_key_stdin else None
    )
    checks = _shown(examine(patient)) if format == "text" else list(examine(patient))
    failed = [check for check in checks if check.state == "failed"]
    code = failed[0].exit_code or 1 if failed else 0
    if format == "json":
        _print_json(checks, code)
    raise Exit(code)


def _shown(checks: Iterable[Check]) -> list[Check]:
    """The checks, each printed when it is done: a server may be slow."""
    from runpress.diagnostics.render.visible import visible

    paint = paint_for(sys.stdout)
    seen = []
    for check in checks:
        style, word = _MARKS[check.state]
        sys.stdout.write(f"{paint(style, f'{word:<8}')} {check.name:<14} {visible(check.message)}\n")
        if check.help:
            sys.stdout.write(f"{'':<24}{paint('faint', visible(check.help))}\n")
        sys.stdout.flush()
        seen.append(check)
    return seen


def _print_json(checks: Iterable[Check], code: int) -> None:
    said = [
        {"name": check.name, "state": check.state, "message": check.message, "help": check.help} for check in checks
    ]
    document = {"type": "runpress.doctor", "schema_version": 1, "checks": said, "exit_code": code}
    sys.stdout.write(json.dumps(document, indent=2) + "\n")
