"""Who may ask the preview for what, and what its answers tell browsers.

Another web page must not read the preview nor act through it: by a name that it controls (rebinding),
by a request across sites, or by a socket. So the host must be one of ours, an origin must be ours where
there is one, requests that change something need the origin and the token, and the stream of events
needs the token in its address.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable, Iterable
from dataclasses import field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from runpress.backends.html.policy import served_policy
from runpress.frozen import frozen

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVENTS = "/docs/-/events"
COOKIE = "runpress-token"
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound
"""Hosts that stand for every address of this machine."""
_HTTP_PORT = 80
"""The port that a Host header does not name."""
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


@frozen
class Access:
    """The rules of one start of the preview."""

    port: int
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    """Further host names under which the preview may be asked for."""
    needs_token: bool = False
    """Whether pages, too, are shown only with the token; always so where others can reach the port."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """The values that the Host header may have."""
        names = [*_LOOPBACK_NAMES, *self.names]
        if self.host and self.host not in EVERYWHERE:
            names.append(f"[{self.host}]" if ":" in self.host else self.host)
        hosts = {f"{name.lower()}:{self.port}" for name in names}
        return frozenset(hosts | ({name.lower() for name in names} if self.port == _HTTP_PORT else set()))

    def allows_host(self, host: str) -> bool:
        """Whether a Host header names this server."""
        host = host.lower()
        if host in self.hosts:
            return True
        # Where every address of this machine is served, a literal address cannot be a rebound name.
        return self.host in EVERYWHERE and _is_literal(host, self.port)

    def is_token(self, given: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode("utf-8"))


def is_loopback(host: str) -> bool:
    """Whether a host to bind is reachable from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refusal(scope: Scope, access: Access) -> str:
    """Why a request is refused; empty if it is not."""
    return _from_elsewhere(scope, access) or _without_token(scope, _Headers(scope["headers"]), access)


def _from_elsewhere(scope: Scope, access: Access) -> str:
    """Why a request is none of a reader of this server; empty if it is."""
    headers = _Headers(scope["headers"])
    hosts = headers.all("host")
    if len(hosts) != 1 or not access.allows_host(hosts[0]) or not scope["path"].startswith("/"):
        return "this host name is not served here"
    origins = headers.all("origin")
    own = f"{scope.get('scheme', 'http')}://{hosts[0].lower()}"
    if any(origin.lower() != own for origin in origins):
        return "requests from other sites are not answered"
    return "requests from other sites are not answered" if _is_foreign(headers, scope["method"]) else ""


def _without_token(scope: Scope, headers: _Headers, access: Access) -> str:
    """Why a request of our own site is refused: it lacks the token where one is needed."""
    if scope["path"] == EVENTS and not access.is_token(_query(scope, "token")):
        return "the address has no valid token; load the page again"
    if scope["method"] not in _SAFE_METHODS:
        is_own = headers.all("origin") and access.is_token(headers.first("x-runpress-token"))
        return "" if is_own else "this request needs the page's own token"
    if access.needs_token and not _has_token(scope, headers, access):
        return "this preview needs its token: open the address that it printed"
    return ""


class Guard:
    """ASGI middleware: refuses what `refusal` says, and puts the security headers on every answer.

    Who lacks the token of the preview, and comes with that of a share link, is answered by `shared`, and by that alone.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        *,
        shared: ASGIApp | None = None,
        is_shared: Callable[[Scope], bool] = lambda _: False,
    ) -> None:
        self._app = app
        self._access = access
        self._shared = shared
        self._is_shared = is_shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        reason = refusal(scope, self._access)
        app: ASGIApp | None = self._app
        if reason:
            app = self._shared if self._is_shared(scope) and not _from_elsewhere(scope, self._access) else None
        if app is None:
            await _refuse(reason, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*_headers(message["headers"]), *self._cookie(scope)]
            await send(message)

        await app(scope, receive, send_with_headers)

    def _cookie(self, scope: Scope) -> Iterable[tuple[bytes, bytes]]:
        """The token as a cookie for the reader who came with it in the address."""
        if self._access.needs_token and scope["path"] != EVENTS and self._access.is_token(_query(scope, "token")):
            cookie = f"{COOKIE}={self._access.token}; Path=/; HttpOnly; SameSite=Strict"
            return [(b"set-cookie", cookie.encode("ascii"))]
        return []


class _Headers:
    """Headers of a request by name in lower case; a name may stand several times."""

    def __init__(self, pairs: Iterable[tuple[bytes, bytes]]) -> None:
        self._pairs = [(name.decode("latin-1").lower(), value.decode("latin-1").strip()) for name, value in pairs]

    def all(self, name: str) -> list[str]:
        return [value for known, value in self._pairs if known == name]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


def _is_foreign(headers: _Headers, method: str) -> bool:
    """Whether a browser says that another site asks, other than by a link that a reader followed."""
    site = headers.first("sec-fetch-site")
    if site in ("", "same-origin", "none"):
        return False
    is_link = headers.first("sec-fetch-mode") == "navigate" and headers.first("sec-fetch-dest") == "document"
    return not (is_link and method in _SAFE_METHODS)


def _has_token(scope: Scope, headers: _Headers, access: Access) -> bool:
    if access.is_token(_query(scope, "token")) or access.is_token(headers.first("x-runpress-token")):
        return True
    try:
        cookies = SimpleCookie(headers.first("cookie"))
    except CookieError:
        return False
    return COOKIE in cookies and access.is_token(cookies[COOKIE].value)


def _query(scope: Scope, name: str) -> str:
    values = parse_qs(scope["query_string"].decode("latin-1")).get(name, [])
    return values[0] if len(values) == 1 else ""


def _is_literal(host: str, port: int) -> bool:
    name, _, given = host.rpartition(":")
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return given == str(port)


def _headers(given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The answer's headers with the security headers; a policy that the answer brings is kept."""
    headers = list(given)
    names = {name.lower() for name, _ in headers}
    own: dict[str, str] = {
        "content-security-policy": served_policy(),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
        "cache-control": "no-cache",
    }
    return headers + [
        (name.encode(), value.encode("latin-1")) for name, value in own.items() if name.encode() not in names
    ]


async def _refuse(reason: str, send: Send) -> None:
    body = f"403: {reason}\n".encode()
    headers: list[tuple[bytes, bytes]] = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]
    start: dict[str, Any] = {"type": "http.response.start", "status": 403, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": body})
