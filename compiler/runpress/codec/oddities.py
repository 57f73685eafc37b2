"""What is odd in a stored view: kept all the same, and said with its place as a JSON path."""

from __future__ import annotations

from typing import TypeAlias

from runpress.diagnostics import Code
from runpress.frozen import frozen

JsonPath: TypeAlias = tuple[str | int, ...]


@frozen
class Oddity:
    """One finding about stored JSON: its code (see `runpress.diagnostics.codes.stored`), where, and what."""

    code: Code
    path: JsonPath
    message: str
    help: str = ""


def path_text(path: JsonPath) -> str:
    """`$.blocks[3].metadata`: the spelling that people read."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
