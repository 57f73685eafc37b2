"""Small projects for tests: written into a folder, built, served."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "compiler"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files in the folder; the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def run(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`runpress` with these arguments, as a program."""
    environ = {**os.environ, "PYTHONPATH": str(PACKAGE), **(env or {})}
    command = [sys.executable, "-m", "runpress", *arguments]
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=300, check=False)


class Served:
    """A preview that runs as a program."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to a plain request: status, headers in lower case, body."""
        lines = {"Host": f"127.0.0.1:{self.port}", "Connection": "close", **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items() if value)
        return self.raw(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())

    def raw(self, request: bytes, *, until: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        """The answer to these bytes: all of it, or as soon as it has some that are named."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=300) as connection:
            connection.sendall(request)
            answer = b""
            while not until or until not in answer:
                part = connection.recv(65536)
                if not part:
                    break
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return int(status.split()[1]), headers, body


@contextmanager
def serving(folder: Path, log: Path, *arguments: str) -> Iterator[Served]:
    """A preview of a folder."""
    environ = {**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "runpress", "serve", str(folder), "--port", "0", *arguments]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environ)
        try:
            assert process.stdout is not None
            address = process.stdout.readline().decode()
            assert address, log.read_text()
            port = int(address.split("/")[2].rpartition(":")[2])
            _wait(port)
            yield Served(port, log)
        finally:
            process.terminate()
            process.wait(timeout=300)
            if process.stdout is not None:
                process.stdout.close()


def _wait(port: int) -> None:
    ends = time.monotonic() + 120
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=60).close()
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
        else:
            return
