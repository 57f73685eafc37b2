"""One job of a workflow: what runs when, what it leaves for later steps, and what it never does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runpress.integrations.ci.work import main
from support.comment_server import CommentServer, comment_server

REPORT = """---
title: Learning rates
kind: report
id: learning-rates
project: ada/digits
---

Three rates were tried.
"""
WRONG = REPORT.replace("Three", "```panel\ntype: lines\n```\n\nThree")


@pytest.fixture
def service() -> Iterator[CommentServer]:
    with comment_server() as state:
        yield state


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def github(tmp_path: Path, service: CommentServer, **others: str) -> dict[str, str]:
    """The environment of a job of GitHub's on a pull request, as the action sets it."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_REF": "refs/pull/12/merge",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_API_URL": service.url,
        "GITHUB_REPOSITORY": "acme/reports",
        "GITHUB_RUN_ID": "77",
        "GITHUB_TOKEN": "token",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "DEFAULT_BRANCH": "main",
        "PULL_REQUEST": "12",
        "PREVIEW": str(tmp_path / "preview"),
        "ALLOW_TARGET": "ada/digits",
        "PATHS": "",
        "TARGET": "",
        **others,
    }


def outputs(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "outputs"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return dict(line.split("=", 1) for line in lines)


def test_a_fork_gets_a_check_and_a_preview_and_no_red_cross(tmp_path, service, capfd):
    assert main(github(tmp_path, service)) == 0
    assert outputs(tmp_path) == {"preview": str(tmp_path / "preview")}
    assert "Three rates were tried." in (tmp_path / "preview" / "report.html").read_text(encoding="utf-8")
    assert "::notice::There is no key, so nothing is planned" in capfd.readouterr().out
    assert service.asked == []


def test_findings_are_annotations_and_the_preview_is_there_all_the_same(tmp_path, repository, service, capfd):
    (repository / "report.md").write_text(WRONG, encoding="utf-8")
    assert main(github(tmp_path, service, WANDB_API_KEY="k" * 40, WANDB_BASE_URL="http://127.0.0.1:9")) == 1
    assert "::error file=report.md,line=9,col=7" in capfd.readouterr().out
    assert outputs(tmp_path) == {"preview": str(tmp_path / "preview")}
    assert "there is no panel type" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_another_branch_is_checked_and_nothing_more(tmp_path, service):
    environ = github(tmp_path, service, GITHUB_EVENT_NAME="push", GITHUB_REF="refs/heads/feature")
    assert main(environ | {"WANDB_API_KEY": "k" * 40, "WANDB_BASE_URL": "http://127.0.0.1:9"}) == 0
    assert outputs(tmp_path) == {}
    assert not (tmp_path / "preview").exists()


def test_the_default_branch_without_a_key_is_an_error(tmp_path, service, capfd):
    environ = github(tmp_path, service, GITHUB_EVENT_NAME="push", GITHUB_REF="refs/heads/main")
    assert main(environ) == 3
    assert "there is no key to publish with" in capfd.readouterr().err


def test_a_tag_named_as_the_default_branch_publishes_nothing(tmp_path, service):
    environ = github(tmp_path, service, GITHUB_EVENT_NAME="push", GITHUB_REF="refs/tags/main")
    assert main(environ) == 0


def test_modules_that_lie_in_the_repository_are_not_imported(tmp_path, repository, service):
    for name in ("httpx.py", "yaml.py", "runpress.py"):
        (repository / name).write_text("raise SystemExit(99)\n", encoding="utf-8")
    assert main(github(tmp_path, service)) == 0


def test_gitlab_says_by_its_own_variables_why_a_job_runs(tmp_path, capfd):
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CI": "true", "PREVIEW": str(tmp_path / "preview")}
    assert main(environ | {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "12"}) == 0
    assert (tmp_path / "preview" / "report.html").exists()
    assert main(environ | {"CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": "main"}) == 3
    assert "there is no key to publish with" in capfd.readouterr().err
