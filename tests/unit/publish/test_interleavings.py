"""Another editor, at every moment of a publish: their edit is found, and is never gone."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runpress.server.store import View, ViewChange
from support.faulty import Asked, Faulty, faulty
from support.local_server import running
from support.publishing import REPORT, WORKSPACE, Bench, bench

EDITED = "2026-02-02T10:15:00Z"
KINDS = ("text", "title", "text and back")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Bench]:
    with running(tmp_path / "there") as local, bench(tmp_path / "here", local, capsys) as made:
        yield made


@pytest.fixture
def proxy(desk: Bench) -> Iterator[Faulty]:
    with faulty(desk.local.url) as found:
        desk.environ["WANDB_BASE_URL"] = found.url
        yield found


@contextmanager
def before_request(proxy: Faulty, nth: int, act: Callable[[], None]) -> Iterator[None]:
    """Do something right before the n-th request goes on to the server."""
    counted = 0
    guard = threading.Lock()

    def place(_: Asked) -> bool:
        nonlocal counted
        with guard:
            counted += 1
            if counted == nth:
                act()
        return False

    proxy.fail("latency", place)
    try:
        yield
    finally:
        proxy.heal()


class Editor:
    """Someone with W&B's editor."""

    def __init__(self, desk: Bench, kind: str, title: str) -> None:
        self.desk = desk
        self.kind = kind
        self.title = title
        self.has_edited = False

    def view(self) -> View | None:
        found = [view for view in self.desk.views(kind=None) if view.display_name.startswith(self.title)]
        return found[0] if found else None

    def edit(self) -> None:
        view = self.view()
        if view is None:
            return  # it is not made yet
        self.has_edited = True
        save = self.desk.local.server.views.update
        if self.kind == "title":
            save(view.id, ViewChange(display_name=f"{self.title} (theirs)"), now=EDITED)
            return
        save(view.id, ViewChange(spec=view.spec.replace("Validation", "Theirs")), now=EDITED)
        if self.kind == "text and back":
            save(view.id, ViewChange(spec=view.spec), now=EDITED)

    def is_kept(self) -> bool:
        view = self.view()
        assert view is not None
        return view.display_name.endswith("(theirs)") if self.kind == "title" else "Theirs" in view.spec


def prepare(desk: Bench) -> None:
    """Two views that will be updated, and a document that will be a new one."""
    text = REPORT.replace("## Results", "## Validation")
    for number in (1, 2):
        desk.write(f"r{number}.md", text.replace("Cosine wins", f"Report {number}"))
    desk.write("w.md", WORKSPACE)
    assert desk.publish().code == 0
    for file in desk.folder.glob("*.md"):
        file.write_text(file.read_text().replace("y: val_loss", "y: [val_loss, train_loss]"))
    desk.write("new.md", text.replace("Cosine wins", "New one"))


def requests_of_a_publish(desk: Bench, proxy: Faulty) -> int:
    """How many requests a publish of all of it takes."""
    prepare(desk)
    proxy.seen.clear()
    assert desk.publish().code == 0
    return len(proxy.seen)


def interleave(desk: Bench, proxy: Faulty, nth: int, kind: str, title: str) -> str:
    """One publish with one edit in it; what came of it."""
    editor = Editor(desk, kind, title)
    for view in desk.views(kind=None):
        desk.local.server.views.delete(view.id)
    for file in desk.folder.glob("*.md"):
        file.unlink()
    prepare(desk)
    with before_request(proxy, nth, editor.edit):
        said = desk.publish()
    if not editor.has_edited:
        assert said.code == 0, said.err
        return "no view to edit"
    if kind == "text and back":
        assert said.code in (0, 4, 5), said.err
        return "found" if said.code else "nothing to find"
    assert editor.is_kept(), f"an edit of {title} before request {nth} is gone"
    if said.code == 0:
        # It came after the last write: the publish warns, or the next one finds it.
        assert "changed" in said.err or desk.publish().code == 5
        return "after the write"
    assert said.code in (4, 5), said.err
    return "found"


def test_an_edit_before_any_request_of_a_publish_is_kept(desk: Bench, proxy: Faulty):
    total = requests_of_a_publish(desk, proxy)
    outcomes = [interleave(desk, proxy, nth, "text", "Report 1") for nth in range(1, total + 1)]
    assert outcomes.count("found") >= total // 3
    assert outcomes[0] == "found"
    assert "after the write" in outcomes


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_200_random_interleavings(desk: Bench, proxy: Faulty):
    total = requests_of_a_publish(desk, proxy)
    chance = random.Random(20261121)  # noqa: S311 - a test's moments
    titles = ("Report 1", "Report 2", "Digits", "New one")
    outcomes = [
        interleave(desk, proxy, chance.randint(1, total), chance.choice(KINDS), chance.choice(titles))
        for _ in range(200)
    ]
    print({outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))})  # noqa: T201 - a figure of the soak
