"""The exit codes of publishing, one test each: what ends with it, and what is then on the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.faulty import faulty
from support.local_server import KEY
from support.publishing import REPORT, Bench


def report(name: str, text: str = "") -> str:
    return REPORT.replace("Cosine wins", name).replace("kind: report", f"kind: report\nid: {name}") + text


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_0_done(desk: Bench):
    desk.write("a.md", report("a"))
    assert desk.publish().code == 0
    assert desk.publish().code == 0
    assert len(desk.views()) == 1


def test_1_findings(desk: Bench):
    desk.write("a.md", report("a", "\n```panel\ntype: lin\n```\n"))
    said = desk.publish()
    assert said.code == 1
    assert "a.md:19:7: error[" in said.err
    assert desk.views() == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--on-error", "stop"], "--on-error"),
        (["--target", "prod"], "`prod`"),
        (["nowhere.md"], "nowhere.md"),
        (["--drft"], "--drft"),
    ],
)
def test_2_a_command_line_that_cannot_be_obeyed(desk: Bench, arguments: list[str], named: str):
    desk.write("a.md", report("a"))
    said = desk.publish(*arguments)
    assert (said.code, named in said.err) == (2, True), said.err
    assert desk.views() == []


def test_3_not_permitted(desk: Bench):
    desk.write("a.md", report("a"))
    desk.environ["WANDB_API_KEY"] = "w" * 40
    said = desk.publish()
    assert said.code == 3
    assert "w" * 40 not in said.out + said.err
    assert desk.views() == []


def test_4_partly_done(desk: Bench):
    """One of three was changed by someone else, and the others are wanted all the same."""
    files = [desk.write(f"{name}.md", report(name)) for name in ("a", "b", "c")]
    desk.publish()
    (foreign,) = (view for view in desk.views() if view.display_name == "b")
    desk.edit(foreign, "plateau", "summit")
    for file in files:
        change(file, "higher", "highest")
    said = desk.publish("--on-error", "continue")
    assert said.code == 4, said.err
    assert ["highest" in view.spec for view in desk.views()] == [view.display_name != "b" for view in desk.views()]


def test_5_the_server_has_drifted_and_nothing_is_written(desk: Bench):
    files = [desk.write(f"{name}.md", report(name)) for name in ("a", "b")]
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    for file in files:
        change(file, "higher", "highest")
    saves = desk.saves()
    said = desk.publish()
    assert said.code == 5
    assert "runpress pull --merge" in said.out
    assert desk.saves() == saves


def test_6_no_answer(desk: Bench):
    desk.write("a.md", report("a"))
    desk.environ["WANDB_BASE_URL"] = "http://127.0.0.1:9"
    said = desk.publish()
    assert (said.code, "127.0.0.1:9" in said.err) == (6, True)


def test_70_a_bug(desk: Bench, monkeypatch: pytest.MonkeyPatch):
    desk.write("a.md", report("a"))

    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("runpress.publish.planning.whole_plan.whole_plan", broken)
    said = desk.publish()
    assert (said.code, "Traceback" in said.err) == (70, False)
    log = Path(said.err.split()[-1])
    assert "ZeroDivisionError" in log.read_text()
    log.unlink()


def test_130_interrupted(desk: Bench):
    """Ctrl-C after the first of many: what is under way comes to its end, and the next run does the rest."""
    for number in range(60):
        desk.write(f"d{number}.md", report(f"d{number}"))
    environ = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    with (
        faulty(desk.local.url) as slow,
        subprocess.Popen(
            [sys.executable, "-m", "runpress", "publish", "--yes"],
            cwd=desk.folder,
            env={**environ, "WANDB_BASE_URL": slow.url, "WANDB_API_KEY": KEY},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
        ) as process,
    ):
        assert process.stdout is not None
        slow.latency_seconds = 0.05
        assert any(line.startswith("created") for line in process.stdout)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "of 60; `runpress publish` again does the rest" in err
    assert "Traceback" not in err
    assert 0 < len(desk.views()) < 60
    assert desk.publish().code == 0
    assert sorted(view.display_name for view in desk.views()) == sorted(f"d{number}" for number in range(60))


@pytest.mark.parametrize(("edit", "code"), [("", 0), ("\nMore.\n", 2), ("\n```panel\ntype: lin\n```\n", 1)])
def test_plan_follows_terraform_where_it_is_asked_to(desk: Bench, edit: str, code: int):
    desk.write("a.md", report("a"))
    desk.publish()
    desk.write("a.md", report("a", edit))
    assert desk.run("plan", "--detailed-exitcode").code == code
