"""The real package reads the prose that documents become, but for what it knows nothing of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.cases import CASES
from support.wandb_package import loaded, offline

SPECS = [path for area in ("prose", "simpler") for path in sorted((CASES / "specs" / area).glob("*.json"))]
UNREADABLE = {
    "prose/headings": "a stored heading of level 4",
    "prose/raw": "a block that is no object",
    "prose/tasks": "a list of tasks and others",
}
OPAQUE = {
    "prose/code": "a language that the package does not list",
    "prose/galleries": "a card without a picture",
    "prose/media": "a playlist",
    "prose/queries": "a query of an author's own",
    "simpler/images-and-embeds": "a playlist",
    "simpler/quotes": "a card without a picture",
}


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def reports(paths: list[Path]) -> list[Path]:
    return [path for path in paths if "blocks" in json.loads(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", reports(SPECS), ids=name)
def test_the_package_reads_the_report(path: Path) -> None:
    spec = json.loads(path.read_text(encoding="utf-8"))
    with offline():
        if name(path) in UNREADABLE:
            with pytest.raises(ValueError, match="validation error"):
                loaded("report", spec)
            return
        kinds = [type(block).__name__ for block in loaded("report", spec).blocks]
    assert ("UnknownBlock" in kinds) == (name(path) in OPAQUE)
