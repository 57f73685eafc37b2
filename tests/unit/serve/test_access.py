"""Who may ask the preview for what: the rules themselves, also where no server lets such requests through."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.serve.security import EVENTS, Access, Guard, is_loopback, refusal
from support.loops import in_own_loop

HERE = Access(port=8000, token="t" * 43)
OPEN = Access(port=8000, host="0.0.0.0", needs_token=True, token="t" * 43)  # noqa: S104 - compared, not bound


def asked(*headers: tuple[str, str], path: str = "/docs/", method: str = "GET", query: str = "") -> dict[str, Any]:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


OWN = ("host", "127.0.0.1:8000")


def test_our_own_pages_are_given():
    assert refusal(asked(OWN), HERE) == ""


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("host", "")],
        [OWN, ("host", "evil.example:8000")],
        [OWN, OWN],
        [("host", "127.0.0.1:8001")],
        [("host", "192.168.1.7:8000")],
        [("x-forwarded-host", "127.0.0.1:8000")],
    ],
)
def test_one_host_that_is_ours_is_needed(headers: list[tuple[str, str]]):
    assert refusal(asked(*headers), HERE) == "this host name is not served here"


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        ("192.168.1.7:8000", True),
        ("[fe80::1]:8000", True),
        ("localhost:8000", True),
        ("192.168.1.7:8001", False),
        ("192.168.1.7", False),
        ("[fe80::1]", False),
        ("rebound.example:8000", False),
        ("192.168.1.7.rebound.example:8000", False),
        (":8000", False),
    ],
)
def test_where_all_addresses_are_served_a_literal_one_needs_our_port(host: str, is_allowed: bool):  # noqa: FBT001 - a parameter of pytest
    assert OPEN.allows_host(host) is is_allowed


def test_a_port_that_browsers_leave_out_may_be_left_out():
    assert Access(port=80).allows_host("localhost")
    assert not HERE.allows_host("localhost")


@pytest.mark.parametrize(
    ("query", "is_refused"),
    [("", True), ("token=x", True), ("token=" + "t" * 43, False), ("token=" + "t" * 43 + "&token=x", True)],
)
def test_events_need_the_one_token(query: str, is_refused: bool):  # noqa: FBT001 - a parameter of pytest
    assert bool(refusal(asked(OWN, path=EVENTS, query=query), HERE)) is is_refused


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("origin", "http://127.0.0.1:8000")],
        [("x-runpress-token", "t" * 43)],
        [("origin", "http://127.0.0.1:8000"), ("x-runpress-token", "t" * 42)],
        [("origin", "http://127.0.0.1:8000"), ("cookie", "runpress-token=" + "t" * 43)],
    ],
)
def test_what_changes_something_needs_origin_and_token(headers: list[tuple[str, str]]):
    assert refusal(asked(OWN, *headers, method="POST"), HERE) == "this request needs the page's own token"


def test_with_origin_and_token_it_is_done():
    both = [("origin", "http://127.0.0.1:8000"), ("x-runpress-token", "t" * 43)]
    assert refusal(asked(OWN, *both, method="POST"), HERE) == ""


@pytest.mark.parametrize(
    ("headers", "is_refused"),
    [
        ([], True),
        ([("cookie", "runpress-token=" + "t" * 43)], False),
        ([("cookie", "runpress-token=x")], True),
        ([("cookie", "a=b; runpress-token=" + "t" * 43)], False),
        ([("x-runpress-token", "t" * 43)], False),
    ],
)
def test_others_in_the_network_need_the_token_for_pages(headers: list[tuple[str, str]], is_refused: bool):  # noqa: FBT001 - a parameter of pytest
    assert bool(refusal(asked(("host", "192.168.1.7:8000"), *headers), OPEN)) is is_refused


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
def test_loopback_is_this_machine_alone(host: str):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "localhost.example", ""])  # noqa: S104 - compared
def test_anything_else_may_be_reached_by_others(host: str):
    assert not is_loopback(host)


def cookies(access: Access, scope: dict[str, Any]) -> list[str]:
    """The cookies that an answer sets."""
    sent: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    in_own_loop(Guard(app, access)(scope, None, send))
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


def test_who_came_with_the_token_gets_it_as_a_cookie_that_no_script_and_no_other_site_sees():
    scope = asked(("host", "192.168.1.7:8000"), query="token=" + "t" * 43)
    assert cookies(OPEN, scope) == [f"runpress-token={'t' * 43}; Path=/; HttpOnly; SameSite=Strict"]
    assert cookies(OPEN, asked(("host", "192.168.1.7:8000"), query="token=wrong")) == []
    assert cookies(HERE, asked(OWN, query="token=" + "t" * 43)) == []
