"""One publisher at a time on one machine: a file with the process that holds it. A dead one's is taken over."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.project.files import make_own_folder

FILE: Final = "publish.lock"
LONGEST_WAIT: Final = 60.0
_PAUSE: Final = 0.1


@frozen
class Holder:
    """A process: its number, and when it started, since numbers are given out again."""

    pid: int
    started: str


@frozen
class Processes:
    """What is known of processes: this one, and when another one started (None if it is not there)."""

    this: Holder
    started: Callable[[int], str | None]


@contextmanager
def process_lock(
    state: Path,
    processes: Processes,
    *,
    sleep: Callable[[float], None],
    waiting: Callable[[Holder], None] = lambda _: None,
    longest: float = LONGEST_WAIT,
) -> Iterator[None]:
    """Hold the lock of a project. Waits for another publisher, and says so once.

    Raises `UsageError` if it takes too long, or the lock cannot be written.
    """
    path = state / FILE
    waited = 0.0
    while (holder := _taken(state, path, processes)) is not None:
        if waited == 0:
            waiting(holder)
        if waited >= longest:
            raise UsageError(
                f"another runpress is publishing or pulling here: process {holder.pid}",
                hint="wait for it, or end it, and try again",
            )
        sleep(_PAUSE)
        waited += _PAUSE
    try:
        yield
    finally:
        _release(path, processes.this)


def _taken(state: Path, path: Path, processes: Processes) -> Holder | None:
    """Take the lock; the process that has it if one has."""
    try:
        make_own_folder(state)
        with (state / f"{FILE}.guard").open("a+b") as guard:
            _exclude(guard)
            holder = _holder(path)
            if holder is not None and processes.started(holder.pid) == holder.started:
                return holder
            mine = {"pid": processes.this.pid, "started": processes.this.started}
            path.write_text(json.dumps(mine) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path.as_posix()} cannot be written: {(error.strerror or 'unknown').lower()}; nothing was sent",
            hint="make the folder writable, or make room",
        ) from None
    return None


def _release(path: Path, mine: Holder) -> None:
    if _holder(path) == mine:
        path.unlink(missing_ok=True)


def _holder(path: Path) -> Holder | None:
    """Who holds the lock; None if nobody does, or the file was cut off, as by a full disk."""
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(said["pid"]), str(said["started"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _exclude(guard: IO[bytes]) -> None:
    """Let no other process look at the lock until the guard is closed, where the system can."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    fcntl.flock(guard, fcntl.LOCK_EX)


def real_processes() -> Processes:
    """The processes of this machine."""
    pid = os.getpid()
    return Processes(Holder(pid, _started(pid) or ""), _started)


def _started(pid: int) -> str | None:
    """When a process started, in the system's own units; an empty text where only its being there is known."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        fields = stat.rpartition(")")[2].split()
        return (
            None if fields[0] in ("Z", "X") else fields[19]
        )  # behind the name: state is the first, start time the 20th
    except (OSError, IndexError):
        pass
    if Path("/proc/self/stat").exists():
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:
        return ""
    return ""
