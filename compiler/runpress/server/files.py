"""Files of runs: what clients stream line by line, and what they put as a whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_LINES = {"wandb-history.jsonl": "historyLineCount", "wandb-events.jsonl": "eventsLineCount"}
"""Files of which clients ask how many lines there are."""
_SUMMARY = "wandb-summary.json"


class BadPathError(Exception):
    """A name leads out of the folder of files, or cannot be one."""


def append_lines(folder: Path, run: Sequence[str], files: Mapping[str, Any]) -> dict[str, Any]:
    """Write lines from their line numbers on; what is known of the run afterwards, as fields of it."""
    known: dict[str, Any] = {}
    for name, part in files.items():
        lines = part.get("content") if isinstance(part, dict) else None
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            continue
        if name == _SUMMARY:
            known["summaryMetrics"] = lines[-1] if lines else "{}"
            continue
        offset = part.get("offset")
        count = _write_lines(file_path(folder, "/".join((*run, name))), lines, offset if isinstance(offset, int) else 0)
        if name in _LINES:
            known[_LINES[name]] = count
    return known


def file_path(folder: Path, name: str) -> Path:
    """The path of a file below the folder. Raises `BadPathError`."""
    parts = name.split("/")
    if not all(parts) or any(part in (".", "..") or "\0" in part or "\\" in part for part in parts):
        raise BadPathError(f"`{name}` is no name of a file")
    return folder.joinpath(*parts)


async def save_upload(path: Path, chunks: AsyncIterator[bytes], *, limit: int) -> None:
    """Write a whole file; it is there only once all of it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".upload-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            size = 0
            async for chunk in chunks:
                size += len(chunk)
                _check_size(size, limit)
                file.write(chunk)
        os.replace(name, path)  # noqa: PTH105 - a name from mkstemp
    except BaseException:
        os.unlink(name)  # noqa: PTH108 - as above
        raise


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise BadPathError("the file is too large")


def _write_lines(path: Path, lines: Sequence[str], offset: int) -> int:
    """Put lines at a line number, over what stands there; the number of lines afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if offset >= len(old):
        new = [*([""] * (offset - len(old))), *lines]
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in new)
        return len(old) + len(new)
    kept = [*old[:offset], *lines, *old[offset + len(lines) :]]
    path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return len(kept)
