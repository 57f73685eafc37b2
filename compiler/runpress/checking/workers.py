"""One function for many numbers, in several processes where that is quicker."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

Result = TypeVar("Result")
WORTH_IT: Final = 60
"""How many documents it takes before another process pays for itself."""
_AT_A_TIME = 8

# What forked processes run. They inherit it as it stands, so that only numbers travel to them, not whole projects.
_inherited: list[Callable[[int], Any]] = []


def workers_for(count: int) -> int:
    """How many processes to use for this many documents: the machine's cores, where forking is safe."""
    return min(os.cpu_count() or 1, 4) if sys.platform == "linux" and count >= WORTH_IT else 1


def results(function: Callable[[int], Result], count: int, *, workers: int) -> Iterator[Result]:
    """`function(0)`, `function(1)`, … in order. What it returns must be picklable if there are several workers."""
    if workers < 2:  # noqa: PLR2004 - more than this process
        yield from map(function, range(count))
        return
    import multiprocessing

    _inherited.append(function)
    gc.freeze()  # what is there already is no garbage, and looking at it would copy it into each process
    try:
        with multiprocessing.get_context("fork").Pool(workers, _leave_interrupts_to_the_parent) as pool:
            yield from pool.imap(_run, range(count), _AT_A_TIME)
    finally:
        gc.unfreeze()
        _inherited.pop()


def _run(number: int) -> Any:
    return _inherited[-1](number)


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
