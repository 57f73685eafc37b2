"""One job of a workflow: what runs when, what it leaves for later steps, and what it never does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runpress.integrations.ci.work import main
from runpress.server.store import ViewChange
from support.comment_server import CommentServer, comment_server
from support.local_server import KEY, Running, running

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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "there") as found:
        found.server.projects.ensure("ada", "digits", now="2026-01-01T00:00:00Z")
        yield found


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


def with_key(server: Running) -> dict[str, str]:
    return {"WANDB_API_KEY": KEY, "WANDB_BASE_URL": server.url}


def on_main(server: Running) -> dict[str, str]:
    return {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main", **with_key(server)}


def views(server: Running) -> list[str]:
    project = server.server.projects.find("ada", "digits")
    return [view.spec for view in server.server.views.all(project, type="runs")]


def test_a_pull_request_gets_its_plan_as_one_comment_and_publishes_nothing(tmp_path, repository, service, server):
    environ = github(tmp_path, service, **with_key(server))
    assert main(environ) == 0
    assert outputs(tmp_path)["changes"] == "true"
    (body,) = service.bodies()
    assert body.startswith("<!-- runpress plan  -->\n")
    assert "Plan: 1 to create" in body
    assert body.endswith("[this job](https://github.example/acme/reports/actions/runs/77).")
    (repository / "report.md").write_text(REPORT.replace("Three", "Four"), encoding="utf-8")
    assert main(environ) == 0
    assert len(service.bodies()) == 1
    assert views(server) == []


def test_the_default_branch_publishes_once(tmp_path, service, server, capfd):
    environ = github(tmp_path, service, **on_main(server))
    assert main(environ) == 0
    assert outputs(tmp_path)["changes"] == "true"
    assert len(views(server)) == 1
    assert main(environ) == 0
    assert outputs(tmp_path)["changes"] == "false"
    assert "Nothing to publish." in capfd.readouterr().out
    assert service.asked == []


def test_only_the_project_that_the_workflow_allows_is_written_to(tmp_path, repository, service, server, capfd):
    moved = REPORT.replace("ada/digits", "ada/secrets")
    (repository / "report.md").write_text(moved, encoding="utf-8")
    server.server.projects.ensure("ada", "secrets", now="2026-01-01T00:00:00Z")
    assert main(github(tmp_path, service, **on_main(server))) == 1
    assert "this document goes to `ada/secrets`" in capfd.readouterr().err
    assert server.server.views.all(server.server.projects.find("ada", "secrets"), type="runs") == []


def test_a_document_without_an_id_is_refused(tmp_path, repository, service, server, capfd):
    (repository / "report.md").write_text(REPORT.replace("id: learning-rates\n", ""), encoding="utf-8")
    assert main(github(tmp_path, service, **on_main(server))) == 1
    said = capfd.readouterr()
    assert "runpress check --fix" in said.out + said.err
    assert views(server) == []


def test_someone_elses_edit_stops_the_workflow_with_exit_code_5(tmp_path, repository, service, server):
    environ = github(tmp_path, service, **on_main(server))
    main(environ)
    project = server.server.projects.find("ada", "digits")
    (view,) = server.server.views.all(project, type="runs")
    edited = ViewChange(spec=view.spec.replace("Three", "Seven"))
    server.server.views.update(view.id, edited, now="2026-02-02T10:15:00Z")
    (repository / "report.md").write_text(REPORT.replace("Three", "Four"), encoding="utf-8")
    assert main(environ) == 5
    assert "Seven" in views(server)[0]


def test_a_comment_that_may_not_be_written_is_a_notice(tmp_path, service, server, capfd):
    service.writes_are_refused = True
    assert main(github(tmp_path, service, **with_key(server))) == 0
    said = capfd.readouterr().out
    assert "::notice::the plan is not in a comment: HTTP 403" in said
    assert "Plan: 1 to create" in said


def test_neither_the_key_nor_the_token_is_said_anywhere(tmp_path, service, server, capfd):
    token = "t" * 40
    environ = github(tmp_path, service, **with_key(server)) | {"GITHUB_TOKEN": token}
    main(environ)
    main({**environ, **on_main(server)})
    said = "".join(capfd.readouterr())
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "there" not in path.parts]
    assert len(said) > 100
    for secret in (KEY, token):
        assert secret not in said
        assert not any(secret.encode() in content for content in files)


def test_a_comment_does_not_keep_the_plan_of_an_earlier_change(tmp_path, repository, service, server):
    environ = github(tmp_path, service, **with_key(server))
    assert main(environ) == 0
    (repository / "report.md").write_text(WRONG, encoding="utf-8")
    assert main(environ) == 1
    (body,) = service.bodies()
    assert "There is no plan for the last change" in body
    assert "to create" not in body
    (repository / "report.md").write_text(REPORT.replace("ada/digits", "ada/nowhere"), encoding="utf-8")
    assert main(environ) == 1
    (body,) = service.bodies()
    assert "There is no plan for the last change" in body


def test_documents_give_the_runner_of_github_no_commands(tmp_path, repository, service, server, capfd):
    assert main(github(tmp_path, service, **on_main(server))) == 0
    capfd.readouterr()
    code = "~~~\n::error::from a document\n  ::add-mask::e\nx ##[set-env]y\n~~~\n"
    (repository / "report.md").write_text(REPORT + "\n" + code, encoding="utf-8")
    assert main(github(tmp_path, service, **with_key(server))) == 0
    assert main(github(tmp_path, service, **on_main(server))) == 0
    said = capfd.readouterr().out
    assert "error::from a document" in said
    assert not [line for line in said.splitlines() if line.strip().startswith("::") or "##[" in line]


def test_what_check_annotated_the_preview_does_not_annotate_again(tmp_path, repository, service, capfd):
    (repository / "report.md").write_text(WRONG, encoding="utf-8")
    assert main(github(tmp_path, service)) == 1
    said = capfd.readouterr()
    assert (said.out + said.err).count("::error file=report.md") == 1


def test_a_publish_that_changed_nothing_says_so_to_later_steps(tmp_path, service, server):
    environ = github(tmp_path, service, **on_main(server))
    assert main(environ) == 0
    (view,) = server.server.views.all(server.server.projects.find("ada", "digits"), type="runs")
    change = ViewChange(spec=view.spec.replace("Three", "Nine"))
    server.server.views.update(view.id, change, now="2026-02-02T10:15:00Z")
    assert main(environ) == 5
    assert outputs(tmp_path)["changes"] == "false"


@pytest.mark.parametrize("answer", [[1], {"message": "x"}, "x", None])
def test_an_answer_of_another_form_is_a_notice(tmp_path, service, server, capfd, answer):
    service.comments = answer if isinstance(answer, list) else [answer]
    assert main(github(tmp_path, service, **with_key(server))) == 0
    assert "::notice::the plan is not in a comment" in capfd.readouterr().out
