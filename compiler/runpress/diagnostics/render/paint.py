"""Colours of a terminal, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runpress.diagnostics.diagnostic import Severity
from runpress.frozen import frozen

_RESET = "\x1b[0m"
_CODES: Final = {
    "bold": "1",
    "faint": "2",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "frame": "1;34",
    "good": "1;32",
}


@frozen
class Paint:
    """Puts text in colours; when it is off, text stays as it is."""

    is_on: bool

    def __call__(self, style: str, text: str) -> str:
        """The text in the colours of a style."""
        return f"\x1b[{_CODES[style]}m{text}{_RESET}" if self.is_on and text else text

    def severity(self, severity: Severity, text: str) -> str:
        """Text in the colour of a severity."""
        return self(severity.value, text)


PLAIN: Final = Paint(is_on=False)


def wants_color(environ: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether output should be coloured: NO_COLOR and FORCE_COLOR win, else a terminal that can."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return is_terminal and environ.get("TERM") != "dumb"
