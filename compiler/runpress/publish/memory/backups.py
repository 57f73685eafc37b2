"""Backups of views: what the server had before each change, and what was published.

    .runpress/backups/acme/digits/lr-sweeps--VmlldzoxMg/0007-20261121T101500Z-before.json

Files are written whole and to disk before anything is sent. They hold the view as the server gave it, byte for byte.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from runpress.client.values import StoredView
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.project.files import write_whole
from runpress.publish.views.contents import Content, content_of

FOLDER: Final = "backups"
VERSION: Final = 1
What: TypeAlias = Literal["before", "published", "deleted"]
"""What the server had before a change, what was published, and what was deleted."""
_NAME = re.compile(r"(?P<number>\d{4,})-(?P<at>\d{8}T\d{6}Z)-(?P<what>before|published|deleted)\.json")
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_VIEW_FIELDS = ("id", "type", "name", "title", "description", "entity", "project", "spec", "updated_at", "updated_by")
_WRITTEN = {"title": "displayName", "entity": "entityName", "project": "projectName"}
"""W&B's own names, so that the file can be read as any view of W&B's is."""
_MOST_CHARACTERS = 60


@frozen
class Backup:
    """One saved state of a view. `number` counts from 1 for each view."""

    number: int
    what: What
    saved_at: str
    view: StoredView
    document: str
    """The document's id; empty if it is not known."""
    commit: str
    path: Path


class Backups:
    """The backups of a project. `now` gives the time, in UTC.

    `server` is a digest of the server's address, since two servers may give one id to different views; without it, the
    backups of all servers are meant. Only their owner reads them: a project may be private on the server.
    """

    def __init__(self, state: Path, now: Callable[[], datetime], *, server: str = "") -> None:
        self._folder = state / FOLDER
        self._now = now
        self._server = server

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self._folder

    def check_writable(self) -> None:
        """Raise `UsageError` if nothing can be saved here, before anything is sent."""
        probe = self._folder / f".probe-{os.getpid()}"
        try:
            self._make_folder()
            write_whole(probe, b"can this be written?" * 1024)
            probe.unlink()
        except OSError as error:
            raise _unwritable(self._folder, error) from None

    def drop_half_written(self) -> None:
        """Take away what a process left that was killed while it wrote. Only for who holds the project's lock."""
        with suppress(OSError):  # it takes up room, and no more
            for left in self._folder.rglob(".*.json.*.tmp"):
                left.unlink(missing_ok=True)

    def save(self, view: StoredView, *, what: What, document: str = "", commit: str = "") -> Backup:
        """Save a state of a view. Raises `UsageError` if it cannot be written: then nothing may be sent."""
        folder = self._existing_folder(view) or self._new_folder(view, document)
        try:
            self._make_folder()
            folder.mkdir(parents=True, exist_ok=True)
            number = max((_number(path) for path in folder.iterdir()), default=0) + 1
            at = self._now()
            path = folder / f"{number:04d}-{at:%Y%m%dT%H%M%SZ}-{what}.json"
            backup = Backup(number, what, at.isoformat(), view, document, commit, path)
            write_whole(path, _text(backup, self._server).encode("utf-8", "surrogatepass"))
            _sync_folder(folder)
        except OSError as error:
            raise _unwritable(folder, error) from None
        return backup

    def drop_repeated(self, backup: Backup) -> None:
        """Remove a backup for a change that was not made, if another one of the view says the same."""
        found = content_of(backup.view)
        others = [one for one in self.all(backup.view.id) if one.path != backup.path]
        if found is not None and any(_says(one, found[0]) for one in others):
            with suppress(OSError):  # one backup too many harms nobody
                backup.path.unlink()

    def all(self, view_id: str) -> list[Backup]:
        """The saved states of a view, the oldest first. Files that are damaged are passed over."""
        return self._all(view_id, self._server)

    def base(self, view_id: str, digest: str) -> Content | None:
        """What was published with this digest, if it was saved here."""
        for backup in reversed(self._all(view_id, "")):  # what a digest says is the same on all servers
            found = content_of(backup.view)
            if found is not None and found[0].digest == digest:
                return found[0]
        return None

    def views(self) -> list[str]:
        """The ids of all views that have backups."""
        folders = {_id_in(folder.name) for folder in self._folder.glob("*/*/*") if folder.is_dir()}
        found = {backup.view.id for shown in folders for backup in self.all(shown)}
        return sorted(found)

    def last_of(self, document: str) -> Backup | None:
        """The last saved state of a document's view, wherever it was; None if there is none."""
        folders = [path for path in self._folder.glob(f"*/*/{_fit(document)}--*") if path.is_dir()]
        found = [_read(path, self._server) for folder in folders for path in folder.iterdir()]
        own = [one for one in found if one is not None and one.document == document]
        return max(own, key=lambda one: (one.saved_at, one.number), default=None)

    def _all(self, view_id: str, server: str) -> list[Backup]:
        found = [_read(path, server) for folder in self._folders(view_id) for path in folder.iterdir()]
        return sorted((one for one in found if one is not None), key=lambda one: (one.saved_at, one.number))

    def _make_folder(self) -> None:
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)

    def _folders(self, view_id: str) -> Iterator[Path]:
        shown = _shown_id(view_id)
        for folder in sorted(self._folder.glob("*/*/*")):
            if folder.is_dir() and _id_in(folder.name) == shown:
                yield folder

    def _existing_folder(self, view: StoredView) -> Path | None:
        return next(self._folders(view.id), None)

    def _new_folder(self, view: StoredView, document: str) -> Path:
        name = _fit(document or view.title or view.type)
        return self._folder / _fit(view.entity) / _fit(view.project) / f"{name}--{_shown_id(view.id)}"


def _text(backup: Backup, server: str) -> str:
    said: dict[str, Any] = {
        "version": VERSION,
        "what": backup.what,
        "saved_at": backup.saved_at,
        "document": backup.document,
        "commit": backup.commit,
        "server": server,
        "view": {_WRITTEN.get(name, name): getattr(backup.view, name) for name in _VIEW_FIELDS},
    }
    return json.dumps(said, indent=1) + "\n"


def _read(path: Path, server: str) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if server and said.get("server", server) not in ("", server):
            return None
        fields: dict[str, Any] = {name: str(said["view"].get(_WRITTEN.get(name, name), "")) for name in _VIEW_FIELDS}
        view = StoredView(**fields)
        document, commit, saved_at = (str(said.get(name, "")) for name in ("document", "commit", "saved_at"))
    except (OSError, ValueError, KeyError, AttributeError):
        return None
    what: Any = match["what"]
    return Backup(int(match["number"]), what, saved_at, view, document, commit, path)


def _says(backup: Backup, content: Content) -> bool:
    found = content_of(backup.view)
    return found is not None and found[0].says_same(content)


def _number(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match["number"]) if match else 0


def _fit(text: str) -> str:
    """A text as a name of a file that people can read."""
    return _UNFIT.sub("-", text).strip("-.")[:_MOST_CHARACTERS] or "view"


def _shown_id(view_id: str) -> str:
    return _UNFIT.sub("_", view_id.rstrip("="))


def _id_in(name: str) -> str:
    return name.rpartition("--")[2]


def _sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(folder: Path, error: OSError) -> UsageError:
    reason = (error.strerror or type(error).__name__).lower()
    return UsageError(
        f"backups cannot be written to {folder.as_posix()}: {reason}; nothing was sent",
        hint="views are changed only after a backup of them is on disk: make room, or make the folder writable",
    )
