"""A folder of documents beside a local server, and the commands that publish between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from runpress.cli.main import main
from runpress.client.connecting import connect
from runpress.client.views import ViewsClient
from runpress.publish.changing.applying import Effects, Published, publish
from runpress.publish.memory.repository import run_git
from runpress.publish.planning.session import Session, Setting, Wishes, open_session
from runpress.publish.planning.steps import Plan
from runpress.publish.planning.view_steps import plan_views
from runpress.server.store import View, ViewChange
from runpress.server.store.tables import PROJECTS
from support.local_server import KEY, Running

REPORT = """\
---
title: Cosine wins
description: 24 runs.
kind: report
project: acme/digits
---

## Results

Cosine reaches the *higher* plateau.

```panel
type: line
y: val_loss
```
"""
WITH_ID = REPORT.replace("kind: report", "kind: report\nid: lr")
WORKSPACE = """\
---
title: Digits
kind: workspace
project: acme/digits
---

## Validation

```panel
type: line
y: val_loss
```
"""


@dataclass
class Bench:
    """Documents in a folder, a server, and what commands said."""

    folder: Path
    local: Running
    capture: pytest.CaptureFixture[str]
    environ: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, text: str = REPORT) -> Path:
        """Write a document."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *arguments: str) -> Said:
        """Run a command in the folder."""
        self.capture.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            for name in ("CI", "GITHUB_ACTIONS", "WANDB_ENTITY"):
                patch.delenv(name, raising=False)
            for name, value in {"WANDB_BASE_URL": self.local.url, "WANDB_API_KEY": KEY, **self.environ}.items():
                patch.setenv(name, value)
            code = main(list(arguments))
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def publish(self, *arguments: str) -> Said:
        """Publish without a question."""
        return self.run("publish", "--yes", *arguments)

    def project(self, name: str = "digits", entity: str = "acme") -> None:
        """Make a project on the server."""
        self.local.server.projects.ensure(entity, name, now="2026-01-01T00:00:00Z")

    def rename_project(self, old: str, new: str, entity: str = "acme") -> None:
        """Somebody gives a project of the server another name."""
        with self.local.server.database.writing() as connection:
            is_it = (PROJECTS.c.entity == entity) & (PROJECTS.c.name == old)
            connection.execute(PROJECTS.update().where(is_it).values(name=new))

    def views(self, name: str = "digits", entity: str = "acme", kind: str | None = "runs") -> list[View]:
        """The views of a project by title: documents are published side by side, in no order of their own."""
        project = self.local.server.projects.find(entity, name)
        found = self.local.server.views.all(project, type=kind) if project else []
        return sorted(found, key=lambda view: (view.display_name, view.id))

    def edit(self, view: View, old: str, new: str) -> None:
        """Someone else changes the text of a view."""
        assert old in view.spec
        change = ViewChange(spec=view.spec.replace(old, new))
        self.local.server.views.update(view.id, change, now="2026-02-02T10:15:00Z")

    def copy(self, view: View, name: str, title: str, *, spec: str | None = None) -> None:
        """Someone copies a view of `acme/digits`, with all that it says of itself unless another `spec` is given."""
        project = self.local.server.projects.find("acme", "digits")
        assert project is not None
        change = ViewChange(type=view.type, name=name, display_name=title, spec=spec or view.spec)
        self.local.server.views.insert(project, change, now="2026-01-01T00:00:00Z")

    def saves(self) -> int:
        """How often any view was saved."""
        return sum(view.version for view in self.views(kind=None))


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def last(self) -> str:
        """The last line of standard output."""
        return self.out.splitlines()[-1]


@contextmanager
def bench(folder: Path, local: Running, capture: pytest.CaptureFixture[str]) -> Iterator[Bench]:
    """A bench with an empty folder, and the project `acme/digits`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Bench(folder, local, capture)
    made.project()
    yield made


class Wrapped:
    """A client whose methods can be replaced, to lose replies or to let someone else be quicker."""

    def __init__(self, client: ViewsClient) -> None:
        self.client = client
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.client, name)
        if callable(found):
            self.calls.append(name)
        return found

    @property
    def mutations(self) -> int:
        """How many calls changed something."""
        return sum(name in ("save", "delete", "create_project") for name in self.calls)


@dataclass
class Direct:
    """Publishing without the command line, step by step."""

    bench: Bench
    client: Any
    points: list[str] = field(default_factory=list)
    reached: Callable[[str, str], None] = lambda _point, _document: None

    def session(self, *paths: str, **wishes: Any) -> Session:
        setting = Setting(self.bench.folder, self.bench.environ, lambda: datetime.now(UTC), run_git)
        found = [Path(path) for path in paths]
        return open_session(found, Wishes(**wishes), setting, self.client, self.bench.local.url)

    def publish(self, *paths: str, overwrite: bool = False, on_error: Any = "fail", **wishes: Any) -> Published:
        """Plan and publish."""
        session = self.session(*paths, **wishes)
        assert not session.has_errors, session.findings
        return publish(session, self.plan(session, overwrite=overwrite), on_error=on_error, effects=self.effects())

    def plan(self, session: Session, *, overwrite: bool = False) -> Plan:
        return plan_views(session.wanted, session.around, overwrite=overwrite)

    def effects(self) -> Effects:
        def reached(point: str, document: str) -> None:
            self.points.append(point)
            self.reached(point, document)

        return Effects(reached=reached)


@contextmanager
def connected(bench: Bench) -> Iterator[Direct]:
    """Publishing to the bench's server."""
    connection = connect({"WANDB_BASE_URL": bench.local.url, "WANDB_API_KEY": KEY})
    try:
        yield Direct(bench, Wrapped(connection.views))
    finally:
        connection.close()


def change(desk: Bench, new: str = "Warm-up") -> None:
    """Change a word of the report in `lr.md`."""
    file = desk.folder / "lr.md"
    file.write_text(file.read_text().replace("Cosine reaches", f"{new} reaches"))
