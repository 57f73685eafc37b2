"""One GraphQL request: sent, repeated where that is safe, and its answer read tolerantly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from runpress.client.credentials import Credentials, check_upload
from runpress.client.retries import REPEATABLE, Effects, pause_seconds
from runpress.errors import NetworkError, NotPermittedError

MOST_ATTEMPTS = 6
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 60.0
LARGEST_ANSWER = 128 * 1024 * 1024


class RefusedError(NetworkError):
    """The server understood the request and refused it; the text is its own message."""

    def __init__(self, message: str, *, status: int = 200, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        """What the server calls the reason, for programs (`extensions.code`); empty where it does not say."""


class UnknownOutcomeError(NetworkError):
    """A request that changes something was sent, and no answer came: it may have been done, or not."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A GraphQL document. `is_safe` if it may be sent twice: it changes nothing, or the same twice."""

    name: str
    document: str
    is_safe: bool = True


class GraphQL:
    """Requests to one server as one user."""

    def __init__(
        self,
        credentials: Credentials,
        effects: Effects,
        *,
        transport: httpx.BaseTransport | None = None,
        deadline_seconds: float = 300.0,
    ) -> None:
        self._effects = effects
        self._host = credentials.base_url
        self._ends = effects.monotonic() + deadline_seconds
        self._without_key = httpx.Client(
            headers={"User-Agent": "runpress"},
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            transport=transport,
            follow_redirects=False,
        )
        self._client = httpx.Client(
            base_url=credentials.base_url,
            auth=httpx.BasicAuth("api", credentials.key.reveal()),
            headers={"User-Agent": "runpress", "Accept": "application/json"},
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            transport=transport,
            follow_redirects=False,
            trust_env=True,
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()
        self._without_key.close()

    @property
    def host(self) -> str:
        """The address of the server."""
        return self._host

    def put(self, url: str, content: bytes, *, headers: Mapping[str, str]) -> None:
        """Put bytes to an address that the server gave: signed, and never with our key. Raises `NetworkError`."""
        address = check_upload(urljoin(f"{self._host}/", url))
        attempt = 0
        while True:
            try:
                status = self._without_key.put(address, content=content, headers=dict(headers)).status_code
                failure = "" if 200 <= status < 300 else f"HTTP {status}"  # noqa: PLR2004 - HTTP's own
                may_repeat = status in REPEATABLE
            except httpx.HTTPError as fault:
                failure, may_repeat = _reason(fault), True
            if not failure:
                return
            attempt += 1
            pause = pause_seconds(attempt - 1, None, self._effects)
            if not may_repeat or attempt >= MOST_ATTEMPTS or not self._has_time(pause):
                raise NetworkError(f"the upload to {urlsplit(address).netloc} failed: {failure}")
            self._effects.sleep(pause)

    def ask(self, operation: Operation, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data of the answer.

        Raises `NotPermittedError`, `RefusedError`, `UnknownOutcomeError` (unsafe operations only), `NetworkError`.
        """
        body = {"query": operation.document, "variables": dict(variables), "operationName": operation.name}
        attempt = 0
        while True:
            outcome = self._attempt(operation, body)
            if isinstance(outcome, dict):
                return outcome
            attempt += 1
            pause = pause_seconds(attempt - 1, outcome.retry_after, self._effects)
            if not outcome.may_repeat or attempt >= MOST_ATTEMPTS or not self._has_time(pause):
                raise outcome.error
            self._effects.sleep(pause)

    def _has_time(self, pause: float) -> bool:
        return self._effects.monotonic() + pause < self._ends

    def _attempt(self, operation: Operation, body: Mapping[str, Any]) -> dict[str, Any] | _Failure:
        try:
            answer = self._client.post("/graphql", json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as fault:
            # Nothing was sent: any operation may be tried again.
            return _Failure(NetworkError(f"{self._host} cannot be reached: {_reason(fault)}"), may_repeat=True)
        except httpx.HTTPError as fault:
            return self._lost(operation, _reason(fault))
        return self._read(operation, answer)

    def _lost(self, operation: Operation, reason: str) -> _Failure:
        if operation.is_safe:
            return _Failure(NetworkError(f"{self._host} did not answer: {reason}"), may_repeat=True)
        message = f"{self._host} did not answer after `{operation.name}` was sent: {reason}"
        return _Failure(UnknownOutcomeError(message), may_repeat=False)

    def _read(self, operation: Operation, answer: httpx.Response) -> dict[str, Any] | _Failure:
        status = answer.status_code
        content = _json(answer)
        messages = _messages(content)
        if status in (401, 403):
            return _Failure(NotPermittedError(messages or f"{self._host} does not accept the key"), may_repeat=False)
        if status in REPEATABLE:
            is_unknown = status not in (408, 425, 429, 503) and not operation.is_safe
            if is_unknown:
                return self._lost(operation, f"HTTP {status}")
            error = NetworkError(f"{self._host} answered with HTTP {status}{messages and ': '}{messages}")
            return _Failure(error, may_repeat=True, retry_after=answer.headers.get("retry-after"))
        if messages:
            return _Failure(_refused(messages, status, _code(content)), may_repeat=False)
        if not 200 <= status < 300 or not isinstance(content, dict) or not isinstance(content.get("data"), dict):  # noqa: PLR2004 - HTTP's own
            what = f"HTTP {status}" if not 200 <= status < 300 else "something that is no answer of W&B's API"  # noqa: PLR2004
            return _Failure(NetworkError(f"{self._host} answered with {what}: is it a W&B server?"), may_repeat=False)
        return dict(content["data"])


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why an attempt gave nothing, and whether another one may."""

    error: Exception
    may_repeat: bool
    retry_after: str | None = None


def _refused(messages: str, status: int, code: str) -> Exception:
    text = messages.lower()
    if "permission denied" in text or "not authorized" in text or "unauthorized" in text:
        return NotPermittedError(messages)
    return RefusedError(messages, status=status, code=code)


def _json(answer: httpx.Response) -> Any:
    try:
        return json.loads(answer.content) if len(answer.content) <= LARGEST_ANSWER else None
    except (ValueError, RecursionError):
        return None


def _messages(content: Any) -> str:
    errors = content.get("errors") if isinstance(content, dict) else None
    if not isinstance(errors, list):
        return ""
    texts = [error.get("message") if isinstance(error, dict) else error for error in errors]
    return "; ".join(text for text in texts if isinstance(text, str)) or ("an error without words" if errors else "")


def _code(content: Any) -> str:
    """The code of the first error that has one."""
    for error in content["errors"]:
        extensions = error.get("extensions") if isinstance(error, dict) else None
        code = extensions.get("code") if isinstance(extensions, dict) else None
        if isinstance(code, str):
            return code
    return ""


def _reason(fault: Exception) -> str:
    """What went wrong in words; addresses with keys never stand in it."""
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
