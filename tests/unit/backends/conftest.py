"""A project to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.built import FILES
from support.sites import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "project", FILES)
