r"""runpress presses experiment runs into views: Markdown with `panel` and `runset` fences.

    import runpress

    compiled = runpress.compile("# Loss\n\n```panel\ny: val_loss\n```\n")
    for finding in runpress.check(["reports"]):
        print(finding.span.begin, finding.message)

What stands in `__all__` is stable; everything else is free to move. Importing runpress loads nothing
but this file: each name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runpress.api import check, compile, explain  # noqa: A004 - compiling is what it does
    from runpress.diagnostics import Code, Diagnostic, Edit, Severity
    from runpress.errors import RunpressError
    from runpress.pipeline import Compiled
    from runpress.source import Position, SourceFile, Span

__all__ = [
    "Code",
    "Compiled",
    "Diagnostic",
    "Edit",
    "Position",
    "RunpressError",
    "Severity",
    "SourceFile",
    "Span",
    "check",
    "compile",
    "explain",
]

_HOMES = {
    "Code": "runpress.diagnostics",
    "Compiled": "runpress.pipeline",
    "Diagnostic": "runpress.diagnostics",
    "Edit": "runpress.diagnostics",
    "Position": "runpress.source",
    "RunpressError": "runpress.errors",
    "Severity": "runpress.diagnostics",
    "SourceFile": "runpress.source",
    "Span": "runpress.source",
    "check": "runpress.api",
    "compile": "runpress.api",
    "explain": "runpress.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
