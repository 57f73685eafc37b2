"""A server between a client and the real one, on loopback, that does one thing wrong at one place.

The kinds of fault go by toxiproxy's names where it has one. A place is a predicate over what is asked: the proxy
reads each request, and asks whether this is where the fault happens, and how often it has happened.
"""

from __future__ import annotations

import asyncio
import base64
import json
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import urlsplit

LORIS_SECONDS = 0.1
LATE_SECONDS = 0.1
DOWN_SECONDS = 0.05
SILENT_SECONDS = 30.0
FOREVER = 10**9
ELSEWHERE = "https://elsewhere.invalid/graphql"


@dataclass(frozen=True)
class Asked:
    """One request, as far as faults need to know it."""

    method: str
    path: str
    operation: str
    variables: Mapping[str, Any]
    headers: Mapping[str, str] = field(repr=False)


Place: TypeAlias = Callable[[Asked], bool]
PLACES: Mapping[str, Place] = {
    "look-up": lambda asked: asked.operation in ("Viewer", "ProjectInternalId", "GetProjects"),
    "listing": lambda asked: asked.operation == "ProjectViews",
    "create": lambda asked: asked.operation == "upsertView" and not asked.variables.get("id"),
    "update": lambda asked: asked.operation == "upsertView" and bool(asked.variables.get("id")),
    "read back": lambda asked: asked.operation == "SpecificReport",
    "delete": lambda asked: asked.operation == "deleteView",
    "upload": lambda asked: asked.method == "PUT",
}


@dataclass
class Faulty:
    """The proxy. `kind` happens at `place`, `times` times; everything else goes through."""

    upstream: tuple[str, int]
    kind: str = "none"
    place: Place = field(default=lambda _: False)
    times: int = 1
    latency_seconds: float = 0.0
    elsewhere: str = ELSEWHERE
    """Where a redirect leads."""
    seen: list[Asked] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    """All connections that there were."""
    happened: int = 0
    port: int = 0
    answered: Callable[[Asked], None] = lambda _: None
    """Told each request once the real server's answer is about to go to the client."""

    @property
    def url(self) -> str:
        """What a client is told."""
        return f"http://127.0.0.1:{self.port}"

    def fail(self, kind: str, place: str | Place, *, times: int = 1) -> None:
        """From now on this goes wrong."""
        assert kind in KINDS, kind
        self.kind, self.times, self.happened = kind, times, 0
        self.place = PLACES[place] if isinstance(place, str) else place
        self.seen.clear()

    def heal(self) -> None:
        """From now on everything goes well."""
        self.kind, self.elsewhere = "none", ELSEWHERE

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a client."""
        line = _Line(self, reader, writer)
        self.lines.append(line)
        try:
            while await self._answer(line):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            line.close()

    async def _answer(self, line: _Line) -> bool:
        """Whether the connection goes on."""
        head = await line.reader.readuntil(b"\r\n\r\n")
        length = int(_header(head, b"content-length") or 0)
        body = await line.reader.readexactly(length)
        head = head.replace(f"127.0.0.1:{self.port}".encode(), "{}:{}".format(*self.upstream).encode(), 1)
        asked = _asked(head, body)
        self.seen.append(asked)
        await asyncio.sleep(self.latency_seconds)
        if self.kind != "none" and self.happened < self.times and self.place(asked):
            self.happened += 1
            return await KINDS[self.kind](line, head + body)
        answer = await line.forwarded(head + body)
        self.answered(asked)
        return await line.say(answer)


@dataclass
class _Line:
    """A client's connection, and ours to the real server."""

    proxy: Faulty
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    _up: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def forward_some(self, part: bytes) -> asyncio.StreamReader:
        """Say this to the real server; what it answers with."""
        if self._up is None:
            self._up = await asyncio.open_connection(*self.proxy.upstream, limit=2**26)
        reader, writer = self._up
        writer.write(part)
        await writer.drain()
        return reader

    async def forwarded(self, request: bytes) -> bytes:
        """The real server's answer, whole."""
        reader = await self.forward_some(request)
        head = await reader.readuntil(b"\r\n\r\n")
        return head + await reader.readexactly(int(_header(head, b"content-length") or 0))

    async def pass_on(self, request: bytes) -> bool:
        return await self.say(await self.forwarded(request))

    async def say(self, answer: bytes) -> bool:
        self.writer.write(answer)
        await self.writer.drain()
        return True

    async def cut(self, answer: bytes = b"") -> bool:
        """Say this much and close."""
        await self.say(answer)
        return False

    async def reset(self) -> bool:
        """Close as a machine does that goes down: with a reset."""
        found = self.writer.get_extra_info("socket")
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    def close(self) -> None:
        self.writer.close()
        if self._up is not None:
            self._up[1].close()

    def abort(self) -> None:
        """Close at once, whatever is still to be said."""
        self.writer.transport.abort()
        if self._up is not None:
            self._up[1].transport.abort()


