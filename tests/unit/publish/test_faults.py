"""Every fault at every place, through publishing end to end: the right state at the end, nothing lost, nothing doubled.

One report is there and changed, another one is new. Something goes wrong once, or for as long as the command runs;
then everything is well again, and the next run brings the server to what the documents say, and the one after that
changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from runpress.client.credentials import Credentials
from runpress.client.graphql import GraphQL
from runpress.client.secret import Secret
from runpress.client.views import ViewsClient
from runpress.errors import RunpressError
from support.faulty import FOREVER, KINDS, PLACES, Faulty, faulty
from support.hasty_clock import HastyClock
from support.local_server import KEY, Running, running
from support.publishing import REPORT, Bench, Direct, Wrapped

FAST_SECONDS, PATIENT_SECONDS = 1.0, 60.0
DEADLINE_SECONDS = 300.0
SLOW = ("timeout", "slow_loris")
WHERE = ("look-up", "listing", "create", "update", "read back")


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture(scope="module")
def proxy(local: Running) -> Iterator[Faulty]:
    with faulty(local.url) as found:
        yield found


@dataclass
class Scene:
    """A project of its own on the server, two documents, and a proxy between."""

    bench: Bench
    project: str
    proxy: Faulty
    clock: HastyClock = field(default_factory=HastyClock)

    @contextmanager
    def publishing(self, seconds: float = PATIENT_SECONDS) -> Iterator[Direct]:
        credentials = Credentials(self.proxy.url, Secret(KEY), "WANDB_API_KEY")
        graphql = GraphQL(credentials, self.clock.effects(), deadline_seconds=DEADLINE_SECONDS, answer_seconds=seconds)
        try:
            yield Direct(self.bench, Wrapped(ViewsClient(graphql)))
        finally:
            graphql.close()

    def publish(self, seconds: float = PATIENT_SECONDS) -> list[RunpressError]:
        """One run; what went wrong in it."""
        with self.publishing(seconds) as direct:
            try:
                done = direct.publish(on_error="continue")
            except RunpressError as error:
                return [error]
            return [outcome.error for outcome in done.failed if outcome.error is not None]

    def mutations(self) -> int:
        """How many requests of a run that has nothing to do change something."""
        with self.publishing() as direct:
            direct.publish()
            return int(direct.client.mutations)

    def said(self) -> dict[str, str]:
        """What the views of the project say, by title. Fails if one is there twice."""
        views = self.bench.views(self.project, kind=None)
        assert len({view.name for view in views}) == len(views)
        return {view.display_name: paragraph(view.spec) for view in views}

    def backups(self) -> str:
        """All that was kept."""
        folder = self.bench.folder / ".runpress"
        return "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def paragraph(spec: str) -> str:
    """The first words of a stored report."""
    blocks = json.loads(spec)["blocks"]
    texts = [
        child.get("text", "") for block in blocks for child in block.get("children", []) if isinstance(child, dict)
    ]
    return next(text for text in texts if text.startswith("It says"))


def document(project: str, title: str, words: str) -> str:
    return (
        REPORT.replace("acme/digits", f"acme/{project}")
        .replace("Cosine wins", title)
        .replace("Cosine reaches the *higher* plateau.", f"It says {words}.")
    )


_count = iter(range(10_000))


@pytest.fixture
def scene(tmp_path: Path, local: Running, proxy: Faulty, capsys: pytest.CaptureFixture[str]) -> Iterator[Scene]:
    project = f"digits{next(_count)}"
    made = Scene(Bench(tmp_path, local, capsys), project, proxy)
    made.bench.project(project)
    made.bench.write("old.md", document(project, "Old", "one"))
    proxy.heal()
    assert made.publish() == []
    text = (tmp_path / "old.md").read_text()
    (tmp_path / "old.md").write_text(text.replace("It says one", "It says two"))
    made.bench.write("new.md", document(project, "New", "three"))
    made.clock.slept.clear()
    yield made
    proxy.heal()


CASES = [(kind, place) for kind in KINDS for place in WHERE]


def sampled(every: int) -> list[object]:
    """All cases where full counts are asked for; else each kind at some places, and each place with many kinds."""
    return [
        pytest.param(kind, place, id=f"{kind} at {place}", marks=[] if at % every == 0 else [pytest.mark.soak])
        for at, (kind, place) in enumerate(CASES)
    ]


def test_the_places_are_known() -> None:
    assert set(WHERE) <= set(PLACES)
    assert len(CASES) >= 100


@pytest.mark.parametrize(("kind", "place"), sampled(4))
def test_a_fault_that_passes(kind: str, place: str, scene: Scene) -> None:
    scene.proxy.fail(kind, place)
    faults = scene.publish(FAST_SECONDS if kind in SLOW else PATIENT_SECONDS)
    assert scene.proxy.happened == 1
    check(scene, faults)


@pytest.mark.parametrize(("kind", "place"), sampled(6))
def test_a_fault_that_stays(kind: str, place: str, scene: Scene) -> None:
    scene.proxy.fail(kind, place, times=FOREVER)
    faults = scene.publish(FAST_SECONDS if kind in SLOW else PATIENT_SECONDS)
    assert sum(scene.clock.slept) <= 2 * DEADLINE_SECONDS
    check(scene, faults)


def check(scene: Scene, faults: list[RunpressError]) -> None:
    """The server is as the documents say or as it was, and nothing in between; then it comes to an end."""
    between = scene.said()
    assert between.items() <= {("Old", "It says one."), ("Old", "It says two."), ("New", "It says three.")}
    assert "Old" in between
    if not faults:
        assert between == {"Old": "It says two.", "New": "It says three."}
    for fault in faults:
        assert fault.exit_code in (3, 5, 6), fault
        assert KEY not in str(fault)
    scene.proxy.heal()
    assert scene.publish() == []
    assert scene.said() == {"Old": "It says two.", "New": "It says three."}
    assert scene.mutations() == 0
    assert "It says one." in scene.backups()
    assert not list(scene.bench.folder.rglob("*.tmp"))


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("401", 3, "user is not logged in"),
        ("403", 3, "permission denied"),
        ("404", 6, "HTTP 404 (not found): is it a W&B server?"),
        ("html", 6, "a page of HTML: is it a W&B server?"),
        ("ok_with_errors", 6, "the database is on fire"),
        ("redirect", 6, "leads to elsewhere.invalid (keys are not sent on)"),
    ],
)
def test_a_command_says_what_happened_and_ends_with_its_code(scene: Scene, kind: str, code: int, words: str) -> None:
    scene.proxy.fail(kind, lambda _: True, times=FOREVER)
    scene.bench.environ["WANDB_BASE_URL"] = scene.proxy.url
    for command in (["plan"], ["publish", "--yes"]):
        said = scene.bench.run(*command)
        assert (said.code, words in said.err) == (code, True), said.err
        assert said.err.count("error:") == 1
        assert "Traceback" not in said.err
        assert KEY not in said.err + said.out
    assert scene.said() == {"Old": "It says one."}


def test_a_doubled_create_makes_one_view(scene: Scene) -> None:
    scene.proxy.fail("doubled", "create")
    assert scene.publish() == []
    assert sorted(scene.said()) == ["New", "Old"]


def test_what_was_done_without_an_answer_is_not_done_again(scene: Scene) -> None:
    """The reply to a create is lost: the view is looked up by its name, and not made a second time."""
    scene.proxy.fail("lost_reply", "create", times=1)
    assert scene.publish() == []
    creates = [asked for asked in scene.proxy.seen if PLACES["create"](asked)]
    assert len(creates) == 1
