"""The tutorial on publishing: every command of it is run, in order, in one shell session."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runpress.server.store import ViewChange
from support.local_server import KEY, Running, running

PAGE = Path(__file__).parents[2] / "content" / "guide" / "publishing.md"
PIECE = re.compile(
    r"^```bash\n(?P<commands>.*?)^```$|^<!-- on the server: (?P<old>.*) → (?P<new>.*) -->$", re.MULTILINE | re.DOTALL
)
EXPECTED = re.compile(r"#.*exit code (\d+)")
SHOWN = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server")) as found:
        yield found


class Shell:
    """A folder and variables that commands change, as a terminal keeps them."""

    def __init__(self, home: Path, server: Running) -> None:
        self.folder = home
        self.said: list[str] = []
        binaries = home / "bin"
        binaries.mkdir()
        program = binaries / "runpress"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m runpress "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self.environ = {
            "PATH": f"{binaries}:{os.environ['PATH']}",
            "HOME": str(home),
            "GIT_AUTHOR_NAME": "Ada",
            "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_COMMITTER_NAME": "Ada",
            "GIT_COMMITTER_EMAIL": "ada@example.com",
            "WANDB_BASE_URL": server.url,
            "WANDB_API_KEY": KEY,
        }

    def run(self, command: str) -> None:
        """Run one line; it ends as the page says."""
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return
        done = subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        expected = EXPECTED.search(command)
        assert done.returncode == int(expected[1] if expected else 0), f"{command}\n{done.stdout}{done.stderr}"
        self.said.append(done.stdout)


def pieces() -> Iterator[re.Match[str]]:
    yield from PIECE.finditer(PAGE.read_text(encoding="utf-8"))


def test_every_command_does_what_the_page_says(tmp_path: Path, server: Running):
    shell = Shell(tmp_path, server)
    ran = 0
    for piece in pieces():
        if piece["commands"] is None:
            edit_on_the_server(server, piece["old"].lstrip("# "), piece["new"].lstrip("# "))
            continue
        for line in piece["commands"].splitlines():
            # The server of the test stands for the one of the page, and its address and key for those lines.
            if not line.startswith(("runpress serve", "export ")):
                shell.run(line)
                ran += 1
    assert ran > 25
    plans = [without_addresses(said) for said in shell.said if said.startswith("Plan for")]
    shown = SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    assert len(shown) == 2
    for text in shown:
        assert any(text in plan for plan in plans), "\n".join(plans)


def without_addresses(plan: str) -> str:
    """A plan without the lines that the page does not show: the server's, and the addresses of views."""
    lines = [line for line in plan.splitlines(keepends=True) if "http://" not in line]
    return "".join(lines)


def edit_on_the_server(server: Running, old: str, new: str) -> None:
    project = server.server.projects.find("my-team", "first-project")
    (view,) = server.server.views.all(project, type="runs")
    assert f'"{old}"' in view.spec
    change = ViewChange(spec=view.spec.replace(f'"{old}"', f'"{new}"'))
    server.server.views.update(view.id, change, now="2026-02-02T10:15:00Z")
