"""The key is nowhere but in requests: not in what commands say, not in what they write, not in what they start."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from runpress.client.connecting import connect
from runpress.client.credentials import read_key
from runpress.client.graphql import Operation
from runpress.errors import RunpressError, UsageError
from support.faulty import FOREVER, Faulty, faulty
from support.local_server import KEY, Running, running
from support.publishing import Bench, bench

FORMS = (
    KEY,
    quote(KEY, safe=""),
    base64.b64encode(KEY.encode()).decode(),
    base64.b64encode(f"api:{KEY}".encode()).decode(),
    KEY[::-1],
    KEY[: len(KEY) // 2],
    KEY[len(KEY) // 2 :],
)
COMMANDS = (
    ["check"],
    ["plan"],
    ["plan", "--format", "json"],
    ["plan", "--format", "markdown"],
    ["plan", "--out", "plan.json"],
    ["publish", "--yes"],
    ["status", "--format", "json"],
    ["history", "lr.md"],
    ["rollback", "lr.md", "--yes"],
    ["share", "enable", "lr.md", "--yes"],
    ["share", "show", "lr.md"],
    ["share", "disable", "lr.md", "--yes"],
    ["comments"],
    ["pull", "lr.md", "--dry-run"],
    ["pull", "lr.md", "--merge"],
    ["pull", "--all", "acme/digits", "-o", "pulled"],
    ["open", "lr.md", "--print"],
    ["doctor"],
    ["build"],
    ["delete", "lr.md", "--yes"],
)
FAULTS: dict[str, int] = {
    # How often; what is asked again is so few times that no test waits long.
    "none": 0,
    "401": FOREVER,
    "echo": FOREVER,
    "html": FOREVER,
    "ok_with_errors": FOREVER,
    "redirect": FOREVER,
    "404": FOREVER,
    "500": 1,
    "lost_reply": 1,
    "half_body": 1,
    "tls": 1,
}
_started: list[str] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("subprocess.Popen", "os.exec", "os.posix_spawn"):
        _started.append(repr(arguments[:2]))


sys.addaudithook(_hook)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture(scope="module")
def proxy(local: Running) -> Iterator[Faulty]:
    with faulty(local.url) as found:
        yield found


@pytest.fixture
def desk(
    tmp_path: Path,
    local: Running,
    proxy: Faulty,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Bench]:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("HOME", str(tmp_path))
    proxy.heal()
    with bench(tmp_path / "here", local, capsys) as made:
        made.environ["WANDB_BASE_URL"] = proxy.url
        made.write("mkdocs.yml", "site_name: Mine\ndocs_dir: .\n")
        made.write("lr.md")
        yield made
    proxy.heal()


def leaks(*texts: str) -> list[str]:
    """The forms of the key that stand in any of these."""
    return [form for form in FORMS for text in texts if form in text]


def written(folder: Path) -> str:
    """All that was written anywhere, names too."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path}\n{path.read_bytes().decode('latin-1')}" for path in paths)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, marks=[] if fault in ("none", "401", "echo", "500") else [pytest.mark.soak])
        for fault in FAULTS
    ],
)
def test_no_command_lets_the_key_out(fault: str, desk: Bench, proxy: Faulty, tmp_path: Path) -> None:
    _started.clear()
    assert desk.publish().code == 0
    for command in COMMANDS:
        if fault != "none":
            proxy.fail(fault, lambda asked: asked.path == "/graphql", times=FAULTS[fault])
        said = desk.run(*command)
        assert not leaks(said.out, said.err), command
        assert "Traceback" not in said.err, said.err
        assert "\x1b[31mred" not in said.err
    assert not leaks(written(tmp_path))
    assert not leaks(*_started)


def test_a_share_link_is_printed_and_kept_nowhere(desk: Bench, tmp_path: Path) -> None:
    desk.publish()
    said = desk.run("share", "enable", "lr.md", "--yes")
    token = said.out.partition("accessToken=")[2].split()[0]
    assert len(token) > 20
    desk.run("plan", "--out", "plan.json")
    desk.publish()
    assert token not in written(tmp_path)


@pytest.mark.parametrize("verbosity", [[], ["-v"], ["-vv"]])
def test_a_crash_says_where_and_not_with_what(
    desk: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verbosity: list[str]
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("httpx.Client.send", broken)
    said = desk.run("plan", *verbosity)
    assert said.code == 70
    assert "ZeroDivisionError" in said.err
    assert not leaks(said.out, said.err, written(tmp_path))


def test_a_traceback_with_locals_of_the_client_holds_no_key(proxy: Faulty) -> None:
    proxy.fail("echo", lambda _: True, times=FOREVER)
    connection = connect({"WANDB_BASE_URL": proxy.url}, key_from=io.StringIO(f"{KEY}\n"))
    try:
        connection.views.graphql.ask(Operation("Viewer", "query Viewer { viewer { id } }"), {})
    except RunpressError as error:
        found = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    finally:
        connection.close()
    assert "operation = " in found
    assert not leaks(found, repr(connection))
    proxy.heal()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no key on standard input"),
        ("  \n", "no key on standard input"),
        (f"{KEY} {KEY}", "no key"),
        (f"{KEY}\n{KEY}", "no key"),
        ("k" * 5000, "no key"),
        (f"{KEY}\x1b", "no key"),
        ("schlüssel", "no key"),
    ],
)
def test_what_is_no_key_is_refused_without_saying_it(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        read_key(io.StringIO(text))
    assert not leaks(str(refused.value), refused.value.hint or "")
    assert "schl" not in str(refused.value)


def test_a_key_comes_by_standard_input_alone(desk: Bench, local: Running) -> None:
    """As a program: the key is read from the pipe, and no variable is needed."""
    command = [sys.executable, "-m", "runpress", "plan", "--api-key-stdin", "--host", local.url]
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(desk.folder.parent), "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        command,
        input=f"{KEY}\n",
        cwd=desk.folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, "Plan: " in done.stdout) == (0, True), done.stderr
    assert not leaks(done.stdout, done.stderr)
    wrong = subprocess.run(
        command, input="x" * 40, cwd=desk.folder, env=environ, capture_output=True, text=True, check=False, timeout=300
    )
    assert wrong.returncode == 3
    assert "x" * 40 not in wrong.stdout + wrong.stderr
