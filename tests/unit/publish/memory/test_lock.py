"""The lock file: sorted, of one server, and nothing that could not be found again."""

from __future__ import annotations

import json

import pytest

from runpress.publish.memory.lock import LOCK_NAME, Entry, Lock, parse_lock, read_lock
from runpress.publish.views.targets import Target
from runpress.source import SourceFile

HERE, THERE = "https://api.wandb.ai", "http://127.0.0.1:8000"
DIGITS = Target("", "acme", "digits")
DRAFT = Target("", "acme", "digits", draft=True)


def test_what_is_put_in_is_read_again(tmp_path):
    lock = Lock(HERE)
    lock.put("b", DIGITS, Entry("id2", "name", "d2"))
    lock.put("a", DIGITS, Entry("id1", "name", "d1", "c0ffee"))
    lock.put("a", DRAFT, Entry("id3", "name", "d3"))
    assert lock.write(tmp_path)
    assert not lock.write(tmp_path)
    again, findings = read_lock(tmp_path, HERE)
    assert not findings
    assert again.get("a", DIGITS) == Entry("id1", "name", "d1", "c0ffee")
    assert again.get("a", DRAFT) == Entry("id3", "name", "d3")
    assert again.text() == lock.text()
    assert list(again.documents()) == ["a", "b"]


def test_the_text_is_sorted_one_value_a_line_and_says_no_host():
    lock = Lock(HERE)
    for document in ("z", "a", "m"):
        lock.put(document, DIGITS, Entry(f"id-{document}", "n", "d"))
    text = lock.text()
    assert list(json.loads(text)["views"]) == ["a", "m", "z"]
    assert "wandb.ai" not in text
    assert max(map(len, text.splitlines())) < 80


def test_entries_of_other_servers_are_kept_and_not_seen():
    lock = Lock(HERE)
    lock.put("a", DIGITS, Entry("id1", "n", "d"))
    other, _ = parse_lock(SourceFile(LOCK_NAME, lock.text()), THERE)
    assert other.get("a", DIGITS) is None
    assert not other.documents()
    other.put("a", DIGITS, Entry("id2", "n", "d"))
    back, _ = parse_lock(SourceFile(LOCK_NAME, other.text()), HERE)
    assert back.get("a", DIGITS) == Entry("id1", "n", "d")


def test_a_dropped_entry_is_gone():
    lock = Lock(HERE)
    lock.put("a", DIGITS, Entry("id1", "n", "d"))
    lock.drop("a", DIGITS)
    lock.drop("b", DIGITS)
    assert not lock.documents()


def test_an_empty_lock_makes_no_file(tmp_path):
    assert not Lock(HERE).write(tmp_path)
    assert not (tmp_path / LOCK_NAME).exists()
    assert read_lock(tmp_path, HERE)[1] == []


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{\n<<<<<<< ours\n"version": 1,\n=======\n', "`runpress.lock` holds the conflict of a merge", 2),
        ('{"version": 2, "views": {}}', "`runpress.lock` is of version 2, and this runpress knows version 1", 1),
        ('{"version": 1, "views"', "`runpress.lock` is no lock file of runpress", 1),
        ("[]", "`runpress.lock` is no lock file of runpress", 1),
        ("[" * 100_000, "`runpress.lock` is no lock file of runpress", 1),
        ('{"version": 1, "views": []}', "`runpress.lock` is no lock file of runpress", 1),
    ],
)
def test_a_bad_lock_file_is_a_finding(text, message, line):
    _, (finding,) = parse_lock(SourceFile(LOCK_NAME, text), HERE)
    assert (finding.code.id, finding.message, finding.span.begin.line) == ("PB505", message, line)
    assert finding.help


def test_odd_entries_are_passed_over():
    text = '{"version": 1, "views": {"a": {"acme/digits@x": 5}, "b": 7, "c": {"k": {"id": 1}}}}'
    lock, findings = parse_lock(SourceFile(LOCK_NAME, text), HERE)
    assert not findings
    assert lock.get("a", DIGITS) is None
