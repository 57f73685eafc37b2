"""Publishing that is killed, at every named step and at any moment: nothing lost, nothing doubled, nothing torn."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from runpress.codec.json_text import loads
from runpress.publish.memory.lock import read_lock
from runpress.publish.views.marker import read_marker
from runpress.server.store import View
from support.local_server import KEY, Running, running
from support.publisher_process import KILLED, Starter, starter

POINTS = ("again", "backed-up", "noted", "sent", "read-back", "kept", "done")
DOCUMENT = """---
title: {name}
kind: {kind}
id: {name}
project: acme/digits
---

## Results

{text}

```panel
type: line
y: val_loss
```
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter]:
    with starter(tmp_path_factory.mktemp("log") / "said") as found:
        yield found


class Repository:
    """Documents, what of them is to be on the server, and the command that makes it so."""

    def __init__(self, folder: Path, server: Running, children: Starter, project: str) -> None:
        self.folder = folder
        self.server = server
        self.children = children
        self.project = project
        self.wanted: dict[str, str] = {}
        folder.mkdir(parents=True)
        for command in ("init --quiet", "config remote.origin.url https://git.example/reports.git"):
            subprocess.run(["git", *command.split()], cwd=folder, check=True)
        server.server.projects.ensure("acme", project, now="2026-01-01T00:00:00Z")

    def write(self, name: str, text: str) -> None:
        kind = "workspace" if name.startswith("w") else "report"
        whole = DOCUMENT.format(name=name, kind=kind, text=text).replace("acme/digits", f"acme/{self.project}")
        (self.folder / f"{name}.md").write_text(whole, encoding="utf-8")
        self.wanted[name] = text

    def remove(self, name: str) -> None:
        (self.folder / f"{name}.md").unlink()
        del self.wanted[name]

    def publish(self, **fault: object):
        environ = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "WANDB_BASE_URL": self.server.url,
            "WANDB_API_KEY": KEY,
        }
        return self.children.run(self.folder, environ, "publish", "--yes", "--prune", **fault)

    def views(self) -> list[View]:
        project = self.server.server.projects.find("acme", self.project)
        return self.server.server.views.all(project)

    def check_whole(self) -> None:
        """No file is torn, whatever happened."""
        state = self.folder / ".runpress"
        for path in [*state.rglob("*.json"), self.folder / "runpress.lock"]:
            if path.exists():
                json.loads(path.read_text(encoding="utf-8"))
        assert read_lock(self.folder, self.server.url)[1] == []
        copies = Counter(read_marker(loads(view.spec)).document for view in self.views())
        assert [name for name, found in copies.items() if found > 1] == []

    def check_done(self) -> None:
        """The server has what the documents say, once."""
        found = {read_marker(loads(view.spec)).document: view.spec for view in self.views()}
        assert sorted(found) == sorted(self.wanted)
        for name, text in self.wanted.items():
            assert text in found[name]
        leftovers = [path.name for path in self.folder.rglob("*") if path.name.endswith((".tmp", ".partial"))]
        assert leftovers == []


@pytest.fixture
def repository(tmp_path: Path, server: Running, children: Starter, request: pytest.FixtureRequest) -> Repository:
    project = f"p{abs(hash(request.node.nodeid)) % 10**9}"
    made = Repository(tmp_path / "reports", server, children, project)
    made.write("changed", "As it was.")
    made.write("gone", "Soon gone.")
    made.write("workspace", "As it was.")
    first = made.publish()
    assert first.code == 0, first.said
    made.check_done()
    return made


def next_edit(repository: Repository, number: int) -> None:
    """One of everything: a new view, two changed ones, and one to be deleted."""
    repository.write("changed", f"As it is {number}.")
    repository.write("workspace", f"As it is {number}.")
    gone = "gone" if "gone" in repository.wanted else f"new{number - 1}"
    if gone in repository.wanted:
        repository.remove(gone)
    repository.write(f"new{number}", f"Made {number}.")


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_each_step(repository: Repository, point: str):
    for nth in (1, 2, 4):
        next_edit(repository, nth)
        killed = repository.publish(point=point, nth=nth)
        assert killed.code in (KILLED, 0), killed.said
        assert killed.code == KILLED or nth > 1
        repository.check_whole()
        again = repository.publish()
        assert again.code == 0, again.said
        repository.check_done()


def kill_at_random(repository: Repository, times: int, seed: int) -> None:
    """Kill so many runs, each at a random moment of it."""
    chance = random.Random(seed)  # noqa: S311 - a test's moments
    next_edit(repository, 1)
    longest = repository.publish().seconds
    killed = 0
    for number in count(2):
        next_edit(repository, number)
        ended = repository.publish(delay=chance.uniform(0, longest))
        assert ended.code in (KILLED, 0), f"seed {seed}, round {number}: {ended.said}"
        repository.check_whole()
        again = repository.publish()
        assert again.code == 0, f"seed {seed}, round {number}: {again.said}"
        repository.check_done()
        killed += ended.code == KILLED
        if killed == times:
            return
        # Another time now than when the first one was measured: the machine has more or less to do.
        longest = ended.seconds if ended.code == 0 else max(longest, again.seconds)


def test_killed_at_random_moments(repository: Repository):
    kill_at_random(repository, times=8, seed=20261121)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_killed_at_500_random_moments(repository: Repository):
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - to see the same moments again
    kill_at_random(repository, times=500, seed=seed)
