"""Only who has the key may use the API, from no other site, with bounded requests."""

from __future__ import annotations

import base64
import gzip
import http.client
import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from support.local_server import KEY, Running, running

ASK = json.dumps({"query": "{ viewer { entity } }", "variables": None, "operationName": ""}).encode()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


def basic(key: str, user: str = "api") -> str:
    return "Basic " + base64.b64encode(f"{user}:{key}".encode()).decode()


def send(
    local: Running, path: str = "/graphql", body: bytes = ASK, *, method: str = "POST", **headers: str
) -> tuple[int, Any]:
    parts = urlsplit(local.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=300)
    sent = {name.replace("_", "-"): value for name, value in headers.items() if value}
    sent.setdefault("authorization", basic(KEY))
    connection.request(method, path, body, {name: value for name, value in sent.items() if value != "none"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    try:
        return answer.status, json.loads(content)
    except ValueError:
        return answer.status, content.decode()


def test_the_key_opens_the_api(local: Running) -> None:
    assert send(local) == (200, {"data": {"viewer": {"entity": "ada"}}})
    assert send(local, authorization=f"Bearer {KEY}")[0] == 200


@pytest.mark.parametrize(
    "authorization",
    [
        "none",
        basic("x" * 46),
        basic(""),
        basic(f"{KEY}x"),
        basic(KEY[:-1]),
        basic(KEY.upper()),
        basic(KEY).replace("Basic", "Digest"),
        basic(KEY).removeprefix("Basic "),
        f"Bearer {KEY}x",
        f"Bearer {KEY[:-1]}",
        "Basic ???",
        f"Digest {KEY}",
        "Basic",
    ],
)
def test_nothing_else_does(local: Running, authorization: str) -> None:
    status, answer = send(local, authorization=authorization)
    assert status == 401
    assert answer["errors"][0]["message"] == "permission denied: this server's key is needed"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
def test_other_host_names_are_refused(local: Running, host: str) -> None:
    assert send(local, host=host)[0] == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_pages_of_other_sites_are_refused(local: Running, origin: str) -> None:
    assert send(local, origin=origin)[0] == 403


def test_our_own_pages_are_not(local: Running) -> None:
    assert send(local, origin=local.url)[0] == 200


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b'{"query": 1}', b"\xff\xfe"])
def test_what_is_no_request_is_said(local: Running, body: bytes) -> None:
    assert send(local, body=body)[0] == 400


def test_compressed_requests_are_read(local: Running) -> None:
    assert send(local, body=gzip.compress(ASK), content_encoding="gzip")[0] == 200


def test_bombs_are_refused(local: Running) -> None:
    bomb = gzip.compress(b'{"query": "' + b" " * 200_000_000 + b'"}')
    assert send(local, body=bomb, content_encoding="gzip")[0] == 400
    assert send(local, body=b" " * 17_000_000)[0] == 400


def test_bytes_are_put_only_to_signed_addresses(local: Running) -> None:
    made = 'mutation { upsertBucket(input: {modelName: "p", entityName: "e", name: "r"}) { bucket { id } } }'
    assert "errors" not in send(local, body=json.dumps({"query": made}).encode())[1]
    files = 'mutation { createRunFiles(input: {entityName: "e", projectName: "p", runName: "r", files: ["a/b c.txt"]}) { files { uploadUrl } } }'
    (file,) = send(local, body=json.dumps({"query": files}).encode())[1]["data"]["createRunFiles"]["files"]
    address = file["uploadUrl"].removeprefix(local.url)
    assert send(local, address, b"bytes", method="PUT", authorization="none")[0] == 200
    assert (local.server.folder / "e" / "p" / "r" / "a" / "b c.txt").read_bytes() == b"bytes"
    for other in (address.replace("b%20c", "other"), address[:-1] + "-", address.split("?")[0]):
        assert send(local, other, b"bytes", method="PUT", authorization="none")[0] == 403


@pytest.mark.parametrize("name", ["../../../outside", "/etc/passwd", "a/../../../b", "a\\..\\b", ""])
def test_names_of_files_do_not_lead_out(local: Running, name: str) -> None:
    made = 'mutation { upsertBucket(input: {modelName: "p", entityName: "e", name: "out"}) { bucket { id } } }'
    send(local, body=json.dumps({"query": made}).encode())
    lines = {"files": {name: {"offset": 0, "content": ["x"]}}}
    status, _ = send(local, "/files/e/p/out/file_stream", json.dumps(lines).encode())
    assert status == 404
    folder = local.server.folder / "e" / "p" / "out"
    assert not folder.exists() or not any(folder.rglob("*"))


@pytest.mark.parametrize("name", ["a/b", "..", "", "a#b", "a?b", "a%2fb", "x" * 200, "a\nb"])
def test_names_of_projects_are_names(local: Running, name: str) -> None:
    query = 'mutation M($name: String) { upsertModel(input: {name: $name, entityName: "e"}) { inserted } }'
    answer = send(local, body=json.dumps({"query": query, "variables": {"name": name}}).encode())[1]
    if name == "..":
        assert answer["errors"]
    assert answer["errors"][0]["message"].startswith("invalid project name")


def test_lines_that_are_sent_twice_are_there_once(local: Running) -> None:
    made = 'mutation { upsertBucket(input: {modelName: "p", entityName: "e", name: "lines"}) { bucket { id } } }'
    send(local, body=json.dumps({"query": made}).encode())
    for offset, content in ((0, ["a", "b"]), (2, ["c"]), (2, ["c"]), (1, ["B"])):
        body = {"files": {"wandb-history.jsonl": {"offset": offset, "content": content}}}
        assert send(local, "/files/e/p/lines/file_stream", json.dumps(body).encode())[0] == 200
    path = local.server.folder / "e" / "p" / "lines" / "wandb-history.jsonl"
    assert path.read_text() == "a\nB\nc\n"


def test_a_client_that_leaves_in_the_middle_is_no_fault_of_the_server(
    local: Running, caplog: pytest.LogCaptureFixture
) -> None:
    parts = urlsplit(local.url)
    for path in ("/graphql", "/files/ada/digits/run/file_stream"):
        with socket.create_connection((parts.hostname, parts.port)) as line:
            head = f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: {basic(KEY)}\r\nContent-Length: 999"
            line.sendall(f"{head}\r\n\r\n{{".encode())
    assert send(local)[0] == 200
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
