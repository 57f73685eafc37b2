"""Findings about data files: each names the file, what is wrong with it, and what was done."""

from __future__ import annotations

import re

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import data
from runpress.source import SourceFile

_ENGINE_PREFIX = re.compile(r"^[A-Z][A-Za-z ]*(?:Error|Exception): ")


def unreadable(shown: str, error: Exception | str) -> Diagnostic:
    """A file that cannot be read at all; the others still are."""
    reason = error if isinstance(error, str) else _reason(error)
    return data.UNREADABLE.at(
        _whole(shown),
        f"`{shown}` cannot be read: {reason}",
        help="write the file again; the other data files are still used",
    )


def _reason(error: Exception) -> str:
    """The engine's first sentence in our words."""
    text = str(error)
    if "too small to be a Parquet" in text or "no magic bytes" in text.lower() or "No magic bytes" in text:
        return "it is not a whole Parquet file: it was cut short, or is of another format"
    return _ENGINE_PREFIX.sub("", text.strip().splitlines()[0]).rstrip(". ")


def _whole(shown: str) -> tuple:  # type: ignore[type-arg]
    return SourceFile(shown, "").span(0)
