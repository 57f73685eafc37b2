"""Commands of runpress in processes of their own that can be killed, without paying for a start each time.

Run as a script it is the starter: for each line of JSON on standard input it forks a child that runs one command, and
says how the child ended. `delay` kills the child after so many seconds; `point` and `nth` let the child kill itself,
as `kill -9` does, when a change of a view reaches a named step for the n-th time.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (`KILLED` if it was killed), how long it took, what it said."""

    code: int
    seconds: float
    said: str


class Starter:
    """Starts commands in children."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self._log = log

    def run(self, folder: Path, environ: dict[str, str], *arguments: str, **fault: Any) -> Ended:
        """Run `runpress ARGUMENTS` in a folder."""
        asked = {"folder": str(folder), "environ": environ, "arguments": arguments, "log": str(self._log), **fault}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Ended(answer["code"], answer["seconds"], self._log.read_text(encoding="utf-8", errors="replace"))


@contextmanager
def starter(log: Path) -> Iterator[Starter]:
    """A starter, ended at the end."""
    command = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Starter(process, log)
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    # What every command needs is loaded once; children have it from the start.
    import runpress.cli.publish
    import runpress.client.connecting
    import runpress.conversion.spec
    import runpress.publish.changing.applying
    import runpress.publish.planning.session
    import runpress.publish.planning.whole_plan  # noqa: F401 - as above

    for line in sys.stdin:
        asked = json.loads(line)
        began = time.monotonic()
        pid = os.fork()
        if pid == 0:
            _child(asked)
        code = _wait(pid, asked.get("delay"))
        sys.stdout.write(json.dumps({"code": code, "seconds": time.monotonic() - began}) + "\n")
        sys.stdout.flush()


def _wait(pid: int, delay: float | None) -> int:
    if delay is not None:
        ends = time.monotonic() + delay
        while time.monotonic() < ends:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.0005)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _child(asked: dict[str, Any]) -> None:
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.clear()
    os.environ.update(asked["environ"])
    os.chdir(asked["folder"])
    if asked.get("point"):
        _die_at(asked["point"], asked.get("nth", 1))
    from runpress.cli.main import main

    code = main(asked["arguments"])
    sys.stdout.flush()
    os._exit(code)


def _die_at(point: str, nth: int) -> None:
    """Kill this process when a change reaches a step."""
    from runpress.publish.changing import view_change

    left = nth

    def reached(_change: object, at: str) -> None:
        nonlocal left
        if at == point:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    view_change._ViewChange._reached = reached  # type: ignore[method-assign]


if __name__ == "__main__":
    _serve()
