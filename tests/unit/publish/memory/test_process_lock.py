"""One publisher at a time; a dead one does not hold up the others."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys

import pytest

from runpress.errors import UsageError
from runpress.publish.memory.process_lock import FILE, Holder, Processes, process_lock, real_processes
from support.publishing import Bench

ME, OTHER = Holder(10, "100"), Holder(20, "200")


def processes(alive: dict[int, str]) -> Processes:
    return Processes(ME, alive.get)


def held_by(folder, holder):
    (folder / FILE).write_text(json.dumps({"pid": holder.pid, "started": holder.started}))


def test_it_is_held_and_given_back(tmp_path):
    with process_lock(tmp_path / "state", processes({}), sleep=pytest.fail):
        assert json.loads((tmp_path / "state" / FILE).read_text()) == {"pid": 10, "started": "100"}
    assert not (tmp_path / "state" / FILE).exists()


def test_a_living_process_is_waited_for_and_said_once(tmp_path):
    held_by(tmp_path, OTHER)
    said, slept = [], []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 3:
            (tmp_path / FILE).unlink()

    with process_lock(tmp_path, processes({20: "200"}), sleep=sleep, waiting=said.append):
        pass
    assert said == [OTHER]
    assert len(slept) == 3


def test_waiting_ends(tmp_path):
    held_by(tmp_path, OTHER)
    alive = processes({20: "200"})
    with (
        pytest.raises(UsageError, match="another runpress is publishing or pulling here: process 20"),
        process_lock(tmp_path, alive, sleep=lambda _: None, longest=1.0),
    ):
        pass
    assert json.loads((tmp_path / FILE).read_text())["pid"] == 20


@pytest.mark.parametrize("alive", [{}, {20: "another start"}])
def test_a_dead_process_is_taken_over_also_if_its_number_was_given_out_again(tmp_path, alive):
    held_by(tmp_path, OTHER)
    with process_lock(tmp_path, processes(alive), sleep=pytest.fail):
        assert json.loads((tmp_path / FILE).read_text())["pid"] == 10


def test_a_lock_that_another_process_has_taken_over_is_left_to_it(tmp_path):
    """On a shared folder, a process of another machine looks dead from here, and is not."""
    with process_lock(tmp_path, processes({}), sleep=pytest.fail):
        held_by(tmp_path, OTHER)
    assert json.loads((tmp_path / FILE).read_text()) == {"pid": 20, "started": "200"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}'])
def test_a_torn_file_holds_nothing(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    with process_lock(tmp_path, processes({}), sleep=pytest.fail):
        pass


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(UsageError, match="nothing was sent"),
        process_lock(tmp_path / "file", processes({}), sleep=pytest.fail),
    ):
        pass


def test_real_processes_know_themselves_and_no_dead_ones():
    found = real_processes()
    assert found.this.pid == os.getpid()
    assert found.started(os.getpid()) == found.this.started
    child = multiprocessing.get_context("spawn").Process(target=int)
    child.start()
    child.join()
    assert found.started(child.pid) is None


HOLDER = """
import sys, time
from pathlib import Path
from runpress.publish.memory.process_lock import process_lock, real_processes

folder = Path(sys.argv[1])
with process_lock(folder, real_processes(), sleep=time.sleep, longest=300.0), open(folder / "log", "a") as file:
    for word in ("in", "out"):
        print(word, file=file, flush=True)
        time.sleep(0.02)
"""


def test_real_processes_take_turns(tmp_path):
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    children = [subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], env=environ) for _ in range(6)]
    assert [child.wait(timeout=300) for child in children] == [0] * 6
    assert (tmp_path / "log").read_text().split() == ["in", "out"] * 6


def test_what_publishing_remembers_is_passed_over_by_version_control(desk: Bench):
    desk.write("lr.md")
    subprocess.run(["git", "init", "--quiet"], cwd=desk.folder, check=True)
    assert desk.publish().code == 0
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=desk.folder, check=True, capture_output=True, text=True
    )
    assert status.stdout.split() == ["??", "lr.md", "??", "runpress.lock"]
