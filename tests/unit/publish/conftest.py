"""A local server and a folder of documents for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.local_server import running
from support.publishing import WITH_ID, Bench, bench


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Bench]:
    with running(tmp_path / "there") as local, bench(tmp_path / "here", local, capsys) as made:
        yield made


@pytest.fixture
def published(desk: Bench) -> Bench:
    """The desk with one report, `lr.md`, that is published."""
    desk.write("lr.md", WITH_ID)
    assert desk.publish().code == 0
    return desk
