"""The socket of the preview: what is sent through it leaves at once."""

from __future__ import annotations

import asyncio
import socket

import pytest

from runpress.serve.server import bind
from support.loops import in_own_loop


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - only bound, nobody connects from outside
def test_answers_do_not_wait_for_the_acknowledgement_of_their_heads(host: str) -> None:
    async def delays() -> bool:
        told: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted = writer.get_extra_info("socket")
            told.set_result(not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = bind(host, 0)
        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])
            found = await asyncio.wait_for(told, 60)
            writer.close()
            await writer.wait_closed()
        return found

    assert in_own_loop(delays()) is False
