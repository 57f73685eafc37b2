"""Whole programs, timed: interleaved, so that ratios survive a machine that is busy with other things."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "compiler"


class Run(NamedTuple):
    """One run of a program: seconds on the clock, seconds of processors, greatest memory of a process."""

    seconds: float
    cpu: float
    megabytes: float


class Programs:
    """Runs programs, with the byte code of Python's in a folder of their own: compiling is not what is measured."""

    def __init__(self, bytecode: Path) -> None:
        self.environ = {
            **os.environ,
            "PYTHONPATH": str(PACKAGE),
            "PYTHONPYCACHEPREFIX": str(bytecode),
            "PYTHONDONTWRITEBYTECODE": "",
        }

    def run(self, *command: str | Path, cwd: Path | None = None) -> Run:
        """Run a program to its end; one that fails ends the benchmark."""
        with tempfile.TemporaryFile() as said:
            started = time.perf_counter()
            process = subprocess.Popen(
                [str(word) for word in command], cwd=cwd, env=self.environ, stdout=subprocess.DEVNULL, stderr=said
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                sys.exit(f"{' '.join(map(str, command))} failed:\n{said.read().decode(errors='replace')}")
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def runpress(self, *arguments: str | Path, cwd: Path | None = None) -> Run:
        """Run this program."""
        return self.run(sys.executable, "-m", "runpress", *arguments, cwd=cwd)


def medians(rounds: int, *programs: Callable[[], Run], warm_up: bool = True) -> list[Run]:
    """The median times and the greatest memory of each, interleaved, after one round to warm up."""
    if warm_up:
        for program in programs:
            program()
    taken = [[program() for program in programs] for _ in range(rounds)]
    return [_median(column) for column in zip(*taken, strict=True)]


def _median(runs: Sequence[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.megabytes for run in runs),
    )


def report(what: str, ratio: float, most: float) -> bool:
    """Print a figure; whether it was reached."""
    is_good = ratio <= most
    print(f"{what}: {ratio:.2f} (at most {most}) {'ok' if is_good else 'MISSED'}", flush=True)
    return is_good


def shown(run: Run) -> str:
    """A run as people read it."""
    return f"{run.seconds:.2f} s ({run.cpu:.2f} s of processors, {run.megabytes:.0f} MB)"
