"""What building a site costs, as ratios to MkDocs on the same documents, interleaved in one run.

    python tests/bench/bench_build.py [--small 100 --large 1000 --rounds 3 --huge 5000]

Whole programs are timed, start-up included; memory is the greatest of all processes. MkDocs writes the
whole navigation into each page, so it grows with their number: the fair comparison is the small site.
`--huge 0` leaves out the cost of a page in a very large site.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus import name, write_corpus

PACKAGE = Path(__file__).parents[2] / "compiler"
MOST_OF_MKDOCS_SMALL = 0.8
MOST_OF_MKDOCS_LARGE = 0.3
MOST_OF_MEMORY = 1.5
MOST_A_PAGE = 1.15


class Timed:
    """How long a program took, in seconds, and its greatest memory in MB."""

    def __init__(self, command: list[str], folder: Path) -> None:
        environ = {**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONPYCACHEPREFIX": str(folder.parent / "bytecode")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        started = time.perf_counter()
        process = os.spawnve(  # noqa: S606 - our own program, waited for with its memory
            os.P_NOWAIT, command[0], command, {**environ, "FOLDER": str(folder)}
        )
        _, status, usage = os.wait4(process, 0)
        self.seconds = time.perf_counter() - started
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        self.is_good = os.waitstatus_to_exitcode(status) == 0


def ours(folder: Path, *more: str) -> Timed:
    """Build with this program."""
    code = "import os; os.chdir(os.environ['FOLDER']); from runpress.cli.program import run; run()"
    return Timed(
        [
            sys.executable,
            "-c",
            code,
            "build",
            "-o",
            str(folder.parent / f"{folder.name}-out"),
            "--format",
            "github",
            *more,
        ],
        folder,
    )


def mkdocs(folder: Path) -> Timed:
    """Build with MkDocs."""
    code = "import os, sys; os.chdir(os.environ['FOLDER']); from mkdocs.__main__ import cli; cli()"
    return Timed([sys.executable, "-W", "ignore", "-c", code, "build", "-q"], folder)


def cold(folder: Path) -> Timed:
    """Build with this program, with nothing remembered."""
    shutil.rmtree(folder / ".runpress", ignore_errors=True)
    shutil.rmtree(folder.parent / f"{folder.name}-out", ignore_errors=True)
    return ours(folder)


def median(rounds: int, *builds: Callable[[], Timed]) -> list[tuple[float, float]]:
    """Median seconds and memory of each, interleaved, after one round to warm up."""
    taken: list[list[Timed]] = [[] for _ in builds]
    for at in range(rounds + 1):
        for column, build in zip(taken, builds, strict=True):
            one = build()
            if not one.is_good:
                sys.exit("a build failed")
            if at:
                column.append(one)
    return [
        (statistics.median(one.seconds for one in column), max(one.megabytes for one in column)) for column in taken
    ]


def report(what: str, ratio: float, most: float) -> bool:
    """Print a figure; whether it was reached."""
    is_good = ratio <= most
    print(f"{what}: {ratio:.2f} (at most {most}) {'ok' if is_good else 'MISSED'}")
    return is_good


def measure(root: Path, options: argparse.Namespace) -> bool:
    """All figures; whether all were reached."""
    small = write_corpus(root / "small", options.small)
    large = write_corpus(root / "large", options.large)
    (our_small, _), (their_small, _) = median(options.rounds, lambda: cold(small), lambda: mkdocs(small))
    print(f"{options.small} documents: {our_small:.2f} s, MkDocs {their_small:.2f} s")
    good = report(f"cold, {options.small} documents, to MkDocs", our_small / their_small, MOST_OF_MKDOCS_SMALL)
    (our_large, our_mb), (their_large, their_mb) = median(options.rounds, lambda: cold(large), lambda: mkdocs(large))
    print(
        f"{options.large} documents: {our_large:.2f} s, {our_mb:.0f} MB; MkDocs {their_large:.2f} s, {their_mb:.0f} MB"
    )
    good &= report(f"cold, {options.large} documents, to MkDocs", our_large / their_large, MOST_OF_MKDOCS_LARGE)
    good &= report("memory to MkDocs", our_mb / their_mb, MOST_OF_MEMORY)
    ((unchanged, _),) = median(options.rounds, lambda: ours(large))
    ((changed, _),) = median(options.rounds, lambda: edited(large))
    print(f"nothing changed {unchanged:.2f} s, one page changed {changed:.2f} s")
    if options.huge:
        good &= report_growth(root, small, options)
    return good


def edited(folder: Path) -> Timed:
    """Build after one document changed."""
    path = folder / "docs" / name(3)
    path.write_text(path.read_text() + "\nOne more paragraph.\n")
    return ours(folder)


def report_growth(root: Path, small: Path, options: argparse.Namespace) -> bool:
    """The cost of a page in a huge site to that in a small one, start-up taken off."""
    one = write_corpus(root / "one", 1)
    huge = write_corpus(root / "huge", options.huge)
    ((start, _),) = median(options.rounds, lambda: cold(one))
    ((at_small, _),) = median(options.rounds, lambda: cold(small))
    ((at_huge, _),) = median(1, lambda: cold(huge))
    ratio = ((at_huge - start) / options.huge) / ((at_small - start) / options.small)
    return report(f"a page at {options.huge} documents, to one at {options.small}", ratio, MOST_A_PAGE)


def main() -> None:
    """Measure and report; fails if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, value in {"small": 100, "large": 1000, "rounds": 3, "huge": 0}.items():
        parser.add_argument(f"--{option}", type=int, default=value)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if measure(Path(folder), options) else 1)


if __name__ == "__main__":
    main()
