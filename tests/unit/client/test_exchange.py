"""What goes over the wire, and what does not: proxies, clocks, sizes, addresses for uploads."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from runpress.client import exchange
from runpress.client.credentials import Credentials
from runpress.client.graphql import GraphQL, Operation
from runpress.client.retries import Effects
from runpress.client.secret import Secret
from runpress.errors import NetworkError

ASK = Operation("Ask", "query Ask { viewer { id } }")
SAVE = Operation("Save", "mutation Save { upsertView { view { id } } }", is_safe=False)
KEY = "canary-" + "k" * 40
NOW = datetime(2026, 1, 1, tzinfo=UTC)
STILL = Effects(lambda _: None, lambda: 0.0, lambda: 0.0, lambda: NOW)


def graphql_of(host: str, answer: Callable[[httpx.Request], httpx.Response] | None = None) -> GraphQL:
    transport = httpx.MockTransport(answer) if answer else None
    return GraphQL(Credentials(host, Secret(KEY), "WANDB_API_KEY"), STILL, transport=transport)


@pytest.mark.parametrize("seconds", [0, 3600, -86400])
def test_a_clock_that_is_off_is_known(seconds: int) -> None:
    date = format_datetime(datetime.fromtimestamp(NOW.timestamp() + seconds, UTC), usegmt=True)
    graphql = graphql_of(
        "https://wandb.example", lambda _: httpx.Response(200, json={"data": {}}, headers={"Date": date})
    )
    assert graphql.skew_seconds is None
    graphql.ask(ASK, {})
    assert graphql.skew_seconds == seconds


@pytest.mark.parametrize("date", ["", "soon", "Thu, 99 Jan 2026 00:00:00 GMT"])
def test_a_date_that_is_none_is_passed_over(date: str) -> None:
    graphql = graphql_of(
        "https://wandb.example", lambda _: httpx.Response(200, json={"data": {}}, headers={"Date": date})
    )
    graphql.ask(ASK, {})
    assert graphql.skew_seconds is None


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server that notes the first line of each request and its key."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """Answers everything."""

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._say()

        def do_CONNECT(self) -> None:
            self._say()

        def _say(self) -> None:
            seen.append(f"{self.command} {self.path} {self.headers.get('Authorization', '')}".strip())
            self.send_response(200 if self.command == "POST" else 407)
            body = b'{"data": {}}'
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_address[1]}", seen
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def test_what_goes_to_this_machine_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would read the key, since nothing encrypts it here."""
    with listening() as (url, seen), listening() as (proxy, through):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        graphql_of(url).ask(ASK, {})
        assert len(seen) == 1
        assert through == []


def test_a_proxy_of_the_environment_is_used_and_gets_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as (proxy, through):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with pytest.raises(NetworkError, match="cannot be reached: the proxy refused: 407") as refused:
            graphql_of("https://wandb.example").ask(ASK, {})
        assert set(through) == {"CONNECT wandb.example:443"}
        assert KEY not in str(refused.value)


def test_an_answer_that_is_too_large_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is small as long as it is packed."""
    monkeypatch.setattr(exchange, "LARGEST_ANSWER", 1000)
    packed = gzip.compress(b'{"data": {"a": "' + b"x" * 100_000 + b'"}}')
    assert len(packed) < 1000
    graphql = graphql_of(
        "https://wandb.example", lambda _: httpx.Response(200, content=packed, headers={"Content-Encoding": "gzip"})
    )
    with pytest.raises(NetworkError, match="more than can be read"):
        graphql.ask(ASK, {})


def test_a_damaged_answer_is_asked_for_again_or_not_known() -> None:
    graphql = graphql_of(
        "https://wandb.example", lambda _: httpx.Response(200, content=b"no", headers={"Content-Encoding": "gzip"})
    )
    with pytest.raises(NetworkError, match="its answer is damaged"):
        graphql.ask(ASK, {})


@pytest.mark.parametrize(
    "url",
    [
        "http://wandb.example/upload",
        "ftp://wandb.example/upload",
        "file:///etc/passwd",
        "http://169.254.169.254/latest",
    ],
)
def test_bytes_go_to_no_odd_address(url: str) -> None:
    def never(_: httpx.Request) -> httpx.Response:
        raise AssertionError

    with pytest.raises(NetworkError, match="not encrypted"):
        graphql_of("https://wandb.example", never).put(url, b"x", headers={})


def test_bytes_go_without_the_key_and_with_the_headers_that_the_server_wants() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(503 if len(asked) == 1 else 200)

    graphql_of("https://wandb.example", answer).put("/up?signed=1", b"x", headers={"x-amz-acl": "public"})
    assert [str(request.url) for request in asked] == ["https://wandb.example/up?signed=1"] * 2
    assert all("authorization" not in request.headers for request in asked)
    assert asked[0].headers["x-amz-acl"] == "public"


def test_an_upload_that_is_refused_is_said() -> None:
    with pytest.raises(NetworkError, match=r"the upload to wandb\.example failed: HTTP 403"):
        graphql_of("https://wandb.example", lambda _: httpx.Response(403)).put(
            "https://wandb.example/up?signature=secret", b"x", headers={}
        )


def test_nobody_there_is_said_in_words() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # nobody else gets the port, and nobody listens
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(NetworkError, match=r"cannot be reached: nothing listens there \(connection refused\)"):
            graphql_of(url).ask(SAVE, {})


def test_a_name_that_nobody_has_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NetworkError, match="cannot be reached: there is no such host"):
        graphql_of("https://wandb.example").ask(ASK, {})


def test_tls_to_who_speaks_none_is_said_in_words_and_at_once() -> None:
    pauses: list[float] = []
    effects = Effects(pauses.append, lambda: 0.0, lambda: 0.0, lambda: NOW)
    with listening() as (url, _), pytest.raises(NetworkError, match="is the address http, not https"):
        GraphQL(Credentials(url.replace("http:", "https:"), Secret(KEY), "netrc"), effects).ask(ASK, {})
    assert pauses == []
