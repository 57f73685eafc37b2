"""The local server's API on a port of its own, and the real packages as its clients, in a process of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import uvicorn

from runpress.server.app import ApiApp
from runpress.server.context import Server
from runpress.server.store import open_database

KEY = "local-" + "k" * 40


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    url: str
    server: Server
    home: Path

    def run(self, code: str) -> str:
        """What a script of a real client prints. Fails with what it says if it fails."""
        environ = self.environ()
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=self.home, env=environ, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def environ(self) -> dict[str, str]:
        """The environment of a client: this server, and a home of its own."""
        folders = {
            name: str(self.home / name.lower())
            for name in ("WANDB_DIR", "WANDB_CACHE_DIR", "WANDB_CONFIG_DIR", "WANDB_DATA_DIR")
        }
        for folder in folders.values():
            Path(folder).mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "WANDB_BASE_URL": self.url,
            "WANDB_API_KEY": KEY,
            "WANDB_SILENT": "true",
            "WANDB_CONSOLE": "off",
            "WANDB_ERROR_REPORTING": "false",
            **folders,
        }


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """A server whose database and files are in this folder."""
    # As `runpress serve` binds: sockets that do not name TCP answer 40 ms later.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    port = int(listener.getsockname()[1])
    ticks, tokens = count(), count()
    server = Server(
        database=open_database(folder / "server"),
        folder=folder / "files",
        entity="ada",
        clock=lambda: datetime.fromtimestamp(1_700_000_000 + next(ticks), UTC),
        make_token=lambda: f"token{next(tokens):035d}",
        base_url=f"http://127.0.0.1:{port}",
        upload_key=b"signs",
    )
    app = ApiApp(server, KEY, allows_host=lambda host: host == f"127.0.0.1:{port}").asgi()
    listening = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=listening.run, args=([listener],), daemon=True)
    thread.start()
    while not listening.started:
        assert thread.is_alive(), "the server has not come up"
        time.sleep(0.01)
    try:
        yield Running(f"http://127.0.0.1:{port}", server, folder / "home")
    finally:
        listening.should_exit = True
        thread.join()
        listener.close()
        server.database.close()
