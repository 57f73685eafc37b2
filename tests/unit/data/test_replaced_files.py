"""Files that are replaced between the look at them and the reading: what is read is what was checked."""

import os
from itertools import count

import pytest

from runpress.data.files import DataFile, find_file, opened
from runpress.data.protocol import KeysQuery, RunsQuery
from support.recorded import PROJECT, codes, series, store_of, write

SECRET = 4242.0


def history(loss):
    return [{"run": "a", "_step": step, "loss": loss} for step in range(5)]


@pytest.fixture
def project(tmp_path):
    """A folder `root` with a project, and `outside` with what nobody may see."""
    for suffix in (".parquet", ".csv", ".jsonl"):
        write(tmp_path / f"outside{suffix}", history(SECRET))
    (tmp_path / "root").mkdir()
    return tmp_path


def replace_by_link(path, target):
    aside = path.with_name("aside")
    aside.symlink_to(target)
    aside.replace(path)


@pytest.mark.parametrize("swap", ["link", "file", "pipe"])
def test_a_file_that_was_replaced_is_not_opened(project, swap):
    path = write(project / "root/history.csv", history(1.0))
    found = find_file(path, project / "root")
    assert isinstance(found, DataFile)
    if swap == "link":
        replace_by_link(path, project / "outside.csv")
    elif swap == "file":
        write(project / "root/other.csv", history(SECRET)).replace(path)
    else:
        path.unlink()
        os.mkfifo(path)
    with pytest.raises(OSError, match=r"."), opened(found):
        pass


def test_a_folder_that_was_replaced_leads_nowhere(project):
    path = write(project / "root/runs/history.csv", history(1.0))
    found = find_file(path, project / "root")
    write(project / "elsewhere/history.csv", history(SECRET))
    path.parent.rename(project / "root/gone")
    replace_by_link(project / "root/runs", project / "elsewhere")
    with pytest.raises(OSError, match="replaced"), opened(found):
        pass


def test_what_is_open_is_read_whatever_stands_at_its_path_by_then(project):
    path = write(project / "root/history.csv", history(1.0))
    with opened(find_file(path, project / "root")) as file:
        replace_by_link(path, project / "outside.csv")
        with file.text() as lines:
            assert str(SECRET) not in lines.read()


class Swapping:
    """Lets the engine read with a link that leads outside in place of a file, and puts the file back at once."""

    def __init__(self, store, path, target, *, times):
        self.path, self.target, self.left = path, target, times
        self.engine = store._engine
        for name in ("run", "rows", "columns"):
            setattr(self.engine, name, self._around(getattr(self.engine, name)))

    def _around(self, ask):
        def swapped(sql, *rest):
            if not self.left or "history" not in sql:
                return ask(sql, *rest)
            self.left -= 1
            aside = self.path.with_name("aside.bak")
            self.path.rename(aside)
            self.path.symlink_to(self.target)
            try:
                return ask(sql, *rest)
            finally:
                self.path.unlink()
                aside.rename(self.path)

        return swapped


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
@pytest.mark.parametrize("times", [1, 2, 4, 7])
def test_no_answer_holds_what_stood_there_for_a_moment(project, suffix, times):
    path = write(project / f"root/runs/history{suffix}", history(1.0))
    store = store_of(project / "root")
    Swapping(store, path, project / f"outside{suffix}", times=times)
    (run,) = store.runs(RunsQuery(PROJECT))
    assert run.summary == {"loss": 1.0}
    (one,) = series(store, ["a"], ["loss"])
    assert list(one.y) == [1.0] * 5
    assert store.keys(KeysQuery(PROJECT, ("a",))) == {"loss": 1}
    assert codes(store) == []


def test_files_that_never_stay_are_reported_and_not_read(project):
    path = write(project / "root/runs/history.parquet", history(1.0))
    store = store_of(project / "root")
    Swapping(store, path, project / "outside.parquet", times=10_000)
    assert list(store.runs(RunsQuery(PROJECT))) == []
    assert series(store, ["a"], ["loss"]) == []
    assert codes(store) == ["DA501"]


def test_a_file_that_recorders_replace_is_read_anew(project):
    path = write(project / "root/runs/history.csv", history(1.0))
    store = store_of(project / "root")
    numbers = count(2)
    engine_run = store._engine.run

    def replacing(sql, *rest):
        if "read_csv" in sql and (number := next(numbers)) < 4:
            write(project / "aside.csv", history(float(number))).replace(path)
        return engine_run(sql, *rest)

    store._engine.run = replacing
    found = [store.runs(RunsQuery(PROJECT))[0].summary["loss"] for _ in range(4)]
    assert found == [1.0, 2.0, 3.0, 3.0]  # what was open, each time
    assert codes(store) == []
