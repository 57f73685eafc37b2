"""The argument of commands that take documents and folders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

from typer import Argument

PathsArgument: TypeAlias = Annotated[
    list[Path] | None,
    Argument(metavar="PATHS", help="Documents and folders; this folder if left out.", show_default=False),
]
