"""Streams of live pages in tests: what a tab is told, without a server around it."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from runpress.serve.hub import Hub, Reader
from support.loops import in_own_loop

URL = "http://127.0.0.1:8000"


def told(
    hub: Hub, reader: Reader, greet: Callable[[Reader], Awaitable[None]], *, until: Callable[[dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    """The messages of a stream, up to the first that says so."""

    async def read() -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        async for part in hub.stream(reader, greet):
            messages.append(json.loads(part.removeprefix(b"data: ")))
            if until(messages[-1]):
                break
        return messages

    return in_own_loop(asyncio.wait_for(read(), 60))


def get(asgi: Any, path: str) -> httpx.Response:
    """The answer of an application to a browser that follows redirections."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(asgi)
        async with httpx.AsyncClient(transport=transport, base_url=URL, follow_redirects=True) as client:
            return await client.get(path)

    return in_own_loop(ask())


def reader_of(hub: Hub, page: str) -> Reader:
    """The tab that a page was made for."""
    found = re.search(r'data-events="[^"]*[?&]reader=(\w+)', html.unescape(page))
    assert found, "the page follows nothing"
    reader = hub.reader(found[1])
    assert reader
    return reader
