"""`runpress schema`: JSON Schemas of front matter, fences and panel types, made from the models."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

from typer import Argument, Option

from runpress.cli.commands import aligned
from runpress.cli.streams import write_result
from runpress.errors import UsageError

EXAMPLES: Final = {
    "runpress schema panel": "what a `panel` fence takes, as JSON Schema",
    "runpress schema --list": "the names of all schemas",
    "runpress schema -o schemas": "all of them as files: schemas/panel.json, …",
}


def command(
    name: Annotated[
        str,
        Argument(
            metavar="NAME",
            help="`front-matter`, a fence such as `panel`, or a panel type such as `line`; all of them, as one JSON object, if left out.",
            show_default=False,
        ),
    ] = "",
    list_names: Annotated[bool, Option("--list", help="List the names.")] = False,
    output: Annotated[
        Path | None,
        Option(
            "-o",
            "--output",
            metavar="DIR",
            help="Write NAME.json, or all schemas, to this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print JSON Schemas (2020-12) of what documents hold: front matter and the YAML of every fence.

    Exit codes: 0 done, 2 a wrong command line.
    """
    from runpress.model.schemas import schema, schema_names

    if list_names:
        sys.stdout.write(aligned(schema_names()) + "\n")
        return
    names = [_known(name, list(schema_names()))] if name else list(schema_names())
    schemas = {each: schema(each) for each in names}
    if output is not None:
        _write(schemas, output)
    else:
        write_result(_text(schemas[name] if name else schemas))


def _known(name: str, names: list[str]) -> str:
    from runpress.diagnostics.suggest import suggestion

    if name in names:
        return name
    near = suggestion(name, names)
    raise UsageError(
        f"there is no schema `{name}`",
        hint=f"did you mean `{near}`?" if near else "`runpress schema --list` lists all schemas",
    )


def _write(schemas: dict[str, dict[str, object]], folder: Path) -> None:
    from runpress.project.files import write_named

    for name, schema in schemas.items():
        path = folder / f"{name}.json"
        write_named(path, _text(schema).encode())
        sys.stdout.write(f"{path}\n")


def _text(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
