"""Every fault at every place: the right outcome, in a bounded time, in words that say what happened over there.

The client asks the local server through a proxy that goes wrong. Pauses between attempts pass on a clock of their
own; what takes time on the wire takes a hundredth of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from runpress.cli.failures import failure_of
from runpress.client.credentials import Credentials
from runpress.client.graphql import GraphQL
from runpress.client.secret import Secret
from runpress.client.values import StoredView
from runpress.client.views import ViewsClient
from runpress.errors import RunpressError
from support.faulty import FOREVER, KINDS, Faulty, faulty
from support.hasty_clock import HastyClock
from support.local_server import KEY, Running

ANSWER_SECONDS = 0.8
"""For faults that take time; the others have as much as a busy machine needs."""
PATIENT_SECONDS = 60.0
SLOW = ("timeout", "slow_loris")
DEADLINE_SECONDS = 300.0


@pytest.fixture(scope="module")
def proxy(local: Running) -> Iterator[Faulty]:
    with faulty(local.url) as found:
        yield found


@pytest.fixture
def clock() -> HastyClock:
    return HastyClock()


@pytest.fixture
def client(proxy: Faulty, clock: HastyClock) -> Iterator[ViewsClient]:
    """A client of the proxy, without faults until a test says so."""
    proxy.heal()
    yield from clients(proxy, clock, PATIENT_SECONDS)


@pytest.fixture
def hurried(proxy: Faulty, clock: HastyClock) -> Iterator[ViewsClient]:
    """The same, which waits for no answer very long."""
    yield from clients(proxy, clock, ANSWER_SECONDS)


def clients(proxy: Faulty, clock: HastyClock, seconds: float) -> Iterator[ViewsClient]:
    credentials = Credentials(proxy.url, Secret(KEY), "WANDB_API_KEY")
    graphql = GraphQL(credentials, clock.effects(), deadline_seconds=DEADLINE_SECONDS, answer_seconds=seconds)
    yield ViewsClient(graphql)
    graphql.close()


def new_view(name: str, spec: str = '{"version": 5}') -> dict[str, str]:
    place = {"entityName": "ada", "projectName": "digits", "type": "runs"}
    return {**place, "name": name, "displayName": "T", "description": "", "spec": spec}


def look_up(client: ViewsClient, _: StoredView) -> bool:
    return client.project_id("ada", "digits") is not None


def listing(client: ViewsClient, view: StoredView) -> bool:
    return [found.id for found in client.all("ada", "digits", "runs", name=view.name)] == [view.id]


def create(client: ViewsClient, view: StoredView) -> bool:
    return client.save(new_view(f"new-{view.name}"), expected=0).view.version == 1


def update(client: ViewsClient, view: StoredView) -> bool:
    changed = {"id": view.id, "spec": '{"version": 5, "width": "fluid"}'}
    return client.save(changed, expected=view.version).view.version == 2


def read_back(client: ViewsClient, view: StoredView) -> bool:
    found = client.find(view.id)
    return found is not None and found.spec == view.spec


def delete(client: ViewsClient, view: StoredView) -> bool:
    return client.delete(view.id, expected=view.version)


STEPS: dict[str, Callable[[ViewsClient, StoredView], bool]] = {
    "look-up": look_up,
    "listing": listing,
    "create": create,
    "update": update,
    "read back": read_back,
    "delete": delete,
}
IS_SAFE = {"look-up": True, "listing": True, "create": False, "update": False, "read back": True, "delete": False}

PASSES, LATE = "passes", "passes after a pause"
NOT_PERMITTED, NETWORK = (3, "NotPermittedError"), (6, "NetworkError")
REFUSED, UNKNOWN = (6, "RefusedError"), (6, "UnknownOutcomeError")
OUTCOMES: dict[str, tuple[object, object, str]] = {
    # kind: what becomes of a question, of a change, and what the message says of the fault.
    "down": (LATE, UNKNOWN, "reset the connection"),
    "reset_peer": (LATE, UNKNOWN, "reset the connection"),
    "limit_data": (LATE, UNKNOWN, "reset the connection"),
    "closed": (LATE, UNKNOWN, "closed the connection without an answer"),
    "lost_reply": (LATE, UNKNOWN, "closed the connection without an answer"),
    "half_body": (LATE, UNKNOWN, "its answer broke off"),
    "latency": (PASSES, PASSES, ""),
    "timeout": (LATE, UNKNOWN, "seconds|took too long"),
    "slow_loris": (LATE, UNKNOWN, r"no whole answer in \d seconds?|took too long"),
    "slicer": (PASSES, PASSES, ""),
    "bad_json": (NETWORK, UNKNOWN, "no answer of W&B's API"),
    "html": (NETWORK, UNKNOWN, "a page of HTML"),
    "html_502": (LATE, UNKNOWN, "HTTP 502"),
    "ok_with_errors": (REFUSED, REFUSED, "the database is on fire"),
    "401": (NOT_PERMITTED, NOT_PERMITTED, "user is not logged in"),
    "403": (NOT_PERMITTED, NOT_PERMITTED, "permission denied"),
    "404": (NETWORK, NETWORK, r"HTTP 404 \(not found\): is it a W&B server"),
    "409": (REFUSED, REFUSED, "conflict"),
    "413": (NETWORK, NETWORK, "HTTP 413"),
    "429_seconds": (LATE, LATE, "HTTP 429: rate limit exceeded"),
    "429_date": (LATE, LATE, "HTTP 429"),
    "429_absurd": (LATE, LATE, "HTTP 429"),
    "429_silent": (LATE, LATE, "HTTP 429"),
    "500": (LATE, UNKNOWN, "HTTP 500: internal error"),
    "503": (LATE, LATE, "HTTP 503"),
    "doubled": (PASSES, PASSES, ""),
    "echo": (REFUSED, REFUSED, r"not for Basic \*\*\* \(api:\*\*\*\) \\x1b\[31mred"),
    "redirect": (NETWORK, NETWORK, r"HTTP 307, which leads to elsewhere\.invalid"),
    "tls": (LATE, UNKNOWN, "does not speak HTTP: is the address https"),
}
CASES = [(kind, place) for kind in KINDS for place in STEPS]
NAMES = [f"{kind} at {place}" for kind, place in CASES]
STAYING = [
    pytest.param(kind, place, id=name, marks=[] if place in ("listing", "create") else [pytest.mark.soak])
    for (kind, place), name in zip(CASES, NAMES, strict=True)
]


def test_every_kind_has_its_outcome() -> None:
    assert set(OUTCOMES) == set(KINDS)
    assert len(KINDS) >= 20


@dataclass
class Tried:
    """One step of a client at one fault."""

    proxy: Faulty
    clock: HastyClock
    step: Callable[[], object]
    name: str

    def ends_as(self, expected: object, words: str) -> None:
        """It gives what it should, with or without a pause, or fails as it should."""
        if expected in (PASSES, LATE):
            assert self.step()
            assert bool(self.clock.slept) is (expected is LATE)
        else:
            check_failure(self.step, expected, words)


@pytest.fixture
def tried(
    proxy: Faulty, clock: HastyClock, client: ViewsClient, hurried: ViewsClient
) -> Callable[[str, str, int], Tried]:
    """A view that is there, a client that has met the server, and a fault that is going to happen."""

    def make(kind: str, place: str, times: int) -> Tried:
        chosen = hurried if kind in SLOW else client
        chosen.find("none")
        client.find("none")
        view = client.save(new_view(f"{kind}-{place}-{times}"), expected=0).view
        assert view.version == 1
        clock.slept.clear()
        proxy.fail(kind, place, times=times)
        return Tried(proxy, clock, lambda: STEPS[place](chosen, view), view.name)

    return make


def outcome(kind: str, place: str) -> tuple[object, str]:
    if kind == "doubled" and place == "delete":
        return REFUSED, "view not found"
    question, change, words = OUTCOMES[kind]
    return (question if IS_SAFE[place] else change), words


@pytest.mark.parametrize(("kind", "place"), CASES, ids=NAMES)
def test_a_fault_that_passes(kind: str, place: str, tried: Callable[[str, str, int], Tried], local: Running) -> None:
    """It goes wrong once. What can be asked again is; what may have been done is not sent twice."""
    found = tried(kind, place, 1)
    found.ends_as(*outcome(kind, place))
    assert found.proxy.happened == 1
    assert nothing_doubled(local, found.name)


@pytest.mark.parametrize(("kind", "place"), STAYING)
def test_a_fault_that_stays(kind: str, place: str, tried: Callable[[str, str, int], Tried]) -> None:
    """It goes wrong each time. The client gives up within its time, and says why."""
    found = tried(kind, place, FOREVER)
    expected, words = outcome(kind, place)
    if expected is PASSES:
        found.ends_as(expected, words)
    else:
        found.ends_as(NETWORK if expected is LATE else expected, f"{words}|nothing listens there")
    assert sum(found.clock.slept) <= DEADLINE_SECONDS
    assert all(pause <= 60 for pause in found.clock.slept)
    assert found.proxy.happened <= 6


def check_failure(step: Callable[[], object], expected: object, words: str) -> None:
    with pytest.raises(RunpressError, match=words) as raised:
        step()
    failure = failure_of(raised.value)
    assert (failure.code, type(raised.value).__name__) == expected
    assert KEY not in f"{failure.message}{failure.hint}"


def nothing_doubled(local: Running, name: str) -> bool:
    """No view is there twice, and what was saved twice is the same."""
    project = local.server.projects.find("ada", "digits")
    assert project is not None
    names = [found.name for found in local.server.views.all(project)]
    old = local.server.views.all(project, name=name)
    return len(names) == len(set(names)) and all(found.version <= 2 for found in old)


def test_a_sick_server_is_given_up_once_and_for_all(proxy: Faulty, client: ViewsClient, clock: HastyClock) -> None:
    """All requests together wait for faults no longer than the deadline; then each has one attempt."""
    proxy.fail("429_absurd", lambda _: True, times=FOREVER)
    for _ in range(3):
        with pytest.raises(RunpressError, match="HTTP 429"):
            client.find("none")
    assert sum(clock.slept) <= DEADLINE_SECONDS
    before = proxy.happened
    with pytest.raises(RunpressError, match="HTTP 429"):
        client.find("none")
    assert proxy.happened == before + 1


def test_a_healthy_server_is_never_given_up(proxy: Faulty, client: ViewsClient, clock: HastyClock) -> None:
    """Time that requests take and that end well does not count."""
    clock.slept.append(10 * DEADLINE_SECONDS)
    proxy.fail("503", "listing")
    assert client.all("ada", "digits", "runs", name="none") == []


def test_a_redirect_is_not_followed_with_the_key(proxy: Faulty, client: ViewsClient, local: Running) -> None:
    with faulty(local.url) as other:
        proxy.elsewhere = f"{other.url}/graphql"
        proxy.fail("redirect", "look-up")
        with pytest.raises(RunpressError, match="keys are not sent on"):
            client.projects("ada")
        assert other.seen == []
