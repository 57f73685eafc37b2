"""What is about to be sent, written to disk before it is sent; what is left of it tells the next run what happened.

One JSON object a line: `{"begin": 7, …}` before a change, `{"end": 7}` behind it. A line that was cut off by the end
of the process was not acted upon, so it means nothing.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from runpress.errors import UsageError
from runpress.frozen import frozen

FILE: Final = "journal.jsonl"
Change: TypeAlias = Literal["create", "update", "delete"]
_FIELDS = ("change", "document", "target", "view_id", "name", "digest", "commit")


@frozen
class Intent:
    """A change that is about to be sent."""

    change: Change
    document: str
    target: str
    """The target's key."""
    view_id: str
    """Empty for a view that is about to be made."""
    name: str
    digest: str
    """Of what the view then says."""
    commit: str = ""


class Journal:
    """The journal of a project. May be used from several threads, of one process."""

    def __init__(self, state: Path) -> None:
        self._path = state / FILE
        self._guard = threading.Lock()
        self._last: int | None = None
        self._open: set[int] = set()

    def unfinished(self) -> list[Intent]:
        """What an earlier run began and did not end, in the order in which it began."""
        begun: dict[int, Intent] = {}
        for said in self._lines():
            if isinstance(said.get("end"), int):
                begun.pop(said["end"], None)
            elif isinstance(said.get("begin"), int):
                values: Any = {name: str(said.get(name, "")) for name in _FIELDS}
                begun[said["begin"]] = Intent(**values)
        return list(begun.values())

    def begin(self, intent: Intent) -> int:
        """Put an intent on disk; its number. Raises `UsageError` if that fails: then nothing may be sent."""
        with self._guard:
            number = self._next()
            self._append({"begin": number, **{name: getattr(intent, name) for name in _FIELDS}})
            self._open.add(number)
        return number

    def end(self, number: int) -> None:
        """Say that a change is done, or was refused: nothing is left to be found out."""
        with self._guard:
            self._append({"end": number})
            self._open.discard(number)

    def clear(self) -> None:
        """Forget everything, once nothing is open."""
        with self._guard:
            if not self._open:
                self._path.unlink(missing_ok=True)

    def _next(self) -> int:
        """A number that no line has, also of those that an earlier process left."""
        if self._last is None:
            begun = [said["begin"] for said in self._lines() if isinstance(said.get("begin"), int)]
            self._last = max(begun, default=0)
        self._last += 1
        return self._last

    def _append(self, said: dict[str, Any]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                # A line that an earlier process left unfinished ends here.
                file.write(b"\n" + json.dumps(said).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UsageError(
                f"{self._path.as_posix()} cannot be written: {(error.strerror or 'unknown').lower()}",
                hint="changes are sent only after they are noted there: make room, or make the folder writable",
            ) from None

    def _lines(self) -> list[dict[str, Any]]:
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise UsageError(
                f"{self._path.as_posix()} cannot be read: {(error.strerror or 'unknown').lower()}"
            ) from None
        found = []
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if isinstance(said, dict):
                found.append(said)
        return found
