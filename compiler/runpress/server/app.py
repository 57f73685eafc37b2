"""The addresses of W&B's API: GraphQL, the stream of a run, and bytes at signed addresses.

A fault of a request is HTTP 200 with `errors`, or 4xx: real clients repeat anything else for minutes.
"""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from runpress.server.access import has_key
from runpress.server.addresses import UPLOADS
from runpress.server.clients import IF_CLIENTS_LEAVE
from runpress.server.context import Server
from runpress.server.files import BadPathError, append_lines, file_path, save_upload
from runpress.server.graphql import RefusedError, Request, execute
from runpress.server.operations import roots

if TYPE_CHECKING:
    from starlette.requests import Request as HttpRequest
    from starlette.types import ASGIApp

LARGEST_BODY = 16 * 1024 * 1024
LARGEST_FILE = 2 * 1024 * 1024 * 1024


class ApiApp:
    """Answers W&B's clients."""

    def __init__(
        self,
        server: Server,
        key: str,
        *,
        allows_host: Callable[[str], bool],
        follow: Callable[[int], Awaitable[None]] | None = None,
    ) -> None:
        """`follow` is told the number of each view that was saved or deleted, after the client has its answer."""
        self._server = server
        self._key = key
        self._allows_host = allows_host
        self._follow = follow
        self._roots = roots(server)

    def asgi(self) -> ASGIApp:
        """The application."""
        return Starlette(
            routes=[
                Route("/graphql", self._graphql, methods=["POST"]),
                Route("/files/{entity}/{project}/{run}/file_stream", self._stream, methods=["POST"]),
                Route(UPLOADS + "{path:path}", self._upload, methods=["PUT"]),
                Route(UPLOADS + "{path:path}", self._download, methods=["GET"]),
            ],
            exception_handlers=IF_CLIENTS_LEAVE,
        )

    async def _graphql(self, request: HttpRequest) -> Response:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        asked = _request(await _body(request))
        if asked is None:
            return _errors("the request is no JSON object with a `query`", status=400)
        answer = await run_in_threadpool(execute, asked, self._roots)
        return JSONResponse(answer, background=BackgroundTask(self._tell))

    async def _tell(self) -> None:
        """Say which views changed, each once."""
        changed: dict[int, None] = {}
        while not self._server.changed_views.empty():
            changed[self._server.changed_views.get()] = None
        if self._follow is not None:
            for number in changed:
                await self._follow(number)

    async def _stream(self, request: HttpRequest) -> Response:
        """Lines of a run's files, each file's from a line number on: what is repeated is written over."""
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        sent = _json(await _body(request))
        if not isinstance(sent, dict):
            return _errors("the request is no JSON object", status=400)
        try:
            await run_in_threadpool(self._append, request.path_params, sent)
        except (RefusedError, BadPathError) as error:
            return _errors(str(error), status=404)
        return JSONResponse({"exitcode": None, "limits": {}})

    def _append(self, names: dict[str, str], sent: dict[str, Any]) -> None:
        project = self._server.projects.find(names["entity"], names["project"])
        run = None if project is None else self._server.runs.find(project, names["run"])
        if project is None or run is None:
            raise RefusedError("run not found")
        said = append_lines(self._server.folder, (project.entity, project.name, run.name), sent.get("files") or {})
        if sent.get("complete"):
            said["state"] = "finished" if sent.get("exitcode") in (0, None) else "failed"
        if said:
            self._server.runs.save(project, run.name, said, now=self._server.now())

    async def _upload(self, request: HttpRequest) -> Response:
        """A file, to an address that we signed."""
        if not self._is_signed(request):
            return PlainTextResponse("this address is not signed by this server\n", status_code=403)
        try:
            target = file_path(self._server.folder, request.url.path.removeprefix(UPLOADS))
            await save_upload(target, request.stream(), limit=LARGEST_FILE)
        except BadPathError as error:
            return PlainTextResponse(f"{error}\n", status_code=400)
        return Response(status_code=200)

    async def _download(self, request: HttpRequest) -> Response:
        """A run's file, from an address that we signed. No browser runs anything in it."""
        if not self._is_signed(request):
            return PlainTextResponse("this address is not signed by this server\n", status_code=403)
        try:
            path = file_path(self._server.folder, request.url.path.removeprefix(UPLOADS))
        except BadPathError as error:
            return PlainTextResponse(f"{error}\n", status_code=400)
        if not path.is_file():
            return PlainTextResponse("there is no such file\n", status_code=404)
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return FileResponse(path, media_type="application/octet-stream", headers=headers)

    def _is_signed(self, request: HttpRequest) -> bool:
        path = request.url.path.removeprefix(UPLOADS)
        quoted = str(request.scope.get("raw_path", b""), "ascii").removeprefix(UPLOADS) or path
        signature = request.query_params.get("signature", "")
        return secrets.compare_digest(signature.encode(), self._server.signature(quoted).encode())

    def _refusal(self, request: HttpRequest) -> Response | None:
        """Why a request is not answered; None if it is. Pages of other sites cannot send the key."""
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self._allows_host(hosts[0]):
            return _errors("this host name is not served here", status=403)
        if request.headers.get("origin") not in (None, f"{request.url.scheme}://{hosts[0]}"):
            return _errors("requests from other sites are not answered", status=403)
        if not has_key(request.headers, self._key):
            return _errors("permission denied: this server's key is needed", status=401)
        return None


async def _body(request: HttpRequest) -> bytes:
    """The body, inflated if it is gzip; empty if it is too large or damaged, which then is no JSON."""
    parts: list[bytes] = []
    size = 0
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if request.headers.get("content-encoding") == "gzip" else None
    async for chunk in request.stream():
        try:
            part = unzip.decompress(chunk, LARGEST_BODY + 1) if unzip else chunk
        except zlib.error:
            return b""
        size += len(part)
        if size > LARGEST_BODY or (unzip and unzip.unconsumed_tail):
            return b""
        parts.append(part)
    return b"".join(parts)


def _request(body: bytes) -> Request | None:
    sent = _json(body)
    if not isinstance(sent, dict) or not isinstance(sent.get("query"), str):
        return None
    variables = sent.get("variables")
    name = sent.get("operationName")
    return Request(
        sent["query"], variables if isinstance(variables, dict) else {}, name if isinstance(name, str) else ""
    )


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _errors(message: str, *, status: int) -> Response:
    return JSONResponse({"errors": [{"message": message}], "data": None}, status_code=status)
