"""Paths of data that are not read: outside of the folder, and no plain files."""

import os

import pytest

from support.recorded import codes, ids, messages, store_of, write

OUTSIDE = "id\noutside\n"


@pytest.mark.parametrize(
    "path", ["../outside", "/etc", "../outside/runs.csv", "../*/runs.csv", "/*/passwd", "runs/../../outside", "nul\0l"]
)
def test_paths_outside_of_the_root_are_refused(tmp_path, path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/runs.csv").write_text(OUTSIDE)
    root = tmp_path / "root"
    root.mkdir()
    store = store_of(root, path)
    assert (ids(store), codes(store)) == ([], ["DA505"])


def test_a_refusal_does_not_say_whether_the_path_is_there(tmp_path):
    (tmp_path / "there").mkdir()
    root = tmp_path / "root"
    root.mkdir()
    there, missing = (messages(store_of(root, f"../{name}"))[0].replace(name, "") for name in ("there", "missing"))
    assert there == missing


@pytest.mark.parametrize("link", ["runs", "runs/runs.csv", "runs/history.csv", "runs/history/a.csv"])
def test_symlinks_out_of_the_root_are_refused(tmp_path, link):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/runs.csv").write_text(OUTSIDE)
    place = tmp_path / "root" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "outside" if link == "runs" else tmp_path / "outside/runs.csv")
    store = store_of(tmp_path / "root")
    assert (ids(store), "DA505" in codes(store)) == ([], True)


def test_symlinks_inside_of_the_root_are_followed(tmp_path):
    write(tmp_path / "store/deep/runs.csv", [{"id": "a"}])
    (tmp_path / "runs").symlink_to(tmp_path / "store/deep")
    assert ids(store_of(tmp_path)) == ["a"]


@pytest.mark.parametrize("name", ["history.csv", "history.parquet", "runs.jsonl", "history/a.parquet"])
def test_pipes_and_devices_are_refused_without_waiting(tmp_path, name):
    place = tmp_path / "runs" / name
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == ([], ["DA505"])
    assert "not a regular file" in messages(store)[0]


def test_a_link_to_a_device_is_refused(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/history.csv").symlink_to("/dev/zero")
    assert codes(store_of(tmp_path)) == ["DA505"]


def test_a_huge_file_is_refused_by_its_size(tmp_path):
    (tmp_path / "runs").mkdir()
    with (tmp_path / "runs/history.csv").open("wb") as file:
        file.truncate(65 * 1024**3)
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == ([], ["DA505"])
