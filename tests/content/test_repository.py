"""The repository's own files: locks, targets, hooks, navigation."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support.sites import run, write

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?: ; .*?)?)(?: \\\n +--hash=sha256:[0-9a-f]{64})+$", re.MULTILINE)


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(lock: str) -> set[str]:
    """The names that a lock must hold: run-time dependencies, and its group's."""
    declared = project()
    groups = declared["dependency-groups"]
    names = declared["project"]["dependencies"] + groups["build"]
    if lock == "requirements-dev.lock":
        names += [entry for entry in groups["dev"] if isinstance(entry, str)]
    return {canonicalize_name(Requirement(name).name) for name in names}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_belongs_to_a_package_with_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert ENTRY.sub("", text).strip() == ""
    assert len(ENTRY.findall(text)) > 20


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_all_declared_dependencies(lock):
    locked = {canonicalize_name(name) for name, *_ in ENTRY.findall((ROOT / lock).read_text(encoding="utf-8"))}
    assert wanted(lock) <= locked


def test_both_locks_agree_on_versions():
    first, second = (
        {(canonicalize_name(name), version) for name, version, _ in ENTRY.findall((ROOT / lock).read_text())}
        for lock in LOCKS
    )
    assert first <= second


def test_wandb_is_no_run_time_dependency():
    assert not {name for name in wanted("requirements.lock") if name.startswith("wandb")}


def test_make_lists_its_targets():
    listed = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "check", "fix", "bench", "soak", "record", "lock"):
        assert re.search(rf"^  make {target} ", listed, re.MULTILINE), target


def test_hooks_run_programs_of_the_development_environment():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"], "nothing is fetched"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for hook in config["repos"][0]["hooks"]:
        program = hook["entry"].split()[0].removeprefix(".venv/bin/")
        assert f"$(BIN)/{program}" in makefile, hook["id"]


@pytest.mark.parametrize("script", [".ci/run", ".ci/venv", ".ci/chromium"])
def test_scripts_stop_at_the_first_failure_and_parse(script):
    path = ROOT / script
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert path.stat().st_mode & 0o111
    subprocess.run([shutil.which("bash") or "bash", "-n", str(path)], check=True)


def test_an_old_python_is_refused_in_words(tmp_path):
    old = tmp_path / "python3.10"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        [str(ROOT / ".ci/venv"), str(tmp_path / "env"), str(old)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Python 3.11, 3.12 or 3.13" in done.stderr
    assert not (tmp_path / "env").exists()


def test_the_navigation_names_every_document_once():
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = sorted(leaves(config["nav"]))
    there = sorted(path.relative_to(ROOT / "content").as_posix() for path in (ROOT / "content").rglob("*.md"))
    assert named == there, "name each page of content/ once under `nav` in mkdocs.yml"


def leaves(entry: object) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    parts = entry.values() if isinstance(entry, dict) else entry
    return [leaf for part in parts for leaf in leaves(part)]


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_readme_shows_the_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_the_document_of_the_readme_is_good(tmp_path):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    document = re.search(r"^````markdown\n(.*?)^````$", text, re.DOTALL | re.MULTILINE)[1]
    settings = "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/digits: runs}\n"
    folder = write(tmp_path / "p", {"mkdocs.yml": settings, "docs/index.md": document})
    shutil.copytree(ROOT / "content" / "runs" / "digits", folder / "runs")
    done = run("check", "--data", "--strict", cwd=folder)
    assert (done.returncode, done.stdout + done.stderr) == (0, "All good: 1 report, 2 panels, 1 run set.\n")


def test_the_pictures_of_the_readme_are_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', text)
    assert len(pictures) == 2
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_a_browser_that_is_there_is_not_installed_again():
    done = subprocess.run(
        ["bash", ".ci/chromium", sys.executable],
        cwd=ROOT,
        env={**os.environ, "CHROMIUM": sys.executable},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
