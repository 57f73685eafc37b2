"""What git knows: commits of unchanged files, older texts, which clones are of one repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from runpress.publish.memory.repository import Repository, run_git

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.com")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(("git", *IDENTITY, *arguments), cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a b.md").write_text("one\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "First")
    return tmp_path


def test_an_unchanged_file_is_of_the_commit_that_is_checked_out(folder: Path):
    file = folder / "docs" / "a b.md"
    assert Repository(folder / "docs", run_git).commit_of(file) == git(folder, "rev-parse", "HEAD")
    assert Repository(folder, run_git).path_of(file) == "docs/a b.md"
    file.write_text("two\n")
    assert Repository(folder, run_git).commit_of(file) == ""
    new = folder / "docs" / "new.md"
    new.write_text("x")
    assert Repository(folder, run_git).commit_of(new) == ""
    assert Repository(folder, run_git).commit_of(folder.parent / "elsewhere.md") == ""


def test_older_texts_are_read_and_nothing_else(folder: Path):
    repository = Repository(folder, run_git)
    head = repository.head
    (folder / "docs" / "a b.md").write_text("two\n")
    assert repository.text_at(head, "docs/a b.md") == "one\n"
    assert repository.text_at(head, "docs/none.md") is None
    assert repository.text_at("f" * 40, "docs/a b.md") is None
    for odd in ("", "HEAD", "--output=x", "../x", "main"):
        assert repository.text_at(odd, "docs/a b.md") is None


@pytest.mark.parametrize("name", ["none", "empty"])
def test_without_a_repository_nothing_is_known(tmp_path: Path, name: str):
    folder = tmp_path / name
    folder.mkdir()
    if name == "empty":
        git(folder, "init", "-q")
    (folder / "a.md").write_text("x")
    repository = Repository(folder, run_git)
    assert (repository.head, repository.digest, repository.commit_of(folder / "a.md")) == ("", "", "")
    assert repository.text_at("abcdef1", "a.md") is None


def test_without_git_nothing_is_known(tmp_path: Path):
    repository = Repository(tmp_path, lambda _folder, _arguments: None)
    assert (repository.root, repository.head, repository.digest, repository.path_of(tmp_path)) == (None, "", "", "")


def digest(url: str) -> str:
    answers = {"config": f"{url}\n".encode()}
    return Repository(Path(), lambda _folder, arguments: answers.get(arguments[0])).digest


def test_the_ways_to_write_an_address_are_one_repository():
    same = (
        "git@github.com:acme/reports.git",
        "https://github.com/acme/reports",
        "https://token@github.com/Acme/Reports.git",
        "ssh://git@github.com/acme/reports/",
    )
    assert len({digest(url) for url in same}) == 1
    assert digest("https://github.com/acme/other") != digest(same[0])
    assert "github" not in digest(same[0])


def test_hooks_and_monitors_of_a_repository_are_not_run(folder: Path):
    trap = folder / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {folder / 'sprung'}\n")
    trap.chmod(0o755)
    git(folder, "config", "core.fsmonitor", str(trap))
    assert Repository(folder, run_git).commit_of(folder / "docs" / "a b.md")
    assert not (folder / "sprung").exists()
