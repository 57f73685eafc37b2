"""Ways to show findings, one module a format. Text in, text out: nothing is printed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from runpress.diagnostics.diagnostic import Diagnostic
from runpress.diagnostics.render import concise, full, github, json, sarif
from runpress.diagnostics.render.paint import PLAIN, Paint
from runpress.diagnostics.render.summary import Summary

Renderer: TypeAlias = Callable[[Sequence[Diagnostic], Summary, Paint], str]
"""All findings, what was looked at, and colours, to the text of one answer (ends in a line feed)."""

FORMATS: Final[dict[str, Renderer]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "github": github.render,
    "sarif": sarif.render,
}

__all__ = ["FORMATS", "PLAIN", "Paint", "Renderer", "Summary"]
