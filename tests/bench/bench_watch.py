"""From a save to the changed block at the reader, in small and large repositories, in one run.

    python tests/bench/bench_watch.py [--small 100 --large 1000 --saves 30]

A preview runs as a program; a reader listens as a page does. Measured is the time from the end of the
save to the message with the new block, and the time from the start of the program to its first page.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from corpus import name, write_corpus
from timing import Programs, report

from support.sites import Served, serving

MOST_MEDIAN_MS = 100
MOST_SLOWEST_MS = 200
MOST_OF_SMALL = 1.2
MOST_START_SECONDS = 1.5


class Reader:
    """Listens to the events of a page."""

    def __init__(self, served: Served, path: str) -> None:
        page = served.get(path)[2].decode()
        found = re.search(r'data-events="([^"]+)"', page)
        if found is None:
            sys.exit(f"{path} is no live page")
        self._connection = socket.create_connection(("127.0.0.1", served.port), timeout=10)
        request = f"GET {html.unescape(found[1])} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n"
        self._connection.sendall(request.encode())
        self._rest = b""
        self.until("")

    def until(self, text: str) -> None:
        """Wait for a patch that brings the text."""
        while True:
            while b"\n\n" not in self._rest:
                self._rest += self._connection.recv(65536)
            event, _, self._rest = self._rest.partition(b"\n\n")
            data = re.search(rb"data: (\{.*\})", event)
            message = json.loads(data[1]) if data else {}
            if message.get("type") == "patch" and (
                not text or any(text in entry.get("html", "") for entry in message["order"])
            ):
                return

    def close(self) -> None:
        """Go away."""
        self._connection.close()


def measure(root: Path, count: int, saves: int) -> tuple[float, float, float]:
    """Median and 95th percentile of a save in ms, and the seconds to the first page."""
    folder = write_corpus(root / str(count), count)
    started = time.perf_counter()
    with serving(folder, root / f"log-{count}") as served:
        if served.get(f"/docs/{name(0).replace('.md', '.html')}")[0] != 200:
            sys.exit("no page")
        start = time.perf_counter() - started
        reader = Reader(served, f"/docs/{name(1).replace('.md', '.html')}")
        path = folder / "docs" / name(1)
        text = path.read_text()
        taken = []
        for at in range(saves):
            path.write_text(text.replace("## Results", f"Saved {at} times over.\n\n## Results"))
            saved = time.perf_counter()
            reader.until(f"Saved {at} times over.")
            taken.append((time.perf_counter() - saved) * 1000)
            time.sleep(0.2)
        reader.close()
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1], start


def main() -> None:
    """Measure and report; fails if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, value in {"small": 100, "large": 1000, "saves": 30}.items():
        parser.add_argument(f"--{option}", type=int, default=value)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(Programs(Path(folder) / "bytecode").environ)
        small, _, _ = measure(Path(folder), options.small, options.saves)
        median, slowest, start = measure(Path(folder), options.large, options.saves)
    print(
        f"{options.small} documents: {small:.0f} ms; {options.large} documents: {median:.0f} ms, 95th percentile {slowest:.0f} ms"
    )
    good = report(f"save to block, {options.large} documents, median ms", median, MOST_MEDIAN_MS)
    good &= report("95th percentile ms", slowest, MOST_SLOWEST_MS)
    good &= report(f"to that with {options.small} documents", median / small, MOST_OF_SMALL)
    good &= report("first page, seconds", start, MOST_START_SECONDS)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
