"""Backups: byte for byte, in order, written before anything is sent or not at all."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from runpress.client.values import StoredView
from runpress.errors import UsageError
from runpress.project import files
from runpress.publish.memory.backups import Backups
from runpress.publish.views.contents import content_of

START = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
VIEW = StoredView("Vmlldzox==", "runs", "n", "Lé 1/2", "about", "acme", "digits", '{"blocks":[],"x":1.50}', "t", "ada")


def backups(folder):
    ticks = iter(range(1000))
    return Backups(folder, lambda: START + timedelta(seconds=next(ticks)))


def test_states_are_kept_in_order_byte_for_byte(tmp_path):
    kept = backups(tmp_path)
    kept.save(VIEW, what="before", document="lr-sweeps", commit="c0ffee")
    kept.save(replace(VIEW, spec='{"blocks":[1]}'), what="published", document="lr-sweeps")
    first, second = kept.all(VIEW.id)
    assert first.view == VIEW
    assert (first.what, first.document, first.commit, first.number) == ("before", "lr-sweeps", "c0ffee", 1)
    assert (second.what, second.view.spec, second.number) == ("published", '{"blocks":[1]}', 2)
    assert first.path.relative_to(tmp_path).as_posix() == (
        "backups/acme/digits/lr-sweeps--Vmlldzox/0001-20261121T101500Z-before.json"
    )
    assert kept.views() == [VIEW.id]


def test_views_are_told_apart_and_a_view_keeps_its_folder_when_it_is_renamed(tmp_path):
    kept = backups(tmp_path)
    kept.save(VIEW, what="before", document="a")
    kept.save(replace(VIEW, title="Other", project="moved"), what="before")
    kept.save(replace(VIEW, id="Vmlldzoy"), what="before", document="a")
    assert [one.number for one in kept.all(VIEW.id)] == [1, 2]
    assert [one.number for one in kept.all("Vmlldzoy")] == [1]


def test_the_base_is_what_was_published_with_a_digest(tmp_path):
    kept = backups(tmp_path)
    for words in ("one", "two", "three"):
        kept.save(replace(VIEW, spec=json.dumps({"blocks": [words]})), what="published")
    wanted = content_of(replace(VIEW, spec='{"blocks": ["two"]}'))
    assert wanted is not None
    base = kept.base(VIEW.id, wanted[0].digest)
    assert base is not None
    assert base.spec == {"blocks": ["two"]}
    assert kept.base(VIEW.id, "unknown") is None


def test_damaged_and_foreign_files_are_passed_over(tmp_path):
    kept = backups(tmp_path)
    path = kept.save(VIEW, what="before").path
    path.with_name("0002-20261121T101500Z-before.json").write_text('{"view": 7')
    path.with_name("0003-20261121T101500Z-before.json").write_text('{"view": 7}')
    path.with_name("notes.txt").write_text("x")
    assert [one.number for one in kept.all(VIEW.id)] == [1]
    assert kept.save(VIEW, what="before").number == 4


def test_lone_surrogates_of_a_server_are_kept(tmp_path):
    kept = backups(tmp_path)
    kept.save(replace(VIEW, spec='{"x": "\ud800"}'), what="before")
    assert kept.all(VIEW.id)[0].view.spec == '{"x": "\ud800"}'


def test_a_folder_that_cannot_be_written_to_is_a_clear_error(tmp_path):
    (tmp_path / "backups").write_text("a file in its place")
    with pytest.raises(UsageError, match="nothing was sent"):
        backups(tmp_path).check_writable()
    with pytest.raises(UsageError, match="nothing was sent"):
        backups(tmp_path).save(VIEW, what="before")


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    kept = backups(tmp_path)
    kept.save(VIEW, what="before")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UsageError, match="no space left on device; nothing was sent"):
        kept.save(VIEW, what="before")
    monkeypatch.undo()
    assert [path.name for path in kept.all(VIEW.id)[0].path.parent.iterdir()] == ["0001-20261121T101500Z-before.json"]


def test_a_writable_folder_is_left_as_it_was(tmp_path):
    backups(tmp_path).check_writable()
    assert list((tmp_path / "backups").iterdir()) == []


def test_only_the_publisher_takes_away_what_is_half_written(tmp_path):
    """Somebody may look whether a folder is writable while another process writes there."""
    kept = backups(tmp_path)
    folder = kept.save(VIEW, what="before").path.parent
    half = folder / ".0002-20261121T101500Z-before.json.x3k.tmp"
    half.write_text("{")
    kept.check_writable()
    assert half.exists()
    kept.drop_half_written()
    assert [path.name for path in folder.iterdir()] == ["0001-20261121T101500Z-before.json"]


def test_servers_that_give_one_id_to_different_views_are_told_apart(tmp_path):
    here, there, known = (Backups(tmp_path, lambda: START, server=name) for name in ("here", "there", ""))
    here.save(VIEW, what="published", document="a")
    there.save(replace(VIEW, spec='{"blocks":[1]}'), what="published", document="b")
    assert [one.document for one in here.all(VIEW.id)] == ["a"]
    assert [one.document for one in there.all(VIEW.id)] == ["b"]
    assert len(known.all(VIEW.id)) == 2
    wanted = content_of(replace(VIEW, spec='{"blocks":[1]}'))
    assert wanted is not None
    assert here.base(VIEW.id, wanted[0].digest) is not None  # what a digest says is the same everywhere


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_their_owner_reads_backups(tmp_path):
    kept = backups(tmp_path / "state")
    kept.check_writable()
    assert kept.folder.stat().st_mode & 0o777 == 0o700
