"""Whole document repositories, built and read: `projects/NAME/input` gives `projects/NAME/expected`.

`expected/tree.txt` lists the files of the site, `expected/findings.txt` what `runpress check --data` says, `expected/PAGE.txt`
how a page reads (see `support/page_text.py`). Where they differ, what there was is written beside as `*-changed`.
`pytest --regen` rewrites what is expected: read each line of the difference before you keep it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from runpress.cli.main import main
from support.page_text import page_text

PROJECTS = Path(__file__).parent / "projects"
ASSETS = "assets/runpress/"
ENV = {"REPORTS_SITE_NAME": "Reports of the lab", "RUNPRESS_FORMAT": "", "GITHUB_ACTIONS": "", "COLUMNS": "100"}


def names() -> list[str]:
    return sorted(path.name for path in PROJECTS.iterdir() if path.is_dir())


def built(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, str]:
    """What a project gives, by the names of expected files."""
    where = shutil.copytree(PROJECTS / name / "input", folder / "input")
    monkeypatch.chdir(where)
    for variable, value in ENV.items():
        monkeypatch.setenv(variable, value)
    built_code = main(["build", ".", "-o", str(folder / "out")])
    capsys.readouterr()
    checked_code = main(["check", ".", "--data", "--format", "concise"])
    checked = capsys.readouterr().out
    files = sorted(
        path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*") if path.is_file()
    )
    found = {
        "tree.txt": "".join(f"{path}\n" for path in files if not path.startswith(ASSETS) or "/media/" in path),
        "findings.txt": f"build: exit code {built_code}\ncheck: exit code {checked_code}\n{_findings(checked)}",
    }
    for path in files:
        if path.endswith(".html"):
            text = (folder / "out" / path).read_text(encoding="utf-8")
            found[f"{path.removesuffix('.html')}.txt"] = page_text(text)
    return found


def _findings(text: str) -> str:
    marks = (": error[", ": warning[", ": note[")
    return "".join(line for line in text.splitlines(keepends=True) if any(mark in line for mark in marks))


@pytest.mark.parametrize("name", names())
def test_a_project_gives_what_is_expected(
    name: str,
    tmp_path: Path,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected, found = PROJECTS / name / "expected", built(name, tmp_path, monkeypatch, capsys)
    if pytestconfig.getoption("--regen"):
        assert not os.environ.get("CI"), "what is expected is never rewritten where nobody reads it"
        _rewrite(expected, found)
    there = {path.relative_to(expected).as_posix(): path for path in expected.rglob("*.txt")}
    wrong = [path for path in there if there[path].read_text(encoding="utf-8") != found.get(path)]
    wrong += [path for path in ("tree.txt", "findings.txt") if path not in there]
    for path in wrong:
        changed = expected / f"{path}-changed"
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_text(found.get(path, "There is no such page.\n"), encoding="utf-8")
    assert wrong == [], f"compare {expected} with the files `*-changed` in it"
    assert len(there) > 2, "choose pages to look at"


def _rewrite(expected: Path, found: dict[str, str]) -> None:
    """Write all of it the first time, later only what was chosen."""
    chosen = {path.relative_to(expected).as_posix() for path in expected.rglob("*.txt")} or set(found)
    for path in chosen & found.keys():
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_text(found[path], encoding="utf-8")
