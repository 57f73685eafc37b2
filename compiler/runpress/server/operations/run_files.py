"""The files of a run, and the rows of its history."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from runpress.server.context import Server, global_id
from runpress.server.graphql import Object
from runpress.server.histories import EVENTS, Row, keys, picked, rows, sampled, window
from runpress.server.operations.paging import connection
from runpress.server.store.runs import Run

_STREAMED = frozenset({"wandb-history.jsonl", "wandb-events.jsonl"})
_MOST_FILES = 10_000


def history_fields(server: Server, run: Run) -> Object:
    """What can be asked of a run's history. The file is read once a request, and only if something is asked."""

    @cache
    def found() -> list[Row]:
        return rows(server.folder, _place(run))

    def history(arguments: Mapping[str, Any]) -> list[str]:
        asked = {"first": arguments.get("minStep"), "end": arguments.get("maxStep")}
        return window(found(), **asked, samples=arguments.get("samples"))

    def events(arguments: Mapping[str, Any]) -> list[str]:
        return [text for text, _ in sampled(rows(server.folder, _place(run), EVENTS), arguments.get("samples"))]

    return {
        "historyKeys": lambda _: keys(found()),
        "history": history,
        "events": events,
        "sampledHistory": lambda arguments: [picked(found(), spec) for spec in arguments.get("specs") or []],
        "parquetHistory": {"parquetUrls": [], "liveData": []},
    }


def file_fields(server: Server, run: Run) -> Object:
    """What can be asked of a run's files: those that clients put, with addresses to get them from."""
    return {
        "fileCount": lambda _: len(_names(server, run)),
        "files": lambda arguments: connection(
            [(at, _file_fields(server, run, name)) for at, name in enumerate(_wanted(server, run, arguments), start=1)],
            arguments,
        ),
    }


def _wanted(server: Server, run: Run, arguments: Mapping[str, Any]) -> list[str]:
    names = arguments.get("names")
    found = _names(server, run)
    return [name for name in found if name in names] if isinstance(names, list) and names else found


def _names(server: Server, run: Run) -> list[str]:
    folder = server.folder.joinpath(*_place(run))
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".upload-"))
    names = [path.relative_to(folder).as_posix() for path in paths[:_MOST_FILES]]
    return [name for name in names if name not in _STREAMED]


def _file_fields(server: Server, run: Run, name: str) -> Object:
    path = "/".join(quote(part, safe="") for part in (*_place(run), *name.split("/")))
    file = server.folder.joinpath(*_place(run), *name.split("/"))
    url = server.upload_url(path)
    return {
        "__typename": "File",
        "id": global_id("File", f"{run.id}:{quote(name)}"),
        "name": name,
        "url": url,
        "directUrl": url,
        "uploadUrl": url,
        "sizeBytes": _size(file),
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "updatedAt": _changed(file),
        "md5": None,
    }


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _changed(file: Path) -> str:
    seconds = file.stat().st_mtime if file.is_file() else 0
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(run: Run) -> tuple[str, str, str]:
    return run.project.entity, run.project.name, run.name
