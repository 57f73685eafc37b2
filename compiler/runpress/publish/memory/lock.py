"""`runpress.lock`: which view is which document's, and what it said when it was last published.

A cache, and no more: everything in it can be found again on the server. It may be committed, so it is sorted, one
value a line. Servers stand in it as digests of their addresses, which stay outside the repository.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.project.files import UnreadableError, read_source, unreadable, write_whole
from runpress.publish.views.targets import Target
from runpress.source import SourceFile

LOCK_NAME: Final = "runpress.lock"
VERSION: Final = 1
_SERVER_BYTES = 4
_FIELDS = ("id", "name", "digest", "commit", "sent", "merged", "before", "mark", "copy")


@frozen
class Entry:
    """A published view: where it is, and its base."""

    id: str
    """The view's id on the server."""
    name: str
    digest: str
    """The digest of what was published, as the server keeps it; empty if it is not known."""
    commit: str = ""
    sent: str = ""
    """The digest of what was sent, where the server keeps it in another form."""
    merged: str = ""
    """The digest of the document's text before the server's changes were merged into it."""
    before: str = ""
    """The base of that document."""
    mark: str = ""
    """What the view said of itself when it was pulled, where that was another digest."""
    copy: str = ""
    """What the view said that it is of, where that was another document's: somebody had copied that one's view."""

    def follows(self, mark: str) -> bool:
        """Whether this was learnt from a view that said this digest of itself, or after it was published with it."""
        return mark in (self.mark or self.digest, self.mark or self.sent)

    def of(self, text: str) -> Entry:
        """The entry as it counts for a document with a text of this digest: a merge that was thrown away has never been.

        Texts are compared to the letter: a conflict may be solved by keeping what the document said before.
        """
        return replace(self, digest=self.before, merged="", before="") if self.merged == text else self


class Lock:
    """The entries of one lock file that concern one server. May be used from several threads, of one process."""

    def __init__(
        self, base_url: str, views: Mapping[str, Mapping[str, Entry]] | None = None, *, is_readable: bool = True
    ) -> None:
        self._server = server_digest(base_url)
        self.is_readable = is_readable
        """Whether the file could be read; if not, it is left alone, for someone to look at."""
        self._views = {document: dict(entries) for document, entries in (views or {}).items()}
        self._guard = threading.Lock()
        """Views are published side by side, and after an interruption some still are when this is written."""

    def get(self, document: str, target: Target) -> Entry | None:
        """The entry of a document in a target."""
        return self._views.get(document, {}).get(self._key(target))

    def put(self, document: str, target: Target, entry: Entry) -> None:
        """Set the entry of a document in a target."""
        with self._guard:
            self._views.setdefault(document, {})[self._key(target)] = entry

    def drop(self, document: str, target: Target) -> None:
        """Forget a view."""
        with self._guard:
            entries = self._views.get(document, {})
            entries.pop(self._key(target), None)
            if not entries:
                self._views.pop(document, None)

    def documents(self) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        """The entries on this server by document: the key of the target (`acme/digits`), and the entry."""
        suffix = f"@{self._server}"
        with self._guard:
            own = {
                document: tuple(
                    (key.removesuffix(suffix), one) for key, one in sorted(each.items()) if key.endswith(suffix)
                )
                for document, each in self._views.items()
            }
        return {document: entries for document, entries in own.items() if entries}

    def text(self) -> str:
        """The lock file."""
        with self._guard:
            views = {
                document: {key: _said(entry) for key, entry in sorted(entries.items())}
                for document, entries in sorted(self._views.items())
            }
        return json.dumps({"version": VERSION, "views": views}, indent=2, ensure_ascii=False) + "\n"

    def write(self, folder: Path) -> bool:
        """Write the lock file of a project if it says something else; whether it did. Raises `OSError`."""
        if not self.is_readable:
            return False
        path = folder / LOCK_NAME
        text = self.text()
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        if text == old or (not old and not self._views):
            return False
        write_whole(path, text.encode())
        return True

    def kept(self, folder: Path) -> list[str]:
        """Write the lock file; what is to be said if that is not possible. Views are published either way."""
        try:
            self.write(folder)
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            return [f"{LOCK_NAME} could not be written ({reason}); views are found without it"]
        return []

    def _key(self, target: Target) -> str:
        return f"{target.key}@{self._server}"


def server_digest(base_url: str) -> str:
    """A few characters that tell servers apart and do not say their addresses."""
    return blake2b(base_url.rstrip("/").lower().encode(), digest_size=_SERVER_BYTES).hexdigest()


def read_lock(folder: Path, base_url: str) -> tuple[Lock, list[Diagnostic]]:
    """The lock of a project as far as it concerns a server, and what is wrong with its file."""
    path = folder / LOCK_NAME
    if not path.exists():
        return Lock(base_url), []
    try:
        source = read_source(path, LOCK_NAME)
    except UnreadableError as error:
        return Lock(base_url, is_readable=False), [unreadable(LOCK_NAME, str(error))]
    return parse_lock(source, base_url)


def parse_lock(source: SourceFile, base_url: str) -> tuple[Lock, list[Diagnostic]]:
    """The lock that a text says, and what is wrong with it."""
    at = source.text.find("<<<<<<<")
    if at >= 0:
        return Lock(base_url, is_readable=False), [
            codes.BAD_LOCK.at(
                source.span(at, at + 7),
                f"`{source.path}` holds the conflict of a merge",
                help=f"delete {source.path}: `runpress plan` finds the views again, and `publish` writes it anew",
            )
        ]
    try:
        found = json.loads(source.text)
    except (ValueError, RecursionError):
        return Lock(base_url, is_readable=False), [_damaged(source)]
    version = found.get("version") if isinstance(found, dict) else None
    if isinstance(version, int) and version > VERSION:
        message = f"`{source.path}` is of version {version}, and this runpress knows version {VERSION}"
        return Lock(base_url, is_readable=False), [codes.BAD_LOCK.at(source.span(0), message, help="update runpress")]
    views = found.get("views") if isinstance(found, dict) else None
    if version != VERSION or not isinstance(views, dict):
        return Lock(base_url, is_readable=False), [_damaged(source)]
    read = {document: _entries(entries) for document, entries in views.items() if isinstance(entries, dict)}
    return Lock(base_url, read), []


def _entries(entries: Mapping[str, Any]) -> dict[str, Entry]:
    read = {}
    for key, said in entries.items():
        values = [said.get(name, "") if isinstance(said, dict) else None for name in _FIELDS]
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) == len(values):
            read[key] = Entry(*texts)
    return read


def _said(entry: Entry) -> dict[str, str]:
    values = {name: getattr(entry, name) for name in _FIELDS}
    return {name: value for name, value in values.items() if value}


def _damaged(source: SourceFile) -> Diagnostic:
    return codes.BAD_LOCK.at(
        source.span(0),
        f"`{source.path}` is no lock file of runpress",
        help=f"delete {source.path}: `runpress plan` finds the views again, and `publish` writes it anew",
    )
