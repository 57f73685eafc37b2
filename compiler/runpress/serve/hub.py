"""Readers of live pages: each with a stream of messages, and what its page is made of.

Lives in the event loop alone.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LIST = ""
"""What stands for a document's path where a tab shows the list of all documents."""

_MOST_REMEMBERED = 1000
_MOST_WAITING = 200
_HEARTBEAT_SECONDS = 15.0


@dataclass(slots=True)
class Reader:
    """One page in one browser tab, from the moment that it was asked for."""

    path: str
    known: frozenset[str]
    """The keys of the elements that the tab surely has."""
    around: Mapping[str, str] = field(default_factory=dict)
    """Digests of what stands around these elements in the tab."""
    data: int = 0
    """The version of the data that its figures show."""
    queue: asyncio.Queue[dict[str, Any] | None] | None = None
    """Messages for its stream; None where no stream is open."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while it is told of a page."""

    @property
    def had_page(self) -> bool:
        """Whether it ever showed its document, which may not be there yet."""
        return bool(self.around)


@dataclass(slots=True)
class Hub:
    """All readers. A tab that was closed is forgotten when many others came after it."""

    version: str = field(default_factory=lambda: secrets.token_hex(8))
    """Of this start: a page of an earlier start loads itself anew."""
    _readers: OrderedDict[str, Reader] = field(default_factory=OrderedDict)
    is_closed: bool = False

    def welcome(self, path: str, known: frozenset[str], around: Mapping[str, str], *, data: int) -> str:
        """A new tab with these elements and this version of the data; its name."""
        name = secrets.token_hex(8)
        self._readers[name] = Reader(path, known, around, data)
        while len(self._readers) > _MOST_REMEMBERED:
            self._readers.popitem(last=False)
        return name

    def reader(self, name: str) -> Reader | None:
        """The tab of that name, if it is remembered."""
        return self._readers.get(name)

    def reading(self, path: str) -> list[Reader]:
        """The tabs that have a page open."""
        return [reader for reader in self._readers.values() if reader.path == path and reader.queue is not None]

    def open_paths(self) -> list[str]:
        """The documents that are open in some tab."""
        return list(dict.fromkeys(reader.path for reader in self._readers.values() if reader.queue is not None))

    def tell(self, readers: Iterable[Reader], message: dict[str, Any]) -> None:
        """Send a message to some tabs; one that does not listen any more is cut off and comes back."""
        for reader in readers:
            if reader.queue is None:
                continue
            if reader.queue.qsize() > _MOST_WAITING:
                reader.queue.put_nowait(None)
                reader.queue = None
            else:
                reader.queue.put_nowait(message)

    def close(self) -> None:
        """End all streams."""
        self.is_closed = True
        for reader in self._readers.values():
            if reader.queue is not None:
                reader.queue.put_nowait(None)

    async def stream(self, reader: Reader, catch_up: Callable[[Reader], Awaitable[None]]) -> AsyncIterator[bytes]:
        """The messages for a tab as server-sent events, until it goes away.

        It listens before it catches up: what changes meanwhile is told as well.
        """
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        if reader.queue is not None:
            reader.queue.put_nowait(None)
        reader.queue = queue
        try:
            yield event({"type": "hello", "version": self.version})
            await catch_up(reader)
            while not self.is_closed:
                try:
                    message_or_end = await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if message_or_end is None:
                    return
                yield event(message_or_end)
        finally:
            if reader.queue is queue:
                reader.queue = None


def event(message: dict[str, Any]) -> bytes:
    """A message as a server-sent event."""
    return f"data: {json.dumps(message, ensure_ascii=False, separators=(',', ':'))}\n\n".encode("utf-8", "replace")
