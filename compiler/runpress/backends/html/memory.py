"""What a build remembers: for each page what it was made from, and which files in the output are ours.

Plain JSON under `.runpress/`. A memory that is torn, foreign or of another version is no memory.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from runpress.project.files import make_own_folder, write_whole

_VERSION = 1


@dataclass(slots=True)
class PageRecord:
    """A page as it was made: the digest of all it depends on, and what other pages want to know of it."""

    key: str = ""
    source: str = ""
    """The digest of the document."""
    title: str = ""
    nav_title: str | None = ""
    """The title by a quick look; None for a draft."""
    kind: str = "page"
    description: str = ""
    date: str = ""
    headings: list[list[Any]] = field(default_factory=list)
    anchors: list[str] | None = None
    """What links can lead to; None where the document cannot be read."""
    fragments: list[list[Any]] = field(default_factory=list)
    """Links to headings of other documents, as `fragments.Row`."""
    has_panels: bool = False
    findings: list[list[Any]] = field(default_factory=list)
    media: dict[str, str] = field(default_factory=dict)
    """Images of runs that the page shows: file by path in the site."""


_NAMES = tuple(each.name for each in fields(PageRecord))


@dataclass(slots=True)
class Memory:
    """Pages by document path, and the state (size, time of change) of every file that we wrote, by its path."""

    pages: dict[str, PageRecord] = field(default_factory=dict)
    outputs: dict[str, list[int]] = field(default_factory=dict)


def memory_path(cache_dir: Path, out: Path) -> Path:
    """The file that remembers the builds into one folder."""
    digest = hashlib.blake2b(os.fsencode(out), digest_size=8).hexdigest()
    return cache_dir / "build" / f"{digest}.json"


def load_memory(path: Path) -> Memory:
    """What was remembered; nothing, if it cannot be trusted."""
    try:
        content = json.loads(path.read_bytes())
        if content["version"] != _VERSION or content["digest"] != _digest(json.dumps(content["memory"])):
            return Memory()
        memory = content["memory"]
        pages = {name: PageRecord(**record) for name, record in memory["pages"].items()}
        return Memory(pages, memory["outputs"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Memory()


def save_memory(path: Path, memory: Memory) -> None:
    """Remember; a folder that cannot be written to is left alone."""
    pages = {page: {name: getattr(record, name) for name in _NAMES} for page, record in memory.pages.items()}
    content = json.dumps({"pages": pages, "outputs": memory.outputs})
    text = f'{{"version": {_VERSION}, "digest": "{_digest(content)}", "memory": {content}}}'
    try:
        make_own_folder(path.parents[1])
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8"))
    except OSError:
        return


def _digest(content: str) -> str:
    return hashlib.blake2b(content.encode("utf-8"), digest_size=16).hexdigest()
