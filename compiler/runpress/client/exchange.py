"""One HTTP request and its answer, as a whole and within a time; what may have gone wrong, as two kinds of fault.

httpx counts the seconds between two bytes, so that a server which sends one byte now and then is waited for without
end, and names are looked up without any limit. So each request runs on a thread of its own, and is left behind
when its time is over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import httpx

from runpress.client.credentials import Credentials, is_loopback
from runpress.client.retries import Effects

CONNECT_SECONDS = 10.0
LARGEST_ANSWER = 128 * 1024 * 1024


class Answer(NamedTuple):
    """What came back: header names in lower case, the content inflated, None if it is too large."""

    status: int
    headers: Mapping[str, str]
    content: bytes | None


class NotSentError(Exception):
    """The request did not leave: it may be sent again, whatever it is. Where the fault `lasts`, that is of no use."""

    def __init__(self, message: str, *, lasts: bool = False) -> None:
        super().__init__(message)
        self.lasts = lasts


class LostError(Exception):
    """The request may have arrived, and there is no whole answer."""


_Outcome: TypeAlias = Answer | BaseException


class Exchange:
    """Sends requests to one server, with the key, and bytes to the addresses it gives, without."""

    def __init__(self, credentials: Credentials, effects: Effects, transport: httpx.BaseTransport | None) -> None:
        # A proxy would read what goes to this machine, and the key with it.
        is_here = is_loopback(urlsplit(credentials.base_url).hostname or "")
        self._effects = effects
        self._base_url = credentials.base_url
        self._client = httpx.Client(
            auth=httpx.BasicAuth("api", credentials.key.reveal()),
            headers={"User-Agent": "runpress", "Accept": "application/json"},
            transport=transport,
            follow_redirects=False,
            trust_env=not is_here,
        )
        self._without_key = httpx.Client(
            headers={"User-Agent": "runpress"}, transport=transport, follow_redirects=False, trust_env=not is_here
        )
        self.skew_seconds: float | None = None
        """How far the server's clock is ahead of ours, by its last answer; None before one."""

    def close(self) -> None:
        """Close all connections."""
        self._client.close()
        self._without_key.close()

    def post(self, path: str, body: Mapping[str, Any], *, seconds: float) -> Answer:
        """The answer to a JSON object. Raises `NotSentError`, `LostError`."""
        content = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = self._client.build_request(
            "POST", self._base_url + path, content=content, headers=headers, timeout=_timeout(seconds)
        )
        answer = self._within(seconds, self._client, request)
        self._note_time(answer)
        return answer

    def put(self, url: str, content: bytes, headers: Mapping[str, str], *, seconds: float) -> Answer:
        """The answer to bytes that were put to an address. Raises `NotSentError`, `LostError`."""
        request = self._without_key.build_request(
            "PUT", url, content=content, headers=dict(headers), timeout=_timeout(seconds)
        )
        return self._within(seconds, self._without_key, request)

    def _within(self, seconds: float, client: httpx.Client, request: httpx.Request) -> Answer:
        """The answer, if it comes in time."""
        box: SimpleQueue[_Outcome] = SimpleQueue()
        Thread(target=lambda: box.put(_outcome(client, request)), daemon=True).start()
        try:
            outcome = box.get(timeout=seconds)
        except Empty:
            raise LostError(f"no whole answer in {seconds:.0f} seconds") from None
        if isinstance(outcome, Answer):
            return outcome
        raise _fault(outcome) from None

    def _note_time(self, answer: Answer) -> None:
        try:
            date = parsedate_to_datetime(answer.headers.get("date", ""))
        except (TypeError, ValueError):
            return
        zoned = date if date.tzinfo else date.replace(tzinfo=UTC)
        self.skew_seconds = (zoned - self._effects.now()).total_seconds()


def _timeout(seconds: float) -> httpx.Timeout:
    return httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))


def _outcome(client: httpx.Client, request: httpx.Request) -> _Outcome:
    """The answer, or what was raised: nothing is raised on a thread of its own."""
    try:
        response = client.send(request, stream=True)
        try:
            content = _content(response)
        finally:
            response.close()
    except BaseException as fault:  # noqa: BLE001 - it is raised by the thread that waits
        return fault
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, content)


def _content(response: httpx.Response) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > LARGEST_ANSWER:
            return None
        parts.append(part)
    return b"".join(parts)


def _fault(raised: BaseException) -> BaseException:
    if isinstance(raised, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.UnsupportedProtocol):
        return NotSentError(_words(raised), lasts=any(sign in str(raised) for sign in _LASTING))
    if isinstance(raised, httpx.ProxyError):
        return NotSentError(f"the proxy refused: {_words(raised)}")
    return LostError(_words(raised)) if isinstance(raised, httpx.HTTPError) else raised


_LASTING = ("CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER")
"""What a server does not change while it is asked again."""
_WORDS: Mapping[str, str] = {
    "CERTIFICATE_VERIFY_FAILED": "its certificate cannot be trusted",
    "WRONG_VERSION_NUMBER": "it does not speak TLS: is the address http, not https?",
    "illegal request line": "it does not speak HTTP: is the address https, not http?",
    "illegal status line": "it does not speak HTTP: is the address https, not http?",
    "Connection refused": "nothing listens there (connection refused)",
    "Name or service not known": "there is no such host",
    "nodename nor servname provided": "there is no such host",
    "Temporary failure in name resolution": "its name cannot be looked up",
    "Server disconnected without sending a response": "it closed the connection without an answer",
    "peer closed connection without sending complete message body": "its answer broke off",
    "Connection reset by peer": "it reset the connection",
}
_ANY: tuple[tuple[Callable[[BaseException], bool], str], ...] = (
    (lambda raised: isinstance(raised, httpx.TimeoutException), "it took too long"),
    (lambda raised: isinstance(raised, httpx.DecodingError), "its answer is damaged"),
)


def _words(raised: BaseException) -> str:
    """What went wrong, in words that do not need to know the library."""
    text = str(raised)
    for known, words in _WORDS.items():
        if known in text:
            return words
    for applies, words in _ANY:
        if applies(raised):
            return words
    return text.splitlines()[0] if text else type(raised).__name__
