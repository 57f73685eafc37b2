"""Follow the files of a preview: the system's events for speed, a look at everything as a backstop.

Folders are watched, never files: editors that save by renaming would leave a watch on a file deaf.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from runpress.serve.sources import PATIENCE_SECONDS

_STEP_MS = 8
_DEBOUNCE_MS = 40
_LOOK_SECONDS = 1.0
_LONGEST_LOOK_SECONDS = 10.0
_SHARE = 20
"""A look at everything may take one part in so many of the time, if that is not too seldom."""

Handler = Callable[[list[str] | None], Awaitable[bool]]
"""Told which paths may have changed (None: any); whether it should be told again soon."""


class Watcher:
    """Calls a handler when files change. `folders` gives what to watch, asked again after each change."""

    def __init__(self, folders: Callable[[], Iterable[Path]], handler: Handler) -> None:
        self._folders = folders
        self._handler = handler
        self._lock = asyncio.Lock()

    async def run(self) -> None:
        """Watch until cancelled."""
        await asyncio.gather(self._follow(), self._look())

    async def _follow(self) -> None:
        """The system's events; when folders come or go, the watch starts anew."""
        while True:
            folders = [folder for folder in self._folders() if folder.is_dir()]
            try:
                await self._events(folders)
            except OSError:  # a folder went away, or the system's limit of watches is reached
                await asyncio.sleep(_LOOK_SECONDS)

    async def _events(self, folders: list[Path]) -> None:
        from watchfiles import awatch

        watched = frozenset(folders)
        is_first = True
        async for changes in awatch(
            *folders,
            watch_filter=None,
            debounce=_DEBOUNCE_MS,
            step=_STEP_MS,
            recursive=False,
            rust_timeout=500,
            yield_on_timeout=True,
        ):
            paths = sorted({path for _, path in changes if not _is_noise(path)})
            if is_first:  # what came between the last watch and this one is seen by looking at everything
                await self._tell(None)
                is_first = False
            elif paths:
                await self._tell(paths)
            if frozenset(folder for folder in self._folders() if folder.is_dir()) != watched:
                return

    async def _look(self) -> None:
        """Look at everything now and then: for file systems without events, and for events that got lost."""
        while True:
            started = time.monotonic()
            await self._tell(None)
            taken = time.monotonic() - started
            await asyncio.sleep(min(max(_LOOK_SECONDS, _SHARE * taken), _LONGEST_LOOK_SECONDS))

    async def _tell(self, paths: list[str] | None) -> None:
        async with self._lock:
            again = await self._handler(paths)
        if again:
            asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._again)

    def _again(self) -> None:
        task = asyncio.ensure_future(self._tell(None))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())


def _is_noise(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".") or name.endswith(("~", ".tmp", ".swp", ".swx"))
