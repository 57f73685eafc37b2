"""Clients that do not wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request


async def _nobody_hears(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)


IF_CLIENTS_LEAVE = {ClientDisconnect: _nobody_hears}
"""A client that is gone before its request is whole, killed or interrupted, is no fault of the server."""
