"""Any order of edits, publishes, other people's edits, crashes, lost replies and losses of what is remembered.

Whatever happens: no view is lost, none is there twice, and nobody's edit is overwritten unless that was said.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from runpress.codec.json_text import loads
from runpress.publish.views.marker import read_marker
from runpress.server.store import View, ViewChange
from support.faulty import Faulty, faulty
from support.local_server import KEY, Running, running
from support.publisher_process import KILLED, Ended, Starter, starter

NAMES = ("one", "two", "workspace")
POINTS = ("again", "backed-up", "noted", "sent", "read-back", "kept", "done")
DOCUMENT = "---\ntitle: {title}\nkind: {kind}\nid: {name}\nproject: acme/{project}\n---\n\n## Results\n\n{text}\n"
DRIFTED = 5
_projects = count()


class Publishing(RuleBasedStateMachine):
    """One repository and one project. `server`, `proxy`, `children` and `home` are set by the test."""

    server: Running
    proxy: Faulty
    children: Starter
    home: Path

    @initialize()
    def begin(self) -> None:
        number = next(_projects)
        self.project = f"p{number}"
        self.folder = self.home / self.project
        (self.folder / ".git").mkdir(parents=True)
        self.server.server.projects.ensure("acme", self.project, now="2026-01-01T00:00:00Z")
        self.texts: dict[str, str] = {}
        """What each document says."""
        self.paths: dict[str, str] = {}
        self.theirs: dict[str, str] = {}
        """What someone else wrote into a view, and nobody was told to drop."""
        self.number = 0
        self.proxy.heal()

    # What authors do.

    @rule(name=st.sampled_from(NAMES))
    def write(self, name: str) -> None:
        self.number += 1
        self.texts[name] = f"Local {self.number}."
        path = self.paths.setdefault(name, f"{name}.md")
        kind = "workspace" if name == "workspace" else "report"
        text = DOCUMENT.format(title=name, kind=kind, name=name, project=self.project, text=self.texts[name])
        (self.folder / path).write_text(text, encoding="utf-8")

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.texts)))
        self.number += 1
        old, self.paths[name] = self.paths[name], f"renamed-{self.number}.md"
        (self.folder / old).rename(self.folder / self.paths[name])

    @rule()
    def lose_the_lock(self) -> None:
        (self.folder / "runpress.lock").unlink(missing_ok=True)

    @rule()
    def lose_all_that_is_remembered(self) -> None:
        self.lose_the_lock()
        shutil.rmtree(self.folder / ".runpress", ignore_errors=True)

    # What others do on the server. What a killed publish left there differs from run to run, and examples must not.

    @rule(name=st.sampled_from(NAMES))
    def someone_edits(self, name: str) -> None:
        view = self.views().get(name)
        if view is None:
            return
        self.number += 1
        spec, said = view.spec, f"Theirs {self.number}."
        now = next(text for text in self._sayings(name) if text in spec)
        self.server.server.views.update(view.id, ViewChange(spec=spec.replace(now, said)), now="2026-02-02T10:15:00Z")
        self.theirs[name] = said

    @rule(name=st.sampled_from(NAMES))
    def someone_deletes(self, name: str) -> None:
        view = self.views().get(name)
        if view is not None:
            self.server.server.views.delete(view.id)
            self.theirs.pop(name, None)

    # What publishing does.

    @rule()
    def publish(self) -> None:
        self._settle(self._run("publish", "--yes"))

    @rule(point=st.sampled_from(POINTS), nth=st.integers(1, 3))
    def publish_and_be_killed(self, point: str, nth: int) -> None:
        ended = self._run("publish", "--yes", point=point, nth=nth)
        if ended.code != KILLED:
            self._settle(ended)

    @rule(place=st.sampled_from(["create", "update", "listing", "read back"]))
    def publish_and_lose_a_reply(self, place: str) -> None:
        self.proxy.fail("lost_reply", place)
        ended = self._run("publish", "--yes")
        self.proxy.heal()
        self._settle(ended)

    @rule()
    def publish_over_everything(self) -> None:
        replaced = {name: said for name, said in self.theirs.items() if name in self.texts}
        ended = self._run("publish", "--yes", "--overwrite")
        assert ended.code == 0, ended.said
        self.theirs = {name: said for name, said in self.theirs.items() if name not in replaced}
        backups = "".join(path.read_text() for path in (self.folder / ".runpress").rglob("*-before.json"))
        for said in replaced.values():
            assert said in backups
        self._check_published()

    def _settle(self, ended: Ended) -> None:
        """A publish that came to its end: it did everything, or found somebody's edit and did nothing."""
        drifted = [name for name in self.theirs if name in self.texts]
        assert ended.code == (DRIFTED if drifted else 0), ended.said
        if not drifted:
            self._check_published()

    def _check_published(self) -> None:
        views = self.views()
        for name, text in self.texts.items():
            assert text in views[name].spec

    @invariant()
    def nothing_is_doubled_and_nobodys_edit_is_gone(self) -> None:
        if not hasattr(self, "project"):
            return
        counts = Counter(name for name, _ in self._marked())
        assert all(number == 1 for number in counts.values()), counts
        views = self.views()
        for name, said in self.theirs.items():
            assert said in views[name].spec

    @invariant()
    def no_file_is_torn(self) -> None:
        if hasattr(self, "folder"):
            for path in [*self.folder.rglob(".runpress/**/*.json"), *self.folder.glob("runpress.lock")]:
                json.loads(path.read_text(encoding="utf-8"))

    def views(self) -> dict[str, View]:
        """The views that are there, by document."""
        return dict(self._marked()) if hasattr(self, "project") else {}

    def _marked(self) -> list[tuple[str, View]]:
        project = self.server.server.projects.find("acme", self.project)
        found = self.server.server.views.all(project)
        return [(read_marker(loads(view.spec)).document, view) for view in found]

    def _sayings(self, name: str) -> Iterator[str]:
        """What a view may say now, the newest first."""
        if name in self.theirs:
            yield self.theirs[name]
        for number in range(self.number, 0, -1):
            yield f"Local {number}."
            yield f"Theirs {number}."

    def _run(self, *arguments: str, **fault: object) -> Ended:
        environ = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "WANDB_BASE_URL": self.proxy.url,
            "WANDB_API_KEY": KEY,
        }
        return self.children.run(self.folder, environ, *arguments, **fault)


def play(tmp_path: Path, how: settings) -> None:
    with (
        running(tmp_path / "server") as server,
        faulty(server.url) as proxy,
        starter(tmp_path / "said") as children,
    ):
        surroundings = {"server": server, "proxy": proxy, "children": children, "home": tmp_path / "repositories"}
        run_state_machine_as_test(type("Machine", (Publishing,), surroundings), settings=how)


@pytest.mark.timeout(1800)  # each of its steps is a command of its own
def test_any_order_of_events(tmp_path: Path):
    play(tmp_path, settings(max_examples=8, stateful_step_count=12))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_very_many_orders_of_events(tmp_path: Path):
    play(tmp_path, settings(max_examples=150, stateful_step_count=30))
