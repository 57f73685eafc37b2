"""`runpress doctor` says what is there and what is missing, changes nothing, and never shows a key."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runpress.cli.main import main
from support.local_server import KEY, Running, running

CONFIGURATION = "site_name: Reports\nplugins:\n  - runpress:\n      project: ada/digits\n"
Doctor = Callable[..., tuple[int, dict[str, dict[str, str]]]]


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        found.server.projects.ensure("ada", "digits", now=found.server.now())
        yield found


@pytest.fixture
def doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Doctor:
    """Runs the command in a repository; the exit code, and the checks by name."""
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("WANDB_API_KEY", "WANDB_BASE_URL", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*arguments: str, **environ: str) -> tuple[int, dict[str, dict[str, str]]]:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        code = main(["doctor", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        assert KEY not in out + err
        return code, {check["name"]: check for check in json.loads(out)["checks"]}

    return run


def test_all_is_well(doctor, local):
    code, checks = doctor(WANDB_BASE_URL=local.url, WANDB_API_KEY=KEY)
    assert code == 0
    assert {name for name, check in checks.items() if check["state"] == "failed"} == set()
    assert checks["host"]["message"] == f"{local.url} (WANDB_BASE_URL)"
    assert checks["key"] == {"name": "key", "state": "ok", "message": "from WANDB_API_KEY", "help": ""}
    assert checks["user"]["message"].startswith("the key belongs to ada")


def test_no_key_is_exit_code_3_and_says_where_keys_come_from(doctor, local):
    code, checks = doctor(WANDB_BASE_URL=local.url)
    assert code == 3
    assert "set WANDB_API_KEY" in checks["key"]["message"]


def test_a_wrong_key_is_exit_code_3(doctor, local):
    code, checks = doctor(WANDB_BASE_URL=local.url, WANDB_API_KEY="x" * 40)
    assert code == 3
    assert checks["server"]["state"] == "failed"
    assert checks["server"]["help"] == "put this server's key into WANDB_API_KEY, or log in with `wandb login`"


def test_no_server_is_exit_code_6(doctor, monkeypatch):
    monkeypatch.setattr("runpress.client.graphql.MOST_ATTEMPTS", 1)
    code, checks = doctor("--host", "http://127.0.0.1:9", WANDB_API_KEY=KEY)
    assert code == 6
    assert checks["host"]["message"] == "http://127.0.0.1:9 (the command line)"
    assert "cannot be reached" in checks["server"]["message"]
    assert checks["server"]["help"].startswith("check the address, in WANDB_BASE_URL or after --host")


def test_a_netrc_that_others_can_read_is_a_warning(doctor, local, tmp_path):
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine 127.0.0.1 login user password {KEY}\n", encoding="utf-8")
    netrc.chmod(0o644)
    code, checks = doctor(WANDB_BASE_URL=local.url)
    assert code == 0
    assert checks["key"]["state"] == "warning"
    assert checks["key"]["help"] == f"others can read {netrc}: chmod 600 {netrc}"


def test_a_project_that_is_not_there_is_a_warning_with_the_way_on(doctor, local, tmp_path):
    text = CONFIGURATION.replace("ada/digits", "ada/digtis")
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    _, checks = doctor(WANDB_BASE_URL=local.url, WANDB_API_KEY=KEY)
    assert checks["project"]["message"] == "there is no ada/digtis, or the key may not read it"
    assert "--create-project" in checks["project"]["help"]


def test_projects_of_targets_are_those_that_publishing_would_use(local, tmp_path, monkeypatch, capsys):
    text = CONFIGURATION.replace("project: ada/digits", "entity: corp\n      project: digits")
    targets = "{staging: {project: tests}, prod: {entity: acme}, mine: {project: ada/digits}, draft: {draft: true}}"
    (tmp_path / "mkdocs.yml").write_text(f"{text}      targets: {targets}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WANDB_BASE_URL", local.url)
    monkeypatch.setenv("WANDB_API_KEY", KEY)
    main(["doctor", "--format", "json"])
    said = [check["message"] for check in json.loads(capsys.readouterr().out)["checks"] if check["name"] == "project"]
    assert said == [
        "there is no corp/tests, or the key may not read it",
        "there is no acme/digits, or the key may not read it",
        "ada/digits can be read",
        "there is no corp/digits, or the key may not read it",
    ]


def test_a_lock_with_conflict_markers_is_found(doctor, local, tmp_path):
    (tmp_path / "runpress.lock").write_text("<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", encoding="utf-8")
    code, checks = doctor(WANDB_BASE_URL=local.url, WANDB_API_KEY=KEY)
    assert code == 1
    assert checks["lock"]["state"] == "failed"


def test_backups_that_cannot_be_written_are_found(doctor, local, tmp_path):
    (tmp_path / ".runpress").write_text("a file where a folder must be", encoding="utf-8")
    code, checks = doctor(WANDB_BASE_URL=local.url, WANDB_API_KEY=KEY)
    assert code == 2
    assert checks["backups"]["state"] == "failed"


@pytest.mark.usefixtures("doctor")
def test_text_for_people_has_a_line_a_check(local, monkeypatch, capsys):
    monkeypatch.setenv("WANDB_BASE_URL", local.url)
    monkeypatch.setenv("WANDB_API_KEY", KEY)
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok       versions       runpress ")
    assert f"ok       host           {local.url} (WANDB_BASE_URL)" in lines
