"""A disk that fails at any call: files are old or new, never between, and the next publish puts all right."""

from __future__ import annotations

import errno
import io
import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from runpress.codec.json_text import loads
from runpress.publish.views.marker import read_marker
from support.publishing import REPORT, Bench

CALLS = ("replace", "fsync", "mkdir", "open")


class Disk:
    """Counts calls of this thread and its workers that change files below a folder; the n-th of them fails."""

    def __init__(self, folder: Path, nth: int, code: int) -> None:
        self._folder = str(folder)
        self._nth = nth
        self._code = code
        self._guard = threading.Lock()
        self.count = 0

    def touch(self, path: object) -> None:
        """A call is about to change this."""
        if not str(path).startswith(self._folder):
            return
        with self._guard:
            self.count += 1
            if self.count == self._nth:
                raise OSError(self._code, os.strerror(self._code), str(path))


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Let calls of the system go through this disk."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "mkdir"):
            patch.setattr(os, name, _checked(disk, getattr(os, name)))
        patch.setattr(os, "fsync", _checked_descriptor(disk, os.fsync))
        patch.setattr(io, "open", _checked_open(disk, io.open))
        yield disk


def _checked(disk: Disk, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Any, *others: Any, **options: Any) -> Any:
        disk.touch(path)
        return real(path, *others, **options)

    return call


def _checked_descriptor(disk: Disk, real: Callable[[int], None]) -> Callable[[int], None]:
    def call(descriptor: int) -> None:
        disk.touch(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    return call


def _checked_open(disk: Disk, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Any, mode: str = "r", *others: Any, **options: Any) -> Any:
        if set(mode) & set("wax+"):
            disk.touch(path)
        return real(path, mode, *others, **options)

    return call


def check_whole(desk: Bench) -> None:
    """Every file is one that somebody wrote whole."""
    for path in [*(desk.folder / ".runpress").rglob("*.json"), *desk.folder.glob("runpress.lock")]:
        json.loads(path.read_text(encoding="utf-8"))
    for path in desk.folder.glob("*.md"):
        assert path.read_text(encoding="utf-8").startswith("---\ntitle: ")
        assert path.read_text(encoding="utf-8").endswith("```\n")
    counts = Counter(read_marker(loads(view.spec)).document for view in desk.views(kind=None))
    assert set(counts.values()) <= {1}


@pytest.mark.parametrize(
    "code", [pytest.param(errno.ENOSPC, id="full"), pytest.param(errno.EIO, id="broken", marks=pytest.mark.soak)]
)
def test_whichever_call_fails(desk: Bench, code: int):
    (desk.folder / ".git").mkdir()
    nth, failed = 0, 0
    while True:
        nth += 1
        desk.write("one.md", REPORT.replace("Cosine wins", "One").replace("plateau", f"plateau {nth}"))
        desk.write("new.md", REPORT.replace("Cosine wins", f"New {nth}"))
        with failing(Disk(desk.folder, nth, code)) as disk:
            said = desk.publish()
        check_whole(desk)
        if disk.count < nth:
            break
        failed += 1
        assert "bug" not in said.err, f"call {nth}: {said.err}"
        assert said.code in (0, 2, 4), f"call {nth}: {said.err}"
        again = desk.publish()
        assert again.code == 0, f"after call {nth}: {again.err}"
        for view in desk.views():
            assert (f"plateau {nth}" in view.spec) or view.display_name == f"New {nth}"
    assert failed >= 12


def test_nothing_is_sent_where_no_backup_can_be_kept(desk: Bench):
    (desk.folder / ".git").mkdir()
    document = desk.write("one.md")
    assert desk.publish().code == 0
    document.write_text(document.read_text().replace("plateau", "summit"))
    saves = desk.saves()
    backups = desk.folder / ".runpress" / "backups"
    for folder in sorted(backups.rglob("*"), reverse=True):
        if folder.is_dir():
            for file in folder.iterdir():
                file.unlink() if file.is_file() else None
            folder.rmdir()
    backups.rmdir()
    backups.write_text("a file where a folder must be")
    said = desk.publish()
    assert said.code == 2
    assert "backups cannot be written" in said.err
    assert "nothing was sent" in said.err
    assert desk.saves() == saves
