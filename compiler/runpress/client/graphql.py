"""Requests to a server: sent, repeated where that is safe, and their answers read tolerantly."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from runpress.client.credentials import Credentials, check_upload
from runpress.client.exchange import Answer, Exchange, LostError, NotSentError
from runpress.client.retries import REPEATABLE, Effects, pause_seconds
from runpress.diagnostics.render.visible import visible
from runpress.errors import NetworkError, NotPermittedError

MOST_ATTEMPTS = 6
ANSWER_SECONDS = 60.0
IMPATIENT_SECONDS = 5.0
"""How long a request may take once all patience is used up."""
_LONGEST_MESSAGE = 2000
_SURELY_NOT_DONE = frozenset({408, 425, 429, 503})
_OK = range(200, 300)
_REDIRECT = range(300, 400)


class RefusedError(NetworkError):
    """The server understood the request and refused it; the text is its own message."""

    hint = None

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
    """Requests to one server as one user, from any number of threads.

    `deadline_seconds` is what all requests together may spend on faults: tries that failed, and pauses after them.
    So a healthy server is never given up, however much there is to do, and a sick one is after a known time.
    """

    def __init__(
        self,
        credentials: Credentials,
        effects: Effects,
        *,
        transport: httpx.BaseTransport | None = None,
        deadline_seconds: float = 300.0,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._answer_seconds = answer_seconds
        self._effects = effects
        self._credentials = credentials
        self._patience = deadline_seconds
        self._counting = Lock()
        self._exchange = Exchange(credentials, effects, transport)

    def close(self) -> None:
        """Close all connections."""
        self._exchange.close()

    @property
    def host(self) -> str:
        """The address of the server."""
        return self._credentials.base_url

    @property
    def skew_seconds(self) -> float | None:
        """How far the server's clock is ahead of ours; None before the first answer."""
        return self._exchange.skew_seconds

    def ask(self, operation: Operation, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data of the answer.

        Raises `NotPermittedError`, `RefusedError`, `UnknownOutcomeError` (unsafe operations only), `NetworkError`.
        """
        body = {"query": operation.document, "variables": dict(variables), "operationName": operation.name}
        return self._repeated(lambda seconds: self._ask_once(operation, body, seconds))

    def put(self, url: str, content: bytes, *, headers: Mapping[str, str]) -> None:
        """Put bytes to an address that the server gave: signed, and never with our key. Raises `NetworkError`."""
        address = check_upload(urljoin(f"{self.host}/", url))
        self._repeated(lambda seconds: self._put_once(address, content, headers, seconds))

    def _repeated(self, attempt: Callable[[float], dict[str, Any] | _Failure]) -> dict[str, Any]:
        """What one of the attempts gives; each is told how many seconds it may take."""
        count = 0
        while True:
            began = self._effects.monotonic()
            outcome = attempt(min(self._answer_seconds, max(self._patience, IMPATIENT_SECONDS)))
            if isinstance(outcome, dict):
                return outcome
            self._lose_patience(self._effects.monotonic() - began)
            pause = pause_seconds(count, outcome.retry_after, self._effects)
            count += 1
            if not outcome.may_repeat or count >= MOST_ATTEMPTS or not self._patience > pause:
                raise outcome.error
            self._lose_patience(pause)
            self._effects.sleep(pause)

    def _lose_patience(self, seconds: float) -> None:
        with self._counting:
            self._patience -= seconds

    def _ask_once(self, operation: Operation, body: Mapping[str, Any], seconds: float) -> dict[str, Any] | _Failure:
        try:
            answer = self._exchange.post("/graphql", body, seconds=seconds)
        except NotSentError as fault:
            error = NetworkError(f"{self.host} cannot be reached: {self._shown(str(fault))}")
            return _Failure(error, may_repeat=not fault.lasts)
        except LostError as fault:
            return self._lost(operation, self._shown(str(fault)))
        return self._read(operation, answer)

    def _put_once(
        self, address: str, content: bytes, headers: Mapping[str, str], seconds: float
    ) -> dict[str, Any] | _Failure:
        try:
            status = self._exchange.put(address, content, headers, seconds=seconds).status
        except (NotSentError, LostError) as fault:
            return _Failure(NetworkError(_upload_failed(address, self._shown(str(fault)))), may_repeat=True)
        if status in _OK:
            return {}
        return _Failure(NetworkError(_upload_failed(address, f"HTTP {status}")), may_repeat=status in REPEATABLE)

    def _lost(self, operation: Operation, reason: str) -> _Failure:
        if operation.is_safe:
            return _Failure(NetworkError(f"{self.host} did not answer: {reason}"), may_repeat=True)
        message = f"{self.host} did not answer after `{operation.name}` was sent: {reason}"
        return _Failure(UnknownOutcomeError(message), may_repeat=False)

    def _read(self, operation: Operation, answer: Answer) -> dict[str, Any] | _Failure:
        status = answer.status
        content = _json(answer)
        messages = self._shown(_messages(content))
        said = f"HTTP {status}{messages and ': '}{messages}"
        if status in (401, 403):
            return _Failure(NotPermittedError(messages or self._not_accepted(status)), may_repeat=False)
        if status in REPEATABLE:
            if status not in _SURELY_NOT_DONE and not operation.is_safe:
                return self._lost(operation, said)
            error = NetworkError(f"{self.host} answered with {said}")
            return _Failure(error, may_repeat=True, retry_after=answer.headers.get("retry-after"))
        if messages:
            return _Failure(_refused(messages, status, _code(content)), may_repeat=False)
        if status in _OK and isinstance(content, dict) and isinstance(content.get("data"), dict):
            return dict(content["data"])
        return self._not_understood(operation, answer)

    def _not_understood(self, operation: Operation, answer: Answer) -> _Failure:
        """An answer that is none. A change may have been done where the answer looks like success."""
        if answer.status in _OK and not operation.is_safe:
            return self._lost(operation, f"it answered with {_kind_of(answer)}")
        what = self._shown(_kind_of(answer) if answer.status in _OK else _status_words(answer))
        doubt = ": is it a W&B server?" if answer.status in (*_OK, 404, 405) else ""
        return _Failure(NetworkError(f"{self.host} answered with {what}{doubt}"), may_repeat=False)

    def _not_accepted(self, status: int) -> str:
        key = f"the key from {self._credentials.source}"
        said = f"does not accept {key}" if status == HTTPStatus.UNAUTHORIZED else f"does not let {key} do that"
        return f"{self.host} {said} (HTTP {status})"

    def _shown(self, text: str) -> str:
        """Someone else's words as they may be shown: without our key, without what terminals obey, not for ever."""
        hidden = visible(self._credentials.key.hidden_in(text))
        return hidden if len(hidden) <= _LONGEST_MESSAGE else f"{hidden[:_LONGEST_MESSAGE]}…"


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


def _upload_failed(address: str, reason: str) -> str:
    return f"the upload to {urlsplit(address).netloc} failed: {reason}"


def _kind_of(answer: Answer) -> str:
    """What an answer that is none of W&B's API is."""
    if answer.content is None:
        return "more than can be read"
    is_page = answer.content.lstrip()[:1] == b"<" or "html" in answer.headers.get("content-type", "")
    return "a page of HTML" if is_page else "something that is no answer of W&B's API"


def _status_words(answer: Answer) -> str:
    target = answer.headers.get("location", "")
    if answer.status in _REDIRECT and target:
        return (
            f"HTTP {answer.status}, which leads to {urlsplit(target).netloc or 'another place'} (keys are not sent on)"
        )
    try:
        return f"HTTP {answer.status} ({HTTPStatus(answer.status).phrase.lower()})"
    except ValueError:
        return f"HTTP {answer.status}"


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.content or b"")
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
