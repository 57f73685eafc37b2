"""The journal: on disk before anything is sent, and readable however it was cut off."""

from __future__ import annotations

import errno
import threading

import pytest

from runpress.errors import UsageError
from runpress.publish.memory import journal as module
from runpress.publish.memory.journal import FILE, Intent, Journal

CREATE = Intent("create", "lr", "acme/digits", "", "n1", "d1")
UPDATE = Intent("update", "b", "acme/digits", "view2", "n2", "d2", "c0ffee")


def test_what_was_begun_and_not_ended_is_unfinished(tmp_path):
    journal = Journal(tmp_path)
    first, _ = journal.begin(CREATE), journal.begin(UPDATE)
    journal.end(first)
    assert Journal(tmp_path).unfinished() == [UPDATE]


def test_nothing_is_unfinished_without_a_journal(tmp_path):
    assert Journal(tmp_path / "none").unfinished() == []


def test_a_cut_line_means_nothing_at_every_byte(tmp_path):
    """As a process may be killed while it writes: begun or not begun, and the lines behind it are read."""
    journal = Journal(tmp_path)
    journal.begin(CREATE)
    whole = (tmp_path / FILE).read_bytes()
    for end in range(len(whole) + 1):
        (tmp_path / FILE).write_bytes(whole[:end])
        before = Journal(tmp_path).unfinished()
        assert before in ([], [CREATE])
        Journal(tmp_path).begin(UPDATE)
        assert Journal(tmp_path).unfinished() == [*before, UPDATE]


def test_it_is_cleared_only_when_nothing_is_open(tmp_path):
    journal = Journal(tmp_path)
    number = journal.begin(CREATE)
    journal.clear()
    assert Journal(tmp_path).unfinished() == [CREATE]
    journal.end(number)
    journal.clear()
    assert not (tmp_path / FILE).exists()


def test_threads_share_it(tmp_path):
    journal = Journal(tmp_path)

    def work():
        for _ in range(20):
            journal.end(journal.begin(CREATE))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Journal(tmp_path).unfinished() == []
    assert (tmp_path / FILE).read_bytes().count(b'"begin"') == 80


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(UsageError, match="no space left on device"):
        Journal(tmp_path).begin(CREATE)
