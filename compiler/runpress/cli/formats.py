"""`--format`: the forms in which commands show findings and results, and what is said of one that is not there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated, Final, TypeAlias

from typer import Option

from runpress.diagnostics.suggest import suggestion
from runpress.errors import UsageError

FINDING_FORMATS: Final = ("full", "concise", "json", "github", "sarif")
RESULT_FORMATS: Final = ("text", "json")

FindingsFormat: TypeAlias = Annotated[
    str,
    Option(
        "--format",
        metavar="FORMAT",
        help=f"How findings are shown: {', '.join(FINDING_FORMATS)}; full if left out.",
        show_default=False,
    ),
]
AsideFormat: TypeAlias = Annotated[
    str,
    Option(
        "--format",
        metavar="FORMAT",
        help=f"How findings are shown on standard error: {', '.join(FINDING_FORMATS)}; full if left out.",
        show_default=False,
    ),
]
ResultFormat: TypeAlias = Annotated[str, Option("--format", metavar="|".join(RESULT_FORMATS), help="How it is shown.")]


def chosen_format(given: str) -> str:
    """The format of findings that a command line asks for; GitHub's own in its runners."""
    if not given:
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"
    check_format(given, FINDING_FORMATS)
    return given


def check_format(given: str, formats: Sequence[str]) -> None:
    """Raise `UsageError` for a format that is none of these."""
    if given in formats:
        return
    near = suggestion(given, formats)
    listed = ", ".join(f"`{name}`" for name in formats)
    raise UsageError(
        f"there is no format `{given}`", hint=f"did you mean `{near}`?" if near else f"formats are {listed}"
    )
