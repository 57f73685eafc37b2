"""Publishing to a server that is not ours: another schema, no versions, names and specs changed on every save."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from support.foreign import KEY, Foreign, foreign
from support.publishing import REPORT, WORKSPACE, Bench

MUTATIONS = ("upsertView", "deleteView", "CreateProject")


class Desk:
    """Documents and a foreign server."""

    def __init__(self, folder: Path, server: Foreign, capture: pytest.CaptureFixture[str]) -> None:
        self.server = server
        self.bench = Bench(folder, SimpleNamespace(url=server.url), capture)  # type: ignore[arg-type]  # all that commands need
        self.bench.environ["WANDB_API_KEY"] = KEY
        folder.mkdir()

    def mutations(self) -> list[str]:
        """What was changed since last asked."""
        found = [name for name, _ in self.server.asked if name in MUTATIONS]
        self.server.asked.clear()
        return found


@pytest.fixture(params=["plain", "renames", "edits", "both"])
def manners(request: pytest.FixtureRequest) -> dict[str, Any]:
    name = str(request.param)
    return {"renames": name in ("renames", "both"), "adds_references": name in ("edits", "both")}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], manners: dict[str, Any]) -> Iterator[Desk]:
    with foreign(**manners, takes_images=True) as server:
        yield Desk(tmp_path / "here", server, capsys)


def text(view: dict[str, Any]) -> str:
    return json.dumps(json.loads(view["spec"])["blocks"])


def test_publishing_converges(desk: Desk) -> None:
    bench = desk.bench
    document = bench.write("lr.md")
    first = bench.publish()
    assert first.code == 0, first.err
    assert desk.mutations() == ["upsertView"]
    again = bench.publish()
    assert (again.code, desk.mutations()) == (0, []), again.out
    document.write_text(document.read_text().replace("*higher*", "*highest*"))
    changed = bench.publish()
    assert (changed.code, desk.mutations()) == (0, ["upsertView"]), changed.out + changed.err
    (view,) = desk.server.views.values()
    assert "highest" in text(view)
    assert (bench.publish().code, desk.mutations()) == (0, [])


def test_a_lost_lock_makes_no_second_view(desk: Desk) -> None:
    """The name is another one where the server renames; the marker in the spec is still there."""
    bench = desk.bench
    bench.write("lr.md")
    bench.publish()
    (bench.folder / "runpress.lock").unlink()
    desk.mutations()
    again = bench.publish()
    assert (again.code, desk.mutations()) == (0, []), again.out + again.err
    assert len(desk.server.views) == 1


def test_someone_elses_edit_is_found(desk: Desk) -> None:
    bench = desk.bench
    document = bench.write("lr.md")
    bench.publish()
    (view,) = desk.server.views.values()
    view["spec"] = view["spec"].replace("plateau", "summit")
    document.write_text(document.read_text().replace("Cosine reaches", "Warm-up reaches"))
    desk.mutations()
    refused = bench.publish()
    assert (refused.code, desk.mutations()) == (5, []), refused.out + refused.err
    assert "summit" in refused.out
    assert bench.publish("--overwrite").code == 0
    (view,) = desk.server.views.values()
    assert "summit" not in text(view)


@pytest.mark.parametrize("manners", ["plain", "edits"], indirect=True)
def test_a_workspace_is_published_too(desk: Desk) -> None:
    """Not where names change on every save: a workspace would have another address each time."""
    bench = desk.bench
    bench.write("board.md", WORKSPACE)
    first = bench.publish()
    assert first.code == 0, first.out + first.err
    again = bench.publish()
    assert (again.code, len(desk.server.views)) == (0, 1)
    desk.mutations()
    assert (bench.publish().code, desk.mutations()) == (0, [])


def test_a_draft_is_promoted_in_place(desk: Desk) -> None:
    bench = desk.bench
    bench.write("lr.md")
    assert bench.publish("--draft").code == 0
    (draft,) = desk.server.views.values()
    assert draft["type"] == "runs/draft"
    done = bench.publish()
    assert done.code == 0, done.out + done.err
    assert [view["type"] for view in desk.server.views.values()] == ["runs"]


@pytest.mark.parametrize(
    ("project", "words"),
    [("acme/digit", "did you mean `acme/digits`"), ("acm/digits", "did you mean `acme/digits`"), ("acme/nothing", "")],
)
def test_a_project_that_is_not_there_is_a_finding(desk: Desk, project: str, words: str) -> None:
    bench = desk.bench
    bench.write("lr.md", REPORT.replace("acme/digits", project))
    refused = bench.publish()
    assert refused.code == 1, refused.out + refused.err
    assert f"the project `{project}` is not on the server" in refused.out + refused.err
    assert words in refused.out + refused.err
    assert desk.mutations() == []


def test_a_wrong_key_is_said(desk: Desk) -> None:
    desk.bench.environ["WANDB_API_KEY"] = "w" * 40
    desk.bench.write("lr.md")
    refused = desk.bench.run("plan")
    assert (refused.code, "not logged in" in refused.err) == (3, True)
