"""Requests are repeated where that is safe, never for longer than allowed, and their faults are words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain, repeat

import httpx
import pytest

from runpress.client.credentials import Credentials
from runpress.client.graphql import GraphQL, Operation, RefusedError, UnknownOutcomeError
from runpress.client.retries import Effects, pause_seconds
from runpress.client.secret import Secret
from runpress.errors import NetworkError, NotPermittedError

ASK = Operation("Ask", "query Ask { viewer { id } }")
SAVE = Operation("Save", "mutation Save { upsertView { view { id } } }", is_safe=False)
GOOD = httpx.Response(200, json={"data": {"viewer": {"id": "u"}}})
KEY = "canary-" + "k" * 40
Answer = httpx.Response | Exception


class Clock:
    """Time that passes only while someone sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def effects(self) -> Effects:
        return Effects(
            self.slept.append, lambda: 1.0, lambda: sum(self.slept), lambda: datetime(2026, 1, 1, tzinfo=UTC)
        )


def client(clock: Clock, *answers: Answer, deadline: float = 300.0) -> tuple[GraphQL, list[httpx.Request]]:
    """A client of a server that gives these answers in turn, the last one for ever."""
    asked: list[httpx.Request] = []
    coming: Iterator[Answer] = chain(answers, repeat(answers[-1]))

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        found = next(coming)
        if isinstance(found, Exception):
            raise found
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)

    credentials = Credentials("https://wandb.example", Secret(KEY), "WANDB_API_KEY")
    made = GraphQL(credentials, clock.effects(), transport=httpx.MockTransport(answer), deadline_seconds=deadline)
    return made, asked


def status(code: int, **headers: str) -> httpx.Response:
    return httpx.Response(
        code, headers={name.replace("_", "-"): value for name, value in headers.items()}, text="<html>"
    )


def test_an_answer_is_its_data() -> None:
    graphql, (asked) = client(Clock(), GOOD)
    assert graphql.ask(ASK, {"a": 1}) == {"viewer": {"id": "u"}}
    assert json.loads(asked[0].content) == {"query": ASK.document, "variables": {"a": 1}, "operationName": "Ask"}
    assert asked[0].url == "https://wandb.example/graphql"


@pytest.mark.parametrize(
    "fault", [status(503), status(429), status(500), httpx.ConnectError("refused"), httpx.ReadTimeout("slow")]
)
def test_what_is_safe_is_asked_again(fault: Answer) -> None:
    clock = Clock()
    graphql, asked = client(clock, fault, fault, GOOD)
    assert graphql.ask(ASK, {}) == {"viewer": {"id": "u"}}
    assert len(asked) == 3
    assert clock.slept == [0.5, 1.0]


@pytest.mark.parametrize(
    "fault", [httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("cut"), status(500), status(502)]
)
def test_a_change_whose_answer_is_lost_is_not_sent_again(fault: Answer) -> None:
    graphql, asked = client(Clock(), fault, GOOD)
    with pytest.raises(UnknownOutcomeError, match="did not answer after `Save` was sent"):
        graphql.ask(SAVE, {})
    assert len(asked) == 1


@pytest.mark.parametrize("fault", [httpx.ConnectError("refused"), status(429), status(503)])
def test_a_change_that_did_not_arrive_is_sent_again(fault: Answer) -> None:
    graphql, asked = client(Clock(), fault, GOOD)
    graphql.ask(SAVE, {})
    assert len(asked) == 2


def test_it_gives_up_after_six_attempts() -> None:
    graphql, asked = client(Clock(), status(503))
    with pytest.raises(NetworkError, match="HTTP 503"):
        graphql.ask(ASK, {})
    assert len(asked) == 6


def test_it_gives_up_at_the_deadline() -> None:
    clock = Clock()
    graphql, asked = client(clock, status(503, retry_after="50"), deadline=120)
    with pytest.raises(NetworkError):
        graphql.ask(ASK, {})
    assert clock.slept == [50, 50]
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("wished", "waits"),
    [
        ("3", 3.0),
        ("0", 0.0),
        ("1000000000", 60.0),
        ("Thu, 01 Jan 2026 00:00:07 GMT", 7.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
        ("soon", 0.5),
        ("9" * 400, 60.0),
    ],
)
def test_the_servers_wish_counts_within_a_minute(wished: str, waits: float) -> None:
    assert pause_seconds(0, wished, Clock().effects()) == waits


@pytest.mark.parametrize(
    ("attempt", "longest"), [(0, 0.5), (1, 1.0), (2, 2.0), (3, 4.0), (4, 8.0), (5, 16.0), (6, 20.0), (11, 20.0)]
)
def test_pauses_are_full_jitter_below_the_cap(attempt: int, longest: float) -> None:
    def pause(chance: float) -> float:
        effects = Effects(lambda _: None, lambda: chance, lambda: 0.0, lambda: datetime(2026, 1, 1, tzinfo=UTC))
        return pause_seconds(attempt, None, effects)

    assert pause(0.0) == 0.0
    assert pause(1.0) == longest
    assert pause(0.5) == longest / 2


REFUSALS: dict[str, tuple[httpx.Response, type[Exception], str]] = {
    "errors": (
        httpx.Response(200, json={"errors": [{"message": "no such view"}], "data": None}),
        RefusedError,
        "no such view",
    ),
    "errors of 400": (httpx.Response(400, json={"errors": [{"message": "bad spec"}]}), RefusedError, "bad spec"),
    "no key": (status(401), NotPermittedError, "does not accept the key from "),
    "no right": (httpx.Response(403, json={"errors": [{"message": "permission denied"}]}), NotPermittedError, "denied"),
    "denied with 200": (
        httpx.Response(200, json={"errors": [{"message": "permission denied"}]}),
        NotPermittedError,
        "denied",
    ),
    "html": (httpx.Response(200, text="<html>"), NetworkError, "is it a W&B server"),
    "no data": (httpx.Response(200, json={"data": None}), NetworkError, "is it a W&B server"),
    "a list": (httpx.Response(200, json=[]), NetworkError, "is it a W&B server"),
    "not found": (status(404), NetworkError, "HTTP 404"),
    "moved": (status(302, location="https://evil.example/"), NetworkError, "HTTP 302"),
    "deep": (httpx.Response(200, text="[" * 100_000), NetworkError, "is it a W&B server"),
    "odd errors": (httpx.Response(200, json={"errors": ["no", {}, 3]}), RefusedError, "no"),
}


@pytest.mark.parametrize(("answer", "kind", "words"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refusals_are_said_once_and_not_repeated(answer: httpx.Response, kind: type[Exception], words: str) -> None:
    graphql, asked = client(Clock(), answer)
    with pytest.raises(kind, match=words):
        graphql.ask(ASK, {})
    assert len(asked) == 1


@pytest.mark.parametrize("show", [repr, str, "{}".format, lambda secret: f"{[secret]}"])
def test_a_key_is_never_shown(show: Callable[[object], str]) -> None:
    assert KEY not in show(Secret(KEY))
    assert KEY not in show(Credentials("https://wandb.example", Secret(KEY), "netrc"))
