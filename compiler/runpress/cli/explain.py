"""`runpress explain`: the page of a code, or the list of all codes."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from typer import Argument

from runpress.cli.commands import aligned
from runpress.diagnostics import CODES
from runpress.diagnostics.explain import page
from runpress.diagnostics.suggest import suggestion
from runpress.errors import UsageError

EXAMPLES: Final = {
    "runpress explain DX103": "what an unknown key is, with a bad and a good example",
    "runpress explain": "all codes",
}


def command(
    code: Annotated[
        str,
        Argument(
            metavar="CODE",
            help="The code of a finding, such as DX103; all codes are listed if left out.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Explain the code of a finding: what it means, why it matters, a bad and a good example."""
    sys.stdout.write(_explained(code.upper()) if code else _all_codes())


def _all_codes() -> str:
    return aligned({code.id: f"{code.severity.value:<8} {code.title}" for code in CODES.values()}) + "\n"


def _explained(code: str) -> str:
    known = CODES.get(code)
    if known is None:
        near = suggestion(code, CODES)
        raise UsageError(
            f"there is no code `{code}`",
            hint=f"did you mean `{near}`?" if near else "`runpress explain` lists all codes",
        )
    return page(code) or f"# {code}: {known.title}\n"
