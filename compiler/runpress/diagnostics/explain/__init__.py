"""The pages of codes: what, why, a bad and a good example. One Markdown file a code, beside this module."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def page(code: str) -> str:
    """The page of a code; empty if there is none."""
    path = _FOLDER / f"{code}.md"
    return path.read_text(encoding="utf-8") if code.isalnum() and path.is_file() else ""