def reply(status: str, body: bytes, *headers: str) -> bytes:
    """An answer of our own."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def errors(message: str) -> bytes:
    """The body of a refusal."""
    return json.dumps({"errors": [{"message": message}], "data": None}).encode()


Behaviour: TypeAlias = Callable[[_Line, bytes], Awaitable[bool]]


def _says(status: str, body: bytes, *headers: str) -> Behaviour:
    return lambda line, _: line.say(reply(status, body, *headers))


async def _down(line: _Line, _: bytes) -> bool:
    """Nothing listens any more, for a while."""
    await _GATES[line.proxy.port].shut(DOWN_SECONDS)
    return await line.reset()


async def _late(line: _Line, request: bytes) -> bool:
    await asyncio.sleep(LATE_SECONDS)
    return await line.pass_on(request)


async def _inside(line: _Line, request: bytes) -> bool:
    """The connection goes down while the request is on its way: the server gets half of it."""
    await line.forward_some(request[: len(request) // 2])
    return await line.reset()


async def _silent(_line: _Line, _request: bytes) -> bool:
    """It takes the request, and says nothing for longer than anyone waits."""
    await asyncio.sleep(SILENT_SECONDS)
    return False


async def _loris(line: _Line, request: bytes) -> bool:
    """The answer comes, one byte at a time."""
    for byte in await line.forwarded(request):
        await line.say(bytes([byte]))
        await asyncio.sleep(LORIS_SECONDS)
    return True


async def _sliced(line: _Line, request: bytes) -> bool:
    """The answer comes in pieces, fast enough."""
    answer = await line.forwarded(request)
    for start in range(0, len(answer), 7):
        await line.say(answer[start : start + 7])
    return True


async def _lost(line: _Line, request: bytes) -> bool:
    """It is done, and nobody hears of it."""
    await line.forwarded(request)
    return False


async def _half(line: _Line, request: bytes) -> bool:
    answer = await line.forwarded(request)
    start = answer.index(b"\r\n\r\n") + 4
    return await line.cut(answer[: start + (len(answer) - start) // 2])


async def _broken(line: _Line, request: bytes) -> bool:
    """It is done, and what is said of it is no JSON."""
    await line.forwarded(request)
    return await line.say(reply("200 OK", b'{"data": {"viewer": {', "Content-Type: application/json"))


async def _page(line: _Line, _: bytes) -> bool:
    """Someone in between, a log-in page for example, answers instead."""
    return await line.say(reply("200 OK", b"<!DOCTYPE html><h1>Log in</h1>", "Content-Type: text/html"))


async def _doubled(line: _Line, request: bytes) -> bool:
    """It is done twice, and the second answer is heard."""
    await line.forwarded(request)
    return await line.pass_on(request)


async def _echo(line: _Line, request: bytes) -> bool:
    """A server that says too much: what it refuses, with the key, as it came and in the clear."""
    header = _header(request, b"authorization").decode("latin-1")
    clear = base64.b64decode(header.removeprefix("Basic ")).decode("latin-1")
    return await line.say(reply("400 Bad Request", errors(f"not for {header} ({clear}) \x1b[31mred")))


async def _redirect(line: _Line, _: bytes) -> bool:
    return await line.say(reply("307 Temporary Redirect", b"", f"Location: {line.proxy.elsewhere}"))


KINDS: Mapping[str, Behaviour] = {
    "down": _down,
    "reset_peer": lambda line, _: line.reset(),
    "limit_data": _inside,
    "closed": lambda line, _: line.cut(),
    "lost_reply": _lost,
    "half_body": _half,
    "latency": _late,
    "timeout": _silent,
    "slow_loris": _loris,
    "slicer": _sliced,
    "bad_json": _broken,
    "html": _page,
    "html_502": _says("502 Bad Gateway", b"<html><h1>Bad gateway</h1></html>", "Content-Type: text/html"),
    "ok_with_errors": _says("200 OK", errors("the database is on fire")),
    "401": _says("401 Unauthorized", errors("user is not logged in")),
    "403": _says("403 Forbidden", errors("permission denied")),
    "404": _says("404 Not Found", b"not found"),
    "409": _says("409 Conflict", errors("conflict")),
    "413": _says("413 Content Too Large", b""),
    "429_seconds": _says("429 Too Many Requests", errors("rate limit exceeded"), "Retry-After: 2"),
    "429_date": _says("429 Too Many Requests", b"", "Retry-After: Thu, 01 Jan 2026 00:00:03 GMT"),
    "429_absurd": _says("429 Too Many Requests", b"", "Retry-After: 1000000000"),
    "429_silent": _says("429 Too Many Requests", b""),
    "500": _says("500 Internal Server Error", errors("internal error")),
    "503": _says("503 Service Unavailable", b"<html>", "Retry-After: 1"),
    "doubled": _doubled,
    "echo": _echo,
    "redirect": _redirect,
    "tls": lambda line, _: line.cut(b"\x15\x03\x01\x00\x02\x02\x46" * 20),
}
"""What can go wrong: something with a connection and a request; whether the connection goes on."""


class _Gate:
    """The listening socket, which can be shut and opened again at the same port."""

    def __init__(self, proxy: Faulty) -> None:
        self._proxy = proxy
        self._server: asyncio.Server | None = None
        self._is_ended = False

    async def open(self) -> None:
        if self._is_ended:
            return
        self._server = await asyncio.start_server(self._proxy.serve, "127.0.0.1", self._proxy.port, limit=2**26)
        self._proxy.port = self._server.sockets[0].getsockname()[1]

    async def shut(self, seconds: float) -> None:
        self.close()
        asyncio.get_running_loop().call_later(seconds, lambda: asyncio.ensure_future(self.open()))

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def end(self) -> None:
        """Close, and never open again."""
        self._is_ended = True
        self.close()


_GATES: dict[int, _Gate] = {}


@contextmanager
def faulty(url: str) -> Iterator[Faulty]:
    """A proxy before the server at an address."""
    parts = urlsplit(url)
    proxy = Faulty((parts.hostname or "", parts.port or 80))
    loop = asyncio.new_event_loop()
    gate = _Gate(proxy)
    # In a thread of its own from the start: the thread of the test may have a loop that runs already.
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(gate.open(), loop).result()
    _GATES[proxy.port] = gate
    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(_end(gate, proxy), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        del _GATES[proxy.port]


async def _end(gate: _Gate, proxy: Faulty) -> None:
    gate.end()
    while others := [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    for line in proxy.lines:
        line.abort()
    for _ in range(3):  # transports close one turn of the loop later
        await asyncio.sleep(0)


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""


def _asked(head: bytes, body: bytes) -> Asked:
    method, path, _ = head.split(b"\r\n")[0].decode("latin-1").split(" ", 2)
    lines = [line.decode("latin-1").partition(":") for line in head.split(b"\r\n")[1:] if line]
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    try:
        sent = json.loads(body)
    except ValueError:
        sent = {}
    return Asked(method, path, sent.get("operationName") or "", sent.get("variables") or {}, headers)
