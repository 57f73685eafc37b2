"""The terminal: its colours, and whoever sits at it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from runpress.errors import UsageError

if TYPE_CHECKING:
    from runpress.diagnostics.render import Paint

NO_DOCUMENTS = "help: there is no Markdown file here; `runpress new` makes a report, and runs to show\n"
"""What commands over a folder say where they found nothing to do."""


def paint_for(stream: TextIO) -> Paint:
    """Colours for what is written to a stream, as the environment and the terminal want them."""
    from runpress.diagnostics.render import Paint
    from runpress.diagnostics.render.paint import wants_color

    return Paint(is_on=wants_color(os.environ, is_terminal=stream.isatty()))


def is_terminal() -> bool:
    """Whether someone sits there who sees a question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, *, yes: bool) -> bool:
    """Whether to go on: `yes` says so, else somebody is asked.

    Raises `UsageError` if there is nobody to ask.
    """
    if yes:
        return True
    if not is_terminal():
        raise UsageError("there is nobody to ask", hint="look at what is shown, and say `--yes` if it is meant")
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
